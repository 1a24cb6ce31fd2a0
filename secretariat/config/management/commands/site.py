"""``secretariat site SLUG --to FOLDER`` or ``--to FILE.zip``: the public site as files that open from a disk."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from secretariat.conference.models import Conference
from secretariat.config.staticsite import write_packed_site, write_site


class Command(BaseCommand):
    """Write every public page of a conference, in every language, into a folder or a ZIP."""

    help = (
        "Write the public site of a conference as files that open from a disk, without a server and without a script."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the conference, and where to write."""
        parser.add_argument("slug")
        parser.add_argument(
            "--to", type=Path, required=True, help="a folder that is empty, or a .zip; neither is written over"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write it, and say what came of it."""
        conference = Conference.objects.filter(slug=options["slug"], is_public=True).first()
        if conference is None:
            raise CommandError(f"There is no public conference {options['slug']}.")
        folder: Path = options["to"]
        is_packed = folder.suffix.lower() == ".zip" and not folder.is_dir()
        write = write_packed_site if is_packed else write_site
        try:
            copied = write(conference, folder, address=settings.BASE_URL)
        except ValueError as error:
            raise CommandError(f"{folder} holds something already. Name a folder that is empty.") from error
        except FileExistsError as error:
            raise CommandError(f"{folder} is there already. Name another file.") from error
        except OSError as error:
            raise CommandError(f"{folder}: {error.strerror}") from error
        if not copied.pages:
            raise CommandError(f"The house does not answer at {settings.BASE_URL}; see BASE_URL and ALLOWED_HOSTS.")
        for address in copied.failed:
            self.stderr.write(f"{address}: it could not be had")
        self.stdout.write(f"pages: {copied.pages}\nfiles: {copied.files}")
        first = f"Unpacked, {conference.slug}/index.html" if is_packed else folder / "index.html"
        self.stdout.write(self.style.SUCCESS(f"{first} opens the site."))
