"""``secretariat load FILE``: bring in a conference file."""

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.core.management.base import BaseCommand, CommandError

from secretariat.api.actions import load
from secretariat.api.queries import known_codes
from secretariat.audit.action import Refused
from secretariat.audit.queries import house
from secretariat.conference.models import Conference
from secretariat.config.house import whoever_acts
from secretariat.engines.conferencefile import ConferenceFile, Unreadable, count, read
from secretariat.public.actions import read_what_is_new
from secretariat.public.queries.editions import edition_of


class Command(BaseCommand):
    """Bring a conference in from its file; loading the same file again changes nothing."""

    help = "Load a conference file (YAML). Refused as a whole, with every problem by line, if anything is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and in whose name it is loaded."""
        parser.add_argument("file", type=Path, help="the conference file; files of sources are looked for beside it")
        parser.add_argument(
            "--as", dest="mail", default="", help="mail of the account that loads; else the house's own"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read, judge, load, and say what came of it."""
        path: Path = options["file"]
        try:
            file = read(path.read_bytes(), known=known_codes())
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except Unreadable as error:
            for problem in error.problems:
                self.stderr.write(f"{path.name}: {problem}")
            raise CommandError(f"{len(error.problems)} problem(s). Nothing was loaded.") from error
        actor = whoever_acts(options["mail"])
        try:
            batch = load(actor, house(), file=file, uploads=_beside(path, file))
        except PermissionDenied as error:
            raise CommandError(f"{actor} may not load this conference.") from error
        except Refused as error:
            raise CommandError(str(error)) from error
        for name, why in batch.skipped:
            self.stdout.write(f"{name}: {why}")
        self._say(file, batch.counts)
        _read_for_the_search(file.conference.slug)

    def _say(self, file: ConferenceFile, counts: Mapping[str, int]) -> None:
        for kind, number in counts.items():
            self.stdout.write(f"{kind}: {number}")
        for section, text in file.kept.items():
            self.stdout.write(f"{section}: not kept yet: {count(text)} (held word for word)")
        changed = "" if sum(counts.values()) else " Nothing changed: all of it was here already."
        self.stdout.write(self.style.SUCCESS(f"{file.conference.slug} is loaded.{changed}"))


def _read_for_the_search(slug: str) -> None:
    """Let the public search read what came in, so that the first visitor does not wait for it."""
    edition = edition_of(slug)
    if edition is not None:
        read_what_is_new(Conference.objects.get(slug=slug), edition)


def _beside(path: Path, file: ConferenceFile) -> "dict[str, UploadedFile[Any]]":
    """The files it speaks of that lie in the folder of the conference file; their names hold no path."""
    of_papers = (each.file for document in file.documents for each in document.languages)
    named = (*(source.file for source in file.sources.values()), *of_papers, *(each.file for each in file.press_kit))
    names = {name for name in named if name}
    found = {name: path.parent / name for name in names if (path.parent / name).is_file()}
    return {name: SimpleUploadedFile(name, place.read_bytes()) for name, place in found.items()}
