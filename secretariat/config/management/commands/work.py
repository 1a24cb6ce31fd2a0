"""``secretariat work``: the worker alone, with hands of their own for what takes long, for webhooks and for seals."""

import contextlib
import os
import signal
import sys
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker

from secretariat.config.nightly import await_night
from secretariat.config.sealing import seal_all, seal_on
from secretariat.config.telling import tell_all, tell_on
from secretariat.engines.scheduling import warm_up_apart

_QUIET: dict[str, Any] = {"interval": 1.0, "startup_delay": False, "reload": False, "verbosity": 0}


class Command(BaseCommand):
    """Carry out waiting tasks: mail, and whatever desks hand over."""

    help = "Run the worker: it carries out waiting tasks until it is stopped."
    # They would read every page of the house, of which a worker needs none.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how the worker ends."""
        parser.add_argument("--once", action="store_true", help="end when nothing is waiting")
        parser.add_argument("--with-parent", type=int, default=0, help="end when this process is gone")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Work."""
        if options["with_parent"]:
            threading.Thread(target=_end_with, args=(options["with_parent"],), daemon=True).start()
        with contextlib.suppress(KeyboardInterrupt):
            await_night(timezone.now())
            if not options["once"]:
                threading.Thread(target=_second_hand, daemon=True).start()
                threading.Thread(target=tell_on, daemon=True).start()
                threading.Thread(target=seal_on, daemon=True).start()
            else:
                tell_all()
                seal_all(timezone.now())
            # What waits is all done at once where nothing is to wait for it.
            queues = "*" if options["once"] else "default"
            call_command("db_worker", queue_name=queues, batch=options["once"], **_QUIET)


def _second_hand() -> None:
    """Seek timetables beside the mail: the engine runs in a process of its own, and this hand waits for it.

    When the worker ends in the middle, the engine ends with it, and the draft is begun again by whoever wants it.
    """
    worker = Worker(
        queue_names=["timetable"],
        interval=1.0,
        batch=False,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
    try:
        # Before anything is sought, for two processes that compile at once may spoil what the other has kept.
        warm_up_apart()
        worker.run()
    finally:
        # A worker with one hand would leave half of the work undone, and nobody would notice.
        _end()


def _end_with(parent: int) -> None:
    """A server that is killed takes its worker with it."""
    while os.getppid() == parent:
        time.sleep(2)
    _end()


def _end() -> None:
    os.kill(os.getpid(), signal.SIGTERM if sys.platform != "win32" else signal.SIGINT)
