"""``secretariat record SLUG --to FILE``: a record with its seals, which verifies without the house."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from secretariat.audit.queries import entries_as_they_stand, revision_of, seals_of
from secretariat.config.recorded import record_named
from secretariat.config.sealing import public_keys
from secretariat.engines.sealing import Header, record_lines


class Command(BaseCommand):
    """Write the entries, the seals and the public key of one record as JSON lines."""

    help = "Write a conference's record with its seals to a file, for `secretariat verify --record FILE`."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the conference, and where to write."""
        parser.add_argument("slug", help="its address; the record of the house itself is called house")
        parser.add_argument("--to", type=Path, required=True, help="a new file; it holds all that the record holds")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write it; a file that is there is not written over, and only its owner reads it."""
        conference_id, path = record_named(options["slug"]), options["to"]
        seals = list(seals_of(conference_id, with_leaves=True))
        revision = revision_of(conference_id)
        header = Header(conference_id, options["slug"], revision, tuple(public_keys()))
        written = 0
        try:
            path.touch(mode=0o600, exist_ok=False)
            with path.open("w", encoding="utf-8") as file, entries_as_they_stand(conference_id) as entries:
                upto = (row for row in entries if row[1] <= revision)
                for line in record_lines(header, seals, upto):
                    file.write(f"{line}\n")
                    written += 1
        except FileExistsError as error:
            raise CommandError(f"{path} is there already. Name another file.") from error
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        said = f"{written - 1 - len(seals)} entries and {len(seals)} seals up to revision {revision} are in {path}."
        self.stdout.write(self.style.SUCCESS(said))
