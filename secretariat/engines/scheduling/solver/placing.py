"""What no placement can cost less than: groups and items into sessions by constraint programming, slots forgotten.

The relaxed problem knows which blocks each group uses and in which session each item lies. It forgets in which of
several blocks of its group an item lies, in which slots, and in what order. What it costs is never more than the same
plan costs in truth, so its bound holds for every plan; where nothing was forgotten that matters, its best plan is the
best there is.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from math import ceil
from threading import Event, Thread
from typing import Any

from ortools.sat.python import cp_model

from secretariat.engines.scheduling.placement.problem import Placement

__all__ = ["relax"]

_ASKED = 0.05


def relax(
    problem: Placement,
    *,
    seconds: float,
    seed: int = 0,
    on_bound: Callable[[int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> int | None:
    """The proved bound after so many seconds; ``None`` if it is proved that there is no plan."""
    built = _Model(problem)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.optimize_with_core = True
    solver.parameters.linearization_level = 0
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = seconds
    if on_bound is not None:
        solver.best_bound_callback = lambda bound: on_bound(_up(bound))
    with _stopped_by(solver, stop):
        status = solver.solve(built.model)
    return None if status == cp_model.INFEASIBLE else max(0, _up(solver.best_objective_bound))


@contextmanager
def _stopped_by(solver: cp_model.CpSolver, stop: Callable[[], bool] | None) -> Iterator[None]:
    """Ask somebody from time to time whether the search is to end, and end it then."""
    is_over = Event()

    def watch() -> None:
        while stop is not None and not is_over.wait(_ASKED):
            if stop():
                solver.stop_search()

    watching = Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield
    finally:
        is_over.set()
        watching.join()


def _up(bound: float) -> int:
    """The next whole number; costs are whole."""
    return ceil(bound - 1e-6)


class _Model:
    """The relaxed model; the objective is a sum of literals with weights that are not negative."""

    def __init__(self, problem: Placement) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.sessions, self.rooms = range(len(problem.spans)), range(problem.rooms)
        self._terms: list[tuple[int, Any]] = []
        self._members: list[list[int]] = [[] for _ in problem.groups]
        for number, item in enumerate(problem.items):
            self._members[item.group].append(number)
        self.lies = [self._lie(number) for number in range(len(problem.items))]
        self.uses: dict[tuple[int, int, int], Any] = {}
        self.busy: dict[tuple[int, int], Any] = {}
        for group in range(len(problem.groups)):
            self._use(group)
        for session in self.sessions:
            for room in self.rooms:
                self.model.add_at_most_one(
                    self.uses[group, session, room] for group in range(len(problem.groups)) if self._members[group]
                )
        self._keep_apart()
        self._keep_from_alike()
        self.model.minimize(sum(cost * literal for cost, literal in self._terms if cost))

    def _lie(self, number: int) -> dict[int, Any]:
        item = self.problem.items[number]
        chosen = {
            session: self.model.new_bool_var("")
            for session in self.sessions
            if item.length <= self.problem.spans[session]
        }
        self.model.add_exactly_one(chosen.values())
        cheapest_room = min(item.at_room, default=0)
        for session, literal in chosen.items():
            cost = (item.at_session[session] if item.at_session else 0) + cheapest_room
            self._terms.append((cost, literal))
        return chosen

    def _use(self, group: int) -> None:
        """Which blocks a group uses, with all that its blocks cost."""
        members = self._members[group]
        if not members:
            return
        wishes, weights = self.problem.groups[group], self.problem.weights
        for session in self.sessions:
            for room in self.rooms:
                used = self.uses[group, session, room] = self.model.new_bool_var("")
                cost = wishes.at_session[session] if wishes.at_session else 0
                cost += wishes.at_room[room] if wishes.at_room else 0
                cost += self.problem.at_block[session][room] if self.problem.at_block else 0
                self._terms.append((cost, used))
        for session in self.sessions:
            self._fill(group, session)
        self._count_rooms(group)
        if weights.torn:
            self._terms.append((weights.torn, self._is_torn(group)))

    def _fill(self, group: int, session: int) -> None:
        """The items of a group that lie in a session have room in its blocks there, and each block is needed."""
        blocks = [self.uses[group, session, room] for room in self.rooms]
        lying = [number for number in self._members[group] if session in self.lies[number]]
        busy = self.busy[group, session] = self.model.new_bool_var("")
        self.model.add_max_equality(busy, blocks)
        for number in lying:
            self.model.add_implication(self.lies[number][session], busy)
        taken = sum(self.problem.items[number].length * self.lies[number][session] for number in lying)
        self.model.add(taken <= self.problem.spans[session] * sum(blocks))
        # No item is cut, so two of more than half a session are never in one block.
        long = [n for n in lying if 2 * self.problem.items[n].length > self.problem.spans[session]]
        if long:
            self.model.add(sum(self.lies[number][session] for number in long) <= sum(blocks))
        self.model.add(sum(self.lies[number][session] for number in lying) >= sum(blocks))
        if self.problem.weights.side_by_side:
            beside = [self.model.new_bool_var("") for _ in self.rooms[1:]]
            for first, second in pairwise(beside):
                self.model.add_implication(second, first)
            self.model.add(sum(blocks) == busy + sum(beside))
            self._terms += [(self.problem.weights.side_by_side, literal) for literal in beside]

    def _count_rooms(self, group: int) -> None:
        if not self.problem.weights.another_room:
            return
        seen = []
        for room in self.rooms:
            used = self.model.new_bool_var("")
            self.model.add_max_equality(used, [self.uses[group, session, room] for session in self.sessions])
            seen.append(used)
        more = [self.model.new_bool_var("") for _ in self.rooms[1:]]
        for first, second in pairwise(more):
            self.model.add_implication(second, first)
        self.model.add(sum(seen) == 1 + sum(more))
        self._terms += [(self.problem.weights.another_room, literal) for literal in more]

    def _is_torn(self, group: int) -> Any:
        """Whether there is a session without the group between two with it."""
        torn = self.model.new_bool_var("")
        before = self.busy[group, 0]
        for session in self.sessions[1:-1]:
            since = self.model.new_bool_var("")
            now, then = self.busy[group, session], self.busy[group, session + 1]
            self.model.add_max_equality(since, [before, now])
            self.model.add_bool_or([~since, now, ~then, torn])
            before = since
        return torn

    def _keep_apart(self) -> None:
        """Two items of different groups in one session are in two rooms; of one group they need not be."""
        for one, other, cost in self.problem.apart:
            if self.problem.items[one].group != self.problem.items[other].group:
                self._charge(cost, ((self.lies[one].get(s), self.lies[other].get(s)) for s in self.sessions))

    def _keep_from_alike(self) -> None:
        for one, other, cost in self.problem.alike:
            if self._members[one] and self._members[other]:
                self._charge(cost, ((self.busy[one, s], self.busy[other, s]) for s in self.sessions))

    def _charge(self, cost: int, pairs: Iterable[tuple[Any, Any]]) -> None:
        for here, there in pairs:
            if here is not None and there is not None:
                met = self.model.new_bool_var("")
                self.model.add_bool_or([~here, ~there, met])
                self._terms.append((cost, met))
