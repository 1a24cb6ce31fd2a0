"""The worker's part of a draft: the engine runs in its own process, and what it finds is written down on the way.

What it writes is no deed of a person: plain updates of one row, at most one in a second, each a transaction of its own,
so that nobody waits for it.
"""

import logging
import time
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from secretariat.engines import scheduling
from secretariat.engines.scheduling import Plan, Problem, Progress, Score, Solution, as_data
from secretariat.engines.scheduling.apart import Apart
from secretariat.programme.models import Draft, DraftState
from secretariat.programme.queries.finding import bound_in_data, score_in_data

# Solving takes minutes, and mail must not wait for it.
QUEUE = "timetable"
EVERY = 1.0
MOST_POINTS = 400

logger = logging.getLogger(__name__)


@task(queue_name=QUEUE)
def seek(draft_id: int) -> str:
    """Seek a timetable for as long as the draft says, or until somebody stops it."""
    waiting = Draft.objects.filter(pk=draft_id, state=DraftState.WAITING)
    # A draft that was begun again may stand in the queue twice; of two workers one takes it.
    if not waiting.update(state=DraftState.RUNNING, heard_at=timezone.now()):
        return "taken"
    draft = Draft.objects.get(pk=draft_id)
    seeking = _Seeking(draft, scheduling.problem_from(draft.problem))
    try:
        return seeking.carry_out()
    except (RuntimeError, OSError, ValueError, MemoryError) as error:
        logger.exception("The engine failed at draft %s.", draft_id)
        return seeking.end(DraftState.FAILED, reason=f"{type(error).__name__}: {error}"[:1000])


@dataclass
class _Seeking:
    """One run of the engine for a draft, and what is to be written of it."""

    draft: Draft
    problem: Problem
    told: dict[str, Any] = field(default_factory=dict)
    trace: list[dict[str, Any]] = field(default_factory=list)
    before: float = 0.0
    written_at: float = 0.0
    asked_at: float = 0.0
    is_over: bool = False
    best: tuple[int, ...] | None = None

    def __post_init__(self) -> None:
        if self.draft.plan:
            kept = scheduling.plan_from(self.draft.plan)
            self.best = scheduling.score_of(self.problem, kept).ranked(self.problem.tiers)
        self.trace = list(self.draft.trace)
        self.before = self.draft.spent_seconds or 0.0

    def carry_out(self) -> str:
        """Run the engine, keep what it found, and say what is left out and why."""
        solution = self._solved()
        if solution.plan is not None and solution.score is not None:
            self._found(solution.plan, solution.score)
            self._note(Progress(solution.seconds, solution.score, solution.bound))
        self.told |= {"status": solution.status, "bound": bound_in_data(self.problem, solution.bound)}
        self.told["spent_seconds"] = self.before + solution.seconds
        if self.draft.first_seconds is None and solution.first_seconds is not None:
            self.told["first_seconds"] = solution.first_seconds
        # Reasons take a moment; what was found is safe before they are sought.
        self._write()
        self._explain(solution)
        if isinstance(solution, Apart) and solution.ended != "done":
            logger.error("The engine ended before its time at draft %s: %s", self.draft.pk, solution.detail)
            return self.end(DraftState.FAILED, reason=solution.ended)
        return self.end(DraftState.DONE)

    def end(self, state: str, *, reason: str = "") -> str:
        """Write what was found, and that it is over, unless somebody stopped it or began it again."""
        self._write()
        ended = self._mine().update(state=state, reason=reason, heard_at=timezone.now())
        return str(state) if ended else str(DraftState.STOPPED)

    def _solved(self) -> Solution:
        if self.draft.is_repair:
            return scheduling.repair_apart(self.problem, seconds=self.draft.seconds, stop=self._is_stopped)
        start = scheduling.plan_from(self.draft.plan) if self.draft.plan else None
        return scheduling.solve_apart(
            self.problem,
            seconds=self.draft.seconds,
            seed=self.draft.seed,
            start=start,
            on_progress=self._hear,
            stop=self._is_stopped,
        )

    def _explain(self, solution: Solution) -> None:
        """Seek the reasons of what is left out, or why there is nothing; what was found stands without them."""
        try:
            if solution.plan is not None and None in solution.plan.starts:
                self.told["explanation"] = {"unmet": as_data(scheduling.why_unmet(self.problem, solution.plan))}
            elif solution.status == "infeasible":
                self.told["explanation"] = {"contradiction": as_data(scheduling.explain(self.problem))}
        except Exception:
            logger.exception("The reasons of draft %s were not found.", self.draft.pk)

    def _hear(self, progress: Progress) -> None:
        """Keep what the engine says; it is written once in a second."""
        self.told["spent_seconds"] = self.before + progress.seconds
        self.told["bound"] = bound_in_data(self.problem, progress.bound)
        if progress.plan is not None and progress.score is not None:
            self._found(progress.plan, progress.score)
            if self.draft.first_seconds is None:
                self.draft.first_seconds = self.told["first_seconds"] = progress.seconds
        self._note(progress)
        if time.monotonic() - self.written_at >= EVERY:
            self._write()

    def _found(self, plan: Plan, score: Score) -> None:
        """Keep a plan unless there is a better one from before it was begun again."""
        ranked = score.ranked(self.problem.tiers)
        if self.best is not None and ranked > self.best:
            return
        self.best = ranked
        self.told |= {"plan": as_data(plan), "score": score_in_data(self.problem, plan, score)}

    def _note(self, progress: Progress) -> None:
        """A point of the line, if it differs from the one before; of a long line each second point is left out."""
        if progress.score is None:
            return
        bound = dict(zip(self.problem.tiers, progress.bound, strict=False))
        point = {
            "seconds": round(self.before + progress.seconds, 2),
            "unmet": progress.score.unmet,
            "breaks": progress.score.breaks,
            "unmet_bound": bound.get("unmet"),
            "breaks_bound": bound.get("breaks"),
        }
        last = self.trace[-1] if self.trace else {}
        if {**point, "seconds": 0} != {**last, "seconds": 0}:
            self.trace.append(point)
        if len(self.trace) > MOST_POINTS:
            self.trace = [*self.trace[1:-1:2], self.trace[-1]]
        self.told["trace"] = self.trace

    def _is_stopped(self) -> bool:
        """Whether somebody stopped it; asked of the database once in a second, though the engine asks more often."""
        now = time.monotonic()
        if not self.is_over and now - self.asked_at >= EVERY:
            self.asked_at = now
            self.is_over = not self._mine().exists()
        return self.is_over

    def _write(self) -> None:
        """Write what is new of this run; what was found last counts, also when it was stopped meanwhile."""
        self.written_at = time.monotonic()
        told, self.told = self.told, {}
        self._of_this_run().update(**told, heard_at=timezone.now())

    def _of_this_run(self) -> QuerySet[Draft]:
        return Draft.objects.filter(pk=self.draft.pk, asked_at=self.draft.asked_at).exclude(state=DraftState.WAITING)

    def _mine(self) -> QuerySet[Draft]:
        return self._of_this_run().filter(state=DraftState.RUNNING)
