"""What the preparation desk can do: plan tasks and move them, lay whole plans, raise challenges and assess them."""

from secretariat.preparation.actions.challenges import (
    ASSESSMENT_FIELDS,
    CHALLENGE_FIELDS,
    Parts,
    assess_challenge,
    raise_challenge,
    revise_challenge,
)
from secretariat.preparation.actions.laying import lay_plan_of, lay_template
from secretariat.preparation.actions.many import finish_tasks, shift_tasks
from secretariat.preparation.actions.tasks import TASK_FIELDS, move_task, plan_task, revise_task

__all__ = [
    "ASSESSMENT_FIELDS",
    "CHALLENGE_FIELDS",
    "TASK_FIELDS",
    "Parts",
    "assess_challenge",
    "finish_tasks",
    "lay_plan_of",
    "lay_template",
    "move_task",
    "plan_task",
    "raise_challenge",
    "revise_challenge",
    "revise_task",
    "shift_tasks",
]
