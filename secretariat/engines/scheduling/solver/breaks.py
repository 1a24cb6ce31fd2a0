"""Breaks of parties in the model: one literal for each idle run, none of which the solver can deny.

Where only the most breaks count, a literal may be true without need: what is counted is then never less than the
breaks, and equal in what is best. Where the fewest breaks of a party count as well, it is true for breaks only.

A party whose meetings are all certain and lie on one day has no break only if they lie in one block; where that block
begins is a choice of its own, which ties the model together much more closely than the breaks alone.
"""

from itertools import groupby, pairwise
from typing import Any

from secretariat.engines.scheduling.solver.model import Model

__all__ = ["Breaks"]


class Breaks:
    """``of[party]`` are the literals of its breaks; what limits their difference is added at once."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._is_strict = all(len(theirs) > 1 for theirs in model.ground.theirs)
        self.of = [self._of(party) for party in range(len(model.busy))]
        spread = model.ground.problem.spread
        if spread is not None and any(self.of):
            least = self.least()
            for literals in self.of:
                if literals:
                    model.cp.add(sum(literals) <= least + spread)

    def least(self) -> Any:
        """No more than the number of breaks of any party."""
        if not all(self.of):
            return 0
        least = self.model.cp.new_int_var(0, len(self.model.ground.days), "least")
        for literals in self.of:
            self.model.cp.add(sum(literals) >= least)
        return least

    def most(self) -> Any:
        """No less than the number of breaks of any party."""
        most = self.model.cp.new_int_var(0, len(self.model.ground.days), "most")
        for literals in self.of:
            if literals:
                self.model.cp.add(sum(literals) <= most)
        return most

    def _of(self, party: int) -> list[Any]:
        busy, ground = self.model.busy[party], self.model.ground
        if len(ground.theirs[party]) < 2:
            return []
        by_day = [list(slots) for _, slots in groupby(busy, key=lambda slot: ground.days[slot])]
        breaks = [literal for slots in by_day for literal in self._within(busy, slots)]
        if len(by_day) == 1 and breaks and all(ground.certain[index] for index in ground.theirs[party]):
            self._block(party, breaks)
        return breaks

    def _within(self, busy: dict[int, Any], slots: list[int]) -> list[Any]:
        """A break before each slot in which it meets, has met before, and did not meet just then."""
        cp, breaks, before = self.model.cp, [], busy[slots[0]]
        for last, slot in pairwise(slots):
            hole = cp.new_bool_var("")
            now = busy[slot]
            signs = [before, now, ~busy[last]] if slot == last + 1 else [before, now]
            cp.add_bool_or(hole, *(~sign for sign in signs))
            if self._is_strict:
                for sign in signs:
                    cp.add_implication(hole, sign)
            breaks.append(hole)
            if slot != slots[-1]:
                since = cp.new_bool_var("")
                cp.add_implication(before, since)
                cp.add_implication(now, since)
                cp.add_bool_or(before, now, ~since)
                before = since
        return breaks

    def _block(self, party: int, breaks: list[Any]) -> None:
        cp, busy = self.model.cp, self.model.busy[party]
        meetings = self.model.ground.problem.meetings
        length = sum(meetings[index].length for index in self.model.ground.theirs[party])
        broken = cp.new_bool_var("")
        for hole in breaks:
            cp.add_implication(hole, broken)
        cp.add_bool_or(*breaks, ~broken)
        begins = {
            slot: cp.new_bool_var("") for slot in busy if all(later in busy for later in range(slot, slot + length))
        }
        cp.add_exactly_one([*begins.values(), broken])
        for slot, literal in busy.items():
            over = [begin for first, begin in begins.items() if first <= slot < first + length]
            for begin in over:
                cp.add_implication(begin, literal)
            cp.add_bool_or(*over, broken, ~literal)
