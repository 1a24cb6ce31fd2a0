"""What each tier counts, in terms of the model: a sum of literals with weights, none of them negative."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from secretariat.engines.scheduling.problem import Tier
from secretariat.engines.scheduling.solver.breaks import Breaks
from secretariat.engines.scheduling.solver.model import Model
from secretariat.engines.scheduling.solver.rooming import Rooms

__all__ = ["Tiers"]


@dataclass(frozen=True)
class Tiers:
    """The terms of a model's tiers; what a tier needs is added to the model when it is first asked for."""

    model: Model
    breaks: Breaks
    rooms: Rooms | None = None

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
        """Where rooms are only counted, as if each meeting could keep its own."""
        published = self.model.ground.problem.published
        if published is None:
            return 0
        return sum(
            1 - self._is_kept(index, start, published.rooms[index])
            for index, start in enumerate(published.starts)
            if start is not None
        )

    def _is_kept(self, meeting: int, start: int, room: int | None) -> Any:
        at_its_time = self.model.times[meeting].get(start, 0)
        if self.rooms is None or room is None or isinstance(at_its_time, int):
            return at_its_time
        in_its_room = self.rooms.where[meeting].get(self.rooms.site.place_of[room])
        if in_its_room is None:
            return 0
        kept = self.model.cp.new_bool_var("")
        self.model.cp.add_implication(kept, at_its_time)
        self.model.cp.add_implication(kept, in_its_room)
        return kept
