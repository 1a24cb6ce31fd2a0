"""One run of the solver on a model of times."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

from secretariat.engines.scheduling.problem import Plan, Tier
from secretariat.engines.scheduling.solver.model import Model
from secretariat.engines.scheduling.solver.tiers import Tiers
from secretariat.engines.scheduling.standing import Standing, Starts

__all__ = ["Drawn", "Run"]


@dataclass(frozen=True)
class Drawn:
    """A model with its terms."""

    model: Model
    tiers: Tiers
    costs: dict[Tier, Any] = field(default_factory=dict)

    def cost(self, tier: Tier) -> Any:
        """What a plan costs in a tier; a number if all cost the same."""
        if tier not in self.costs:
            self.costs[tier] = self.tiers.cost(tier)
        return self.costs[tier]


class Run(cp_model.CpSolverSolutionCallback):
    """Hands over what it finds, and is stopped when that is of no more use.

    With a ``tier`` the bound of the objective is a bound of the tier. ``rooms`` are given if they are in the model,
    ``asked`` is the model with something added. ``is_finished`` says that nothing more can be had from the model.
    """

    def __init__(
        self,
        drawn: Drawn,
        standing: Standing,
        is_enough: Callable[[], bool],
        tier: int | None = None,
        asked: Any = None,
    ) -> None:
        super().__init__()
        self._drawn = drawn
        self._asked = drawn.model.cp if asked is None else asked
        self._standing = standing
        self._is_enough = is_enough
        self._tier = tier
        self._solver = cp_model.CpSolver()
        self.is_refuted = False
        self.is_finished = False

    def on_solution_callback(self) -> None:
        """Hand over a plan."""
        rooms = self._drawn.tiers.rooms
        if rooms is None:
            self._standing.offer(self._starts())
        else:
            self._standing.offer_plan(Plan(self._starts(), rooms.places(self.boolean_value)))

    def solve(self, *, seconds: float, seed: int, units: float | None = None, **settings: Any) -> float:
        """Run with one thread; presolve stays on. Returns how much of its own time the solver has spent."""
        parameters = self._solver.parameters
        parameters.num_workers = 1
        parameters.random_seed = seed
        parameters.max_time_in_seconds = max(0.0, seconds)
        if units is not None:
            parameters.max_deterministic_time = units
        for name, value in settings.items():
            setattr(parameters, name, value)
        if self._tier is not None:
            self._solver.best_bound_callback = self._note_bound
        self._standing.listen(self._look)
        try:
            if not self._is_over():
                self._judge(self._solver.solve(self._asked, self))
                return float(self._solver.deterministic_time)
        finally:
            self._standing.ignore(self._look)
        return 0.0

    def _judge(self, status: Any) -> None:
        self.is_refuted = status == cp_model.INFEASIBLE
        self.is_finished = status == cp_model.OPTIMAL
        if self.is_finished:
            self._note_bound(self._solver.best_objective_bound)

    def _note_bound(self, bound: float) -> None:
        if self._tier is not None:
            # Costs are whole numbers, given as fractions that may be a hair off.
            self._standing.raise_bound(self._tier, -int(-bound + 1e-6) if bound < 0 else int(bound + 1 - 1e-6))

    def _look(self) -> None:
        if self._is_over():
            self._solver.stop_search()

    def _is_over(self) -> bool:
        return self._standing.is_over or self._is_enough()

    def _starts(self) -> Starts:
        return tuple(
            next((start for start, literal in times.items() if self.value(literal)), None)
            for times in self._drawn.model.times
        )
