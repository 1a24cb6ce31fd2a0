"""The worker: its lines are known by the request that asked for the task in its hands, and each task is counted."""

from time import perf_counter
from typing import Any

from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker

from secretariat.config import metrics
from secretariat.config.handing import ASKED_IN
from secretariat.config.logs import known_as, new_identifier


class HouseWorker(Worker):
    """A worker whose lines tell for which request each task is done."""

    def run_task(self, db_task_result: Any) -> None:
        """Carry out one task, and count it."""
        began = perf_counter()
        with known_as(db_task_result.args_kwargs.get(ASKED_IN) or new_identifier()):
            super().run_task(db_task_result)
        metrics.count_task(db_task_result.task_path, db_task_result.status, perf_counter() - began)


def worker_of(*queues: str, until_done: bool = False) -> HouseWorker:
    """A worker for these queues; for all, if none is named."""
    return HouseWorker(
        queue_names=list(queues) or ["*"],
        interval=1.0,
        batch=until_done,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
