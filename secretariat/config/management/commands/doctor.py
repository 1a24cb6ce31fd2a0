"""``secretariat doctor``: what is wrong with this installation, and what to do."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from secretariat.config.doctor.examining import main


class Command(BaseCommand):
    """Look at every part; the command line comes here by a shorter way, so that unreadable settings can be told."""

    help = "Say what is wrong with this installation, and what to do; ends with 1 if something is broken."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how it is told."""
        parser.add_argument("--json", action="store_true", help="for machines")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Look, and tell."""
        sys.exit(main(["--json"] if options["json"] else []))
