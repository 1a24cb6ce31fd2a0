"""What the worker does with addresses at which somebody asked for a new password, done here and now."""

from django_tasks import TaskContext
from django_tasks_db.models import DBTaskResult

from secretariat.config.links import send_link


def send_links() -> int:
    """Send every letter that was asked for, and say how many addresses there were."""
    waiting = list(DBTaskResult.objects.filter(task_path=send_link.module_path, status="READY"))
    for row in waiting:
        send_link.func(TaskContext(task_result=row.task_result), *row.args_kwargs["args"])
        row.set_successful(None)
    return len(waiting)
