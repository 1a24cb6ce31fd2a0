"""``secretariat serve``: the web server, with the worker beside it."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from secretariat.config.server import add_arguments


class Command(BaseCommand):
    """Serve the house with granian; the worker runs beside it unless told otherwise."""

    help = "Serve the house, with its worker."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take address, number of processes, and whether the worker runs here."""
        add_arguments(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Become the server, which carries nothing of what was loaded to get here."""
        self.stdout.flush()
        words = [f"--{name}={options[name]}" for name in ("host", "port", "processes", "threads")]
        if options["without_worker"]:
            words.append("--without-worker")
        os.execv(sys.executable, [sys.executable, "-m", "secretariat.config.server", *words])  # noqa: S606
