"""The search for the best timetable: a plan at once, then two searches side by side that share what they find.

One proves (``solver.exact``), the other anneals (``search``); each stops the other when there is nothing left to find.
"""

import threading
from collections.abc import Callable

from secretariat.engines.scheduling.bounds import unmet_bound
from secretariat.engines.scheduling.faults import is_solvable
from secretariat.engines.scheduling.greedy import first_starts
from secretariat.engines.scheduling.problem import Plan, Problem, Progress, Score, Solution, Status
from secretariat.engines.scheduling.rooms import Site, housed, narrowed
from secretariat.engines.scheduling.standing import Standing, Starts

__all__ = ["solve", "warm_up"]

OnProgress = Callable[[Progress], None]
Stop = Callable[[], bool]

# How often whoever asked is listened to, and how often at least they are told how far it is.
_LISTEN, _TELL = 0.05, 0.9
# So much longer than a plan is judged for is searched before the next is.
_SELDOM = 4.0
# How long a search that is over is waited for: it may be where it cannot be stopped, as when kernels are compiled.
_PATIENCE = 1.0
# Pairs of a meeting and a start up to which the whole problem is worth a model, and worth two at once.
_MOST_PAIRS, _MOST_PAIRS_TWICE = 30_000, 9_000
# For questions that are answered at once or not at all, and for a first local search beside a proof: units of the
# solver, which are about a second of a core, and seconds.
_ASKING, _SHORT = 3.0, 1.5
# Seconds of the local search before any question, where a question may be answered at once and where it seldom is.
_FIRST, _FIRST_OF_MANY = 0.6, 5.0
# Steps of the local search for which the solver is given one unit of its own time.
_STEPS_PER_UNIT = 1_000_000


def solve(  # noqa: PLR0913 - what one may ask for
    problem: Problem,
    *,
    seconds: float = 60.0,
    seed: int = 0,
    workers: int = 2,
    effort: int | None = None,
    start: Plan | None = None,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> Solution:
    """The best plan found in the time, and what is proved about it.

    ``on_progress`` is called at each better plan and once a second, ``stop`` is asked many times a second. With one
    worker and an ``effort`` (steps of the local search) the answer is always the same for a seed, if the time is
    enough. ``start`` is a plan to begin from. Raises ``ValueError`` if ``faults_of`` finds anything fatal.
    """
    if not is_solvable(problem):
        raise ValueError("This problem cannot be asked about: see faults_of.")
    site = Site(problem)
    standing = Standing(
        problem, seconds=seconds, narrowed=narrowed(problem), house=lambda starts: housed(site, starts).plan
    )
    teller = _Teller(standing, on_progress, stop)
    _begin(standing, start)
    teller.tell()
    searches = [] if standing.is_over else _searches(standing, seed, workers, effort)
    if workers < 2:
        searches = [_one_after_the_other(searches)]
    threads = [threading.Thread(target=_guarded(search, standing), daemon=True) for search in searches]
    for thread in threads:
        thread.start()
    teller.wait_for(threads)
    return teller.solution()


def warm_up() -> None:
    """Compile and load all that a search needs, so that the first one does not wait for it."""
    from secretariat.engines.scheduling import search  # noqa: PLC0415 - heavy
    from secretariat.engines.scheduling.solver import exact  # noqa: F401, PLC0415 - heavy

    search.warm_up()


def _begin(standing: Standing, start: Plan | None) -> None:
    """Something to begin from, before anything heavy is loaded."""
    problem = standing.problem
    if start is not None and len(start.starts) == len(problem.meetings):
        standing.offer_plan(start)
    standing.offer(first_starts(standing.narrowed))


def _searches(standing: Standing, seed: int, workers: int, effort: int | None) -> list[Callable[[], None]]:
    """What is done side by side, or one after the other if there is one worker."""
    from secretariat.engines.scheduling.solver import exact  # noqa: PLC0415 - heavy

    units = None if effort is None else effort / _STEPS_PER_UNIT
    course = exact.Course(standing, seed=seed, units=units)
    pairs = exact.pairs_in(standing)
    if pairs > _MOST_PAIRS:
        return [lambda: _improve_large(standing, seed, workers, effort)]

    def part(most: float) -> float:
        """Seconds for a part of the search; where steps are counted, the clock decides nothing."""
        return standing.left if effort is not None else min(most, standing.left / 4)

    def improve() -> None:
        _bound_unmet(standing)
        if standing.plan is None:
            # What comes at once breaks a rule that only shows in the whole: it is soon mended.
            _anneal(standing, part(_SHORT), seed, effort=effort, is_enough=lambda: bool(standing.plan))
        other = exact.Course(standing, seed=seed + 1, units=units)
        other.bound_breaks()
        # A plan as good as the bound ends it all; what is too large to be asked about is more likely found this way.
        if effort is None:
            _anneal(standing, part(_FIRST if pairs <= _MOST_PAIRS_TWICE else _FIRST_OF_MANY), seed)
        other.ask(part(_ASKING * 4), units=_ASKING)
        if workers > 1 and pairs <= _MOST_PAIRS_TWICE:
            # Luck differs so much between two proofs that both together are much sooner done than either.
            _anneal(standing, part(_SHORT), seed, effort=effort)
            other.prove(standing.left * 0.6)
        _anneal(standing, standing.left / (1 if workers > 1 else 2), seed + 1, effort=effort)

    return [improve, lambda: course.prove(standing.left)]


def _improve_large(standing: Standing, seed: int, workers: int, effort: int | None) -> None:
    _bound_unmet(standing)
    _anneal(standing, standing.left, seed, workers=workers, effort=effort)


def _bound_unmet(standing: Standing) -> None:
    if "unmet" in standing.problem.tiers:
        tier = standing.problem.tiers.index("unmet")
        standing.raise_bound(tier, unmet_bound(standing.narrowed, seconds=min(5.0, standing.left / 4)))


def _anneal(
    standing: Standing,
    seconds: float,
    seed: int,
    *,
    workers: int = 1,
    effort: int | None = None,
    is_enough: Stop = lambda: False,
) -> None:
    from secretariat.engines.scheduling import search  # noqa: PLC0415 - heavy

    if standing.is_over:
        return
    begun = standing.plan

    def offer() -> Starts | None:
        nonlocal begun
        if standing.plan is begun or standing.plan is None:
            return None
        begun = standing.plan
        return begun.starts

    found = search.anneal(
        standing.narrowed,
        starts=begun.starts if begun is not None else first_starts(standing.narrowed),
        seconds=seconds,
        seed=seed,
        effort=effort,
        workers=max(1, workers),
        stop=lambda: standing.is_over or is_enough(),
        on_better=_Noting(standing),
        offer=None if effort is not None else offer,
    )
    standing.offer(found)


class _Noting:
    """Hands on better plans, but spends little of the time on it: judging a plan of thousands takes a while."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self.not_before = 0.0

    def __call__(self, starts: Starts, _score: Score) -> None:
        standing = self.standing
        begun = standing.seconds
        if begun >= self.not_before or standing.plan is None:
            standing.offer(starts)
            spent = standing.seconds - begun
            self.not_before = standing.seconds + _SELDOM * spent


def _one_after_the_other(searches: list[Callable[[], None]]) -> Callable[[], None]:
    def run() -> None:
        for search in searches:
            search()

    return run


def _guarded(search: Callable[[], None], standing: Standing) -> Callable[[], None]:
    """What goes wrong in one search is told to whoever asked, and ends the other one."""

    def run() -> None:
        try:
            search()
        except Exception as error:  # noqa: BLE001 - raised again by the thread that asked
            standing.fail(error)

    return run


class _Teller:
    """Tells whoever asked how it stands, from their own thread."""

    def __init__(self, standing: Standing, on_progress: OnProgress | None, stop: Stop | None) -> None:
        self.standing = standing
        self.on_progress = on_progress
        self.is_enough = stop
        self.trace: list[Progress] = []
        self.told: tuple[object, ...] = ()
        self.last = -_TELL

    def tell(self) -> None:
        """Tell what is new; say that it goes on if nothing was said for a while."""
        standing = self.standing
        plan, score, bound = standing.plan, standing.score, standing.proved_bound()
        is_new = self.told != (score, bound)
        seconds = standing.seconds
        if not is_new and seconds - self.last < _TELL:
            return
        is_better = not self.told or self.told[0] != score
        progress = Progress(seconds, score, bound, plan if is_better else None)
        self.told, self.last = (score, bound), seconds
        if is_new:
            self.trace.append(Progress(seconds, score, bound))
        if self.on_progress is not None:
            self.on_progress(progress)

    def wait_for(self, threads: list[threading.Thread]) -> None:
        """Listen and tell until all is over; who then does not end at once is not waited for."""
        standing = self.standing
        over_at: float | None = None
        while any(thread.is_alive() for thread in threads):
            if standing.is_over or (self.is_enough is not None and self.is_enough()):
                standing.stop()
                over_at = standing.seconds if over_at is None else over_at
                if standing.seconds > over_at + _PATIENCE:
                    break
            standing.wait(_LISTEN)
            self.tell()
        self.tell()
        standing.raise_failure()

    def solution(self) -> Solution:
        """What came of it."""
        standing = self.standing
        return Solution(
            status=self._status(),
            plan=standing.plan,
            score=standing.score,
            bound=standing.proved_bound(),
            seconds=standing.seconds,
            first_seconds=standing.first_seconds,
            trace=tuple(self.trace),
        )

    def _status(self) -> Status:
        if self.standing.is_infeasible:
            return "infeasible"
        if self.standing.is_proved:
            return "optimal"
        return "unknown" if self.standing.plan is None else "feasible"
