"""Drafts of what was read: plain data for each fact to be, with the passage it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secretariat.delegations.models import DelegateRole, Occasion
from secretariat.dossier.models import DraftKind
from secretariat.preparation.models import ChallengeKind

if TYPE_CHECKING:
    from secretariat.engines.reading.models import Found, MeetingFound, MissionFound, PersonFound, Reading

Data = dict[str, Any]
POINT, POSITION = "point", "position"
LONGEST_LINE, LONGEST_TITLE = 500, 300
# The code of a language that could not be told, and the languages whose sentences are read.
UNDETERMINED, DRAFTED = "und", frozenset({"en"})


@dataclass(frozen=True)
class Drafted:
    """A fact to be: its kind, its fields, and where and by which rule it was found."""

    kind: str
    data: Data
    start: int | None = None
    end: int | None = None
    confidence: float = 1.0
    rule: str = ""


def drafts_of(reading: "Reading", *, name: str) -> list[Drafted]:
    """What a reading proposes, in the order in which it is best decided: the source first, then what rests on it."""
    found = [_source(reading, name)]
    if not reading.is_relevant:
        return found
    found += [_conference(reading, each) for each in reading.conferences]
    found += _delegations(reading)
    found += [_meeting(reading, each) for each in reading.meetings]
    found += [_mission(reading, each) for each in reading.missions]
    found += [_statement(reading, each) for each in reading.statements]
    found += [
        _at(
            each,
            DraftKind.CHALLENGE,
            {
                "kind": each.kind if each.kind in ChallengeKind.values else ChallengeKind.OTHER,
                "text": each.text,
                "said_by": list(each.said_by),
                "done_by": list(each.done_by),
                "done_to": list(each.done_to),
            },
        )
        for each in reading.challenges
    ]
    found += [_at(each, DraftKind.INITIATIVE, {"party": each.party, "text": each.text}) for each in reading.initiatives]
    return found + [_figure(reading, each) for each in reading.figures]


def language_of(reading: "Reading") -> str:
    """The language of a report; empty where the engine does not know it."""
    return "" if reading.language == UNDETERMINED else reading.language


def why_nothing_was_drafted(reading: "Reading") -> str:
    """The note on a report of which only the source was drafted: off the matter, or in a language read in part."""
    is_read_whole = reading.language in DRAFTED or not language_of(reading)
    return "irrelevant" if is_read_whole else "found_only"


def found_in(reading: "Reading") -> Data:
    """Parties, persons and dates that a report names, whatever became of them."""
    return {
        "parties": list(dict.fromkeys(each.code for each in reading.parties)),
        "persons": list(
            dict.fromkeys(", ".join(part for part in (each.name, each.capacity) if part) for each in reading.persons)
        ),
        "dates": [[each.words, each.value] for each in reading.dates],
    }


def _at(found: "Found", kind: str, data: Data) -> Drafted:
    return Drafted(kind, data, found.span.start, found.span.end, found.confidence, found.rule)


def _source(reading: "Reading", name: str) -> Drafted:
    head = reading.head
    return Drafted(
        DraftKind.SOURCE,
        {
            "title": (head.title or name)[:LONGEST_LINE],
            "publisher": head.publisher[:LONGEST_LINE],
            "byline": head.byline[:LONGEST_LINE],
            "published_date": head.published,
            "language": language_of(reading),
            "kind": "press",
            "url": head.url[:1000],
        },
        rule="head",
    )


def _in_its_sentence(reading: "Reading", found: "Found", kind: str, data: Data) -> Drafted:
    """A name, a number or a place says nothing by itself: its passage is the sentence it stands in."""
    for sentence in reading.sentences:
        if sentence.start <= found.span.start and found.span.end <= sentence.end:
            return Drafted(kind, data, sentence.start, sentence.end, found.confidence, found.rule)
    return _at(found, kind, data)


def _conference(reading: "Reading", found: Any) -> Drafted:
    data = {
        "city": found.city,
        "country": found.country,
        "held_date": found.when,
        "words": found.when_words[:LONGEST_LINE],
    }
    return _in_its_sentence(reading, found, DraftKind.CONFERENCE, data)


def _delegations(reading: "Reading") -> Iterator[Drafted]:
    """The parties that came to a meeting or toured, with their bodies; then their people."""
    toured = {mission.party for mission in reading.missions}
    seen: set[str] = set()
    people: list[Drafted] = []
    for meeting in reading.meetings:
        for code in meeting.visitors:
            if code in seen:
                continue
            seen.add(code)
            occasion = Occasion.PREPARATORY_MEETING_AND_TOUR if code in toured else Occasion.PREPARATORY_MEETING
            bodies = [body.name for body in reading.bodies if body.party == code and body.name]
            data = {"party": code, "occasion": str(occasion), "bodies": list(dict.fromkeys(bodies))}
            yield _at(meeting, DraftKind.DELEGATION, data)
            heads = {each.head for each in reading.meetings if code in each.visitors and each.head}
            heads |= {mission.head for mission in reading.missions if mission.party == code}
            people += [_person(reading, each, str(occasion), heads) for each in reading.persons if each.party == code]
    yield from people


def _person(reading: "Reading", found: "PersonFound", occasion: str, heads: set[str]) -> Drafted:
    data = {
        "party": found.party,
        "occasion": occasion,
        "name": found.name[:LONGEST_LINE],
        "honorific": found.honorific,
        "capacity": found.capacity[:LONGEST_LINE],
        "body": found.body[:LONGEST_LINE],
        "role": str(DelegateRole.HEAD if found.name in heads else DelegateRole.MEMBER),
    }
    return _in_its_sentence(reading, found, DraftKind.DELEGATE, data)


def _meeting(reading: "Reading", found: "MeetingFound") -> Drafted:
    capacities = {person.name: person.capacity for person in reading.persons}
    head_of = {person.party: person for person in reading.persons if person.name == found.head}
    visitors = []
    for number, code in enumerate(found.visitors):
        is_headed = code in head_of or (not head_of and number == 0)
        head = found.head if is_headed else ""
        visitors.append({"party": code, "head": head, "head_capacity": capacities.get(head, "")})
    data = {
        "title": reading.head.title[:LONGEST_TITLE],
        "kind": found.kind,
        "held_date": found.when,
        "when_words": found.when_words,
        "city": found.city,
        "country": found.country,
        "host": found.host,
        "host_person": found.host_person,
        "host_capacity": capacities.get(found.host_person, ""),
        "visitors": visitors,
        "subject": found.subject,
    }
    return _at(found, DraftKind.MEETING, data)


def _mission(reading: "Reading", found: "MissionFound") -> Drafted:
    capacities = {person.name: person.capacity for person in reading.persons}
    data = {
        "party": found.party,
        "head": found.head,
        "head_capacity": capacities.get(found.head, ""),
        "purpose": found.purpose,
        "from_date": "",
        "stops": [
            {"country": stop.country, "city": stop.city, "stop_date": stop.when, "met": stop.met}
            for stop in found.stops
            if stop.country
        ],
        "reports_back": found.reports_back and bool(reading.meetings),
    }
    return _at(found, DraftKind.MISSION, data)


def _statement(reading: "Reading", found: Any) -> Drafted:
    speakers = [code for code in found.speakers if code]
    there = [
        number
        for number, meeting in enumerate(reading.meetings)
        if speakers and set(speakers) <= {meeting.host, *meeting.visitors}
    ]
    data = {
        "speakers": speakers,
        "person": found.person,
        "verb": found.verb,
        "text": found.content,
        "becomes": POINT if there else POSITION,
        "meeting": there[0] if there else None,
        "topic": "",
        "stance": "",
    }
    drafted = _at(found, DraftKind.STATEMENT, data)
    passage = found.passage
    if passage.end > passage.start:
        # The passage is what a reader of the fact is shown: the speaker and the verb belong to it.
        return Drafted(drafted.kind, data, passage.start, passage.end, drafted.confidence, drafted.rule)
    return drafted


def _figure(reading: "Reading", found: Any) -> Drafted:
    data = {
        "value": f"{found.value:.2f}".rstrip("0").rstrip("."),
        "unit": found.unit,
        "qualifier": found.qualifier,
        "counts": found.counts[:LONGEST_LINE],
        "place": found.place,
        "as_of": found.as_of,
    }
    return _in_its_sentence(reading, found, DraftKind.FIGURE, data)
