"""Contradictions that counting alone suspects: few wishes, cheaply found, each still to be confirmed.

A meeting that has no slot or no room; two that are fixed on one slot; a party that has more meetings than slots (Hall);
one that cannot but have more breaks than another can have.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from graphlib import TopologicalSorter

from secretariat.engines.scheduling.capacity import suits
from secretariat.engines.scheduling.evenness import uneven_pairs
from secretariat.engines.scheduling.problem import Problem
from secretariat.engines.scheduling.starts import Calendar, mask_of, slots_in
from secretariat.engines.scheduling.wishes import Wish

__all__ = ["is_counted_out", "suspects"]


def suspects(problem: Problem, wishes: Sequence[Wish]) -> Iterator[list[Wish]]:
    """Sets of wishes that contradict each other already as far as counting goes, the smallest first."""
    for crowd in _crowds(problem):
        yield list(_wishes_about(problem, wishes, crowd))


def is_counted_out(problem: Problem) -> bool:
    """Whether counting alone says that there is no plan; it does not say that there is one."""
    return next(iter(_crowds(problem)), None) is not None


@dataclass(frozen=True)
class _Crowd:
    """Meetings that cannot all be held, with the fixed ones that are in their way, and whether breaks are why."""

    meetings: frozenset[int]
    has_spread: bool = False


def _crowds(problem: Problem) -> Iterator[_Crowd]:
    bound = [index for index, meeting in enumerate(problem.meetings) if meeting.required or meeting.start is not None]
    theirs = _theirs(problem, bound)
    for meetings in theirs:
        pair = _fixed_on_one(problem, meetings)
        if pair:
            yield _Crowd(frozenset(pair))
    slots = _Slots(problem, bound)
    for index in bound:
        if not slots.of[index] or not _has_room(problem, index):
            yield _Crowd(slots.in_the_way((index,)))
    for meetings in theirs:
        crowd = _crowd(problem, meetings, slots.of)
        if crowd:
            yield _Crowd(slots.in_the_way(crowd))
    for pair in uneven_pairs(problem, slots.of):
        about = [index for party in pair for index in theirs[party]]
        yield _Crowd(slots.in_the_way(about), has_spread=True)


class _Slots:
    """The slots in which each meeting that must be held can lie.

    As far as it and its parties go, what is fixed for them, and what it must follow or precede.
    """

    def __init__(self, problem: Problem, bound: Sequence[int]) -> None:
        self.problem = problem
        self.calendar = Calendar(problem)
        self.fixed: dict[int, list[int]] = {}
        self.busy: dict[int, int] = {}
        for index in bound:
            meeting = problem.meetings[index]
            if meeting.start is not None:
                for party in meeting.parties:
                    self.fixed.setdefault(party, []).append(index)
                    held = self.calendar.held(meeting.start, meeting.length)
                    self.busy[party] = self.busy.get(party, 0) | held
        self.starts = {index: self._starts(index) for index in bound}
        self.sooner = {
            index: [other for other in problem.meetings[index].after if other in self.starts] for index in bound
        }
        self.later: dict[int, list[int]] = {}
        for index, others in self.sooner.items():
            for other in others:
                self.later.setdefault(other, []).append(index)
        self._follow()
        self.of = {index: self._spread_out(index) for index in bound}

    def _starts(self, index: int) -> int:
        meeting, calendar = self.problem.meetings[index], self.calendar
        free = calendar.window_of(meeting) & calendar.present(meeting)
        if meeting.start is not None:
            held = calendar.held(meeting.start, meeting.length)
            return 1 << meeting.start if not held & ~free and held.bit_count() == meeting.length else 0
        for party in meeting.parties:
            free &= ~self.busy.get(party, 0)
        return calendar.runs(free, meeting.length)

    def _follow(self) -> None:
        """No start before those that come first can be over, none after those that follow must have begun."""
        order = [
            index
            for index in TopologicalSorter(self.sooner).static_order()
            if self.later.get(index) or self.sooner[index]
        ]
        for index in order:
            for other in self.sooner[index]:
                first = self.starts[other] & -self.starts[other]
                over = first << self.problem.meetings[other].length
                # Where the one has no start at all, the other has none either.
                self.starts[index] &= -over if first else 0
        for index in reversed(order):
            for other in self.later.get(index, ()):
                last = self.starts[other].bit_length() - self.problem.meetings[index].length
                self.starts[index] &= (1 << max(0, last)) - 1

    def _spread_out(self, index: int) -> int:
        slots = 0
        for step in range(self.problem.meetings[index].length):
            slots |= self.starts[index] << step
        return slots

    def in_the_way(self, meetings: Sequence[int]) -> frozenset[int]:
        """Some meetings, those before and after them, and those that are fixed of all who take part in any of them."""
        some, waiting = set(meetings), list(meetings)
        while waiting:
            index = waiting.pop()
            for other in (*self.sooner[index], *self.later.get(index, ())):
                if other not in some:
                    some.add(other)
                    waiting.append(other)
        parties = {party for index in some for party in self.problem.meetings[index].parties}
        return frozenset(some.union(*(self.fixed.get(party, ()) for party in parties)))


def _wishes_about(problem: Problem, wishes: Iterable[Wish], crowd: _Crowd) -> Iterator[Wish]:
    """Wishes about some meetings alone and about the absence of those who take part in them."""
    parties = {each for index in crowd.meetings for each in problem.meetings[index].parties}
    for wish in wishes:
        if wish.kind in {"required", "window"}:
            about = tuple(index for index in wish.meetings if index in crowd.meetings)
            if about:
                yield replace(wish, meetings=about)
        elif wish.kind == "spread":
            if crowd.has_spread:
                yield wish
        elif crowd.meetings.issuperset(wish.meetings) and (wish.kind != "absence" or parties.issuperset(wish.parties)):
            yield wish


def _theirs(problem: Problem, meetings: Iterable[int]) -> list[list[int]]:
    theirs: list[list[int]] = [[] for _ in problem.parties]
    for index in meetings:
        for party in problem.meetings[index].parties:
            theirs[party].append(index)
    return theirs


def _has_room(problem: Problem, index: int) -> bool:
    return not problem.rooms or any(_goes(problem, index, room) for room in range(len(problem.rooms)))


def _goes(problem: Problem, index: int, room: int) -> bool:
    meeting = problem.meetings[index]
    shut = mask_of(problem.rooms[room].closed)
    is_shut = len(set(problem.rooms[room].closed)) == len(problem.slots)
    if meeting.start is not None:
        is_shut = bool(shut >> meeting.start & ((1 << meeting.length) - 1))
    return meeting.room in {None, room} and suits(meeting, problem.rooms[room]) and not is_shut


def _fixed_on_one(problem: Problem, meetings: Iterable[int]) -> tuple[int, ...]:
    taken: dict[int, int] = {}
    for index in meetings:
        meeting = problem.meetings[index]
        if meeting.start is not None:
            for slot in range(meeting.start, meeting.start + meeting.length):
                other = taken.setdefault(slot, index)
                if other != index:
                    return (other, index)
    return ()


def _crowd(problem: Problem, meetings: Sequence[int], slots: dict[int, int]) -> tuple[int, ...]:
    """Meetings of a party that have fewer slots than they need, if there are any."""
    all_slots = 0
    for index in meetings:
        all_slots |= slots[index]
    if sum(problem.meetings[index].length for index in meetings) > all_slots.bit_count():
        return tuple(meetings)
    return _unmatched([index for index in meetings if problem.meetings[index].length == 1], slots)


def _unmatched(meetings: Sequence[int], slots: dict[int, int]) -> tuple[int, ...]:
    """Of meetings of one slot those that together have one slot too few (by way of alternating paths)."""
    holder: dict[int, int] = {}
    for index in meetings:
        reached: dict[int, int] = {}  # A slot, and the meeting that would like it.
        waiting = [index]
        while waiting:
            wanting = waiting.pop()
            for slot in slots_in(slots[wanting]):
                if slot in reached:
                    continue
                reached[slot] = wanting
                if slot not in holder:
                    _shift(slot, reached, holder)
                    waiting = []
                    break
                waiting.append(holder[slot])
            else:
                continue
            break
        else:
            return tuple(sorted({index, *(holder[slot] for slot in reached)}))
    return ()


def _shift(slot: int, reached: dict[int, int], holder: dict[int, int]) -> None:
    before = {index: held for held, index in holder.items()}
    while True:
        index = reached[slot]
        holder[slot] = index
        if index not in before:
            return
        slot = before[index]
