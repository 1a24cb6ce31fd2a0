"""``secretariat verify-backup FILE``: read all of a backup and compare every digest, without restoring anything."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from secretariat.config.keeping.envelope import Unusable
from secretariat.config.keeping.known import known_migrations
from secretariat.config.keeping.reading import Nobody, passphrase_in, read_through


class Command(BaseCommand):
    """Say whether a backup is whole, and what it holds."""

    help = "Read all of a backup and compare every digest; nothing is restored."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and the passphrase that opens it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--passphrase-file", type=Path, help="its first line opens the backup")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read it to its end."""
        try:
            passphrase = passphrase_in(options["passphrase_file"])
            with options["file"].open("rb") as file:
                read = read_through(file, passphrase, Nobody(), known=known_migrations())
        except Unusable as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        manifest = read.manifest
        self.stdout.write(f"made: {manifest.made_at}\nversion: {manifest.version}\ndatabase: {manifest.kind}")
        self.stdout.write(f"rows: {sum(manifest.counts.values())}\nfiles: {read.files}\nbytes: {read.size}")
        self.stdout.write(self.style.SUCCESS("The backup is whole."))
