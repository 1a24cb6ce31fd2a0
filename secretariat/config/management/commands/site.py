"""``secretariat site SLUG --to FOLDER``: the public site as files that open from a disk."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from secretariat.conference.models import Conference
from secretariat.config.staticsite import write_site


class Command(BaseCommand):
    """Write every public page of a conference, in every language, into a folder."""

    help = (
        "Write the public site of a conference as files that open from a disk, without a server and without a script."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the conference, and where to write."""
        parser.add_argument("slug")
        parser.add_argument("--to", type=Path, required=True, help="a folder that is empty or not there yet")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write it, and say what came of it."""
        conference = Conference.objects.filter(slug=options["slug"], is_public=True).first()
        if conference is None:
            raise CommandError(f"There is no public conference {options['slug']}.")
        folder: Path = options["to"]
        try:
            copied = write_site(conference, folder, address=settings.BASE_URL)
        except ValueError as error:
            raise CommandError(f"{folder} holds something already. Name a folder that is empty.") from error
        except OSError as error:
            raise CommandError(f"{folder}: {error.strerror}") from error
        if not copied.pages:
            raise CommandError(f"The house does not answer at {settings.BASE_URL}; see BASE_URL and ALLOWED_HOSTS.")
        for address in copied.failed:
            self.stderr.write(f"{address}: it could not be had")
        self.stdout.write(f"pages: {copied.pages}\nfiles: {copied.files}")
        self.stdout.write(self.style.SUCCESS(f"{folder / 'index.html'} opens the site."))
