"""Pages of the preparation desk: the plan as list, board and chart, its tasks, and the challenges."""

from secretariat.preparation.views.challenges import (
    assess_challenge,
    challenge,
    challenges,
    raise_challenge,
    revise_challenge,
)
from secretariat.preparation.views.plan import finish_tasks, lay_plan_of, lay_template, plan, shift_tasks
from secretariat.preparation.views.tasks import move_task, plan_task, revise_task, task

__all__ = [
    "assess_challenge",
    "challenge",
    "challenges",
    "finish_tasks",
    "lay_plan_of",
    "lay_template",
    "move_task",
    "plan",
    "plan_task",
    "raise_challenge",
    "revise_challenge",
    "revise_task",
    "shift_tasks",
    "task",
]
