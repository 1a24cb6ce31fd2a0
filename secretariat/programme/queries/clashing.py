"""The whole timetable as the clash engine takes it: sessions, bilateral meetings, who is away, and the venue."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import cast

from secretariat.conference.models import Conference, Room
from secretariat.engines.scheduling.clashes import (
    RULES,
    Book,
    Clash,
    Code,
    Hall,
    Item,
    Level,
    Span,
    Venue,
    clashes,
    clashes_if_moved,
    laid_out,
    minute_of,
)
from secretariat.meetings.models import Bilateral, BilateralState, BlockedTime, Stay
from secretariat.programme.models import (
    KeptApart,
    MustAttend,
    Place,
    ProgrammeRules,
    RoomClosure,
    RoomPair,
    Session,
    SessionState,
)

CODES: tuple[Code, ...] = tuple(RULES)
LEVELS: tuple[Level, ...] = ("block", "warn", "ignore")
# No clock shows a minute after it.
NEVER = 2**40
# How long a session is taken to last as long as nobody has said when it ends.
USUAL_LENGTH = timedelta(hours=1)


@dataclass(frozen=True)
class Timetable:
    """What is held when and where, with the rows behind it: all that a judgement of the working timetable needs."""

    conference: Conference
    rooms: list[Room]
    sessions: dict[int, Session]
    places: dict[int, Place]
    items: tuple[Item, ...]
    venue: Venue
    rules: Mapping[Code, Level]
    kept_rules: ProgrammeRules | None

    @cached_property
    def book(self) -> Book:
        """The timetable laid open for questions, once."""
        return laid_out(self.items, self.venue)

    def clashes(self) -> tuple[Clash, ...]:
        """All that clashes at present, in the order of time."""
        return clashes(self.items, self.venue, self.rules)

    def clashes_of(self, item: Item) -> tuple[Clash, ...]:
        """What a thing would clash with if it were as it is given here, all else left as it is."""
        return clashes_if_moved(self.book, item, item.start, item.room, self.rules)


def timetable_of(conference: Conference, beside: Iterable[tuple[int, int]] = ()) -> Timetable:
    """The working timetable of a conference. Ten queries, however much is held.

    Of people beside those who must attend already (delegate and delegation) it is known as well when they are away.
    """
    rules = ProgrammeRules.objects.filter(conference=conference).first()
    rooms = list(Room.objects.filter(conference=conference))
    sessions = _sessions(conference)
    placed = Place.objects.filter(conference=conference, bilateral__state=BilateralState.ACCEPTED)
    places = {place.bilateral_id: place for place in placed.select_related("bilateral")}
    away = _away(conference)
    items = [item for session in sessions.values() if (item := item_of_session(session)) is not None]
    items += [item_of_place(place) for place in places.values()]
    return Timetable(
        conference=conference,
        rooms=rooms,
        sessions=sessions,
        places=places,
        items=tuple(items),
        venue=_venue(conference, rooms, rules, _absences([*_people(sessions.values()), *beside], away)),
        rules=levels_of(rules),
        kept_rules=rules,
    )


def clashes_of(conference: Conference) -> tuple[Clash, ...]:
    """All that clashes in the working timetable, in the order of time. Ten queries."""
    return timetable_of(conference).clashes()


def levels_of(rules: ProgrammeRules | None) -> dict[Code, Level]:
    """What each kind of clash does in a conference: its own rule, or the house's."""
    kept = rules.clashes if rules is not None else {}
    levels = {code: cast("Level", kept[code]) if kept.get(code) in LEVELS else RULES[code] for code in CODES}
    if rules is None or not rules.interpreters:
        # Nobody has said yet how many there are.
        levels["interpreters"] = "ignore"
    return levels


def item_of_session(session: Session) -> Item | None:
    """A session as the engine takes it, with those who must attend; nothing while its hours are not known."""
    if session.starts_at is None or session.ends_at is None or session.state != SessionState.PLANNED:
        return None
    wanted = list(session.wanted.all()) if session.pk else []
    return session_item(session, session.starts_at, session.ends_at, wanted)


def session_item(session: Session, starts_at: datetime, ends_at: datetime, wanted: Iterable[MustAttend]) -> Item:
    """A session as it would be at a time, with those who would have to attend."""
    people = {f"delegate:{each.delegate_id}" for each in wanted if each.delegate_id}
    if session.chair_id:
        people.add(f"delegate:{session.chair_id}")
    return Item(
        key=f"session:{session.pk or 'new'}",
        kind="session",
        start=minute_of(starts_at),
        end=minute_of(ends_at),
        room=_room(session.room_id),
        parties=tuple(sorted({f"delegation:{each.delegation_id}" for each in wanted if not each.delegate_id})),
        people=tuple(sorted(people)),
        languages=tuple(session.languages),
        seats=session.seats or 0,
        equipment=tuple(session.equipment),
    )


def item_of_place(place: Place) -> Item:
    """A bilateral meeting at its place as the engine takes it."""
    return place_item(place.bilateral, place, place.starts_at, place.ends_at)


def place_item(bilateral: Bilateral, place: Place, starts_at: datetime, ends_at: datetime) -> Item:
    """A bilateral meeting as it would be at a time."""
    return Item(
        key=f"bilateral:{bilateral.pk}",
        kind="bilateral",
        start=minute_of(starts_at),
        end=minute_of(ends_at),
        room=_room(place.room_id),
        table=place.table if place.room_id else None,
        parties=(f"delegation:{bilateral.asking_id}", f"delegation:{bilateral.asked_id}"),
        languages=tuple(bilateral.languages),
        seats=bilateral.seats or 0,
    )


def as_known(clash: Clash) -> tuple[object, ...]:
    """By what a clash is known again wherever in time it lies."""
    return (clash.code, clash.items, clash.room, clash.parties, clash.people, clash.word)


def day_span(conference: Conference, first: date, last: date) -> Span:
    """From the midnight with which one day begins at the venue to the midnight with which another ends."""
    return Span(minute_of(midnight(conference, first)), minute_of(midnight(conference, last + timedelta(days=1))))


def midnight(conference: Conference, day: date) -> datetime:
    """The moment at which a day begins at the venue."""
    return datetime.combine(day, time(), tzinfo=conference.zone)


def _sessions(conference: Conference) -> dict[int, Session]:
    rows = Session.objects.filter(conference=conference, state=SessionState.PLANNED).exclude(starts_at=None)
    return {session.pk: session for session in rows.select_related("chair").prefetch_related("wanted")}


def _room(room_id: int | None) -> str | None:
    return f"room:{room_id}" if room_id else None


def _away(conference: Conference) -> dict[int, tuple[Span, ...]]:
    """When each delegation is not there, or meets nobody."""
    away: dict[int, list[Span]] = defaultdict(list)
    for stay in Stay.objects.filter(conference=conference):
        if stay.arrives_at is not None:
            away[stay.delegation_id].append(Span(0, minute_of(stay.arrives_at), "arrival"))
        if stay.departs_at is not None:
            away[stay.delegation_id].append(Span(minute_of(stay.departs_at), NEVER, "departure"))
    for blocked in BlockedTime.objects.filter(conference=conference):
        away[blocked.delegation_id].append(Span(minute_of(blocked.starts_at), minute_of(blocked.ends_at), "blocked"))
    return {delegation: tuple(spans) for delegation, spans in away.items()}


def _people(sessions: Iterable[Session]) -> Iterable[tuple[int, int]]:
    """Those people whom a session cannot do without, each with the delegation."""
    for session in sessions:
        if session.chair is not None:
            yield session.chair.pk, session.chair.delegation_id
        yield from ((each.delegate_id, each.delegation_id) for each in session.wanted.all() if each.delegate_id)


def _absences(people: Iterable[tuple[int, int]], away: Mapping[int, tuple[Span, ...]]) -> dict[str, tuple[Span, ...]]:
    """Of delegations, and of these people of theirs."""
    found = {f"delegation:{delegation}": spans for delegation, spans in away.items()}
    found |= {f"delegate:{person}": away[delegation] for person, delegation in people if delegation in away}
    return found


def _venue(
    conference: Conference,
    rooms: Iterable[Room],
    rules: ProgrammeRules | None,
    absences: Mapping[str, tuple[Span, ...]],
) -> Venue:
    closed: dict[int, list[Span]] = defaultdict(list)
    for closure in RoomClosure.objects.filter(conference=conference):
        closed[closure.room_id].append(Span(minute_of(closure.starts_at), minute_of(closure.ends_at), closure.reason))
    pairs = list(RoomPair.objects.filter(conference=conference))
    return Venue(
        halls=tuple(
            Hall(
                key=f"room:{room.pk}",
                seats=room.seats,
                equipment=tuple(room.equipment),
                booths=room.booths,
                languages=tuple(room.languages),
                closed=tuple(closed[room.pk]),
            )
            for room in rooms
        ),
        days=(day_span(conference, conference.start_date, conference.end_date),),
        interpreters=dict(rules.interpreters) if rules is not None else {},
        travel=tuple((f"room:{pair.one_id}", f"room:{pair.other_id}", pair.minutes) for pair in pairs),
        adjacent=tuple((f"room:{pair.one_id}", f"room:{pair.other_id}") for pair in pairs if pair.is_adjacent),
        apart=tuple(
            (f"delegation:{kept.one_id}", f"delegation:{kept.other_id}")
            for kept in KeptApart.objects.filter(conference=conference)
        ),
        absences=absences,
    )
