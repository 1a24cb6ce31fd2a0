"""Annealing with a deadline: cycles of cooling, each longer than the one before, on one core or more.

Each cycle begins with the best plan known and ends cold when its time is over, so that early on there is a plan that
has been cooled down; the last cycle takes most of the time and fits the deadline.
"""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from secretariat.engines.scheduling.problem import TIERS, Problem, Score
from secretariat.engines.scheduling.search.building import Starts, desk_of, frame_of, starts_of
from secretariat.engines.scheduling.search.kernel import anneal as run_kernel
from secretariat.engines.scheduling.search.laying import note_best
from secretariat.engines.scheduling.search.tables import Array, Desk, Frame

__all__ = ["anneal", "warm_up"]

OnBetter = Callable[[Starts, Score], None]

# Temperatures, where one break of a party weighs 1: at the first little order is left, at the last all stands still.
_HOT, _COLD = 0.7, 0.11
# Seconds of the first cycle, and how much longer each is than all before it; a shorter one is not worth its while.
_FIRST, _LONGER, _WORTH = 1.0, 8.0, 4.0
# A slice of a cycle, after which others are asked and told: seconds, or steps where steps are counted.
_SLICE, _SLICE_STEPS = 0.05, 20_000
# What is counted as a second where steps are counted.
_STEPS_PER_SECOND = 1_000_000


def anneal(  # noqa: PLR0913 (what a search can be given; all but the first by name)
    problem: Problem,
    *,
    starts: Sequence[int | None],
    seconds: float,
    seed: int = 0,
    effort: int | None = None,
    workers: int = 1,
    stop: Callable[[], bool] | None = None,
    on_better: OnBetter | None = None,
    offer: Callable[[], Starts | None] | None = None,
    held: frozenset[int] = frozenset(),
) -> Starts:
    """The best starts found in the time, or in ``effort`` steps of each worker; never worse than those given.

    ``starts`` keep every rule about slots but the spread, and may leave out what is required. ``on_better`` is called
    with each better plan that keeps all rules, from the thread that found it. ``offer`` is asked between slices for
    starts that were found elsewhere. Meetings in ``held`` stay where they are. With one worker, a seed and an effort
    that is used up in the time the answer is always the same.
    """
    if not problem.slots or not problem.meetings:
        # Kernels draw lots among both, and do not look whether there are any.
        return tuple(starts)
    frame = frame_of(problem, held=held)
    shared = _Shared(problem, frame, stop, on_better, offer)
    pace = _Pace(seconds, effort)
    desks = [desk_of(problem, frame, starts, seed * 1_009 + number) for number in range(workers)]
    for desk in desks:
        note_best(frame, desk)
    shared.take(desks[0].best, desks[0].best_ranks)
    threads = [threading.Thread(target=_work, args=(shared, desk, pace, problem)) for desk in desks[1:]]
    for thread in threads:
        thread.start()
    try:
        _work(shared, desks[0], pace, problem)
    finally:
        shared.is_over = shared.is_over or bool(threads)
        for thread in threads:
            thread.join()
    return starts_of(frame, shared.best)


def warm_up() -> None:
    """Compile all kernels, or fetch them from where they were kept; takes half a minute or half a second."""
    from secretariat.engines.scheduling.problem import Meeting, Party, Slot  # noqa: PLC0415 (only needed here)

    slots = tuple(Slot(day=0, start=number, end=number + 1) for number in range(4))
    parties = tuple(Party(key=str(number)) for number in range(4))
    meetings = (Meeting("a", (0, 1)), Meeting("b", (1, 2)), Meeting("c", (0, 2, 3), length=2))
    problem = Problem(slots, parties, meetings)
    anneal(problem, starts=(None,) * 3, seconds=5, effort=1_000)


@dataclass(frozen=True)
class _Pace:
    """How long it all takes: in seconds, or in steps."""

    seconds: float
    effort: int | None
    begun: float = field(default_factory=time.monotonic)

    def cycles(self) -> Iterator[tuple[float, float]]:
        """When each cycle begins and ends, in parts of the whole."""
        whole = max(1e-6, self.seconds if self.effort is None else self.effort / _STEPS_PER_SECOND)
        begin, end = 0.0, min(_FIRST, whole / (1 + _LONGER))
        while whole - end >= _WORTH * (end - begin):
            yield begin / whole, end / whole
            begin, end = end, end + _LONGER * (end - begin)
        yield begin / whole, 1.0

    def passed(self, steps: int) -> float:
        """Which part of the whole has passed."""
        by_clock = (time.monotonic() - self.begun) / max(self.seconds, 1e-9)
        if self.effort is None:
            return by_clock
        # The clock only stops what takes far too long.
        return max(steps / self.effort, 1.0 if by_clock >= 1 else 0.0)


class _Shared:
    """The best plan of all who search."""

    def __init__(
        self,
        problem: Problem,
        frame: Frame,
        stop: Callable[[], bool] | None,
        on_better: OnBetter | None,
        offer: Callable[[], Starts | None] | None,
    ) -> None:
        self.frame = frame
        self.problem = problem
        self.stop = stop
        self.on_better = on_better
        self.offer = offer
        self.is_over = False
        self.lock = threading.Lock()
        self.best: Array = np.full(len(problem.meetings), -1, dtype=np.int32)
        self.ranks: tuple[int, ...] | None = None

    def take(self, best: Array, ranks: Array) -> None:
        """Keep a plan if it is better, and tell so."""
        found = tuple(ranks.tolist())
        with self.lock:
            if self.ranks is not None and found >= self.ranks:
                return
            self.best, self.ranks = best.copy(), found
            if self.on_better is not None and not found[0]:
                self.on_better(starts_of(self.frame, self.best), self._score(found))
            # Nothing is better than nothing at all.
            if not any(found[: len(self.problem.tiers) + 1]):
                self.is_over = True

    def _score(self, ranks: tuple[int, ...]) -> Score:
        return Score(**{TIERS[tier]: rank for tier, rank in zip(self.frame.order.tolist(), ranks[1:], strict=True)})

    def is_stopped(self) -> bool:
        """Whether somebody has had enough."""
        if not self.is_over and self.stop is not None and self.stop():
            self.is_over = True
        return self.is_over


def _work(shared: _Shared, desk: Desk, pace: _Pace, problem: Problem) -> None:
    steps = 0
    share = _SLICE_STEPS
    cold = _coldest(shared.frame)
    for begin, end in pace.cycles():
        desk = _with_best(shared, desk, problem)
        while (passed := pace.passed(steps)) < end and not shared.is_stopped():
            part = min(1.0, max(0.0, (passed - begin) / (end - begin)))
            heat = _HOT * (cold / _HOT) ** part
            started = time.monotonic()
            run_kernel(shared.frame, desk, share, heat, heat)
            steps += share
            if pace.effort is None:
                taken = time.monotonic() - started
                share = max(1_000, int(share * min(2.0, max(0.5, _SLICE / max(taken, 1e-6)))))
            shared.take(desk.best, desk.best_ranks)
            _ask(shared, problem)


def _coldest(frame: Frame) -> float:
    """Where what places cost weighs least, it is to stand still as well."""
    costs = frame.cost[frame.cost > 0]
    return _COLD * min(1.0, float(costs.min())) if costs.size else _COLD


def _with_best(shared: _Shared, desk: Desk, problem: Problem) -> Desk:
    """The desk with the best plan of all on it, and its own chance."""
    with shared.lock:
        best = shared.best.copy()
    if np.array_equal(best, desk.start):
        return desk
    fresh = desk_of(problem, shared.frame, starts_of(shared.frame, best), 0)
    fresh.seed[:] = desk.seed
    note_best(shared.frame, fresh)
    return fresh


def _ask(shared: _Shared, problem: Problem) -> None:
    offered = shared.offer() if shared.offer is not None else None
    if offered is not None:
        desk = desk_of(problem, shared.frame, offered, 0)
        note_best(shared.frame, desk)
        shared.take(desk.best, desk.best_ranks)
