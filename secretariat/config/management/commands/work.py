"""``secretariat work``: the worker alone."""

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

from secretariat.config.nightly import await_night


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
            call_command(
                "db_worker", batch=options["once"], interval=1.0, startup_delay=False, reload=False, verbosity=0
            )


def _end_with(parent: int) -> None:
    """A server that is killed takes its worker with it."""
    while os.getppid() == parent:
        time.sleep(2)
    os.kill(os.getpid(), signal.SIGTERM if sys.platform != "win32" else signal.SIGINT)
