"""What would clash if one thing were put into each cell of the grid: asked once, when it is taken up."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from secretariat.conference.models import Conference
from secretariat.engines.scheduling.clashes import Clash, Item, clashes_if_moved, levels_if_moved, minute_of
from secretariat.meetings.models import Bilateral, BilateralState
from secretariat.programme.models import Place, Session, SessionState
from secretariat.programme.queries.clash_words import Names, no_such_table, sentences
from secretariat.programme.queries.clashing import (
    USUAL_LENGTH,
    Timetable,
    as_known,
    place_item,
    session_item,
)
from secretariat.programme.queries.grid import MOST_TOLD, Grid, Lane


@dataclass
class Verdicts:
    """For each column of the grid the rows that are not free: how grave, and why (by place among the sentences)."""

    minutes: int
    sentences: list[str] = field(default_factory=list)
    lanes: dict[int, list[tuple[int, str, list[int]]]] = field(default_factory=dict)


def thing_to_move(conference: Conference, key: str, at: datetime) -> Item | None:
    """A session or an accepted bilateral meeting as it is, or as it would be if it were held at this time."""
    kind, _dash, number = key.partition("-")
    if not number.isdecimal() or len(number) > 18:
        return None
    if kind == "session":
        return _session(conference, int(number), at)
    return _bilateral(conference, int(number), at) if kind == "bilateral" else None


def verdicts_for(grid: Grid, item: Item) -> Verdicts:
    """How it would be in every cell of the day. No query."""
    found = Verdicts(minutes=item.end - item.start)
    judge = _Judge(grid.timetable, grid.names, item, found)
    starts = [minute_of(row.starts_at) for row in grid.rows]
    of_room: dict[str | None, list[tuple[int, str, list[int]]]] = {}
    for lane in grid.lanes:
        if lane.is_beside:
            continue
        room = f"room:{lane.room.pk}" if lane.room is not None else None
        if item.kind == "session":
            if room not in of_room:
                of_room[room] = judge.rows(item, starts, room)
            found.lanes[lane.number] = of_room[room]
        else:
            found.lanes[lane.number] = _at_a_table(judge, item, starts, lane)
    return found


class _Judge:
    """Judges cells; the same sentence is kept once."""

    def __init__(self, timetable: Timetable, names: Names, item: Item, found: Verdicts) -> None:
        self._timetable, self._names, self._found = timetable, names, found
        self._known = {as_known(clash) for clash in timetable.clashes_of(item)} if _is_held(timetable, item) else set()
        self._places: dict[str, int] = {}
        self._told: dict[tuple[object, ...], list[str]] = {}

    def rows(self, item: Item, starts: list[int], room: str | None) -> list[tuple[int, str, list[int]]]:
        """The rows of a column in which something stands in the way."""
        timetable = self._timetable
        lane = (room, item.table)
        levels = levels_if_moved(timetable.book, item, starts, [lane], timetable.rules)
        return [
            (row, *self._cell(item, clashes_if_moved(timetable.book, item, start, room, timetable.rules)))
            for row, start in enumerate(starts)
            if levels[start, lane] != "free"
        ]

    def refused(self, rows: int, words: str) -> list[tuple[int, str, list[int]]]:
        """A column into which it cannot be put at all."""
        return [(row, "block", [self._place(words)]) for row in range(rows)]

    def _cell(self, item: Item, clashes: Iterable[Clash]) -> tuple[str, list[int]]:
        found = list(clashes)
        is_grave = any(clash.level == "block" and as_known(clash) not in self._known for clash in found)
        said = self._said(tuple(found), item.key)
        return "block" if is_grave else "warn", [self._place(words) for words in said]

    def _said(self, found: tuple[Clash, ...], key: str) -> list[str]:
        # Cells that differ in time alone are told the same.
        what = tuple((as_known(clash), clash.level, clash.number, clash.limit) for clash in found)
        if what not in self._told:
            self._told[what] = sentences(found, self._names, key, MOST_TOLD)
        return self._told[what]

    def _place(self, words: str) -> int:
        if words not in self._places:
            self._places[words] = len(self._found.sentences)
            self._found.sentences.append(words)
        return self._places[words]


def _at_a_table(judge: _Judge, item: Item, starts: list[int], lane: Lane) -> list[tuple[int, str, list[int]]]:
    if lane.room is None:
        return judge.rows(replace(item, table=None), starts, None)
    if lane.table is None:
        return judge.refused(len(starts), no_such_table(lane.room))
    return judge.rows(replace(item, table=lane.table), starts, f"room:{lane.room.pk}")


def _is_held(timetable: Timetable, item: Item) -> bool:
    return any(each.key == item.key for each in timetable.items)


def _session(conference: Conference, pk: int, at: datetime) -> Item | None:
    session = (
        Session.objects.filter(conference=conference, pk=pk, state=SessionState.PLANNED)
        .select_related("chair")
        .prefetch_related("wanted")
        .first()
    )
    if session is None:
        return None
    known = session.starts_at is not None and session.ends_at is not None
    starts_at, ends_at = (session.starts_at, session.ends_at) if known else (at, at + USUAL_LENGTH)
    if starts_at is None or ends_at is None:
        return None
    return session_item(session, starts_at, ends_at, session.wanted.all())


def _bilateral(conference: Conference, pk: int, at: datetime) -> Item | None:
    bilateral = Bilateral.objects.filter(conference=conference, pk=pk, state=BilateralState.ACCEPTED).first()
    if bilateral is None:
        return None
    place = Place.objects.filter(bilateral=bilateral).first()
    if place is None:
        return place_item(bilateral, Place(), at, at + timedelta(minutes=bilateral.minutes))
    return place_item(bilateral, place, place.starts_at, place.ends_at)
