"""How few and how many breaks each party can have by itself, and which two parties are therefore too uneven."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce

from secretariat.engines.scheduling.problem import Problem
from secretariat.engines.scheduling.starts import Calendar, mask_of

__all__ = ["uneven_pairs"]

# Whether a party has met on this day, and whether it meets now.
_NOT_YET, _MEETING, _WAITING = range(3)


def uneven_pairs(problem: Problem, slots: Mapping[int, int]) -> Iterator[tuple[int, ...]]:
    """A party whose fewest breaks are more than the most of another and the spread, with that other.

    ``slots`` are those in which each meeting that must be held can lie. The other is not named if it has no meeting of
    its own that must be held.
    """
    if problem.spread is None or not problem.parties:
        return
    calendar = Calendar(problem)
    parties = [_Days(calendar, problem, party, slots) for party in range(len(problem.parties))]
    most = [days.breaks(max) for days in parties]
    even = min(range(len(parties)), key=lambda party: (most[party], parties[party].least))
    limit = most[even] + problem.spread
    for party, days in enumerate(parties):
        if days.least > limit + 1 and days.breaks(min) > limit:
            yield (party, even) if most[even] and parties[even].least else (party,)


class _Days:
    """When a party can and must meet, and for how many slots at least and at most."""

    def __init__(self, calendar: Calendar, problem: Problem, party: int, slots: Mapping[int, int]) -> None:
        self.days = [slot.day for slot in problem.slots]
        theirs = [index for index, meeting in enumerate(problem.meetings) if party in meeting.parties]
        bound = [index for index in theirs if index in slots]
        self.least = sum(problem.meetings[index].length for index in bound)
        self.most = sum(problem.meetings[index].length for index in theirs)
        fixed = [problem.meetings[index] for index in bound if problem.meetings[index].start is not None]
        self.must = mask_of(slot for each in fixed for slot in range(each.start or 0, (each.start or 0) + each.length))
        self.may = calendar.every & ~calendar.away[party] if self.most > self.least else 0
        for index in bound:
            self.may |= slots[index]

    def breaks(self, better: "_Better") -> int:
        """The fewest or the most breaks, whatever others do; none if it cannot be at all."""
        return _breaks(_Course(tuple(self.days), self.may | self.must, self.must, self.least, self.most), better)


_Better = Callable[[int, int], int]


@dataclass(frozen=True)
class _Course:
    """The day of each slot, where one may and must meet, and in how many slots at least and at most."""

    days: tuple[int, ...]
    may: int
    must: int
    least: int
    most: int

    def on(self, best: dict[tuple[int, int], int], slot: int, better: _Better) -> dict[tuple[int, int], int]:
        """One slot further: how many breaks by how many meetings, and in which state."""
        following: dict[tuple[int, int], int] = {}
        may, must = self.may >> slot & 1, self.must >> slot & 1
        for (count, state), value in best.items():
            if may and count < self.most:
                met, told = (count + 1, _MEETING), value + (state == _WAITING)
                following[met] = better(following.get(met, told), told)
            if not must:
                idle = (count, _NOT_YET if state == _NOT_YET else _WAITING)
                following[idle] = better(following.get(idle, value), value)
        return following


@lru_cache(maxsize=4096)
def _breaks(course: _Course, better: _Better) -> int:
    """Most parties are as any other, and stay so while wishes are left out one by one."""
    best: dict[tuple[int, int], int] = {(0, _NOT_YET): 0}
    for slot, day in enumerate(course.days):
        if slot and day != course.days[slot - 1]:
            best = _overnight(best, better)
        best = course.on(best, slot, better)
    ends = [value for (count, _), value in best.items() if count >= course.least]
    return reduce(better, ends, ends[0]) if ends else 0


def _overnight(best: dict[tuple[int, int], int], better: _Better) -> dict[tuple[int, int], int]:
    following: dict[tuple[int, int], int] = {}
    for (count, _), value in best.items():
        following[count, _NOT_YET] = better(following.get((count, _NOT_YET), value), value)
    return following
