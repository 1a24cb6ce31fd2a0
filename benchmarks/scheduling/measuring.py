"""One instance solved by the engine and by the baselines, each plan judged by the instance alone."""

from collections.abc import Callable
from typing import TypeVar

from benchmarks.scheduling import annealing, plain
from benchmarks.scheduling.options import Options
from benchmarks.scheduling.watching import Run, Starts, Watch, judged
from secretariat.engines import scheduling
from secretariat.engines.scheduling.problem import Problem, Progress

Judged = TypeVar("Judged")


def ours(problem: Problem, options: Options, judge: Callable[[Starts], Judged]) -> tuple[Run[Judged], float, list[str]]:
    """The engine's run, the longest time in which it said nothing, and what its own check finds wrong."""
    watch = Watch(options.at)

    def heard(progress: Progress) -> None:
        watch.heard()
        if progress.plan is not None:
            watch.found(progress.plan.starts)

    solution = scheduling.solve(problem, seconds=options.seconds, seed=options.seed, on_progress=heard)
    watch.heard()
    if solution.plan is not None and solution.plan.starts != watch.last:
        watch.found(solution.plan.starts)
    run = judged(watch, solution.status, solution.bound, judge)
    wrong: list[str] = (
        [] if solution.plan is None else [each.code for each in scheduling.violations(problem, solution.plan)]
    )
    return run, watch.longest_silence, wrong


def by_plain_model(
    problem: Problem, options: Options, judge: Callable[[Starts], Judged], *, seconds: float
) -> Run[Judged]:
    """The run of the plain constraint model."""
    watch = Watch(options.at)
    return judged(watch, *plain.solve(problem, watch, seconds=seconds, seed=options.seed), judge)


def by_annealing(
    problem: Problem, options: Options, judge: Callable[[Starts], Judged], *, seconds: float
) -> Run[Judged]:
    """The run of greedy and annealing in plain Python."""
    watch = Watch(options.at)
    annealing.anneal(problem, watch, seconds=seconds, seed=options.seed)
    return judged(watch, "feasible", (), judge)


def when(seconds: float | None) -> str:
    """A time for a table."""
    if seconds is None:
        return "never"
    return f"{seconds:.3f}" if seconds < 1 else f"{seconds:.1f}"
