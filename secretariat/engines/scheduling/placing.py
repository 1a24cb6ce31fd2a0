"""The cheapest plan in the time there is: annealing on each core, and on one of them first a bound by programming.

Annealing runs in rounds, each from nothing and longer than the one before, so that there is a plan at once, a good one
soon, and the best at the end: how cold a round may become depends on how long it lasts.
"""

from collections.abc import Callable, Iterator
from threading import Event, Lock, Thread
from time import perf_counter

import numpy as np

from secretariat.engines.scheduling.placement.annealing import anneal
from secretariat.engines.scheduling.placement.judging import cost_of, faults_of
from secretariat.engines.scheduling.placement.problem import Placed, Placement, Plan, Progress, Status
from secretariat.engines.scheduling.placement.tables import (
    BEST,
    BEST_UNPLACED,
    MISSING,
    Desk,
    Given,
    Numbers,
    desk_of,
    given_of,
    plan_of,
)

__all__ = ["place", "warm_up"]

# The rounds, each as a share of the time.
_ROUNDS = (0.02, 0.08, 0.25, 0.65)
# The second of the threads first looks for a bound, for a share of the time.
_WHO_BOUNDS, _BOUND_SHARE = 1, 0.4
_COLD, _HOT_SHARE = 0.1, 100  # The hottest is this part of what an item without a place weighs.
_FIRST_STEPS, _SLICE = 2_000, 0.04
_SPOKEN, _ASKED = 0.5, 0.05
# Of a hundred moves so many: relocate, exchange, swap blocks, change rooms, change sessions, dissolve, reorder, sort.
_SHARES = (30, 30, 15, 5, 5, 5, 8, 2)
_ONLY_IN_ORDER = slice(6, 8)


def place(  # noqa: PLR0913 - what one may ask for
    problem: Placement,
    *,
    seconds: float = 60.0,
    seed: int = 0,
    workers: int = 2,
    effort: int | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Placed:
    """Place all items as cheaply as the time allows.

    ``on_progress`` hears of each cheaper plan, and at least every second. ``stop`` is asked at least ten times a
    second. With ``effort``, the number of moves, and one worker the same seed gives the same plan. A cost that is
    negative raises ``ValueError``.
    """
    _refuse_negative(problem)
    watch = _Watch(problem, seconds, on_progress or _nobody)
    if not problem.items:
        watch.found(Plan(()), 0)
        return watch.placed("optimal")
    if problem.rooms < 1 or any(item.length > max(problem.spans, default=0) for item in problem.items):
        return watch.placed("infeasible")
    if effort is not None:
        _search(watch, _Budget(effort=effort), seed, Event())
    else:
        _side_by_side(watch, seed, workers, stop or _never)
    if watch.plan is None:
        return watch.placed("infeasible" if watch.is_infeasible else "unknown")
    return watch.placed("optimal" if watch.is_done() else "feasible")


def warm_up() -> None:
    """Compile everything, so that no search has to wait for it."""
    from secretariat.engines.scheduling.placement.problem import Group, Item, Weights  # noqa: PLC0415

    items = tuple(Item(key=str(number), group=number % 2, order=1 + number // 2) for number in range(4))
    groups = (Group("a"), Group("b"))
    tiny = Placement(spans=(2, 2), rooms=2, groups=groups, items=items, weights=Weights(1, 1, 1, 1))
    place(tiny, effort=10)


class _Watch:
    """What is known so far, whoever found it; may be used by several threads."""

    def __init__(self, problem: Placement, seconds: float, on_progress: Callable[[Progress], None]) -> None:
        self.problem = problem
        self.seconds = seconds
        self.started = perf_counter()
        self.plan: Plan | None = None
        self.cost: int | None = None
        self.bound = 0
        self.is_infeasible = False
        self.error: BaseException | None = None
        self._first: float | None = None
        self._told: Plan | None = None
        self._spoken = 0.0
        self._on_progress = on_progress
        self._lock = Lock()

    def spent(self) -> float:
        """Seconds since it began."""
        return perf_counter() - self.started

    def found(self, plan: Plan, cost: int) -> None:
        """A plan that may be cheaper than the one before; only a legal one at its true cost is taken."""
        if self.cost is not None and cost >= self.cost:
            return
        if faults_of(self.problem, plan) or cost_of(self.problem, plan) != cost:
            raise AssertionError("The search and the judge disagree about a plan.")
        with self._lock:
            if self.cost is None or cost < self.cost:
                self.plan, self.cost = plan, cost
                self._first = self.spent() if self._first is None else self._first

    def proved(self, bound: int) -> None:
        """No plan can cost less."""
        with self._lock:
            self.bound = max(self.bound, bound)

    def is_done(self) -> bool:
        """Whether nothing can be better."""
        return self.cost is not None and self.cost <= self.bound

    def speak(self) -> None:
        """Say how far it is, if there is a cheaper plan or nothing was said for a while."""
        plan = self.plan
        if plan is not self._told or self.spent() - self._spoken > _SPOKEN:
            news = plan if plan is not self._told else None
            self._told, self._spoken = plan, self.spent()
            self._on_progress(Progress(self.spent(), self.cost, self.bound, news))

    def placed(self, status: Status) -> Placed:
        """The outcome."""
        return Placed(status, self.plan, self.cost, self.bound, self.spent(), self._first)


class _Budget:
    """How much of the time, or of the moves, is spent."""

    def __init__(self, *, seconds: float = 0.0, effort: int = 0) -> None:
        self._seconds, self._effort = seconds, effort
        self._began = perf_counter()
        self._done = 0
        self._rate = 0.0

    def spent(self) -> float:
        """The share that is spent."""
        return self._done / self._effort if self._effort else (perf_counter() - self._began) / self._seconds

    def steps(self) -> int:
        """How many moves to make before looking up again."""
        if self._effort:
            return max(1, min(self._effort // 200 + 1, self._effort - self._done))
        return max(200, int(self._rate * _SLICE)) if self._rate else _FIRST_STEPS

    def took(self, steps: int, seconds: float) -> None:
        """So many moves were made."""
        self._done += steps
        self._rate = steps / max(seconds, 1e-6)


def _side_by_side(watch: _Watch, seed: int, workers: int, stop: Callable[[], bool]) -> None:
    """Search in threads that need no lock of Python, and speak for them."""
    halt = Event()
    threads = [
        Thread(target=_guarded, args=(watch, seed * 101 + number, halt, number), daemon=True)
        for number in range(workers)
    ]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        watch.speak()
        if stop() or watch.is_done() or watch.is_infeasible or watch.spent() > watch.seconds:
            halt.set()
        halt.wait(_ASKED)
        if halt.is_set():
            threads[0].join(_ASKED)
    if watch.error is not None:
        raise watch.error
    watch.speak()


def _guarded(watch: _Watch, seed: int, halt: Event, number: int) -> None:
    try:
        if number == _WHO_BOUNDS:
            _bound(watch, seed, halt)
        left = watch.seconds - watch.spent()
        if left > 0 and not halt.is_set():
            _search(watch, _Budget(seconds=left), seed, halt)
    except BaseException as error:  # noqa: BLE001 - raised again by the thread that asked
        watch.error = error
        halt.set()


def _bound(watch: _Watch, seed: int, halt: Event) -> None:
    """What no plan can cost less than; that there is none is believed when a second, different run says so too."""
    from secretariat.engines.scheduling.solver.placing import relax  # noqa: PLC0415

    seconds = _BOUND_SHARE * (watch.seconds - watch.spent())
    bound = relax(watch.problem, seconds=seconds, seed=seed, on_bound=watch.proved, stop=halt.is_set)
    if bound is None:
        watch.is_infeasible = relax(watch.problem, seconds=seconds, seed=seed + 1, stop=halt.is_set) is None
    else:
        watch.proved(bound)


def _search(watch: _Watch, budget: _Budget, seed: int, halt: Event) -> None:
    """Rounds of annealing, until nothing is left of the budget."""
    given = given_of(watch.problem)
    shares = _shares(watch.problem, given)
    for number, (begins, ends) in enumerate(_rounds()):
        desk = desk_of(given, seed * 17 + number)
        _round(watch, (given, desk, shares), budget, (begins, ends, halt))
        if halt.is_set() or watch.is_done() or budget.spent() >= 1:
            return
        if desk.sums[BEST_UNPLACED]:
            # Whatever is left out was cheaper than a place for it.
            given.weights[MISSING] *= 10


def _round(
    watch: _Watch,
    arrays: tuple[Given, Desk, Numbers],
    budget: _Budget,
    until: tuple[float, float, Event],
) -> None:
    given, desk, shares = arrays
    begins, ends, halt = until
    hot, known = given.weights[MISSING] / _HOT_SHARE, None
    temperature = 0.0  # At first only down: a plan at once.
    while True:
        steps, began = budget.steps(), perf_counter()
        anneal(given, desk, shares, steps, temperature, temperature)
        budget.took(steps, perf_counter() - began)
        if desk.sums[BEST_UNPLACED] == 0 and desk.sums[BEST] != known:
            known = int(desk.sums[BEST])
            watch.found(plan_of(desk), known)
        spent = budget.spent()
        if spent >= ends or halt.is_set() or watch.is_done():
            return
        temperature = hot * (_COLD / hot) ** max(0.0, (spent - begins) / (ends - begins))


def _rounds() -> Iterator[tuple[float, float]]:
    begins = 0.0
    for share in _ROUNDS:
        yield begins, begins + share
        begins += share


def _shares(problem: Placement, given: Given) -> Numbers:
    """The shares of the moves, each the sum of those up to it; order is touched only where it costs something."""
    shares = np.array(_SHARES, dtype=np.int64)
    if not given.is_ordered.any():
        shares[_ONLY_IN_ORDER] = 0 if not problem.at_once else (_SHARES[6], 0)
    return np.cumsum(shares)


def _refuse_negative(problem: Placement) -> None:
    weights = problem.weights
    costs = [weights.another_room, weights.side_by_side, weights.torn, weights.out_of_order]
    costs += [cost for _one, _other, cost in (*problem.alike, *problem.apart, *problem.at_once)]
    for row in problem.at_block:
        costs += row
    for group in problem.groups:
        costs += [*group.at_session, *group.at_room]
    for item in problem.items:
        costs += [*item.at_session, *item.at_room]
    if min(costs) < 0:
        raise ValueError("A cost is negative.")


def _nobody(_progress: Progress) -> None:
    pass


def _never() -> bool:
    return False
