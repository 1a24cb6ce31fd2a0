"""How many came and who: by zone, by delegation, by the hour; a quorum; heads; conflicts, and who was turned away."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Min, Q, QuerySet, Window
from django.db.models.functions import Lag, TruncDate, TruncHour

from secretariat.conference.models import Conference
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import Delegate, DelegateRole, DelegateState
from secretariat.delegations.queries import protocol_key
from secretariat.door.models import Badge, Direction, DoorRules, Scan, Zone
from secretariat.door.queries.presence import DAY_TURNS, last_passages, passages
from secretariat.parties.models import Party


class ZoneNow(NamedTuple):
    """A zone, and how many are in it."""

    code: str
    name: object
    inside: int
    places: int | None

    @property
    def is_full(self) -> bool:
        """Whether there is no more place."""
        return self.places is not None and self.inside >= self.places


class PartyNow(NamedTuple):
    """A delegation: how many are accredited, came at any time, and are inside."""

    party: Party
    name: object
    accredited: int
    arrived: int
    inside: int


class HeadNow(NamedTuple):
    """A head of delegation, and when they came in first."""

    delegate: Delegate
    party_name: object
    at: datetime | None


class HourNow(NamedTuple):
    """How many came and went in an hour."""

    hour: datetime
    entries: int
    exits: int


@dataclass(frozen=True)
class Quorum:
    """Delegations of which somebody is inside, and how many are needed."""

    present: int
    needed: int | None

    @property
    def is_reached(self) -> bool:
        """Whether enough are there."""
        return self.needed is not None and self.present >= self.needed


@dataclass(frozen=True)
class InNow:
    """Who is inside: people by zone, by delegation, and altogether."""

    by_zone: Counter[str]
    by_party: Counter[int]
    people: int


class Conflict(NamedTuple):
    """One badge let in twice without leaving: what was seen first, and what then."""

    first: Scan
    second: Scan


def in_now(conference_id: int, *, since: datetime) -> InNow:
    """Who came in since a moment and is inside. One query; somebody in two zones is one person."""
    rows = last_passages(conference_id, since=since).values_list(
        "zone", "direction", "badge__delegate_id", "badge__delegate__party_id"
    )
    zones: dict[str, set[int]] = defaultdict(set)
    parties: dict[int, set[int]] = defaultdict(set)
    for zone, direction, person, party in rows:
        if direction == Direction.ENTRY:
            zones[zone].add(person)
            parties[party].add(person)
    return InNow(
        Counter({zone: len(people) for zone, people in zones.items()}),
        Counter({party: len(people) for party, people in parties.items()}),
        len(set().union(*zones.values())),
    )


def zones_now(conference_id: int, now: InNow) -> list[ZoneNow]:
    """The zones in their order, and any other in which somebody was let in. One query."""
    rows = Zone.objects.filter(conference_id=conference_id).order_by("position", "code")
    found = [ZoneNow(zone.code, zone.name, now.by_zone[zone.code], zone.places) for zone in rows]
    known = {each.code for each in found}
    return found + [ZoneNow(code, code, count, None) for code, count in now.by_zone.items() if code not in known]


def parties_now(conference: Conference, now: InNow, *, language: str) -> list[PartyNow]:
    """Delegations in protocol order: accredited, arrived at any time, inside. Four queries."""
    people = Delegate.objects.filter(conference=conference, state=DelegateState.ACCREDITED).order_by()
    accredited = dict(people.values_list("party").annotate(Count("pk")))
    came = passages(conference.pk).filter(direction=Direction.ENTRY).order_by()
    arrived = dict(came.values_list("badge__delegate__party").annotate(Count("badge__delegate", distinct=True)))
    names = shown_names(conference)
    parties = list(Party.objects.filter(pk__in={*accredited, *arrived}))
    parties.sort(key=lambda party: protocol_key(party, names, language))
    return [
        PartyNow(
            party,
            name_of(party, names),
            accredited.get(party.pk, 0),
            arrived.get(party.pk, 0),
            now.by_party[party.pk],
        )
        for party in parties
    ]


def heads_now(conference: Conference, people: QuerySet[Delegate], *, language: str) -> list[HeadNow]:
    """The heads among these people in protocol order, and when each came in first. Three queries."""
    heads = people.filter(conference=conference, role=DelegateRole.HEAD, state=DelegateState.ACCREDITED).select_related(
        "party"
    )
    came = passages(conference.pk).filter(direction=Direction.ENTRY, badge__delegate__role=DelegateRole.HEAD).order_by()
    firsts = dict(came.values_list("badge__delegate").annotate(Min("at")))
    names = shown_names(conference)
    found = [HeadNow(head, name_of(head.party, names), firsts.get(head.pk)) for head in heads]
    found.sort(key=lambda each: protocol_key(each.delegate.party, names, language))
    return found


def people_at_the_door(conference: Conference, seen: QuerySet[Delegate]) -> QuerySet[Delegate]:
    """Whom this person sees, and whoever has a badge: the door knows them."""
    bearing = Badge.objects.filter(conference=conference).values("delegate")
    found: QuerySet[Delegate] = Delegate.objects.filter(conference=conference).filter(
        Q(pk__in=seen.order_by().values("pk")) | Q(pk__in=bearing)
    )
    return found


def quorum_of(conference_id: int, now: InNow) -> Quorum:
    """How many delegations are there, of those needed. One query."""
    needed = DoorRules.objects.filter(conference_id=conference_id).values_list("quorum", flat=True).first()
    return Quorum(sum(1 for count in now.by_party.values() if count), needed)


def hours_of(conference_id: int, zone: ZoneInfo) -> list[HourNow]:
    """Every hour in which somebody came or went, by the clocks of the venue. One query."""
    rows = (
        passages(conference_id)
        .annotate(hour=TruncHour("at", tzinfo=zone))
        .order_by("hour")
        .values("hour")
        .annotate(
            entries=Count("pk", filter=Q(direction=Direction.ENTRY)),
            exits=Count("pk", filter=Q(direction=Direction.EXIT)),
        )
    )
    return [HourNow(row["hour"], row["entries"], row["exits"]) for row in rows]


def days_of(hours: Iterable[HourNow]) -> list[date]:
    """The days on which somebody came or went."""
    return sorted({each.hour.date() for each in hours})


def conflicting(conference: Conference) -> QuerySet[Any]:
    """Entries of a badge into a zone in which it was already that day, by time as it was corrected; newest first."""

    def before(name: str) -> Window:
        parts = [F("badge"), F("zone"), F("day")]
        return Window(Lag(name), partition_by=parts, order_by=[F("at").asc(), F("pk").asc()])

    twice = Q(direction=Direction.ENTRY) & Q(direction_before=Direction.ENTRY)
    found: QuerySet[Any] = (
        passages(conference.pk)
        .annotate(day=TruncDate(F("at") - DAY_TURNS, tzinfo=conference.zone))
        .annotate(direction_before=before("direction"), scan_before=before("pk"))
        # As one expression: a condition on the direction alone would take the exits away before they are looked at.
        .annotate(is_twice=ExpressionWrapper(twice, output_field=BooleanField()))
        .filter(is_twice=True)
        .order_by("-at", "-pk")
    )
    return found


def conflicts(conference: Conference, *, most: int) -> list[Conflict]:
    """One badge let in twice: both doors, times, devices, and what each said. Two queries."""
    seconds = list(conflicting(conference).select_related("badge", "gate", "device")[:most])
    firsts = Scan.objects.select_related("gate", "device").in_bulk([scan.scan_before for scan in seconds])
    return [Conflict(firsts[scan.scan_before], scan) for scan in seconds if scan.scan_before in firsts]


def last_words(conference_id: int) -> QuerySet[Scan]:
    """Scans without those in whose place another was made: whoever was let in by hand was not turned away."""
    scans: QuerySet[Scan] = Scan.objects.filter(conference_id=conference_id)
    return scans.exclude(nonce__in=scans.exclude(follows="").order_by().values("follows"))


def turned_away(conference_id: int) -> QuerySet[Scan]:
    """Scans with which nobody went through, and those with which somebody did although the server says no."""
    found: QuerySet[Scan] = last_words(conference_id).filter(
        Q(is_admitted=False) | (Q(direction=Direction.ENTRY) & ~Q(server_verdict="valid") & Q(by_hand=False))
    )
    return found.order_by("-at", "-pk")
