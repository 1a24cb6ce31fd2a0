"""The whole timetable of a conference as the engine takes it: slots, delegations, tables, wishes, and what is fixed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import QuerySet

from secretariat.conference.models import Conference, Room
from secretariat.engines.scheduling import Absence, Meeting, Party, Plan, Problem, Slot
from secretariat.engines.scheduling import Room as Table
from secretariat.meetings.models import Bilateral, BilateralRank, BilateralState, BlockedTime, PartOfDay, Stay
from secretariat.programme.models import (
    KeptApart,
    Place,
    ProgrammeRules,
    RoomClosure,
    RoomPair,
    Session,
    SessionState,
)
from secretariat.programme.queries.entries import CANCELLED, latest_publication
from secretariat.programme.queries.fixing import Fixed, fixed_of_sessions
from secretariat.programme.queries.slots import AFTERNOON, EVENING, MORNING, Grid, grid_of, hours_of, rules_of

RANKS: tuple[str, ...] = (BilateralRank.ESSENTIAL, BilateralRank.IMPORTANT, BilateralRank.USEFUL)
_PARTS = {PartOfDay.MORNING: MORNING, PartOfDay.AFTERNOON: AFTERNOON, PartOfDay.EVENING: EVENING}


@dataclass(frozen=True)
class Asked:
    """What the engine is asked: the problem, the wishes in it with the version seen of each, and the slots."""

    problem: Problem
    wishes: dict[str, int]
    grid: Grid
    weights: dict[str, int]


def problem_of(conference: Conference) -> Asked:
    """Everything that a timetable of this conference is made from, as it stands. Thirteen queries."""
    return _Making(conference, _places_of(conference).filter(is_pinned=True)).made()


def problem_with_all_fixed(conference: Conference) -> Asked:
    """The same with every meeting fixed where it stands, so that the whole can be judged. Thirteen queries."""
    return _Making(conference, _places_of(conference)).made()


def accepted_wishes(conference: Conference) -> list[Bilateral]:
    """The bilateral meetings that both sides want."""
    return list(Bilateral.objects.filter(conference=conference, state=BilateralState.ACCEPTED).order_by("id"))


def interpreted_languages(conference: Conference) -> set[str]:
    """The languages that accepted wishes are to be interpreted into, and those that the rules speak of."""
    rows = Bilateral.objects.filter(conference=conference, state=BilateralState.ACCEPTED).values_list(
        "languages", flat=True
    )
    return {str(code) for row in rows for code in row} | {str(code) for code in rules_of(conference).interpreters}


def weights_of(wishes: Iterable[Bilateral]) -> dict[str, int]:
    """What each rank weighs: one meeting of a rank more than all those of lower ranks together."""
    counted = dict.fromkeys(RANKS, 0)
    for wish in wishes:
        counted[wish.rank] += 1
    weights: dict[str, int] = {}
    below = 0
    for rank in reversed(RANKS):
        weights[rank] = below + 1
        below += weights[rank] * counted[rank]
    return weights


def table_key(room_id: int, table: int) -> str:
    """How the engine calls a table of a room."""
    return f"table:{room_id}:{table}"


def number_in(key: str) -> int:
    """The number of the row that the engine calls so."""
    return int(key.split(":")[1])


def table_in(key: str) -> tuple[int, int] | None:
    """The room and the table that the engine calls so, if it is a table."""
    parts = key.split(":")
    return (int(parts[1]), int(parts[2])) if parts[0] == "table" else None


@dataclass
class _Making:
    """A problem while it is put together."""

    conference: Conference
    fixed_places: QuerySet[Place]
    rules: ProgrammeRules = field(init=False)
    grid: Grid = field(init=False)
    wishes: list[Bilateral] = field(init=False)
    places: dict[int, Place] = field(init=False)
    rooms: list[Room] = field(init=False)

    def __post_init__(self) -> None:
        held = self.conference
        self.rules = rules_of(held)
        self.grid = grid_of(held, self.rules, hours_of(held))
        self.wishes = accepted_wishes(held)
        self.places = {place.bilateral_id: place for place in self.fixed_places}
        self.rooms = list(Room.objects.filter(conference=held))

    def made(self) -> Asked:
        away = self._away()
        tables = self._tables()
        index_of_table = {table.key: index for index, table in enumerate(tables)}
        on_grid, off_grid = self._pinned(index_of_table)
        sessions = _sessions_of(self.conference)
        numbers = self._numbers(sessions)
        fixed = fixed_of_sessions(self.grid, sessions, off_grid, numbers, away)
        tables = self._with_closures(tables, fixed, sessions)
        halls = fixed.halls(len(self.grid.stretches))
        wished = [wish for wish in self.wishes if wish.pk not in fixed.beyond]
        weights = weights_of(wished)
        meetings = [self._meeting(wish, numbers, on_grid.get(wish.pk), weights[wish.rank]) for wish in wished]
        rooms = (*tables, *halls)
        travel, adjacent = self._between(rooms, fixed.room_of)
        problem = Problem(
            slots=self._slots(),
            parties=tuple(
                Party(f"delegation:{pk}", absences=(*away.get(pk, ()), *fixed.busy_of(pk))) for pk in numbers
            ),
            meetings=(*meetings, *fixed.meetings(len(tables))),
            rooms=rooms,
            interpreters=self._interpreters(meetings),
            travel=travel,
            adjacent=adjacent,
            apart=self._apart(numbers),
            spread=self.rules.spread,
            keep_free=self.rules.keep_free,
            published=self._published(wished, index_of_table, len(fixed.held)),
        )
        wishes = {str(wish.pk): wish.version for wish in wished}
        return Asked(problem, wishes, self.grid, weights)

    def _numbers(self, sessions: Sequence[Session]) -> dict[int, int]:
        """The delegations that meet or must attend, each with its place among the parties."""
        who = {pk for wish in self.wishes for pk in (wish.asking_id, wish.asked_id)}
        who |= {each.delegation_id for row in sessions for each in row.wanted.all() if not each.delegate_id}
        return {pk: index for index, pk in enumerate(sorted(who))}

    def _slots(self) -> tuple[Slot, ...]:
        stretches = self.grid.stretches
        days = {day: index for index, day in enumerate(sorted({each.day for each in stretches}))}
        slots = []
        for index, each in enumerate(stretches):
            following = stretches[index + 1].starts_at if index + 1 < len(stretches) else None
            # Where the next hours begin sooner than one could change over, the two slots do not follow each other.
            end = each.until if following is None or each.until <= following else each.ends_at
            slots.append(Slot(days[each.day], minute_of(each.starts_at), minute_of(end), each.part))
        return tuple(slots)

    def _away(self) -> dict[int, list[Absence]]:
        found: dict[int, list[Absence]] = {}
        for stay in Stay.objects.filter(conference=self.conference):
            times = (("arrival", None, stay.arrives_at), ("departure", stay.departs_at, None))
            for reason, begins, ends in times:
                slots = self.grid.touched(begins, ends) if begins or ends else []
                if slots:
                    found.setdefault(stay.delegation_id, []).append(Absence(tuple(slots), reason))
        for blocked in BlockedTime.objects.filter(conference=self.conference):
            slots = self.grid.touched(blocked.starts_at, blocked.ends_at)
            if slots:
                found.setdefault(blocked.delegation_id, []).append(Absence(tuple(slots), "blocked"))
        return found

    def _tables(self) -> list[Table]:
        """Each table of each room; booths are counted to the first one, since they serve one meeting at a time."""
        return [
            Table(
                table_key(room.pk, number),
                seats=None if room.seats is None else room.seats // room.tables,
                equipment=tuple(room.equipment),
                booths=room.booths if number == 1 else 0,
                languages=tuple(room.languages) if number == 1 else (),
            )
            for room in self.rooms
            for number in range(1, room.tables + 1)
        ]

    def _with_closures(self, tables: list[Table], fixed: Fixed, sessions: Sequence[Session]) -> list[Table]:
        """A table is closed while its room is, while a session is in it, and while something fixed sits there."""
        shut: dict[int, set[int]] = {}
        for closure in RoomClosure.objects.filter(conference=self.conference):
            shut.setdefault(closure.room_id, set()).update(self.grid.touched(closure.starts_at, closure.ends_at))
        for row in sessions:
            if row.room_id:
                shut.setdefault(row.room_id, set()).update(self.grid.touched(row.starts_at, row.ends_at))
        found = []
        for table in tables:
            closed = shut.get(number_in(table.key), set()) | fixed.taken.get(table.key, set())
            found.append(table if not closed else _closed(table, closed))
        return found

    def _pinned(self, tables: Mapping[str, int]) -> tuple[dict[int, tuple[Place, int, int | None]], list[Place]]:
        """Pinned meetings that stand on slots, each with its slot and table, and those that stand beside them."""
        on_grid: dict[int, tuple[Place, int, int | None]] = {}
        off_grid = []
        for place in self.places.values():
            slot = self.grid.beginning(place.starts_at)
            table = tables.get(table_key(place.room_id, place.table)) if place.room_id else None
            if slot is None or (place.room_id and table is None):
                off_grid.append(place)
            else:
                on_grid[place.bilateral_id] = (place, slot, table)
        return on_grid, off_grid

    def _meeting(
        self, wish: Bilateral, numbers: Mapping[int, int], pinned: tuple[Place, int, int | None] | None, weight: int
    ) -> Meeting:
        minutes = wish.minutes
        slot = table = None
        if pinned is not None:
            place, slot, table = pinned
            minutes = int((place.ends_at - place.starts_at).total_seconds() // 60)
        length = self.grid.length_of(minutes)
        window = self._window(wish, minutes, length)
        if pinned is not None and pinned[0].is_pinned and window is not None and slot not in window:
            # Whoever pinned it there meant it.
            window = None
        part = _PARTS.get(PartOfDay(wish.part_of_day), 0)
        return Meeting(
            key=f"bilateral:{wish.pk}",
            name=wish.rank,
            parties=(numbers[wish.asking_id], numbers[wish.asked_id]),
            weight=weight,
            required=pinned is not None,
            length=length,
            window=window,
            start=slot,
            room=table,
            preferred=self.grid.in_part(part),
            seats=wish.seats or 0,
            languages=tuple(wish.languages),
        )

    def _window(self, wish: Bilateral, minutes: int, length: int) -> tuple[int, ...] | None:
        """The slots that the meeting takes if it begins and ends in the time that was asked for."""
        if wish.window_from is None and wish.window_until is None:
            return None
        starts = [
            index
            for index, each in enumerate(self.grid.stretches)
            if (wish.window_from is None or wish.window_from <= each.starts_at)
            and (wish.window_until is None or each.starts_at + timedelta(minutes=minutes) <= wish.window_until)
        ]
        last = len(self.grid.stretches)
        return tuple(sorted({slot for start in starts for slot in range(start, min(start + length, last))}))

    def _interpreters(self, meetings: Iterable[Meeting]) -> dict[str, int]:
        if self.rules.interpreters:
            return {str(code): int(number) for code, number in self.rules.interpreters.items()}
        # Nobody has said yet how many there are, so they limit nothing.
        wanted = [language for meeting in meetings for language in meeting.languages]
        return dict.fromkeys(wanted, len(wanted))

    def _between(
        self, rooms: Sequence[Table], room_of: Mapping[str, int]
    ) -> tuple[tuple[tuple[int, int, int], ...], tuple[tuple[int, int], ...]]:
        """The ways between tables that take longer than the minutes to change over, and which lie side by side."""
        there: dict[int, list[int]] = {}
        for index, table in enumerate(rooms):
            where = room_of.get(table.key) or (number_in(table.key) if table_in(table.key) else None)
            if where is not None:
                there.setdefault(where, []).append(index)
        travel: list[tuple[int, int, int]] = []
        adjacent: list[tuple[int, int]] = []
        for pair in RoomPair.objects.filter(conference=self.conference).order_by("id"):
            both = [(one, other) for one in there.get(pair.one_id, ()) for other in there.get(pair.other_id, ())]
            minutes = pair.minutes - self.rules.changeover_minutes
            travel += [(one, other, minutes) for one, other in both if minutes > 0]
            adjacent += both if pair.is_adjacent else []
        return tuple(travel), tuple(adjacent)

    def _apart(self, numbers: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
        return tuple(
            (numbers[kept.one_id], numbers[kept.other_id])
            for kept in KeptApart.objects.filter(conference=self.conference).order_by("id")
            if kept.one_id in numbers and kept.other_id in numbers
        )

    def _published(self, wished: Sequence[Bilateral], tables: Mapping[str, int], beside: int) -> Plan | None:
        """The plan that people know; what is fixed beside the wishes is no part of it."""
        publication = latest_publication(self.conference)
        if publication is None:
            return None
        known = {
            entry["id"]: entry
            for entry in publication.entries
            if entry["kind"] == "bilateral" and entry["status"] != CANCELLED and entry["starts"]
        }
        starts: list[int | None] = []
        rooms: list[int | None] = []
        for wish in wished:
            entry = known.get(wish.pk)
            start = self.grid.beginning(datetime.fromisoformat(entry["starts"])) if entry else None
            starts.append(start)
            where = table_key(entry["room"], entry["table"] or 1) if entry and entry["room"] else ""
            rooms.append(tables.get(where) if start is not None else None)
        return Plan((*starts, *[None] * beside), (*rooms, *[None] * beside))


def _places_of(conference: Conference) -> QuerySet[Place]:
    rows = Place.objects.filter(conference=conference, bilateral__state=BilateralState.ACCEPTED)
    return rows.select_related("bilateral").order_by("id")


def minute_of(moment: datetime) -> int:
    """A moment as the engine counts: minutes from one that is the same for all."""
    return int(moment.timestamp() // 60)


def _sessions_of(conference: Conference) -> list[Session]:
    rows = Session.objects.filter(conference=conference, state=SessionState.PLANNED).exclude(starts_at=None)
    return list(rows.order_by("starts_at", "ends_at", "id").prefetch_related("wanted"))


def _closed(table: Table, slots: Iterable[int]) -> Table:
    return Table(
        table.key,
        seats=table.seats,
        equipment=table.equipment,
        booths=table.booths,
        languages=table.languages,
        closed=tuple(sorted(slots)),
    )
