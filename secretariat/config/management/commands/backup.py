"""``secretariat backup --to FOLDER_OR_FILE``: all of the house in one file, while it goes on working."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from secretariat.config.keeping.envelope import Unusable
from secretariat.config.keeping.making import make, names_left_out
from secretariat.config.keeping.place import this_house
from secretariat.config.keeping.reading import passphrase_in


class Command(BaseCommand):
    """Write database, files and secrets into one file that is not there yet."""

    help = "Write all of the house into one file: its database, its files and its secrets. Others go on working."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where to write, and the passphrase that seals it."""
        parser.add_argument("--to", type=Path, required=True, help="a folder, or a file that is not there yet")
        parser.add_argument("--passphrase-file", type=Path, help="its first line seals the backup")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make it, and say what is in it."""
        try:
            passphrase = passphrase_in(options["passphrase_file"])
            made = make(this_house(), options["to"], passphrase=passphrase, at=timezone.now())
        except Unusable as error:
            raise CommandError(str(error)) from error
        if not passphrase:
            self.stderr.write(
                "The backup is not encrypted: whoever has the file reads all of the house. Give --passphrase-file."
            )
        if made.left_out:
            self.stderr.write(f"Not in it, since the environment gives it: {names_left_out(made.left_out)}.")
        self.stdout.write(f"rows: {made.rows}\nfiles: {made.files}\nbytes: {made.size}")
        self.stdout.write(self.style.SUCCESS(f"{made.path} holds the house."))
