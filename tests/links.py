"""What the worker does with addresses at which somebody asked for a new password, done here and now."""

from typing import Any

from django_tasks import TaskContext
from django_tasks_db.models import DBTaskResult

from secretariat.config.links import send_link


def send_links() -> int:
    """Send every letter that was asked for, and say how many addresses there were."""
    waiting = list(DBTaskResult.objects.filter(task_path=send_link.module_path, status="READY"))
    for row in waiting:
        result: Any = row.task_result
        carry_out: Any = send_link.func
        carry_out(TaskContext(task_result=result), *row.args_kwargs["args"])
        row.set_successful(None)
    return len(waiting)
