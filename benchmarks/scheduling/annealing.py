"""A baseline: greedy, then annealing with Kempe chains, in plain Python on one thread; fairness is left to chance.

A Kempe chain swaps two slots on the meetings that hang together through them: whoever meets in one of them moves to
the other, and nobody is ever in two meetings at once.
"""

import math
from collections.abc import Iterable
from random import Random

from benchmarks.scheduling.watching import Watch
from secretariat.engines.scheduling.problem import Problem

_HOT, _COLD = 2.0, 0.08
_CHECKED_EACH = 64
_INSERTIONS = 0.3


def anneal(problem: Problem, watch: Watch, *, seconds: float, seed: int) -> None:
    """Searches until the time is over or nothing is left to be better."""
    search = _Search(problem, Random(seed))
    search.fill()
    search.keep(watch)
    while watch.seconds() < seconds and search.best > 0:
        spent = watch.seconds() / seconds
        temperature = _HOT * (_COLD / _HOT) ** spent
        for _ in range(_CHECKED_EACH):
            if search.left_out and search.chance.random() < _INSERTIONS:
                search.insert(temperature)
            else:
                search.swap(temperature)
        if search.cost < search.best:
            search.keep(watch)


class _Search:
    """A plan and what it costs; ``at[party][slot]`` is the meeting there, or -1."""

    def __init__(self, problem: Problem, chance: Random) -> None:
        self.chance = chance
        slots = len(problem.slots)
        self.day = [slot.day for slot in problem.slots]
        self.tables = len(problem.rooms) - problem.keep_free
        self.parties = [meeting.parties for meeting in problem.meetings]
        self.allowed = [self._allowed(problem, number) for number in range(len(problem.meetings))]
        self.slots_of = [sorted(each) for each in self.allowed]
        # What is left out weighs more than all the breaks that placing it may cost.
        self.weight = [40 * meeting.weight for meeting in problem.meetings]
        self.before = [meeting.after for meeting in problem.meetings]
        self.behind: list[list[int]] = [[] for _ in problem.meetings]
        for number, meeting in enumerate(problem.meetings):
            for earlier in meeting.after:
                self.behind[earlier].append(number)
        self.at = [[-1] * slots for _ in problem.parties]
        self.slot = [-1] * len(problem.meetings)
        self.held = [0] * slots
        self.breaks = [0] * len(problem.parties)
        self.left_out = set(range(len(problem.meetings)))
        self.cost = sum(self.weight)
        self.best = self.cost + 1

    @staticmethod
    def _allowed(problem: Problem, number: int) -> frozenset[int]:
        meeting = problem.meetings[number]
        if meeting.start is not None:
            return frozenset([meeting.start])
        window = range(len(problem.slots)) if meeting.window is None else meeting.window
        away = frozenset().union(*(problem.parties[party].away for party in meeting.parties))
        return frozenset(window) - away

    def fill(self) -> None:
        """The meetings with the fewest slots first, each where it makes the fewest breaks."""
        for number in sorted(self.left_out, key=lambda each: len(self.allowed[each])):
            free = [slot for slot in self.slots_of[number] if self._is_free(number, slot)]
            if free:
                self._change([(number, min(free, key=lambda slot: (self._spread(number, slot), self.held[slot])))])

    def keep(self, watch: Watch) -> None:
        """Remember the plan as the best so far."""
        self.best = self.cost
        watch.found(tuple(slot if slot >= 0 else None for slot in self.slot))

    def swap(self, temperature: float) -> None:
        """Move one meeting, and whoever stands in its way."""
        number = self.chance.randrange(len(self.slot))
        here, slots = self.slot[number], self.slots_of[number]
        there = self.chance.choice(slots) if slots else here
        if here < 0 or there == here:
            return
        chain = self._chain(number, here, there)
        if chain is not None:
            self._try([(each, there if self.slot[each] == here else here) for each in chain], temperature)

    def insert(self, temperature: float) -> None:
        """Place a meeting that is left out, and leave out whoever stands in its way."""
        number = self.chance.choice(tuple(self.left_out))
        if not self.slots_of[number]:
            return
        slot = self.chance.choice(self.slots_of[number])
        out = {self.at[party][slot] for party in self.parties[number]} - {-1}
        if any(len(self.allowed[each]) == 1 for each in out) or (not out and self.held[slot] >= self.tables):
            return
        self._try([*((each, -1) for each in out), (number, slot)], temperature)

    def _try(self, changes: list[tuple[int, int]], temperature: float) -> None:
        before = self.cost
        back = [(number, self.slot[number]) for number, _slot in changes]
        self._change(changes)
        worse = self.cost - before
        if not self._is_in_order(changes) or (worse > 0 and self.chance.random() >= math.exp(-worse / temperature)):
            self._change(back)

    def _chain(self, number: int, here: int, there: int) -> list[int] | None:
        """The meetings that hang together through two slots; ``None`` if one of them may not move."""
        chain, seen, balance = [number], {number}, 0
        for each in chain:
            other = there if self.slot[each] == here else here
            balance += 1 if other == there else -1
            if other not in self.allowed[each]:
                return None
            for party in self.parties[each]:
                met = self.at[party][other]
                if met >= 0 and met not in seen:
                    seen.add(met)
                    chain.append(met)
        fits = self.held[there] + balance <= self.tables and self.held[here] - balance <= self.tables
        return chain if fits else None

    def _change(self, changes: list[tuple[int, int]]) -> None:
        """Take the meetings out of where they are, and put them where they go."""
        for number, _slot in changes:
            here = self.slot[number]
            if here >= 0:
                self.held[here] -= 1
                self.left_out.add(number)
                self.cost += self.weight[number]
                for party in self.parties[number]:
                    self.at[party][here] = -1
        for number, slot in changes:
            self.slot[number] = slot
            if slot >= 0:
                self.held[slot] += 1
                self.left_out.discard(number)
                self.cost -= self.weight[number]
                for party in self.parties[number]:
                    self.at[party][slot] = number
        for party in {party for number, _slot in changes for party in self.parties[number]}:
            breaks = self._breaks(self.at[party])
            self.cost += breaks - self.breaks[party]
            self.breaks[party] = breaks

    def _breaks(self, met: Iterable[int]) -> int:
        count, last = 0, -1
        for slot, number in enumerate(met):
            if number >= 0:
                count += last >= 0 and slot - last > 1 and self.day[last] == self.day[slot]
                last = slot
        return count

    def _is_free(self, number: int, slot: int) -> bool:
        return (
            self.held[slot] < self.tables
            and all(self.at[party][slot] < 0 for party in self.parties[number])
            and self._is_in_order([(number, slot)], slot)
        )

    def _is_in_order(self, changes: list[tuple[int, int]], start: int | None = None) -> bool:
        for number, slot in changes:
            here = slot if start is None else start
            if here >= 0 and (
                any(self.slot[each] >= here for each in self.before[number])
                or any(0 <= self.slot[each] <= here for each in self.behind[number])
            ):
                return False
        return True

    def _spread(self, number: int, slot: int) -> int:
        """How many breaks more the parties would have."""
        more = 0
        for party in self.parties[number]:
            self.at[party][slot] = number
            more += self._breaks(self.at[party]) - self.breaks[party]
            self.at[party][slot] = -1
        return more
