"""``secretariat work``: the worker alone, with hands of their own for what takes long, for webhooks and for seals."""

import contextlib
import os
import signal
import sys
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from secretariat.config.nightly import await_night
from secretariat.config.sealing import seal_all, seal_on
from secretariat.config.seen import say_so, say_so_on
from secretariat.config.telling import tell_all, tell_on
from secretariat.config.working import worker_of
from secretariat.engines.scheduling import warm_up_apart


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
                threading.Thread(target=say_so_on, daemon=True).start()
                threading.Thread(target=seal_on, daemon=True).start()
            else:
                say_so()
                tell_all()
                seal_all(timezone.now())
            # What waits is all done at once where nothing is to wait for it.
            worker = worker_of(until_done=True) if options["once"] else worker_of("default")
            worker.configure_signals()
            worker.run()


def _second_hand() -> None:
    """Seek timetables beside the mail: the engine runs in a process of its own, and this hand waits for it.

    When the worker ends in the middle, the engine ends with it, and the draft is begun again by whoever wants it.
    """
    worker = worker_of("timetable")
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
