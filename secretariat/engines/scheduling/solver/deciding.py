"""Whether there are times, or times and rooms, for all meetings that must be held, whatever they cost."""

from typing import Any

from ortools.sat.python import cp_model

from secretariat.engines.scheduling.problem import Problem
from secretariat.engines.scheduling.site import Site
from secretariat.engines.scheduling.solver.breaks import Breaks
from secretariat.engines.scheduling.solver.ground import ground_of
from secretariat.engines.scheduling.solver.model import Model
from secretariat.engines.scheduling.solver.rooming import Rooms, literals_for

__all__ = ["Decision"]

# With more literals than this for who is in which room when, rooms are only counted.
_MOST_IN_ROOMS = 300_000


class Decision:
    """Asks the model of a problem whether it has a solution; may be stopped from another thread."""

    def __init__(self, problem: Problem, *, seed: int = 0) -> None:
        self.ground = ground_of(problem)
        self.seed = seed
        self.is_stopped = False
        self._solver: Any = None

    def stop(self) -> None:
        """Look no further."""
        self.is_stopped = True
        solver = self._solver
        if solver is not None:
            solver.stop_search()

    def times(self, seconds: float) -> tuple[bool | None, tuple[int | None, ...]]:
        """Whether there are times that keep all rules if rooms are only counted, and such times; ``None``: too late."""
        model = self._model()
        answer = self._asked(model, seconds)
        if not answer:
            return answer, ()
        chosen = self._solver.boolean_value
        return answer, tuple(next((start for start, x in times.items() if chosen(x)), None) for times in model.times)

    def with_rooms(self, site: Site, seconds: float) -> bool | None:
        """Whether there are times and rooms that keep all rules; ``None`` if it is too late or too much."""
        model = self._model()
        if literals_for(model, site) > _MOST_IN_ROOMS:
            return None
        Rooms(model, site).add()
        return self._asked(model, seconds)

    def _model(self) -> Model:
        model = Model(self.ground)
        Breaks(model)
        return model

    def _asked(self, model: Model, seconds: float) -> bool | None:
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(0.01, seconds)
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = self.seed
        self._solver = solver
        if self.is_stopped:
            return None
        answers = {cp_model.OPTIMAL: True, cp_model.FEASIBLE: True, cp_model.INFEASIBLE: False}
        return answers.get(solver.solve(model.cp))
