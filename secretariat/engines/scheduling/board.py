"""A timetable in the making: what is free for whom, kept as bits, one for each slot.

The greedy and the repair place meetings on it one by one. It keeps every rule about slots but the spread of breaks;
rooms are only counted (``capacity``).
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from secretariat.engines.scheduling.capacity import capacities
from secretariat.engines.scheduling.problem import Problem

__all__ = ["Board", "bits", "mask"]


def mask(slots: Iterable[int]) -> int:
    """Slots as bits."""
    found = 0
    for slot in slots:
        found |= 1 << slot
    return found


def bits(found: int) -> Iterator[int]:
    """The slots in a mask, in order."""
    while found:
        lowest = found & -found
        yield lowest.bit_length() - 1
        found ^= lowest


class Board:
    """Which meetings have been placed where, and where the others still could be."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        count = len(problem.slots)
        self.all_slots = (1 << count) - 1
        self.starts: list[int | None] = [None] * len(problem.meetings)
        # Who is in which meeting, per party and slot, and the same as bits.
        self.held: list[list[int | None]] = [[None] * count for _ in problem.parties]
        self.busy = [0] * len(problem.parties)
        self.present = [self.all_slots & ~mask(party.away) for party in problem.parties]
        self.free = list(self.present)
        # Bits of slots after which the same day goes on, and of those after which it does so without a pause.
        self.same_day = mask(i for i, (one, other) in enumerate(pairwise(problem.slots)) if one.day == other.day)
        self.joined = mask(
            i
            for i, (one, other) in enumerate(pairwise(problem.slots))
            if one.day == other.day and one.end == other.start
        )
        self.windows = [
            self.all_slots if meeting.window is None else mask(meeting.window) for meeting in problem.meetings
        ]
        self._count_rooms()
        self._know_orders()

    def _count_rooms(self) -> None:
        found = capacities(self.problem)
        self.used = [[0] * len(self.problem.slots) for _ in found]
        self.places = [capacity.places for capacity in found]
        self.open = [mask(slot for slot, places in enumerate(capacity.places) if places > 0) for capacity in found]
        self.counted: list[list[int]] = [[] for _ in self.problem.meetings]
        for number, capacity in enumerate(found):
            for meeting in capacity.meetings:
                self.counted[meeting].append(number)

    def _know_orders(self) -> None:
        """For each meeting those before it, those after it, and those that it must not touch."""
        meetings = self.problem.meetings
        self.sooner = [list(meeting.after) for meeting in meetings]
        self.later: list[list[int]] = [[] for _ in meetings]
        self.untouched: list[set[int]] = [set(meeting.not_next_to) for meeting in meetings]
        for index, meeting in enumerate(meetings):
            for other in meeting.after:
                self.later[other].append(index)
            for other in meeting.not_next_to:
                self.untouched[other].add(index)
        self.tied = [
            bool(self.sooner[index] or self.later[index] or self.untouched[index]) for index in range(len(meetings))
        ]

    def options(self, meeting: int) -> int:
        """Slots in which it could begin as things stand, as bits."""
        slots = self.windows[meeting]
        for party in self.problem.meetings[meeting].parties:
            slots &= self.free[party]
        for number in self.counted[meeting]:
            slots &= self.open[number]
        starts = self.run(slots, self.problem.meetings[meeting].length)
        return self.in_order(meeting, starts) if self.tied[meeting] else starts

    def run(self, slots: int, length: int) -> int:
        """Of some slots those from which so many follow each other."""
        for _ in range(length - 1):
            slots &= self.joined & slots >> 1
        return slots

    def in_order(self, meeting: int, starts: int) -> int:
        """Of some starts those that go with the placed meetings it must follow, precede or not touch."""
        length = self.problem.meetings[meeting].length
        for other in self.sooner[meeting]:
            if (start := self.starts[other]) is not None:
                starts &= -1 << start + self.problem.meetings[other].length
        for other in self.later[meeting]:
            if (start := self.starts[other]) is not None:
                starts &= (1 << max(0, start - length + 1)) - 1
        for other in self.untouched[meeting]:
            if (start := self.starts[other]) is not None:
                starts &= ~self._touching(start, self.problem.meetings[other].length, length)
        return starts

    def _touching(self, start: int, length: int, own: int) -> int:
        after, before = start + length, start - own
        touching = 0
        if self.same_day >> after - 1 & 1:
            touching |= 1 << after
        if before >= 0 and self.same_day >> start - 1 & 1:
            touching |= 1 << before
        return touching

    def place(self, meeting: int, start: int) -> None:
        """Put it there, whatever stands there."""
        self._set(meeting, start, taken=True)
        self.starts[meeting] = start

    def remove(self, meeting: int) -> None:
        """Take it away from where it is."""
        start = self.starts[meeting]
        if start is not None:
            self._set(meeting, start, taken=False)
            self.starts[meeting] = None

    def _set(self, meeting: int, start: int, *, taken: bool) -> None:
        slots = range(start, min(start + self.problem.meetings[meeting].length, len(self.problem.slots)))
        bits_ = mask(slots)
        for party in set(self.problem.meetings[meeting].parties):
            self.busy[party] = self.busy[party] | bits_ if taken else self.busy[party] & ~bits_
            self.free[party] = self.present[party] & ~self.busy[party]
            held = self.held[party]
            for slot in slots:
                held[slot] = meeting if taken else None
        for number in self.counted[meeting]:
            used, places = self.used[number], self.places[number]
            for slot in slots:
                used[slot] += 1 if taken else -1
                if used[slot] < places[slot]:
                    self.open[number] |= 1 << slot
                else:
                    self.open[number] &= ~(1 << slot)

    def beside(self, party: int) -> int:
        """Slots directly before or after a meeting of a party, on the same day."""
        busy = self.busy[party]
        return (busy & self.same_day) << 1 | busy >> 1 & self.same_day
