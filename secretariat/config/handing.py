"""Tasks are handed over with the identifier of the request or task that asks for them."""

from typing import Any

from django_tasks_db.backend import DatabaseBackend

from secretariat.config.logs import identifier

# Beside the arguments of a task, where nobody else looks.
ASKED_IN = "asked_in"


class HouseTasks(DatabaseBackend):
    """Tasks in the database, each known by whoever handed it over."""

    def _task_to_db_task(self, task: Any, args: Any, kwargs: Any) -> Any:
        kept = super()._task_to_db_task(task, args, kwargs)
        if identifier():
            kept.args_kwargs = {**kept.args_kwargs, ASKED_IN: identifier()}
            type(kept).objects.filter(pk=kept.pk).update(args_kwargs=kept.args_kwargs)
        return kept
