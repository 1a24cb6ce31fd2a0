"""``secretariat restore FILE``: put a backup back into an empty place, and bring it up to this version."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from secretariat.config.keeping.envelope import Unusable
from secretariat.config.keeping.known import known_migrations, missing_files
from secretariat.config.keeping.making import names_left_out
from secretariat.config.keeping.place import this_house
from secretariat.config.keeping.reading import Read, passphrase_in
from secretariat.config.keeping.restoring import missing_keys, other_keys, restore


class Command(BaseCommand):
    """Restore all of a backup or nothing; a place that holds a house is not touched."""

    help = "Put a backup back into an empty place, and bring it up to this version."
    # There is no database yet that they could look at.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and the passphrase that opens it."""
        parser.add_argument("file", type=Path, help="a backup; /dev/stdin where it comes through a pipe")
        parser.add_argument("--passphrase-file", type=Path, help="its first line opens the backup")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Restore, bring it up to date, and say what is there and what is not."""
        place = this_house()
        try:
            passphrase = passphrase_in(options["passphrase_file"])
            with options["file"].open("rb") as file:
                read = restore(place, file, passphrase=passphrase, known=known_migrations())
        except Unusable as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        self._say(read)
        self._set_up()
        missing = missing_files(place.storage)
        if missing:
            self.stderr.write(f"{len(missing)} files are named and not there, the first: {missing[0]}")
        self.stdout.write(self.style.SUCCESS("The house is restored."))

    def _say(self, read: Read) -> None:
        place, manifest = this_house(), read.manifest
        self.stdout.write(f"made: {manifest.made_at}\nversion: {manifest.version}")
        self.stdout.write(f"rows: {sum(manifest.counts.values())}\nfiles: {read.files}")
        if lost := missing_keys(read, place):
            self.stderr.write(f"Not in the backup; set it as it was: {names_left_out(tuple(lost))}.")
        if others := other_keys(place):
            self.stderr.write(
                f"The environment gives another than the house had: {names_left_out(tuple(others))}. What it was lies"
                f" in {place.var}; what was sealed or signed with it can be read with that alone."
            )

    def _set_up(self) -> None:
        """Upgrade in a process that begins anew, with the secrets that came out of the backup."""
        self.stdout.flush()
        done = subprocess.run([sys.executable, "-m", "secretariat", "setup"], env=os.environ, check=False)
        if done.returncode:
            raise CommandError(
                "The house is back as it was, but not up to date: see above, and run `secretariat setup`."
            )
