"""The conferences of CoSPLib: their ``.xlsx`` files read, with everything by its number in its sheet.

Names are taken as they stand, blanks and all: so does the library, and two names that differ in a blank are two people.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from openpyxl import load_workbook

from benchmarks.report import UnexpectedError
from secretariat.engines.scheduling.placement import Group, Item, Placement, Plan, Weights

Table = tuple[tuple[int, ...], ...]

# The weights, in the order in which they stand in the sheet of parameters.
WEIGHTS = (
    "tracks_sessions",
    "tracks_rooms",
    "sessions_rooms",
    "similar_tracks",
    "rooms_per_track",
    "parallel_tracks",
    "consecutive_tracks",
    "timezones",
    "order",
    "submissions_sessions",
    "submissions_rooms",
    "presenters",
    "attendees",
    "chairs",
    "presenters_at_once",
    "attendees_at_once",
)
_ZONE = re.compile(r"^(?:GMT|UTC)\s*([+-]\d{1,2})(?::?(\d{2}))?$")
_A_DAY = datetime(2021, 7, 21, tzinfo=UTC)  # Only the time of day counts; the library takes this day.
_FIRST_PENALTY = 7
_NAMES = 2  # Sheets of penalties have their names in the first column and the first row.


@dataclass(frozen=True)
class Submission:
    """What is to be given: its track, how many slots it needs, and its place among those of the track, 0 for any."""

    key: str
    track: int
    slots: int
    order: int
    presenters: frozenset[str]
    attendees: frozenset[str]
    at_session: tuple[int, ...]
    at_room: tuple[int, ...]
    at_time: tuple[int, ...]


@dataclass(frozen=True)
class Conference:
    """One file."""

    name: str
    submissions: tuple[Submission, ...]
    tracks: tuple[str, ...]
    chairs: tuple[frozenset[str], ...]
    sessions: tuple[str, ...]
    spans: tuple[int, ...]
    rooms: tuple[str, ...]
    tracks_sessions: Table
    tracks_rooms: Table
    sessions_rooms: Table
    similar: Table
    weights: dict[str, int]

    @property
    def size(self) -> str:
        """Submissions, tracks, sessions and rooms."""
        return f"{len(self.submissions)}/{len(self.tracks)}/{len(self.sessions)}/{len(self.rooms)}"

    @cached_property
    def presenter_conflicts(self) -> frozenset[tuple[int, int]]:
        """Pairs that share a presenter, or of which one presents and the other's track is chaired by the same."""
        return frozenset(self._same("presenters", "presenters")) | frozenset(self._chaired("presenters"))

    @cached_property
    def attendee_conflicts(self) -> frozenset[tuple[int, int]]:
        """Pairs that somebody would attend, or would attend one of which while presenting or chairing the other."""
        both = frozenset(self._same("attendees", "attendees")) | frozenset(self._same("attendees", "presenters"))
        return both | frozenset(self._chaired("attendees"))

    @cached_property
    def chair_conflicts(self) -> frozenset[tuple[int, int]]:
        """Pairs of tracks that share a chair."""
        numbers = range(len(self.tracks))
        return frozenset(
            (one, other) for one in numbers for other in numbers[one + 1 :] if self.chairs[one] & self.chairs[other]
        )

    def _same(self, here: str, there: str) -> Iterator[tuple[int, int]]:
        with_whom = self._of_people(there)
        for one, submission in enumerate(self.submissions):
            for person in getattr(submission, here):
                yield from ((min(one, other), max(one, other)) for other in with_whom.get(person, ()) if other != one)

    def _chaired(self, here: str) -> Iterator[tuple[int, int]]:
        for one, submission in enumerate(self.submissions):
            for track, chairs in enumerate(self.chairs):
                if track != submission.track and getattr(submission, here) & chairs:
                    members = (other for other, each in enumerate(self.submissions) if each.track == track)
                    yield from ((min(one, other), max(one, other)) for other in members)

    def _of_people(self, there: str) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, submission in enumerate(self.submissions):
            for person in getattr(submission, there):
                found.setdefault(person, []).append(number)
        return found


def read(path: Path) -> Conference:
    """The conference in a file."""
    book = load_workbook(path, data_only=True)
    sheets: dict[str, list[list[Any]]] = {
        sheet.title.strip().lower(): [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book
    }
    sessions, rooms, tracks = (_names(sheets[name]) for name in ("sessions", "rooms", "tracks"))
    session_rows = [row for row in sheets["sessions"][1:] if _is_named(row)]
    parameters = sheets["parameters"]
    spells = [(_time(row[3]), _time(row[4])) for row in session_rows]
    submissions = _Submissions(sheets["submissions"], (sessions, rooms, tracks), _Hours(parameters, spells))
    return Conference(
        name=path.stem,
        submissions=tuple(submissions.all()),
        tracks=tuple(tracks),
        chairs=tuple(_people(row[1] if len(row) > 1 else "") for row in sheets["tracks"][1:] if _is_named(row)),
        sessions=tuple(sessions),
        spans=tuple(int(row[1]) for row in session_rows),
        rooms=tuple(rooms),
        tracks_sessions=_penalties(sheets["tracks_sessions|penalty"], tracks, sessions),
        tracks_rooms=_penalties(sheets["tracks_rooms|penalty"], tracks, rooms),
        sessions_rooms=_penalties(sheets["sessions_rooms|penalty"], sessions, rooms),
        similar=_similar(sheets["similar tracks"], tracks),
        weights={name: _number(row[4]) for name, row in zip(WEIGHTS, parameters[1:], strict=False) if len(row) > 4},
    )


def is_conference(path: Path) -> bool:
    """Whether a workbook holds a conference, and not a schedule of one."""
    return "submissions" in load_workbook(path, read_only=True).sheetnames


@dataclass(frozen=True)
class Schedule:
    """Who is where: the track of each session and room, and the submission of each of its slots; -1 for none."""

    tracks: Table
    submissions: tuple[Table, ...]


def read_schedule(path: Path, conference: Conference) -> Schedule:
    """A published schedule of a conference."""
    rows: list[list[Any]] = [
        list(row) for row in load_workbook(path, data_only=True)["sol"].iter_rows(values_only=True)
    ]
    numbers = {each.key: number for number, each in enumerate(conference.submissions)}
    tracks = {name: number for number, name in enumerate(conference.tracks)}
    column = [rows[0].index(name) for name in conference.rooms]
    head, rest = rows[1 : 1 + len(conference.sessions)], iter(rows[2 + len(conference.sessions) :])
    slots = [[next(rest) for _ in range(span)] for span in conference.spans]
    return Schedule(
        tracks=tuple(tuple(tracks.get(row[each], -1) for each in column) for row in head),
        submissions=tuple(
            tuple(tuple(numbers.get(str(row[each]), -1) for row in session) for each in column) for session in slots
        ),
    )


class _Submissions:
    """The sheet of submissions."""

    def __init__(self, rows: list[list[Any]], names: tuple[list[str], list[str], list[str]], hours: "_Hours") -> None:
        sessions, rooms, tracks = names
        head = [str(name) for name in rows[0]]
        self._rows = [row for row in rows[1:] if _is_named(row)]
        self._track = {name: number for number, name in enumerate(tracks)}
        after_sessions = _FIRST_PENALTY + len(sessions)
        self._session_columns = _columns(head, sessions, range(_FIRST_PENALTY, after_sessions))
        self._room_columns = _columns(head, rooms, range(after_sessions, after_sessions + len(rooms)))
        self._hours = hours

    def _track_of(self, name: str) -> int:
        """The track of this name; only blanks round it may differ."""
        stripped = {each.strip(): number for each, number in self._track.items()}
        found = self._track.get(name, stripped.get(name.strip()))
        if found is None:
            raise UnexpectedError(f"A submission is in the track {name!r}, which is not in the sheet of tracks.")
        return found

    def all(self) -> Iterator[Submission]:
        """One after the other."""
        for row in self._rows:
            yield Submission(
                key=str(row[0]),
                track=self._track_of(str(row[1])),
                slots=_number(row[2]),
                order=_number(row[3]),
                presenters=_people(row[5]),
                attendees=_people(row[6]),
                at_session=tuple(_number(row[column]) for column in self._session_columns),
                at_room=tuple(_number(row[column]) for column in self._room_columns),
                at_time=self._hours.penalties(str(row[4] or "")),
            )


class _Hours:
    """How suitable each session is for somebody in another time zone."""

    def __init__(self, rows: list[list[Any]], sessions: list[tuple[time, time]]) -> None:
        self._here = _zone(str(rows[1][1] or ""))
        self._good, self._bearable = (_time(rows[3][1]), _time(rows[4][1])), (_time(rows[6][1]), _time(rows[7][1]))
        self._small, self._large = _number(rows[8][1]), _number(rows[10][1])
        self._sessions = sessions
        self._known: dict[str, tuple[int, ...]] = {}

    def penalties(self, zone: str) -> tuple[int, ...]:
        """One for each session."""
        if zone not in self._known:
            there = _zone(zone)
            self._known[zone] = tuple(
                self._penalty(*(self._moved(moment, there) for moment in spell)) for spell in self._sessions
            )
        return self._known[zone]

    def _moved(self, moment: time, there: tzinfo) -> time:
        return datetime.combine(_A_DAY.date(), moment, tzinfo=self._here).astimezone(there).time()

    def _penalty(self, start: time, end: time) -> int:
        (good_from, good_to), (bearable_from, bearable_to) = self._good, self._bearable
        if start < bearable_from or end > bearable_to or end < bearable_from:
            return self._large
        return self._small if start < good_from or end > good_to else 0


def _names(rows: list[list[Any]]) -> list[str]:
    return [str(row[0]) for row in rows[1:] if _is_named(row)]


def _is_named(row: Sequence[Any]) -> bool:
    return bool(row) and row[0] is not None and str(row[0]).strip() != ""


def _people(text: Any) -> frozenset[str]:
    return frozenset(str(text or "").split(", ")) - {""}


def _number(cell: Any) -> int:
    return int(float(cell)) if cell is not None and str(cell).strip() else 0


def _time(cell: Any) -> time:
    if isinstance(cell, datetime):
        return cell.time()
    if isinstance(cell, time):
        return cell
    hour, minute = str(cell).split(":")[:2]
    return time(int(hour), int(minute))


def _zone(name: str) -> tzinfo:
    if found := _ZONE.match(name.strip()):
        hours, minutes = int(found[1]), int(found[2] or 0)
        return timezone(timedelta(hours=hours, minutes=minutes if hours >= 0 else -minutes))
    try:
        return ZoneInfo(name.strip() or "UTC")
    except ZoneInfoNotFoundError:
        raise UnexpectedError(f"{name!r} is no time zone.") from None


def _columns(head: list[str], names: list[str], otherwise: range) -> list[int]:
    """Where the columns of these names are; by their place if a name is not among them."""
    return [head.index(name) if name in head else place for name, place in zip(names, otherwise, strict=True)]


def _penalties(rows: list[list[Any]], down: list[str], across: list[str]) -> Table:
    columns = _columns([str(name) for name in rows[0]], across, range(1, 1 + len(across)))
    named = {str(row[0]): row for row in rows[1:] if _is_named(row)}
    return tuple(tuple(_number(named[name][column]) if name in named else 0 for column in columns) for name in down)


def _similar(rows: list[list[Any]], tracks: list[str]) -> Table:
    """What stands right of the diagonal holds for both; columns count by their place, as the library reads them."""
    named = [row for row in rows[1:] if _is_named(row)]
    place = {str(row[0]): number for number, row in enumerate(named)}
    at = [place.get(name, -1) for name in tracks]

    def between(one: int, other: int) -> int:
        low, high = min(one, other), max(one, other)
        return _number(named[low][high + 1]) if low >= 0 and low != high and high + 1 < len(named[low]) else 0

    return tuple(tuple(between(one, other) for other in at) for one in at)


def problem(conference: Conference) -> Placement:
    """The same for the engine, with the weights of the conference in its costs."""
    weight = conference.weights.get
    items = tuple(
        Item(
            key=each.key,
            group=each.track,
            length=each.slots,
            order=each.order,
            at_session=tuple(
                each.slots * (weight("submissions_sessions", 0) * wish + weight("timezones", 0) * hour)
                for wish, hour in zip(each.at_session, each.at_time, strict=True)
            ),
            at_room=_times(each.slots * weight("submissions_rooms", 0), each.at_room),
        )
        for each in conference.submissions
    )
    groups = tuple(
        Group(
            key=name,
            at_session=_times(weight("tracks_sessions", 0), conference.tracks_sessions[number]),
            at_room=_times(weight("tracks_rooms", 0), conference.tracks_rooms[number]),
        )
        for number, name in enumerate(conference.tracks)
    )
    return Placement(
        spans=conference.spans,
        rooms=len(conference.rooms),
        groups=groups,
        items=items,
        at_block=tuple(_times(weight("sessions_rooms", 0), row) for row in conference.sessions_rooms),
        alike=tuple(_alike(conference)),
        apart=_summed(conference, "presenters", "attendees"),
        at_once=_summed(conference, "presenters_at_once", "attendees_at_once"),
        weights=Weights(
            another_room=weight("rooms_per_track", 0),
            side_by_side=weight("parallel_tracks", 0),
            torn=weight("consecutive_tracks", 0),
            out_of_order=weight("order", 0),
        ),
    )


def schedule_of(conference: Conference, plan: Plan) -> Schedule:
    """A plan of the engine in the terms of the conference."""
    tracks = [[-1] * len(conference.rooms) for _ in conference.sessions]
    cells = [[[-1] * span for _ in conference.rooms] for span in conference.spans]
    for number, spot in enumerate(plan.spots):
        if spot is not None:
            tracks[spot.session][spot.room] = conference.submissions[number].track
            for each in range(conference.submissions[number].slots):
                cells[spot.session][spot.room][spot.slot + each] = number
    return Schedule(
        tracks=tuple(map(tuple, tracks)), submissions=tuple(tuple(map(tuple, session)) for session in cells)
    )


def _times(weight: int, costs: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(weight * cost for cost in costs)


def _alike(conference: Conference) -> Iterator[tuple[int, int, int]]:
    numbers = range(len(conference.tracks))
    for one in numbers:
        for other in numbers[one + 1 :]:
            cost = conference.weights.get("similar_tracks", 0) * conference.similar[one][other]
            cost += conference.weights.get("chairs", 0) * ((one, other) in conference.chair_conflicts)
            if cost:
                yield one, other, cost


def _summed(conference: Conference, presenting: str, attending: str) -> tuple[tuple[int, int, int], ...]:
    """Pairs of submissions and what it costs that they meet."""
    costs: Counter[tuple[int, int]] = Counter()
    for name, pairs in ((presenting, conference.presenter_conflicts), (attending, conference.attendee_conflicts)):
        for pair in pairs:
            costs[pair] += conference.weights.get(name, 0)
    return tuple((one, other, cost) for (one, other), cost in sorted(costs.items()) if cost)
