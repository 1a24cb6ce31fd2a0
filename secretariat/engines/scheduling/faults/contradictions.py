"""What contradicts itself in a problem: wishes that nobody can grant, each by itself or two against each other."""

import math
from collections import defaultdict
from collections.abc import Iterator

from secretariat.engines.scheduling.capacity import suits
from secretariat.engines.scheduling.faults.fault import Fault
from secretariat.engines.scheduling.problem import Meeting, Problem
from secretariat.engines.scheduling.starts import Calendar, mask_of, slots_in

__all__ = ["contradictions_in"]


def contradictions_in(problem: Problem) -> Iterator[Fault]:
    """All of them, in a problem whose shape is sound."""
    for part in (_singly, _timed, _together):
        yield from part(problem)


def _singly(problem: Problem) -> Iterator[Fault]:
    """Each room and each meeting by itself."""
    for index, room in enumerate(problem.rooms):
        if room.seats == 0:
            yield Fault("room_for_nobody", rooms=(index,))
    housed = _Housed(problem)
    for index, meeting in enumerate(problem.meetings):
        # A session, which is fixed, has any number of parties, also none.
        if len(meeting.parties) < 2 and meeting.start is None:
            yield Fault("one_party_only", (index,), meeting.parties)
        for language in meeting.languages:
            if problem.interpreters.get(language, 0) < 1:
                yield Fault("no_interpreter", (index,), word=language)
        if problem.rooms:
            yield from housed.faults(index, meeting)


class _Housed:
    """What the rooms have at most, so that each meeting is compared with that and not with each room."""

    def __init__(self, problem: Problem) -> None:
        self.rooms = problem.rooms
        self.seats = max((math.inf if room.seats is None else room.seats for room in problem.rooms), default=0)
        self.booths = max((room.booths for room in problem.rooms), default=0)
        self.equipment = frozenset(each for room in problem.rooms for each in room.equipment)
        self.known: dict[tuple[object, ...], bool] = {}

    def faults(self, index: int, meeting: Meeting) -> Iterator[Fault]:
        found = list(self._singly(index, meeting))
        yield from found
        if meeting.room is not None:
            if not suits(meeting, self.rooms[meeting.room]):
                yield Fault("fixed_room_too_small", (index,), rooms=(meeting.room,))
        elif not found and not self._is_held(meeting):
            yield Fault("no_room_at_all", (index,))

    def _singly(self, index: int, meeting: Meeting) -> Iterator[Fault]:
        if meeting.seats > self.seats:
            yield Fault("too_many_people", (index,), number=meeting.seats, limit=int(self.seats))
        languages = len(set(meeting.languages))
        if languages > self.booths:
            yield Fault("too_few_booths", (index,), number=languages, limit=self.booths)
        for missing in sorted(set(meeting.equipment) - self.equipment):
            yield Fault("no_such_equipment", (index,), word=missing)

    def _is_held(self, meeting: Meeting) -> bool:
        wants = (meeting.seats, meeting.equipment, meeting.languages)
        if wants not in self.known:
            self.known[wants] = any(suits(meeting, room) for room in self.rooms)
        return self.known[wants]


def _timed(problem: Problem) -> Iterator[Fault]:
    """Each meeting against its window, those who are absent, and those that it must come after."""
    calendar = Calendar(problem)
    for index, meeting in enumerate(problem.meetings):
        if meeting.start is not None:
            yield from _fixed(problem, calendar, index)
            for other in meeting.after:
                before = problem.meetings[other]
                if before.start is not None and before.start + before.length > meeting.start:
                    yield Fault("fixed_before_after", (other, index), slots=(before.start, meeting.start))
        elif not calendar.starts_of(meeting):
            yield from _timeless(problem, calendar, index)


def _fixed(problem: Problem, calendar: Calendar, index: int) -> Iterator[Fault]:
    meeting = problem.meetings[index]
    start = meeting.start or 0
    if start + meeting.length > len(problem.slots):
        yield Fault("fixed_past_the_end", (index,), slots=(start,), number=meeting.length)
    held = calendar.held(start, meeting.length)
    if outside := held & ~calendar.window_of(meeting):
        yield Fault("fixed_outside_window", (index,), slots=slots_in(outside))
    for party in meeting.parties:
        if absent := held & calendar.away[party]:
            yield Fault("fixed_while_absent", (index,), (party,), slots_in(absent))
    if meeting.room is not None and (shut := held & mask_of(problem.rooms[meeting.room].closed)):
        yield Fault("fixed_in_closed_room", (index,), slots=slots_in(shut), rooms=(meeting.room,))


def _timeless(problem: Problem, calendar: Calendar, index: int) -> Iterator[Fault]:
    """Why a meeting has no time: its window ends before somebody arrives, or else there is none for all of them."""
    meeting = problem.meetings[index]
    late = [party for party in meeting.parties if not calendar.window_of(meeting) & ~calendar.arrivals[party]]
    for party in late:
        yield Fault("window_before_arrival", (index,), (party,), slots_in(calendar.window_of(meeting)))
    if not late:
        yield Fault("no_time_at_all", (index,), meeting.parties)


def _together(problem: Problem) -> Iterator[Fault]:
    """Two meetings that are fixed on one slot though a party or a room is in both."""
    busy: dict[tuple[str, int, int], int] = {}
    told: dict[tuple[str, int, int, int], list[int]] = defaultdict(list)
    for index, meeting in enumerate(problem.meetings):
        if meeting.start is None:
            continue
        who = [("party", party) for party in meeting.parties]
        who += [("room", meeting.room)] if meeting.room is not None else []
        for slot in range(meeting.start, min(meeting.start + meeting.length, len(problem.slots))):
            for kind, each in who:
                other = busy.setdefault((kind, each, slot), index)
                if other != index:
                    told[kind, each, other, index].append(slot)
    for (kind, each, other, index), slots in told.items():
        if kind == "party":
            yield Fault("fixed_on_one_slot", (other, index), (each,), tuple(slots))
        else:
            yield Fault("fixed_in_one_room", (other, index), slots=tuple(slots), rooms=(each,))
