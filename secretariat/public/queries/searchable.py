"""What the search of the public site finds: every kind of public thing, in which words, and where it stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secretariat.archive.models import Source
from secretariat.conference.models import Conference, ShownName
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import Delegate, Invitation
from secretariat.documents.models import Document, DocumentState, Paragraph
from secretariat.dossier.models import Position
from secretariat.dossier.queries.areas import areas_seen
from secretariat.dossier.queries.sight import sight_of
from secretariat.figures.models import Place, Release, ReleaseState
from secretariat.meetings.models import Meeting, Point
from secretariat.newsroom.models import Article
from secretariat.newsroom.queries.published import as_published
from secretariat.pledges.models import Pledge
from secretariat.programme.models import Session
from secretariat.programme.queries.calendars import sessions_told
from secretariat.programme.queries.known import Entry, chair_of, title_of
from secretariat.public.models import SearchedKind
from secretariat.public.queries.editions import STRANGER

Names = dict[int, ShownName]


@dataclass(frozen=True)
class Said:
    """What one thing says: texts of many languages or of none, people and parties, a day, and its place on the site."""

    title: object
    place: tuple[object, ...]
    texts: tuple[object, ...] = ()
    names: tuple[object, ...] = ()
    date: object = ""
    anchor: str = ""
    # Of texts that are kept in one language alone.
    language: str = ""


@dataclass(frozen=True)
class Searched:
    """A kind of public things: its heading, its page, its rows as strangers find them, and what each says."""

    kind: SearchedKind
    group: str
    label: str | Promise
    page: str
    rows: Callable[[Conference], QuerySet[Any]]
    say: Callable[[Any, Names], Said]
    related: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    # Rows of which kinds change what these say, and by which field they are found.
    through: dict[str, str] = field(default_factory=dict)

    @property
    def model(self) -> type[Model]:
        """The table in which these rows stand."""
        return MODELS[self.kind]


GROUPS: dict[str, str | Promise] = {
    "news": _("News"),
    "documents": _("Documents"),
    "participants": _("Participants"),
    "programme": _("Programme"),
    "meetings": _("Meetings"),
    "positions": _("Positions"),
    "pledges": _("Pledges"),
    "figures": _("Figures"),
    "areas": _("Areas of return"),
    "sources": _("Sources"),
}


def _seen(model: Any) -> Callable[[Conference], QuerySet[Any]]:
    return lambda conference: model.objects.visible_to(STRANGER).filter(conference=conference)


def _documents(conference: Conference) -> QuerySet[Any]:
    return Document.objects.visible_to(STRANGER).filter(conference=conference, state=DocumentState.ISSUED)


def _paragraphs(conference: Conference) -> QuerySet[Any]:
    told = _documents(conference).order_by().values("pk")
    return Paragraph.objects.visible_to(STRANGER).filter(document__in=told, is_struck=False)


def _delegates(conference: Conference) -> QuerySet[Any]:
    return Delegate.objects.visible_to(STRANGER).with_a_place().filter(conference=conference)


def _releases(conference: Conference) -> QuerySet[Any]:
    rows = Release.objects.visible_to(STRANGER).filter(conference=conference, state=ReleaseState.PUBLISHED)
    return rows.defer("rules", "editions", "content")


def _areas(conference: Conference) -> QuerySet[Any]:
    return areas_seen(sight_of(conference, STRANGER, "en", None)).order_by()  # type: ignore[arg-type]


def _sessions(conference: Conference) -> QuerySet[Any]:
    return Session.objects.filter(conference=conference, uid__in=sessions_told(conference))


def _of_article(row: Any, _names: Names) -> Said:
    day = row.published_at.astimezone(row.conference.zone).date().isoformat()
    row = as_published(row)
    return Said(row.title, (row.key,), (row.lead, row.body), (row.byline,), day)


def _of_document(row: Any, names: Names) -> Said:
    party = (name_of(row.party, names),) if row.party else ()
    return Said(row.title, (row.key,), (row.symbol, row.get_kind_display()), (row.symbol, *party), row.issued_date)


def _of_paragraph(row: Any, _names: Names) -> Said:
    return Said(
        row.document.title, (row.document.key,), (row.text,), (), row.document.issued_date, f"#paragraph-{row.key}"
    )


def _of_participant(row: Any, names: Names) -> Said:
    party = row.party
    known_as = (party.code, party.iso3, party.name)
    return Said(name_of(party, names), (), (party.formal_name,), known_as, "", f"#party-{party.code}")


def _of_delegate(row: Any, names: Names) -> Said:
    spelt = (row.name, row.original_name, *row.spellings, name_of(row.party, names))
    # Not the name itself: of people it is found as a name, in whatever language they are spoken of.
    return Said(row.name, (), (row.capacity, row.body), spelt, "", f"#delegate-{row.pk}")


def _of_session(entry: Entry, _names: Names) -> Said:
    topic = entry.get("topic", "")
    return Said(title_of(entry), (), (topic,), (chair_of(entry),), entry["day"] or "", f"#session-{entry['uid']}")


def _of_meeting(row: Any, names: Names) -> Said:
    visitors = [part for each in row.visitors.all() for part in (each.head, name_of(each.party, names))]
    host = (name_of(row.host, names),) if row.host else ()
    texts = (row.subject, row.venue, row.city, row.host_capacity)
    return Said(row.title, (row.key,), texts, (row.host_person, *host, *visitors), row.held_date)


def _of_point(row: Any, names: Names) -> Said:
    speakers = tuple(name_of(each.party, names) for each in row.speakers.all())
    return Said(row.meeting.title, (row.meeting.key,), (row.text,), speakers, row.meeting.held_date, f"#point-{row.pk}")


def _of_position(row: Any, names: Names) -> Said:
    held_by = (name_of(row.party, names), row.said_by)
    return Said(row.topic.name, (), (row.text,), held_by, row.said_date, f"#position-{row.pk}")


def _of_pledge(row: Any, names: Names) -> Said:
    texts = (row.text, row.conditions)
    title = row.title if str(row.title) else row.text
    return Said(title, (row.number,), texts, (name_of(row.party, names),), row.said_date)


def _of_release(row: Any, _names: Names) -> Said:
    return Said(row.title, (row.number,), (row.note,), (), row.published_at.date())


def _of_area(row: Any, _names: Names) -> Said:
    return Said(row.name, (row.code,), (), (row.code, row.name))


def _of_source(row: Any, _names: Names) -> Said:
    title = row.title or row.publisher or row.key
    names = (row.byline, row.publisher)
    # A report whose language nobody wrote down is read as most are.
    language = row.language[:2] or "en"
    return Said(title, (row.key,), (row.publisher,), names, row.published_date, language=language)


_KIND = SearchedKind
MODELS: dict[SearchedKind, type[Model]] = {
    _KIND.ARTICLE: Article,
    _KIND.DOCUMENT: Document,
    _KIND.PARAGRAPH: Paragraph,
    _KIND.PARTICIPANT: Invitation,
    _KIND.DELEGATE: Delegate,
    _KIND.SESSION: Session,
    _KIND.MEETING: Meeting,
    _KIND.POINT: Point,
    _KIND.POSITION: Position,
    _KIND.PLEDGE: Pledge,
    _KIND.RELEASE: Release,
    _KIND.AREA: Place,
    _KIND.SOURCE: Source,
}
_PARTIES = {"parties.party": "party", "conference.shownname": "party"}
_ALL = (
    Searched(_KIND.ARTICLE, "news", _("Article"), "article", _seen(Article), _of_article, ("conference",)),
    Searched(_KIND.DOCUMENT, "documents", _("Document"), "document", _documents, _of_document, ("party",)),
    Searched(
        _KIND.PARAGRAPH,
        "documents",
        _("Paragraph of a document"),
        "document",
        _paragraphs,
        _of_paragraph,
        ("document",),
        through={"documents.document": "document"},
    ),
    Searched(
        _KIND.PARTICIPANT,
        "participants",
        _("Participant"),
        "participants",
        _seen(Invitation),
        _of_participant,
        ("party",),
        through=_PARTIES,
    ),
    Searched(
        _KIND.DELEGATE,
        "participants",
        _("Delegate"),
        "participants",
        _delegates,
        _of_delegate,
        ("party",),
        through={"delegations.delegation": "delegation", **_PARTIES},
    ),
    Searched(_KIND.SESSION, "programme", _("Session"), "programme", _sessions, _of_session),
    Searched(
        _KIND.MEETING,
        "meetings",
        _("Meeting"),
        "meeting",
        _seen(Meeting),
        _of_meeting,
        ("host",),
        ("visitors__party",),
    ),
    Searched(
        _KIND.POINT,
        "meetings",
        _("Point of a meeting"),
        "meeting",
        _seen(Point),
        _of_point,
        ("meeting",),
        ("speakers__party",),
        through={"meetings.meeting": "meeting"},
    ),
    Searched(
        _KIND.POSITION,
        "positions",
        _("Position"),
        "positions",
        _seen(Position),
        _of_position,
        ("party", "topic"),
        through={"dossier.topic": "topic", **_PARTIES},
    ),
    Searched(_KIND.PLEDGE, "pledges", _("Pledge"), "pledge", _seen(Pledge), _of_pledge, ("party",), through=_PARTIES),
    Searched(_KIND.RELEASE, "figures", _("Figures"), "release", _releases, _of_release),
    Searched(_KIND.AREA, "areas", _("Area of return"), "area", _areas, _of_area),
    Searched(_KIND.SOURCE, "sources", _("Source"), "source", _seen(Source), _of_source),
)
SEARCHED: dict[int, Searched] = {each.kind: each for each in _ALL}


def said_by_rows(
    conference: Conference, kind: Searched, ids: Iterable[int] | None = None
) -> Iterable[tuple[int, Said]]:
    """What the public rows of a kind say, all of them or these; the sessions as they were published."""
    rows = kind.rows(conference)
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    names = shown_names(conference)
    if kind.kind == SearchedKind.SESSION:
        told = sessions_told(conference)
        numbers = {str(uid): pk for pk, uid in rows.values_list("pk", "uid")}
        yield from ((pk, kind.say(told[uid], names)) for uid, pk in numbers.items())
        return
    if kind.related:
        rows = rows.select_related(*kind.related)
    if kind.parts:
        rows = rows.prefetch_related(*kind.parts)
    yield from ((row.pk, kind.say(row, names)) for row in rows.iterator(chunk_size=2000))


def still_public(conference: Conference, found: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Of these things, by kind and number, those that a stranger may see at this moment. One query for each kind."""
    by_kind: dict[int, set[int]] = {}
    for kind, thing_id in found:
        by_kind.setdefault(kind, set()).add(thing_id)
    seen: set[tuple[int, int]] = set()
    for kind, ids in by_kind.items():
        rows = SEARCHED[kind].rows(conference).order_by().filter(Q(pk__in=ids)).values_list("pk", flat=True)
        seen |= {(kind, pk) for pk in rows}
    return seen
