"""The working timetable of one day as a grid: rooms and their tables beside each other, time from the top."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from secretariat.accounts.models import User
from secretariat.conference.models import Conference, Room
from secretariat.engines.scheduling.clashes import Clash, Item, minute_of, moment_of
from secretariat.meetings.models import Bilateral, BilateralState
from secretariat.programme.models import Session, SessionState
from secretariat.programme.queries.clash_words import Names, names_for, sentences
from secretariat.programme.queries.clashing import Timetable, midnight, timetable_of

STEPS = (15, 10, 5)
MINUTE = timedelta(minutes=1)
# Nobody reads on beyond these, and what is told in every cell is told often.
MOST_TOLD = 4
USUAL_DAY = (time(8), time(19))


@dataclass(frozen=True)
class Lane:
    """A column of the grid: a room, one of its tables, or what is in no room yet."""

    number: int
    room: Room | None
    table: int | None = None
    # Things at one time in one place stand beside each other.
    is_beside: bool = False

    @property
    def key(self) -> str:
        """How an address names it."""
        return f"{self.room.pk if self.room else 0}-{self.table or 0}"


@dataclass(frozen=True)
class Held:
    """A session or a bilateral meeting as it stands in the grid of one day."""

    key: str
    kind: str
    title: object
    starts_at: datetime
    ends_at: datetime
    row: int
    rows: int
    room_id: int | None
    room_name: object
    table: int | None
    parties: list[str] = field(default_factory=list)
    session: Session | None = None
    place_id: int | None = None
    version: int = 0
    is_pinned: bool = False
    is_hidden: bool = False
    is_continued: bool = False
    continues: bool = False
    level: str = ""
    clashes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Cell:
    """A cell of the table: free, or the first of those that a thing takes up."""

    row: int
    lane: int
    held: Held | None = None
    rows: int = 1
    columns: int = 1
    is_closed: bool = False
    # Told where the room begins to be closed; it may be empty.
    closed_because: str | None = None


@dataclass(frozen=True)
class Row:
    """A stretch of time, and the cells that begin in it."""

    number: int
    starts_at: datetime
    is_hour: bool
    cells: list[Cell]


@dataclass(frozen=True)
class Waiting:
    """What has no time yet: a session, or an accepted bilateral meeting without a place."""

    key: str
    title: object
    minutes: int
    parties: list[str] = field(default_factory=list)
    session: Session | None = None
    bilateral: Bilateral | None = None


@dataclass(frozen=True)
class RoomHead:
    """A room over its columns."""

    room: Room | None
    columns: int


@dataclass(frozen=True)
class Grid:
    """One day of the timetable, with what waits for a time."""

    day: date
    days: list[date]
    step: int
    heads: list[RoomHead]
    lanes: list[Lane]
    rows: list[Row]
    held: list[Held]
    waiting: list[Waiting]
    timetable: Timetable
    names: Names
    clashes: tuple[Clash, ...]

    @property
    def has_tables(self) -> bool:
        """Whether a column is less than a room."""
        return any(lane.table or lane.is_beside for lane in self.lanes)


def grid_of(
    conference: Conference, user: User, day: date | None, room: int | None = None, *, is_told: bool = True
) -> Grid:
    """One day as this person sees it: every room, or one alone; with what clashes, unless that is not wanted.

    A fixed number of queries, however much is held.
    """
    timetable = timetable_of(conference)
    names = names_for(timetable, user)
    days = _days(conference, timetable)
    chosen = day if day is not None else _first_day(timetable, days)
    first, last, step = _window(timetable, chosen)
    starts = [moment_of(minute) for minute in range(first, last, step)]
    found = timetable.clashes() if is_told else ()
    here = [item for item in timetable.items if item.start < last and item.end > first]
    told = _told(found, names, {item.key for item in here})
    held = [_held(timetable, names, item, (first, last, step), told) for item in here]
    shown = [each for each in held if room is None or each.room_id == room]
    if not user.works_on("programme", conference.pk):
        # Whoever plans must know that a room is taken; others are not told of what is kept from them.
        shown = [each for each in shown if not each.is_hidden]
    rooms = [each for each in timetable.rooms if room is None or each.pk == room]
    lanes, columns = _lanes(rooms, shown)
    return Grid(
        day=chosen,
        days=sorted({*days, chosen}),
        step=step,
        heads=_heads(lanes),
        lanes=lanes,
        rows=list(_rows(timetable, starts, lanes, columns)),
        held=sorted(shown, key=lambda each: (each.starts_at, each.key)),
        waiting=_waiting(conference, user, names, chosen, timetable),
        timetable=timetable,
        names=names,
        clashes=found,
    )


def _days(conference: Conference, timetable: Timetable) -> list[date]:
    """The days of the conference, and those besides on which something is held."""
    length = min((conference.end_date - conference.start_date).days, 60)
    days = {conference.start_date + timedelta(days=number) for number in range(length + 1)}
    zone = conference.zone
    for item in timetable.items:
        days.add(moment_of(item.start).astimezone(zone).date())
        days.add((moment_of(item.end) - MINUTE).astimezone(zone).date())
    return sorted(days)


def _first_day(timetable: Timetable, days: list[date]) -> date:
    """The first day of the conference on which something is held."""
    conference = timetable.conference
    zone = conference.zone
    busy = {moment_of(item.start).astimezone(zone).date() for item in timetable.items}
    return next((day for day in days if day in busy and day >= conference.start_date), conference.start_date)


def _window(timetable: Timetable, day: date) -> tuple[int, int, int]:
    """From which minute to which a day is shown, and the minutes of a row: whole hours, never beyond midnight."""
    conference = timetable.conference
    whole = _span(conference, day)
    usual = [int((datetime.combine(day, each, tzinfo=conference.zone)).timestamp() // 60) for each in USUAL_DAY]
    here = [item for item in timetable.items if item.start < whole[1] and item.end > whole[0]]
    first = min([usual[0], *(max(item.start, whole[0]) for item in here)])
    last = max([usual[1], *(min(item.end, whole[1]) for item in here)])
    edges = [minute - whole[0] for item in here for minute in (item.start, item.end)]
    step = next((step for step in STEPS if all(edge % step == 0 for edge in edges)), STEPS[-1])
    first = max(whole[0], whole[0] + (first - whole[0]) // 60 * 60)
    last = min(whole[1], whole[0] - (whole[0] - last) // 60 * 60)
    return first, last, step


def _span(conference: Conference, day: date) -> tuple[int, int]:
    first, last = midnight(conference, day), midnight(conference, day + timedelta(days=1))
    return int(first.timestamp() // 60), int(last.timestamp() // 60)


def _told(found: Iterable[Clash], names: Names, keys: set[str]) -> dict[str, tuple[str, list[str]]]:
    """How grave what each of these things clashes with is, and in which sentences."""
    of: dict[str, list[Clash]] = {}
    for clash in found:
        for key in keys.intersection(clash.items):
            of.setdefault(key, []).append(clash)
    return {
        key: (
            "block" if any(clash.level == "block" for clash in each) else "warn",
            sentences(each, names, key, MOST_TOLD),
        )
        for key, each in of.items()
    }


def _held(
    timetable: Timetable,
    names: Names,
    item: Item,
    window: tuple[int, int, int],
    told: dict[str, tuple[str, list[str]]],
) -> Held:
    first, last, step = window
    row = (max(item.start, first) - first) // step
    end = -((first - min(item.end, last)) // step)
    pk = int(item.key.partition(":")[2])
    session, place = timetable.sessions.get(pk), timetable.places.get(pk)
    is_session = item.kind == "session"
    level, said = told.get(item.key, ("", []))
    return Held(
        key=item.key.replace(":", "-"),
        kind=session.kind if is_session and session is not None else item.kind,
        title=session.title if is_session and session is not None else names.sides(item.parties),
        starts_at=moment_of(item.start),
        ends_at=moment_of(item.end),
        row=row,
        rows=max(1, end - row),
        room_id=int(item.room.partition(":")[2]) if item.room else None,
        room_name=names.room(item.room) if item.room else "",
        table=item.table,
        parties=[names.parties[key] for key in item.parties if is_session and key in names.parties],
        session=session if is_session else None,
        place_id=None if is_session or place is None else place.pk,
        version=(session.version if session else 0) if is_session else (place.version if place else 0),
        is_pinned=not is_session and place is not None and place.is_pinned,
        is_hidden=item.key not in names.things,
        is_continued=item.start < first,
        continues=item.end > last,
        level=level,
        clashes=said,
    )


def _lanes(rooms: list[Room], held: list[Held]) -> tuple[list[Lane], list[tuple[Held, int, int]]]:
    """The columns, and for each thing in which column it stands and across how many."""
    lanes: list[Lane] = []
    placed: list[tuple[Held, int, int]] = []
    homeless = [each for each in held if each.room_id is None or each.room_id not in {room.pk for room in rooms}]
    for room in [*rooms, *([None] if homeless else [])]:
        here = homeless if room is None else [each for each in held if each.room_id == room.pk]
        first, width = len(lanes), max(1, room.tables if room is not None else 1)
        tables = range(1, width + 1) if room is not None and room.tables else (None,)
        lanes += [Lane(first + place, room, table) for place, table in enumerate(tables)]
        taken: list[set[int]] = [set() for _lane in range(width)]
        for each in sorted(here, key=lambda one: (one.row, -one.rows, one.key)):
            column, columns = _column(each, taken, width)
            if column == len(taken):
                taken.append(set())
                lanes.append(Lane(first + column, room, None, is_beside=True))
            for busy in taken[column : column + columns]:
                busy.update(range(each.row, each.row + each.rows))
            placed.append((each, first + column, columns))
    return lanes, placed


def _column(each: Held, taken: list[set[int]], width: int) -> tuple[int, int]:
    """A session takes all tables of its room, a bilateral its own; what finds its place taken stands beside it."""
    wanted = set(range(each.row, each.row + each.rows))
    if each.table is not None and each.table <= width and not wanted & taken[each.table - 1]:
        return each.table - 1, 1
    if each.table is None and not any(wanted & busy for busy in taken[:width]):
        return 0, width
    spare = next((place for place in range(width, len(taken)) if not wanted & taken[place]), len(taken))
    return spare, 1


def _heads(lanes: list[Lane]) -> list[RoomHead]:
    heads: list[RoomHead] = []
    for lane in lanes:
        if heads and heads[-1].room == lane.room:
            heads[-1] = RoomHead(lane.room, heads[-1].columns + 1)
        else:
            heads.append(RoomHead(lane.room, 1))
    return heads


def _rows(
    timetable: Timetable, starts: list[datetime], lanes: list[Lane], placed: list[tuple[Held, int, int]]
) -> Iterator[Row]:
    closed = _closed(timetable, starts, lanes)
    begins = {(each.row, lane): (each, columns) for each, lane, columns in placed}
    covered = {
        (row, column)
        for each, lane, columns in placed
        for row in range(each.row, each.row + each.rows)
        for column in range(lane, lane + columns)
    }
    for number, starts_at in enumerate(starts):
        cells = []
        for lane in lanes:
            each, columns = begins.get((number, lane.number), (None, 1))
            if each is not None:
                rows = min(each.rows, len(starts) - number)
                cells.append(Cell(number, lane.number, each, rows, columns))
            elif (number, lane.number) not in covered:
                because = closed.get((number, lane.number))
                is_first = because is not None and (number - 1, lane.number) not in closed
                cells.append(
                    Cell(
                        number,
                        lane.number,
                        is_closed=because is not None,
                        closed_because=because if is_first else None,
                    )
                )
        local = starts_at.astimezone(timetable.conference.zone)
        yield Row(number, local, local.minute == 0, cells)


def _closed(timetable: Timetable, starts: list[datetime], lanes: list[Lane]) -> dict[tuple[int, int], str]:
    """Cells of rooms that are closed then, and why."""
    spans = {hall.key: hall.closed for hall in timetable.venue.halls}
    minutes = [minute_of(each) for each in starts]
    return {
        (row, lane.number): span.reason
        for lane in lanes
        for span in (spans.get(f"room:{lane.room.pk}", ()) if lane.room is not None else ())
        for row, minute in enumerate(minutes)
        if span.start <= minute < span.end
    }


def _waiting(conference: Conference, user: User, names: Names, day: date, timetable: Timetable) -> list[Waiting]:
    """Sessions of this day or of none without hours, and accepted bilaterals without a place."""
    sessions = Session.objects.in_office_of(user).filter(
        conference=conference, state=SessionState.PLANNED, starts_at=None
    )
    found = [
        Waiting(f"session-{each.pk}", each.title, 60, session=each) for each in sessions if each.day in {None, day}
    ]
    bilaterals = Bilateral.objects.in_office_of(user).filter(conference=conference, state=BilateralState.ACCEPTED)
    return found + [
        Waiting(f"bilateral-{each.pk}", names.sides(_sides(each)), each.minutes, bilateral=each)
        for each in bilaterals.filter(place=None)
        if each.pk not in timetable.places
    ]


def _sides(bilateral: Bilateral) -> tuple[str, str]:
    return f"delegation:{bilateral.asking_id}", f"delegation:{bilateral.asked_id}"
