"""``secretariat export SLUG``: write a conference as a conference file."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from secretariat.api.queries import conference_file_text
from secretariat.api.queries.held_files import names_of_files
from secretariat.archive.models import File, Source
from secretariat.conference.models import Conference
from secretariat.documents.models import LanguageVersion
from secretariat.engines import conferencefile
from secretariat.newsroom.models import PressItem


class Command(BaseCommand):
    """Write a conference whole, in canonical form."""

    help = "Write a conference as a conference file (YAML), to standard output or to a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the conference, and where to write."""
        parser.add_argument("slug")
        parser.add_argument("--to", type=Path, help="write to this file; the files it names are written beside it")

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
        for name, file in _named_in(conference):
            with file.content.open("rb") as content:
                (target.parent / name).write_bytes(content.read())
        self.stdout.write(self.style.SUCCESS(f"{target} is written."))


def _named_in(conference: Conference) -> Iterator[tuple[str, File]]:
    """The files that a conference file names: of sources, of languages of papers, of the press kit."""
    held = {"conference": conference, "file__isnull": False}
    for source in Source.objects.filter(**held).select_related("file"):
        if source.file is not None:
            yield source.file_name, source.file
    names = names_of_files(conference)
    for model in (LanguageVersion, PressItem):
        for row in model._default_manager.filter(**held).select_related("file"):
            if row.file is not None:
                yield names[row.file.pk], row.file
