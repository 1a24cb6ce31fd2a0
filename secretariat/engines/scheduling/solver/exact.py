"""The search that proves: tier by tier, the least that a plan must cost, found from below.

The solver assumes that nothing costs anything, finds small sets of literals of which one must be true after all, and
raises the bound by each (a core search). It seldom has a plan before the end; plans come from others meanwhile, and
when one of them costs no more than the bound the tier is settled as well.
"""

from typing import Any

from secretariat.engines.scheduling.site import Site
from secretariat.engines.scheduling.solver.breaks import Breaks
from secretariat.engines.scheduling.solver.flows import breaks_bound
from secretariat.engines.scheduling.solver.ground import ground_of, is_bound
from secretariat.engines.scheduling.solver.model import Model
from secretariat.engines.scheduling.solver.rooming import Rooms, literals_for
from secretariat.engines.scheduling.solver.running import Drawn, Run
from secretariat.engines.scheduling.solver.tiers import Tiers
from secretariat.engines.scheduling.standing import Standing

__all__ = ["Course", "pairs_in"]

# With more literals than this for who is in which room when, rooms are only counted.
_MOST_IN_ROOMS = 150_000
# A core search with one thread and no linear program; and one that only looks for a plan.
_CORE = {"optimize_with_core": True, "linearization_level": 0}
_ANY = {"linearization_level": 0}
# To say no a second time the solver goes another way: by a linear program, and without symmetries.
_OTHERWISE = {"linearization_level": 2, "symmetry_level": 0}


def pairs_in(standing: Standing) -> int:
    """How many pairs of a meeting and a start there are: the size of a model of the whole problem."""
    return ground_of(standing.narrowed).size


class Course:
    """A way through the tiers with a model of its own.

    ``units`` bound each run in the solver's own time, which is the same on every machine, for those who must get the
    same answer twice.
    """

    def __init__(self, standing: Standing, *, seed: int = 0, units: float | None = None) -> None:
        self.standing = standing
        self.seed = seed
        self.units = units
        self._drawn: Drawn | None = None
        # Rooms are only counted until that turns out not to be enough.
        self._site: Site | None = None
        self._is_all = False
        self._fixed = 0

    def prove(self, seconds: float) -> None:
        """Settle tier after tier."""
        until = self.standing.seconds + seconds
        while self._goes_on(until) and self._prove_next(until):
            pass

    def ask(self, seconds: float, *, units: float) -> None:
        """Ask for a plan that costs no more than what is proved, and raise the bound if there is none.

        Either answer often comes much sooner than the least cost, as long as the bound is near or far below.
        """
        until = self.standing.seconds + seconds
        while units > 0 and self._goes_on(until):
            spent = self._ask_next(until, units)
            if spent is None:
                break
            units -= spent

    def bound_breaks(self) -> None:
        """What no plan without anything left out can be below in breaks, found without a look at meetings."""
        problem = self.standing.narrowed
        tier = problem.tiers.index("breaks") if "breaks" in problem.tiers else -1
        # Where other tiers come first their best plans may leave meetings out; that all are held is then not given.
        if tier >= 0 and set(problem.tiers[:tier]) <= {"unmet"} and _is_all_held(self.standing):
            self.standing.raise_bound(tier, breaks_bound(ground_of(problem, is_all=True)))

    def _goes_on(self, until: float) -> bool:
        return not self.standing.is_over and self.standing.seconds < until

    def _prove_next(self, until: float) -> bool:
        """Prove the first tier that is not settled; false when there is nothing more to be done."""
        standing = self.standing
        drawn = self._redrawn()
        tier = self._first_that_differs(drawn)
        drawn.model.cp.clear_objective()
        if tier == len(standing.problem.tiers):
            run = Run(drawn, standing, lambda: standing.is_proved)
            self._run(run, until, _ANY)
        else:
            drawn.model.cp.minimize(drawn.cost(standing.problem.tiers[tier]))
            run = Run(drawn, standing, lambda: standing.settled > tier, tier)
            self._run(run, until, _CORE)
        if run.is_refuted:
            return self._refute(drawn, until)
        if run.is_finished and standing.settled <= tier and not standing.is_proved:
            return self._look_at_rooms(drawn)
        return standing.settled > tier

    def _ask_next(self, until: float, units: float) -> float | None:
        """The solver's own time that a question took; nothing if there is no other to ask."""
        standing = self.standing
        drawn = self._redrawn()
        tier = self._first_that_differs(drawn)
        if tier == len(standing.problem.tiers):
            return None
        bound = standing.bounds[tier]
        asked = drawn.model.cp.clone()
        asked.clear_objective()
        asked.add(drawn.cost(standing.problem.tiers[tier]) <= bound)
        run = Run(drawn, standing, lambda: standing.settled > tier or standing.bounds[tier] > bound, asked=asked)
        spent = run.solve(seconds=until - standing.seconds, units=units, seed=self.seed, **_ANY)
        if run.is_refuted:
            standing.raise_bound(tier, bound + 1)
        # If somebody else raised the bound, the question is a new one.
        return spent if standing.settled > tier or standing.bounds[tier] > bound else None

    def _run(self, run: Run, until: float, settings: dict[str, Any]) -> None:
        run.solve(seconds=until - self.standing.seconds, units=self.units, seed=self.seed, **settings)

    def _redrawn(self) -> Drawn:
        """The model, with all tiers fixed that are settled."""
        is_all = _is_all_held(self.standing)
        if self._drawn is None or is_all != self._is_all:
            model = Model(ground_of(self.standing.narrowed, is_all=is_all))
            rooms = Rooms(model, self._site) if self._site is not None else None
            if rooms is not None:
                rooms.add()
            self._drawn = Drawn(model, Tiers(model, Breaks(model), rooms))
            self._is_all, self._fixed = is_all, 0
        for tier in range(self._fixed, self.standing.settled):
            cost = self._drawn.cost(self.standing.problem.tiers[tier])
            if not isinstance(cost, int):
                self._drawn.model.cp.add(cost <= self.standing.bounds[tier])
            self._fixed = tier + 1
        return self._drawn

    def _first_that_differs(self, drawn: Drawn) -> int:
        """The first tier that is not settled and does not cost the same for all plans."""
        tiers = self.standing.problem.tiers
        for tier in range(self.standing.settled, len(tiers)):
            cost = drawn.cost(tiers[tier])
            if not isinstance(cost, int):
                return tier
            self.standing.raise_bound(tier, cost)
        return len(tiers)

    def _look_at_rooms(self, drawn: Drawn) -> bool:
        """The best times have no rooms: from here on rooms are in the model, if they are not too many."""
        problem = self.standing.narrowed
        if self._site is not None or not problem.rooms:
            return False
        site = Site(problem)
        if literals_for(drawn.model, site) > _MOST_IN_ROOMS:
            return False
        self._site, self._drawn = site, None
        return True

    def _refute(self, drawn: Drawn, until: float) -> bool:
        """No plan, says one run; another, quite different one is asked as well."""
        standing = self.standing
        if standing.ranks is None:
            drawn.model.cp.clear_objective()
            run = Run(drawn, standing, lambda: standing.ranks is not None)
            run.solve(seconds=until - standing.seconds, units=self.units, seed=self.seed + 1, **_OTHERWISE)
            if run.is_refuted and standing.ranks is None:
                standing.refute()
        return False


def _is_all_held(standing: Standing) -> bool:
    """Whether only plans are worth a look in which every meeting is held."""
    problem = standing.problem
    if problem.tiers[:1] == ("unmet",) and standing.score is not None and not standing.score.unmet:
        return all(meeting.weight > 0 or is_bound(problem, index) for index, meeting in enumerate(problem.meetings))
    return all(is_bound(problem, index) for index in range(len(problem.meetings)))
