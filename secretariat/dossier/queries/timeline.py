"""Everything that was said and done, in the order of its days: for the conference, or for one party."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeAlias

from django.db.models import Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secretariat.archive.models import Fact
from secretariat.archive.queries import Mark
from secretariat.delegations.models import Answer, Invitation
from secretariat.dossier.models import Initiative, Position
from secretariat.dossier.queries.sight import Marked, Sight
from secretariat.meetings.models import Meeting, Mission, Point, Speaker, Stop, Visitor
from secretariat.parties.models import Party
from secretariat.pledges.models import Pledge
from secretariat.preparation.models import Challenge, ChallengePart

MONTH, DAY = len("2020-11"), len("2020-11-30")
RELATED = {"answer": ("party", "said_by_party"), "position": ("party", "topic")}


@dataclass(frozen=True)
class Key:
    """Where an event stands: its kind, its row, and its date as far as it is known."""

    kind: str
    pk: int
    date: str


@dataclass(frozen=True)
class Said:
    """A point of a meeting, beneath the meeting."""

    point: Point
    by: list[object]
    marks: list[Mark]


@dataclass(frozen=True)
class Event:
    """One line of the timeline: what it is, who is in it, and its sources."""

    kind: str
    fact: Any
    date: str
    parties: list[object]
    marks: list[Mark]
    said: list[Said] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """The place on the page."""
        return f"{self.kind}-{self.fact.pk}"

    @property
    def is_of_a_month(self) -> bool:
        """Whether no more than the month is known."""
        return len(self.date) < DAY

    @property
    def label(self) -> str:
        """What kind of event it is, in words."""
        return str(KINDS[self.kind].label)


@dataclass(frozen=True)
class Month:
    """All events of a month; those whose date nobody knows stand together at the end."""

    date: str
    events: list[Event]


@dataclass(frozen=True)
class Kind:
    """A kind of event: what it is called, which rows it is, which date it has, and which of them are a party's."""

    label: str | Promise
    plural: str | Promise
    rows: Callable[[Sight], "QuerySet[Any]"]
    dates: tuple[str, ...]
    of_party: Callable[[Party], Q]


Keys: TypeAlias = list[Key]


def _answers(sight: Sight) -> "QuerySet[Answer]":
    return sight.of(Answer).filter(invitation__in=sight.of(Invitation), corrected_by=None)


def _stops(sight: Sight) -> "QuerySet[Stop]":
    return sight.of(Stop).filter(mission__in=sight.of(Mission))


KINDS: dict[str, Kind] = {
    "meeting": Kind(
        _("Meeting"),
        _("Meetings"),
        lambda sight: sight.of(Meeting),
        ("held_date",),
        lambda party: Q(host=party) | Q(visitors__party=party),
    ),
    "stop": Kind(
        _("Stop of a mission"),
        _("Missions"),
        _stops,
        ("stop_date", "mission__from_date", "mission__until_date"),
        lambda party: Q(country=party) | Q(mission__party=party),
    ),
    "answer": Kind(_("Answer"), _("Answers"), _answers, ("said_date",), lambda party: Q(party=party)),
    "position": Kind(
        _("Position"), _("Positions"), lambda sight: sight.of(Position), ("said_date",), lambda party: Q(party=party)
    ),
    "initiative": Kind(
        _("Initiative"),
        _("Initiatives"),
        lambda sight: sight.of(Initiative),
        ("said_date",),
        lambda party: Q(party=party),
    ),
    "challenge": Kind(
        _("Challenge"),
        _("Challenges"),
        lambda sight: sight.of(Challenge),
        ("said_date",),
        lambda party: Q(parts__party=party),
    ),
    "pledge": Kind(
        _("Pledge"),
        _("Pledges"),
        lambda sight: sight.of(Pledge),
        ("said_date",),
        lambda party: Q(party=party) | Q(parties__party=party),
    ),
}


def keys_of(sight: Sight, *, kinds: Iterable[str] = (), party: Party | None = None) -> Keys:
    """Where every event stands, the newest first, those without a date last. One query for each kind."""
    wanted = list(kinds) or list(KINDS)
    found: Keys = []
    for name in wanted:
        kind = KINDS[name]
        rows = kind.rows(sight)
        if party is not None:
            rows = rows.filter(kind.of_party(party)).distinct()
        dates = rows.order_by("pk").values_list("pk", *kind.dates)
        found += [Key(name, pk, _date(*said)) for pk, *said in dates]
    # A day is later than the month it lies in, and what has no date is before everything.
    return sorted(found, key=lambda key: key.date, reverse=True)


def events_of(sight: Sight, keys: Iterable[Key]) -> list[Event]:
    """These events with all that is told of them, in this order. A few queries, however many they are."""
    wanted = list(keys)
    ids: dict[str, list[int]] = defaultdict(list)
    for key in wanted:
        ids[key.kind].append(key.pk)
    facts = {(kind, fact.pk): fact for kind in ids for fact in _told(sight, kind).filter(pk__in=ids[kind])}
    found = [(key, facts[key.kind, key.pk]) for key in wanted if (key.kind, key.pk) in facts]
    marked = sight.marked(_with_points(fact for _key, fact in found))
    return [_event(key, fact, (sight, marked)) for key, fact in found]


def by_month(events: Iterable[Event]) -> list[Month]:
    """Events under their months."""
    return [Month(date, list(held)) for date, held in groupby(events, key=lambda event: event.date[:MONTH])]


def points_seen(sight: Sight) -> "Prefetch[str, Any, str]":
    """The points of meetings that this person sees, with their speakers."""
    speakers = Prefetch("speakers", Speaker.objects.select_related("party"))
    points = sight.of(Point).order_by("position", "id").prefetch_related(speakers)
    return Prefetch("points", points, to_attr="points_seen")


def with_visitors() -> "Prefetch[str, Any, str]":
    """The visitors of meetings."""
    return Prefetch("visitors", Visitor.objects.select_related("party"))


def said_at(meeting: Meeting, telling: tuple[Sight, Marked]) -> list[Said]:
    """The points of a meeting as a page tells them."""
    sight, marked = telling
    points: list[Point] = getattr(meeting, "points_seen", [])
    return [Said(point, [sight.name(each.party) for each in point.speakers.all()], marked[point]) for point in points]


def _date(said: object, begun: str = "", ended: str = "") -> str:
    """A date as it was written down; a stop without one lies in the month of its mission, if that was within one."""
    if said or begun[:MONTH] != (ended or begun)[:MONTH]:
        return str(said or "")
    return begun[:MONTH]


def _told(sight: Sight, name: str) -> "QuerySet[Any]":
    rows = KINDS[name].rows(sight)
    if name == "meeting":
        return rows.select_related("host", "country").prefetch_related(with_visitors(), points_seen(sight))
    if name == "stop":
        return rows.select_related("country", "mission", "mission__party")
    if name == "challenge":
        return rows.prefetch_related(Prefetch("parts", ChallengePart.objects.select_related("party")))
    return rows.select_related(
        *{"answer": ("party", "said_by_party"), "position": ("party", "topic")}.get(name, ("party",))
    )


def _with_points(facts: Iterable[Fact]) -> Iterable[Fact]:
    for fact in facts:
        yield fact
        yield from getattr(fact, "points_seen", [])


def _event(key: Key, fact: Any, telling: tuple[Sight, Marked]) -> Event:
    sight, marked = telling
    names = [sight.name(party) for party in _parties(key.kind, fact)]
    said = said_at(fact, telling) if key.kind == "meeting" else []
    return Event(key.kind, fact, key.date, names, marked[fact], said)


def _parties(kind: str, fact: Any) -> list[Party]:
    if kind == "meeting":
        hosts = [fact.host] if fact.host is not None else []
        return [*hosts, *(visitor.party for visitor in fact.visitors.all())]
    if kind == "stop":
        return [fact.mission.party]
    if kind == "challenge":
        return [each.party for each in fact.parts.all() if each.part == ChallengePart.Part.SAID_BY]
    return [fact.party]
