"""A baseline: the plain constraint model of a timetable with default parameters on two workers.

``x[m, t]`` says that a meeting is in a slot, ``y[p, t]`` that a party is busy, ``z[p, t]`` that it has met on the day
by then; a break begins where it has met, is idle, and is busy in the next slot again after the hole. It is a fair
model, with the implied sums, but without clustering, hints or a choice of search.
"""

from itertools import pairwise
from typing import Any

from ortools.sat.python import cp_model

from benchmarks.scheduling.watching import Watch
from secretariat.engines.scheduling.problem import Problem

WORKERS = 2


def solve(problem: Problem, watch: Watch, *, seconds: float, seed: int) -> tuple[str, tuple[int | None, ...]]:
    """Searches; says what is proved, and the bounds of what is left out and of the breaks."""
    built = _Model(problem)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = max(0.01, seconds - watch.seconds())
    status = solver.solve(built.model, _Listener(built, watch))
    if status == cp_model.INFEASIBLE:
        return "infeasible", ()
    name = "optimal" if status == cp_model.OPTIMAL else "feasible" if watch.last is not None else "unknown"
    bound = int(max(0, solver.best_objective_bound))
    return name, divmod(bound, built.scale) if built.scale else (0, bound)


def is_possible(problem: Problem, *, seconds: float) -> bool | None:
    """Whether there is a plan at all; ``None`` if the time is too short to tell."""
    model = _Model(problem).model
    model.clear_objective()  # type: ignore[no-untyped-call]
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.max_time_in_seconds = seconds
    answers = {cp_model.INFEASIBLE: False, cp_model.OPTIMAL: True, cp_model.FEASIBLE: True}
    return answers.get(solver.solve(model))


class _Listener(cp_model.CpSolverSolutionCallback):
    def __init__(self, built: "_Model", watch: Watch) -> None:
        super().__init__()
        self._built, self._watch = built, watch

    def on_solution_callback(self) -> None:
        """Keep the plan."""
        starts: list[int | None] = [None] * self._built.meetings
        for (number, slot), chosen in self._built.x.items():
            if self.value(chosen):
                starts[number] = slot
        self._watch.found(tuple(starts))


class _Model:
    """The model; ``scale`` is by how much a meeting left out weighs more than a break, 0 if none may be."""

    def __init__(self, problem: Problem) -> None:
        self.model = cp_model.CpModel()
        self.problem = problem
        self.meetings = len(problem.meetings)
        self.x: dict[tuple[int, int], Any] = {}
        self.at: dict[tuple[int, int], list[Any]] = {}
        optional = [number for number, each in enumerate(problem.meetings) if not each.required and each.start is None]
        self.scale = len(problem.slots) * len(problem.parties) if optional else 0
        unmet = [self._place(number) for number in range(self.meetings)]
        breaks = [self._breaks(party) for party in range(len(problem.parties))]
        self._limit_tables()
        self._keep_order()
        if problem.spread is not None:
            self._keep_fair(breaks, problem.spread)
        left_out = [problem.meetings[number].weight * unmet[number] for number in optional]
        self.model.minimize(self.scale * sum(left_out) + sum(hole for each in breaks for hole in each))

    def _place(self, number: int) -> Any:
        """One slot for a meeting, or none where it may be left out."""
        meeting = self.problem.meetings[number]
        slots = range(len(self.problem.slots)) if meeting.window is None else meeting.window
        away = frozenset().union(*(self.problem.parties[party].away for party in meeting.parties))
        for slot in slots if meeting.start is None else [meeting.start]:
            if slot not in away:
                self.x[number, slot] = self.model.new_bool_var("")
                for party in meeting.parties:
                    self.at.setdefault((party, slot), []).append(self.x[number, slot])
        mine = [self.x[number, slot] for slot in range(len(self.problem.slots)) if (number, slot) in self.x]
        if meeting.required or meeting.start is not None:
            self.model.add_exactly_one(mine)
            return 0
        left_out = self.model.new_bool_var("")
        self.model.add_exactly_one([*mine, left_out])
        return left_out

    def _breaks(self, party: int) -> list[Any]:
        slots = range(len(self.problem.slots))
        busy = [self.model.new_bool_var("") for _ in slots]
        for slot in slots:
            self.model.add_exactly_one([*self.at.get((party, slot), ()), ~busy[slot]])
        required = [each for each in self.problem.meetings if party in each.parties and each.required]
        if self.scale == 0:
            self.model.add(sum(busy) == len(required))
        days: dict[int, list[int]] = {}
        for slot in slots:
            days.setdefault(self.problem.slots[slot].day, []).append(slot)
        return [hole for day in days.values() for hole in self._holes([busy[slot] for slot in day])]

    def _holes(self, busy: list[Any]) -> list[Any]:
        holes, met = [], busy[0]
        for now, then in pairwise(busy[1:]):
            since, hole = self.model.new_bool_var(""), self.model.new_bool_var("")
            self.model.add_implication(met, since)
            self.model.add_implication(now, since)
            self.model.add_bool_or([~since, met, now])
            self.model.add_bool_or([~met, now, ~then, hole])
            # Both ways, or fairness could be met by breaks that are none.
            for needed in (met, ~now, then):
                self.model.add_implication(hole, needed)
            holes.append(hole)
            met = since
        return holes

    def _limit_tables(self) -> None:
        """So many at once as there are tables; as many as one likes if there are none."""
        if not self.problem.rooms:
            return
        limit = len(self.problem.rooms) - self.problem.keep_free
        for slot in range(len(self.problem.slots)):
            held = [chosen for (_number, each), chosen in self.x.items() if each == slot]
            self.model.add(sum(held) <= limit)

    def _keep_order(self) -> None:
        for number, meeting in enumerate(self.problem.meetings):
            for earlier in meeting.after:
                self.model.add(self._slot(earlier) + 1 <= self._slot(number))

    def _slot(self, number: int) -> Any:
        return sum(slot * chosen for (each, slot), chosen in self.x.items() if each == number)

    def _keep_fair(self, breaks: list[list[Any]], spread: int) -> None:
        most = self.model.new_int_var(0, len(self.problem.slots), "")
        least = self.model.new_int_var(0, len(self.problem.slots), "")
        for each in breaks:
            self.model.add(sum(each) <= most)
            self.model.add(sum(each) >= least)
        self.model.add(most - least <= spread)
