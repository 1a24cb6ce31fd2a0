"""Whether a problem has any plan at all, whatever it costs."""

import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from secretariat.engines.scheduling.check import violations
from secretariat.engines.scheduling.greedy import first_starts
from secretariat.engines.scheduling.problem import Problem
from secretariat.engines.scheduling.rooms import Site, housed, narrowed

if TYPE_CHECKING:
    from secretariat.engines.scheduling.solver.deciding import Decision

__all__ = ["is_possible", "only_bound"]


def is_possible(problem: Problem, *, seconds: float, seed: int = 0) -> bool | None:
    """Whether any plan is legal; ``None`` if it was not found out in the time.

    First rooms are only counted. If that has a solution and there are rooms for it, so has the problem; otherwise the
    rooms become part of the question.
    """
    deadline = time.monotonic() + seconds
    bound = [index for index, meeting in enumerate(problem.meetings) if meeting.required or meeting.start is not None]
    if not bound:
        return True
    if problem.spread is None:
        return _Question(_only(problem, bound), deadline, seed).answer()
    # A plan in which all is left out that may be is a plan. If there is none, others may still fill some breaks.
    place = set(bound)
    parties = {party for index in bound for party in problem.meetings[index].parties}
    near = [
        index
        for index, meeting in enumerate(problem.meetings)
        if index in place or not parties.isdisjoint(meeting.parties)
    ]
    for some in (bound, near):
        if len(some) < len(problem.meetings) and _Question(_only(problem, some), deadline, seed).answer():
            return True
    return _Question(_only(problem, range(len(problem.meetings))), deadline, seed).answer()


def only_bound(problem: Problem) -> Problem:
    """The same problem without the meetings that may be left out, and without what people know."""
    meetings = problem.meetings
    return _only(problem, [index for index, each in enumerate(meetings) if each.required or each.start is not None])


def _only(problem: Problem, some: Sequence[int]) -> Problem:
    place = {index: number for number, index in enumerate(some)}
    return replace(
        problem,
        published=None,
        meetings=tuple(
            replace(
                problem.meetings[index],
                after=tuple(place[other] for other in problem.meetings[index].after if other in place),
                not_next_to=tuple(place[other] for other in problem.meetings[index].not_next_to if other in place),
            )
            for index in some
        ),
    )


class _Question:
    """Asks in several ways, the cheapest first, until one has the answer."""

    def __init__(self, problem: Problem, deadline: float, seed: int) -> None:
        self.problem = problem
        self.narrowed = narrowed(problem)
        self.site = Site(problem)
        self.deadline = deadline
        self.seed = seed
        self.has_plan = False

    def left(self) -> float:
        """Seconds that are left."""
        return self.deadline - time.monotonic()

    def answer(self) -> bool | None:
        """Ask the greedy; then the model, and where breaks count the local search at the same time."""
        from secretariat.engines.scheduling.solver.deciding import Decision  # noqa: PLC0415 - heavy

        if self._is_plan(first_starts(self.narrowed), seconds=0):
            return True
        decision = Decision(self.narrowed, seed=self.seed)
        if self.problem.spread is None or not self.problem.meetings:
            return self._decided(decision)
        local = threading.Thread(target=self._look, args=(decision,), daemon=True)
        local.start()
        answer = self._decided(decision)
        decision.stop()
        # It may still be compiling, which nobody need wait for.
        local.join(timeout=0.1)
        return True if self.has_plan else answer

    def _decided(self, decision: "Decision") -> bool | None:
        answer, starts = decision.times(self.left())
        if not answer or not self.problem.rooms or self._is_plan(starts, seconds=min(0.5, self.left())):
            return answer
        return decision.with_rooms(self.site, self.left())

    def _look(self, decision: "Decision") -> None:
        from secretariat.engines.scheduling import search  # noqa: PLC0415 - heavy

        def on_better(starts: Sequence[int | None], _score: object) -> None:
            if not self.has_plan and self._is_plan(starts, seconds=0):
                self.has_plan = True
                decision.stop()

        search.anneal(
            self.narrowed,
            starts=first_starts(self.narrowed),
            seconds=max(0.01, self.left()),
            seed=self.seed,
            stop=lambda: decision.is_stopped,
            on_better=on_better,
        )

    def _is_plan(self, starts: Sequence[int | None], *, seconds: float) -> bool:
        return not violations(self.problem, housed(self.site, starts, seconds=seconds, mend=False).plan)
