"""Whether a problem has any plan at all, whatever it costs."""

from dataclasses import replace

from secretariat.engines.scheduling.check import violations
from secretariat.engines.scheduling.problem import Problem
from secretariat.engines.scheduling.rooms import Site, housed, narrowed

__all__ = ["is_possible", "only_bound"]


def is_possible(problem: Problem, *, seconds: float, seed: int = 0) -> bool | None:
    """Whether any plan is legal; ``None`` if it was not found out in the time.

    First rooms are only counted. If that has a solution and there are rooms for it, so has the problem; otherwise the
    rooms become part of the question.
    """
    from secretariat.engines.scheduling.solver.deciding import has_plan, times_of  # noqa: PLC0415 - heavy

    problem = narrowed(only_bound(problem))
    answer, starts = times_of(problem, seconds=seconds, seed=seed)
    if not answer or not problem.rooms:
        return answer
    site = Site(problem)
    if not violations(problem, housed(site, starts, seconds=min(seconds, 0.5), mend=False).plan):
        return True
    return has_plan(problem, site, seconds=seconds, seed=seed)


def only_bound(problem: Problem) -> Problem:
    """The same problem without the meetings that may be left out, unless breaks count, which they may fill."""
    if problem.spread is not None:
        return problem
    bound = [index for index, meeting in enumerate(problem.meetings) if meeting.required or meeting.start is not None]
    place = {index: number for number, index in enumerate(bound)}
    return replace(
        problem,
        published=None,
        meetings=tuple(
            replace(
                problem.meetings[index],
                after=tuple(place[other] for other in problem.meetings[index].after if other in place),
                not_next_to=tuple(place[other] for other in problem.meetings[index].not_next_to if other in place),
            )
            for index in bound
        ),
    )
