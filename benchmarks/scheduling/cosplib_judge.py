"""What a schedule of a CoSPLib conference costs, term by term, as the library counts it, and what makes it unlawful.

Written from the description of the terms and the way the library's checker counts them; it knows nothing of the engine.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from benchmarks.scheduling.cosplib import Conference, Schedule


@dataclass(frozen=True)
class Judged:
    """The weighted sum, what each term adds to it, and every rule that is broken."""

    cost: int
    terms: dict[str, int]
    faults: tuple[str, ...]


def judge(conference: Conference, schedule: Schedule) -> Judged:
    """Judges a schedule by all weights of the conference."""
    counts = _Counts(conference, schedule)
    weights = conference.weights
    terms = {name: weights.get(name, 0) * getattr(counts, name)() for name in weights if weights[name]}
    return Judged(sum(terms.values()), terms, tuple(_faults(conference, schedule)))


def _faults(conference: Conference, schedule: Schedule) -> Iterator[str]:
    where: dict[int, list[tuple[int, int, int]]] = {number: [] for number in range(len(conference.submissions))}
    for session, room, slot, number in _cells(schedule):
        where[number].append((session, room, slot))
        if schedule.tracks[session][room] != conference.submissions[number].track:
            yield f"{conference.submissions[number].key} is in a room of another track"
    for number, cells in where.items():
        submission = conference.submissions[number]
        if len(cells) != submission.slots:
            yield f"{submission.key} has {len(cells)} slots instead of {submission.slots}"
        elif cells and cells != [(*cells[0][:2], cells[0][2] + each) for each in range(len(cells))]:
            yield f"{submission.key} is torn apart"


def _cells(schedule: Schedule) -> Iterator[tuple[int, int, int, int]]:
    for session, rooms in enumerate(schedule.submissions):
        for room, slots in enumerate(rooms):
            for slot, number in enumerate(slots):
                if number >= 0:
                    yield session, room, slot, number


class _Counts:
    """Each term, not weighted."""

    def __init__(self, conference: Conference, schedule: Schedule) -> None:
        self._conference = conference
        self._cells = list(_cells(schedule))
        self._blocks = [
            (session, room, track)
            for session, rooms in enumerate(schedule.tracks)
            for room, track in enumerate(rooms)
            if track >= 0
        ]
        self._sessions = range(len(conference.sessions))

    def tracks_sessions(self) -> int:
        return sum(self._conference.tracks_sessions[track][session] for session, _room, track in self._blocks)

    def tracks_rooms(self) -> int:
        return sum(self._conference.tracks_rooms[track][room] for _session, room, track in self._blocks)

    def sessions_rooms(self) -> int:
        return sum(self._conference.sessions_rooms[session][room] for session, room, _track in self._blocks)

    def similar_tracks(self) -> int:
        """Pairs of rooms with different tracks in one session."""
        similar = self._conference.similar
        return sum(similar[one][other] for one, other in self._pairs_at_once() if one != other)

    def rooms_per_track(self) -> int:
        rooms = Counter(track for track, _room in {(track, room) for _session, room, track in self._blocks})
        return sum(count - 1 for count in rooms.values())

    def parallel_tracks(self) -> int:
        held = Counter((track, session) for session, _room, track in self._blocks)
        return sum(count - 1 for count in held.values())

    def consecutive_tracks(self) -> int:
        """Tracks whose sessions do not all follow each other."""
        torn = 0
        for track in range(len(self._conference.tracks)):
            sessions = sorted({session for session, _room, each in self._blocks if each == track})
            torn += bool(sessions) and sessions[-1] - sessions[0] + 1 != len(sessions)
        return torn

    def timezones(self) -> int:
        return sum(self._conference.submissions[number].at_time[session] for session, _r, _s, number in self._cells)

    def order(self) -> int:
        """Submissions that are not in their place of the track's programme, and ordered ones that run side by side."""
        submissions = self._conference.submissions
        programme: dict[int, dict[int, None]] = {}
        for _session, _room, _slot, number in self._cells:
            programme.setdefault(submissions[number].track, {})[number] = None
        astray = sum(
            submissions[number].order not in {0, place}
            for numbers in programme.values()
            for place, number in enumerate(numbers, start=1)
        )
        at: dict[tuple[int, int, int], int] = Counter(
            (session, slot, submissions[number].track)
            for session, _room, slot, number in self._cells
            if submissions[number].order
        )
        return astray + sum(count * (count - 1) // 2 for count in at.values())

    def submissions_sessions(self) -> int:
        return sum(self._conference.submissions[number].at_session[session] for session, _r, _s, number in self._cells)

    def submissions_rooms(self) -> int:
        return sum(self._conference.submissions[number].at_room[room] for _s, room, _slot, number in self._cells)

    def presenters(self) -> int:
        return self._in_other_rooms(self._conference.presenter_conflicts)

    def attendees(self) -> int:
        return self._in_other_rooms(self._conference.attendee_conflicts)

    def chairs(self) -> int:
        """Pairs of rooms in one session whose tracks share a chair."""
        return sum((min(pair), max(pair)) in self._conference.chair_conflicts for pair in self._pairs_at_once())

    def presenters_at_once(self) -> int:
        return self._in_one_slot(self._conference.presenter_conflicts)

    def attendees_at_once(self) -> int:
        return self._in_one_slot(self._conference.attendee_conflicts)

    def _pairs_at_once(self) -> Iterator[tuple[int, int]]:
        for session in self._sessions:
            yield from combinations([track for each, _room, track in self._blocks if each == session], 2)

    def _in_other_rooms(self, conflicts: frozenset[tuple[int, int]]) -> int:
        """Pairs in one session, but not in one room."""
        room = {number: (session, room) for session, room, _slot, number in self._cells}
        met = ((room.get(one), room.get(other)) for one, other in conflicts)
        return sum(1 for one, other in met if one and other and one[0] == other[0] and one[1] != other[1])

    def _in_one_slot(self, conflicts: frozenset[tuple[int, int]]) -> int:
        """Slots that the two of a pair share, in any two rooms."""
        at: dict[int, set[tuple[int, int]]] = {}
        for session, _room, slot, number in self._cells:
            at.setdefault(number, set()).add((session, slot))
        return sum(len(at.get(one, set()) & at.get(other, set())) for one, other in conflicts)
