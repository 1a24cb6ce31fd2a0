"""A second way to find that there is no plan, and which wishes are to blame: each wish is a literal that may be denied.

It shares nothing with the model that looks for plans but the rules. Rooms are only counted, so what it finds possible
may still lack rooms; what it finds impossible is so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ortools.sat.python import cp_model

from secretariat.engines.scheduling.capacity import capacities
from secretariat.engines.scheduling.problem import Problem
from secretariat.engines.scheduling.starts import Calendar, slots_in
from secretariat.engines.scheduling.wishes import Wish, wishes_of

__all__ = ["contradicts"]


def contradicts(problem: Problem, *, seconds: float, seed: int = 0) -> bool | None:
    """Whether a problem has no plan even if rooms are only counted; ``None`` if that was not found out in the time."""
    model = _Model(problem, wishes_of(problem))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.01, seconds)
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed + 1
    status = solver.solve(model.cp)
    answers = {cp_model.OPTIMAL: False, cp_model.FEASIBLE: False, cp_model.INFEASIBLE: True}
    return answers.get(status)


class _Model:
    """``literals`` are those of the wishes, in their order; ``None`` where a wish is only heard together with rooms."""

    def __init__(self, problem: Problem, wishes: Sequence[Wish]) -> None:
        self.problem = problem
        self.calendar = Calendar(problem)
        self.cp: Any = cp_model.CpModel()
        has_spread = any(wish.kind == "spread" for wish in wishes)
        bound = {index for wish in wishes if wish.kind in {"required", "fixed"} for index in wish.meetings}
        self.times = {
            index: {start: self.cp.new_bool_var("") for start in self._starts(index)}
            for index in range(len(problem.meetings))
            # Others may be left out; only where breaks count it may be of use to hold them.
            if has_spread or index in bound
        }
        for times in self.times.values():
            self.cp.add_at_most_one(times.values())
        self.taking = {index: self._takes(index) for index in self.times}
        self.busy = [self._busy(party) for party in range(len(problem.parties))]
        self.literals = [self._heard(wish) for wish in wishes]

    def _starts(self, index: int) -> tuple[int, ...]:
        meeting = self.problem.meetings[index]
        starts = self.calendar.runs(self.calendar.every, meeting.length)
        # What is fixed may run over pauses, but not past the end.
        if meeting.start is not None and meeting.start + meeting.length <= len(self.problem.slots):
            starts |= 1 << meeting.start
        return slots_in(starts)

    def _held(self, index: int, start: int) -> range:
        return range(start, start + self.problem.meetings[index].length)

    def _takes(self, index: int) -> dict[int, list[Any]]:
        takes: dict[int, list[Any]] = {}
        for start, literal in self.times[index].items():
            for slot in self._held(index, start):
                takes.setdefault(slot, []).append(literal)
        return takes

    def _busy(self, party: int) -> list[Any]:
        """A literal for each slot; no two meetings of a party at once."""
        theirs = [index for index in self.times if party in self.problem.meetings[index].parties]
        busy = []
        for slot in range(len(self.problem.slots)):
            literals = [literal for index in theirs for literal in self.taking[index].get(slot, ())]
            now = self.cp.new_bool_var("")
            self.cp.add_exactly_one([*literals, ~now])
            busy.append(now)
        placed = [self.problem.meetings[index].length * sum(self.times[index].values()) for index in theirs]
        self.cp.add(sum(busy) == sum(placed))
        return busy

    def _heard(self, wish: Wish) -> Any:
        ways = {
            "required": self._required,
            "fixed": self._fixed,
            "window": self._window,
            "absence": self._absence,
            "after": self._after,
            "not_next_to": self._not_next_to,
            "spread": self._spread,
            "rooms": self._rooms,
            "interpreters": self._interpreters,
        }
        if wish.kind not in ways:
            return None
        literal = self.cp.new_constant(1)
        ways[wish.kind](wish, literal)
        return literal

    def _required(self, wish: Wish, literal: Any) -> None:
        for index in wish.meetings:
            self.cp.add_bool_or([*self.times[index].values(), ~literal])

    def _fixed(self, wish: Wish, literal: Any) -> None:
        start = self.times[wish.meetings[0]].get(wish.slots[0])
        self.cp.add_bool_or([~literal] if start is None else [start, ~literal])

    def _window(self, wish: Wish, literal: Any) -> None:
        window = frozenset(wish.slots)
        for index in wish.meetings:
            self._bar(
                index,
                literal,
                {start for start in self.times.get(index, ()) if not window.issuperset(self._held(index, start))},
            )

    def _absence(self, wish: Wish, literal: Any) -> None:
        for slot in wish.slots:
            self.cp.add_implication(literal, ~self.busy[wish.parties[0]][slot])

    def _bar(self, index: int, literal: Any, starts: Iterable[int]) -> None:
        for start in starts:
            self.cp.add_implication(literal, ~self.times[index][start])

    def _after(self, wish: Wish, literal: Any) -> None:
        first, second = wish.meetings
        for start, x in self.times.get(second, {}).items():
            late = [y for other, y in self.times.get(first, {}).items() if self._held(first, other)[-1] >= start]
            if late:
                self.cp.add(sum(late) + x <= 1).only_enforce_if(literal)

    def _not_next_to(self, wish: Wish, literal: Any) -> None:
        one, other = wish.meetings
        for first, second in ((one, other), (other, one)):
            for start, x in self.times.get(first, {}).items():
                last = self._held(first, start)[-1]
                y = self.times.get(second, {}).get(last + 1)
                if y is not None and self.problem.slots[last].day == self.problem.slots[last + 1].day:
                    self.cp.add_bool_or(~x, ~y, ~literal)

    def _spread(self, wish: Wish, literal: Any) -> None:
        least = self.cp.new_int_var(0, len(self.problem.slots), "")
        for busy in self.busy:
            breaks = self._breaks(busy)
            self.cp.add(breaks >= least).only_enforce_if(literal)
            self.cp.add(breaks <= least + (wish.number or 0)).only_enforce_if(literal)

    def _breaks(self, busy: Sequence[Any]) -> Any:
        """How often meetings begin after none, less one for each day on which there are any."""
        days = [slot.day for slot in self.problem.slots]
        begun = list(busy[:1])
        for (slot, before), (_, now) in pairwise(enumerate(busy)):
            if days[slot] == days[slot + 1]:
                begins = self.cp.new_bool_var("")
                self.cp.add_bool_or(begins, ~now, before)
                self.cp.add_implication(begins, now)
                self.cp.add_implication(begins, ~before)
                begun.append(begins)
            else:
                begun.append(now)
        any_on = []
        for day in sorted(set(days)):
            there = [each for each, its_day in zip(busy, days, strict=True) if its_day == day]
            meets = self.cp.new_bool_var("")
            self.cp.add_max_equality(meets, there)
            any_on.append(meets)
        return sum(begun) - sum(any_on)

    def _rooms(self, _wish: Wish, literal: Any) -> None:
        everybody = {language: len(self.times) for meeting in self.problem.meetings for language in meeting.languages}
        for capacity in capacities(replace(self.problem, interpreters=everybody)):
            for slot, places in enumerate(capacity.places):
                self._limit(capacity.meetings, slot, places, literal)

    def _interpreters(self, wish: Wish, literal: Any) -> None:
        spoken = [index for index in self.times if wish.word in self.problem.meetings[index].languages]
        for slot in range(len(self.problem.slots)):
            self._limit(spoken, slot, wish.number or 0, literal)

    def _limit(self, meetings: Iterable[int], slot: int, places: int, literal: Any) -> None:
        there = [x for index in meetings if index in self.taking for x in self.taking[index].get(slot, ())]
        if len(there) > places:
            self.cp.add(sum(there) <= places).only_enforce_if(literal)
