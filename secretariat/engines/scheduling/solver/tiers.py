"""What each tier counts, in terms of the model: a sum of literals with weights, none of them negative."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from secretariat.engines.scheduling.problem import Tier
from secretariat.engines.scheduling.solver.breaks import Breaks
from secretariat.engines.scheduling.solver.model import Model

__all__ = ["Tiers"]


@dataclass(frozen=True)
class Tiers:
    """The terms of a model's tiers; what a tier needs is added to the model when it is first asked for."""

    model: Model
    breaks: Breaks

    def cost(self, tier: Tier) -> Any:
        """What a plan costs in a tier; a number if it is the same for all plans."""
        ways: dict[Tier, Callable[[], Any]] = {
            "unmet": self._unmet,
            "breaks": self._breaks,
            "fairness": self._fairness,
            "preferences": self._preferences,
            "changes": self._changes,
        }
        return ways[tier]()

    def _unmet(self) -> Any:
        meetings = self.model.ground.problem.meetings
        return sum(meetings[index].weight * literal for index, literal in self.model.out.items())

    def _breaks(self) -> Any:
        return sum(literal for literals in self.breaks.of for literal in literals)

    def _fairness(self) -> Any:
        cost: Any = 0
        if any(self.breaks.of):
            cost = self.breaks.most() - self.breaks.least()
        return cost + self._difference_of_refusals()

    def _difference_of_refusals(self) -> Any:
        model = self.model
        if not model.out:
            return 0
        refused = [
            sum(model.out[index] for index in theirs if index in model.out) for theirs in model.ground.theirs if theirs
        ]
        most = model.cp.new_int_var(0, len(model.times), "")
        least = model.cp.new_int_var(0, len(model.times), "")
        for number in refused:
            model.cp.add(number <= most)
            model.cp.add(number >= least)
        return most - least

    def _preferences(self) -> Any:
        return sum(
            literal
            for meeting, times in zip(self.model.ground.problem.meetings, self.model.times, strict=True)
            if meeting.preferred
            for start, literal in times.items()
            if start not in meeting.preferred
        )

    def _changes(self) -> Any:
        """Rooms are not known here, so this bounds the changes from below."""
        published = self.model.ground.problem.published
        if published is None:
            return 0
        known = zip(published.starts, self.model.times, strict=True)
        return sum(1 - times.get(start, 0) for start, times in known if start is not None)
