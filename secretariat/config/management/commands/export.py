"""``secretariat export SLUG``: write a conference as a conference file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from secretariat.api.queries import conference_file_text
from secretariat.archive.models import Source
from secretariat.conference.models import Conference
from secretariat.engines import conferencefile


class Command(BaseCommand):
    """Write a conference whole, in canonical form."""

    help = "Write a conference as a conference file (YAML), to standard output or to a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the conference, and where to write."""
        parser.add_argument("slug")
        parser.add_argument("--to", type=Path, help="write to this file; the files of sources are written beside it")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write it."""
        conference = Conference.objects.select_related("host", "country").filter(slug=options["slug"]).first()
        if conference is None:
            raise CommandError(f"There is no conference {options['slug']}.")
        try:
            text = conference_file_text(conference)
        except conferencefile.Unreadable as error:
            raise CommandError(f"No file can hold this conference.\n{error}") from None
        target: Path | None = options["to"]
        if target is None:
            self.stdout.write(text, ending="")
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
        for source in Source.objects.filter(conference=conference, file__isnull=False).select_related("file"):
            if source.file is not None:
                with source.file.content.open("rb") as content:
                    (target.parent / source.file_name).write_bytes(content.read())
        self.stdout.write(self.style.SUCCESS(f"{target} is written."))
