"""``secretariat person``: everything that a conference keeps about one person, in one file for that person."""

import json
import os
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from secretariat.audit.action import label_of
from secretariat.conference.actions import tell_person
from secretariat.conference.models import Conference
from secretariat.config.house import hand_of_the_house
from secretariat.config.privacy.person import Row, deeds_on, rows_of

READ_ME = """Everything that {conference} keeps about you, written on {day}.

One file for each desk of the secretariat: each row that is yours, its fields in the words of the house. record.json
says what was done to these rows and when. Under files stand your photos.

Not in it: other people's names where they were a field of their own (in texts that name you, others may be named), what
only proves that a secret is right, the watch list, what was published in the name of your party, and backups.
"""


class Command(BaseCommand):
    """Write everything about one person into a file."""

    help = "Write all that a conference keeps about one person into a ZIP file; the record says that it was done."

    def add_arguments(self, parser: CommandParser) -> None:
        """The conference, who it is, and the file."""
        parser.add_argument("slug", help="the conference")
        parser.add_argument("--mail", default="", help="the person's mail address")
        parser.add_argument("--delegate", type=int, help="the number of a delegate who has no mail address")
        parser.add_argument("--to", required=True, type=Path, help="the file, which must not be there yet")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Find, write down that it was told, write."""
        conference = Conference.objects.filter(slug=options["slug"]).first()
        if conference is None:
            raise CommandError(f"There is no conference {options['slug']}.")
        if not options["mail"] and not options["delegate"]:
            raise CommandError("Say who it is: --mail or --delegate.")
        rows = rows_of(conference, options["mail"], options["delegate"])
        if not rows:
            raise CommandError("Nothing is kept of this person here.")
        try:
            # For the keeper alone: it is somebody's whole file.
            held = os.open(options["to"], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(f"{options['to']}: {error.strerror}.") from error
        try:
            with os.fdopen(held, "wb") as file:
                _hand_over(file, conference, rows)
        except BaseException:
            # Half of it would be taken for all of it.
            options["to"].unlink()
            raise
        self.stdout.write(f"{len(rows)} rows are in {options['to']}.")


def _hand_over(file: Any, conference: Conference, rows: list[Row]) -> None:
    touched: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        touched[label_of(row.thing)].append(row.thing.pk)
    # First, so that nobody reads what is not written down.
    tell_person(hand_of_the_house(), conference, rows=touched)
    _write(file, conference, rows)


def _write(file: Any, conference: Conference, rows: list[Row]) -> None:
    desks: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        desks[row.desk][row.kind].append(row.fields)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("READ-ME.txt", READ_ME.format(conference=conference, day=timezone.localdate()))
        for desk, kinds in desks.items():
            packed.writestr(f"{desk}.json", json.dumps(kinds, ensure_ascii=False, indent=2))
        packed.writestr("record.json", json.dumps(list(deeds_on(rows)), ensure_ascii=False, indent=2))
        for name in sorted({name for row in rows for name in row.files}):
            if default_storage.exists(name):
                with default_storage.open(name) as stored:
                    packed.writestr(f"files/{Path(name).name}", stored.read())
