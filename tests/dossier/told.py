"""A report written for the tests and what reading makes of it: an agency's word, and a newspaper's of the same meeting."""

from dataclasses import replace

from secretariat.dossier.models import Draft, Report
from secretariat.engines.reading.models import (
    BodyFound,
    ChallengeFound,
    ConferenceFound,
    FigureFound,
    InitiativeFound,
    Line,
    MeetingFound,
    MissionFound,
    PersonFound,
    Reading,
    Span,
    StatementFound,
    StopFound,
    Title,
)

FIRST = """President Aoun receives a Norwegian delegation
Lebanese President Michel Aoun received on Monday in Beirut a Norwegian delegation of the Foreign Ministry headed by \
Special Envoy Kari Solberg.
The two sides discussed the preparations for the conference to be held in Beirut next month.
Norway stressed that the conference is purely humanitarian.
Solberg briefed the president on her tour of Jordan.
Lebanon warned of pressure on Jordan to stay away.
Norway said its fund for schools would go on.
There are 1.5 million refugees in Lebanon."""
SECOND = """Norway's envoy in Baabda
Lebanon's President Michel Aoun met on Monday in Beirut with the Norwegian special envoy, Kari Sølberg.
Norway stressed the conference is purely humanitarian.
Norway offered to host a follow-up meeting in Oslo."""


def span(text: str, quote: str) -> Span:
    """Where a quotation stands."""
    start = text.index(quote)
    return Span(start, start + len(quote))


def first() -> Reading:
    """The agency's report."""
    return Reading(
        text=FIRST,
        language="en",
        head=Title("President Aoun receives a Norwegian delegation", "Rana Khoury", "Cedar News", "2020-10-12"),
        furniture=(Line("Leave a Reply", "comments"),),
        persons=(
            _person("Michel Aoun", "President", "LB"),
            _person("Kari Solberg", "Special Envoy", "NO"),
        ),
        bodies=(BodyFound(span(FIRST, "Foreign Ministry"), 0.9, "body", "Foreign Ministry", "NO"),),
        meetings=(
            MeetingFound(
                span(FIRST, FIRST.split("\n")[1]),
                0.95,
                "receives",
                kind="preparatory",
                host="LB",
                host_person="Michel Aoun",
                visitors=("NO",),
                head="Kari Solberg",
                city="Beirut",
                country="LB",
                when="2020-10-12",
                subject="the preparations for the conference",
            ),
        ),
        missions=(
            MissionFound(
                span(FIRST, "her tour of Jordan"),
                0.8,
                "tour",
                "NO",
                "Kari Solberg",
                "",
                (StopFound("JO"),),
                reports_back=True,
            ),
        ),
        statements=(
            _statement(
                "the preparations for the conference to be held in Beirut next month", ("LB", "NO"), "discussed"
            ),
            _statement("the conference is purely humanitarian", ("NO",), "stressed"),
        ),
        challenges=(
            ChallengeFound(
                span(FIRST, "pressure on Jordan to stay away"),
                0.7,
                "pressure",
                "pressure",
                "pressure on Jordan to stay away",
                ("LB",),
                (),
                ("JO",),
            ),
        ),
        initiatives=(InitiativeFound(span(FIRST, "its fund for schools"), 0.6, "fund", "NO", "its fund for schools"),),
        figures=(
            FigureFound(
                span(FIRST, "1.5 million refugees"), 0.9, "number", 1_500_000, "persons", "refugees", place="LB"
            ),
        ),
        conferences=(
            ConferenceFound(span(FIRST, "held in Beirut next month"), 0.8, "held", "Beirut", "LB", "", "open"),
        ),
        notes=("date_open",),
    )


def second() -> Reading:
    """The newspaper's report of the same meeting: the head in another spelling, and one thing more."""
    meeting = replace(
        first().meetings[0],
        span=span(SECOND, SECOND.split("\n")[1]),
        head="Kari Sølberg",
        city="Beirut",
        subject="",
    )
    return Reading(
        text=SECOND,
        language="en",
        head=Title("Norway's envoy in Baabda", "", "Daily Harbour", "2020-10-12"),
        persons=(
            _person("Michel Aoun", "President", "LB", SECOND),
            _person("Kari Sølberg", "special envoy", "NO", SECOND),
        ),
        meetings=(meeting,),
        statements=(
            _statement("the conference is purely humanitarian", ("NO",), "stressed", SECOND),
            _statement("to host a follow-up meeting in Oslo", ("NO",), "offered", SECOND),
        ),
    )


def idle() -> Reading:
    """A report that has nothing to do with any conference."""
    return Reading(
        text="The home side won by one goal to nil.", language="en", head=Title("A late save"), is_relevant=False
    )


def draft(report: Report, kind: str, number: int = 0) -> Draft:
    """A draft of a report, by its kind and place among those of its kind."""
    return list(report.drafts.filter(kind=kind).order_by("position", "id"))[number]


def _person(name: str, capacity: str, party: str, text: str = FIRST) -> PersonFound:
    return PersonFound(span(text, name), 0.95, "title", name, capacity, party)


def _statement(content: str, speakers: tuple[str, ...], verb: str, text: str = FIRST) -> StatementFound:
    passage = next(line for line in text.split("\n") if content in line)
    return StatementFound(
        span(text, content), 0.9, "subject-verb", speakers, verb, content, passage=span(text, passage)
    )
