"""``secretariat serve``: the web server, with the worker beside it."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Serve the house with granian; the worker runs beside it unless told otherwise."""

    help = "Serve the house, with its worker."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take address, number of processes, and whether the worker runs here."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--processes", type=int, default=2)
        parser.add_argument("--threads", type=int, default=2, help="threads a process answers with")
        parser.add_argument("--without-worker", action="store_true", help="`secretariat work` runs elsewhere")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Serve until stopped."""
        from granian import Granian  # noqa: PLC0415 - only the server needs it
        from granian.constants import Interfaces  # noqa: PLC0415

        worker = None if options["without_worker"] else _worker()
        try:
            Granian(
                "secretariat.config.wsgi:application",
                address=options["host"],
                port=options["port"],
                interface=Interfaces.WSGI,
                workers=options["processes"],
                blocking_threads=options["threads"],
                log_access=False,
                respawn_failed_workers=True,
            ).serve()
        finally:
            if worker is not None:
                worker.terminate()
                worker.wait(timeout=20)


def _worker() -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "secretariat", "work", "--with-parent", str(os.getpid())]
    return subprocess.Popen(command)  # noqa: S603 - our own program
