"""The search that proves: tier by tier, the least that a plan must cost, found from below.

The solver assumes that nothing costs anything, finds small sets of literals of which one must be true after all, and
raises the bound by each (a core search). It seldom has a plan before the end; plans come from others meanwhile, and
when one of them costs no more than the bound the tier is settled as well.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

from secretariat.engines.scheduling.problem import Problem, Tier
from secretariat.engines.scheduling.solver.breaks import Breaks
from secretariat.engines.scheduling.solver.ground import Ground, ground_of, is_bound
from secretariat.engines.scheduling.solver.model import Model
from secretariat.engines.scheduling.solver.tiers import Tiers
from secretariat.engines.scheduling.standing import Standing, Starts

__all__ = ["decide", "is_small", "prove"]

# Pairs of a meeting and a start; beyond, the model has no answer in the time that anybody waits.
_MOST_PAIRS = 30_000
# A unit of the solver's own time is near a second.
_UNIT = 1.0


def is_small(problem: Problem) -> bool:
    """Whether the whole problem is worth a model."""
    return ground_of(problem).size <= _MOST_PAIRS


def prove(standing: Standing, *, seed: int = 0, units: float | None = None) -> None:
    """Prove what can be proved until the standing is over; ``units`` bounds the solver's own time instead."""
    course = _Course(standing, seed, units)
    while not standing.is_over and course.next_tier():
        pass


def decide(standing: Standing, tier: int, *, seconds: float, seed: int = 0) -> None:
    """Ask for a plan that costs in a tier no more than what is proved: often answered sooner than what is the least."""
    problem = standing.narrowed
    drawn = _drawn(ground_of(problem, is_all=_is_all_held(standing)))
    _fix_tiers(drawn, standing, range(tier))
    drawn.model.cp.add(drawn.cost(problem.tiers[tier]) <= standing.bounds[tier])
    bound = standing.bounds[tier]
    run = _Run(drawn, standing, lambda: standing.settled > tier or standing.bounds[tier] > bound)
    run.solve(seconds=seconds, seed=seed, linearization_level=0)
    if run.is_refuted and standing.ranks is not None:
        standing.raise_bound(tier, bound + 1)


@dataclass(frozen=True)
class _Drawn:
    """A model with its terms."""

    model: Model
    tiers: Tiers
    costs: dict[Tier, Any] = field(default_factory=dict)

    def cost(self, tier: Tier) -> Any:
        if tier not in self.costs:
            self.costs[tier] = self.tiers.cost(tier)
        return self.costs[tier]


def _drawn(ground: Ground) -> _Drawn:
    model = Model(ground)
    return _Drawn(model, Tiers(model, Breaks(model)))


def _is_all_held(standing: Standing) -> bool:
    """Whether only plans are worth a look in which every meeting is held."""
    problem = standing.problem
    if problem.tiers[:1] == ("unmet",) and standing.score is not None and not standing.score.unmet:
        return all(meeting.weight > 0 or meeting.required for meeting in problem.meetings)
    return all(is_bound(problem, index) for index in range(len(problem.meetings)))


def _fix_tiers(drawn: _Drawn, standing: Standing, tiers: range) -> None:
    """From here on only what is the best in some tiers."""
    for tier in tiers:
        cost = drawn.cost(standing.problem.tiers[tier])
        if not isinstance(cost, int):
            drawn.model.cp.add(cost <= standing.bounds[tier])


class _Course:
    """From tier to tier, with one model as long as it serves."""

    def __init__(self, standing: Standing, seed: int, units: float | None) -> None:
        self.standing = standing
        self.problem = standing.narrowed
        self.seed = seed
        self.units = units
        self.is_all = False
        self.drawn: _Drawn | None = None
        self.fixed = 0

    def next_tier(self) -> bool:
        """Prove the first tier that is not settled; false when there is nothing more to be done."""
        standing = self.standing
        drawn = self._redrawn(standing.settled)
        tier = self._first_that_differs(drawn, standing.settled)
        if tier == len(self.problem.tiers):
            return self._find_any(drawn)
        drawn.model.cp.minimize(drawn.cost(self.problem.tiers[tier]))
        run = _Run(drawn, standing, lambda: standing.settled > tier, tier)
        run.solve(
            seconds=standing.left, units=self.units, seed=self.seed, optimize_with_core=True, linearization_level=0
        )
        if run.is_refuted:
            return self._refute(drawn)
        return standing.settled > tier

    def _redrawn(self, tier: int) -> _Drawn:
        is_all = _is_all_held(self.standing)
        if self.drawn is None or is_all != self.is_all:
            self.drawn = _drawn(ground_of(self.problem, is_all=is_all))
            self.is_all, self.fixed = is_all, 0
        _fix_tiers(self.drawn, self.standing, range(self.fixed, tier))
        self.fixed = max(self.fixed, tier)
        return self.drawn

    def _first_that_differs(self, drawn: _Drawn, tier: int) -> int:
        """The first tier that is not settled and does not cost the same for all plans."""
        for later in range(tier, len(self.problem.tiers)):
            cost = drawn.cost(self.problem.tiers[later])
            if not isinstance(cost, int):
                return later
            self.standing.raise_bound(later, cost)
        return len(self.problem.tiers)

    def _find_any(self, drawn: _Drawn) -> bool:
        drawn.model.cp.clear_objective()
        run = _Run(drawn, self.standing, lambda: self.standing.is_proved)
        run.solve(seconds=self.standing.left, units=self.units, seed=self.seed, linearization_level=0)
        return run.is_refuted and self._refute(drawn)

    def _refute(self, drawn: _Drawn) -> bool:
        """No plan, says one run; another, quite different one is asked as well."""
        if self.standing.ranks is None:
            drawn.model.cp.clear_objective()
            run = _Run(drawn, self.standing, lambda: self.standing.ranks is not None)
            run.solve(seconds=self.standing.left, units=self.units, seed=self.seed + 1, linearization_level=1)
            if run.is_refuted and self.standing.ranks is None:
                self.standing.refute()
        return False


class _Run(cp_model.CpSolverSolutionCallback):
    """One run of the solver, which hands over what it finds and is stopped when that is of no more use."""

    def __init__(
        self, drawn: _Drawn, standing: Standing, is_enough: Callable[[], bool], tier: int | None = None
    ) -> None:
        super().__init__()
        self._drawn = drawn
        self._standing = standing
        self._is_enough = is_enough
        self._tier = tier
        self._solver = cp_model.CpSolver()
        self.is_refuted = False
        self.is_finished = False

    def on_solution_callback(self) -> None:
        """Hand over a plan."""
        self._standing.offer(self._starts())

    def solve(self, *, seconds: float, seed: int, units: float | None = None, **settings: Any) -> None:
        """Run with one thread."""
        parameters = self._solver.parameters
        parameters.num_workers = 1
        parameters.random_seed = seed
        parameters.max_time_in_seconds = seconds
        if units is not None:
            parameters.max_deterministic_time = units * _UNIT
        for name, value in settings.items():
            setattr(parameters, name, value)
        if self._tier is not None:
            self._solver.best_bound_callback = self._note_bound
        self._standing.listen(self._look)
        try:
            if not self._standing.is_over and not self._is_enough():
                status = self._solver.solve(self._drawn.model.cp, self)
                self.is_refuted = status == cp_model.INFEASIBLE
                self.is_finished = status == cp_model.OPTIMAL
        finally:
            self._standing.ignore(self._look)
        if self.is_finished and self._tier is not None:
            self._note_bound(self._solver.best_objective_bound)

    def _note_bound(self, bound: float) -> None:
        # Bounds of whole numbers that are a hair above one.
        if self._tier is not None:
            self._standing.raise_bound(self._tier, -int(-bound + 1e-6) if bound < 0 else int(bound + 1 - 1e-6))

    def _look(self) -> None:
        if self._standing.is_over or self._is_enough():
            self._solver.stop_search()

    def _starts(self) -> Starts:
        return tuple(
            next((start for start, literal in times.items() if self.value(literal)), None)
            for times in self._drawn.model.times
        )
