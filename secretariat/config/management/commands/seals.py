"""``secretariat seals SLUG``: the seals of a record, as they are published."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from secretariat.audit.queries import seals_of
from secretariat.config.recorded import record_named
from secretariat.config.sealing import seal_all
from secretariat.engines.sealing import published


class Command(BaseCommand):
    """Print every seal as one line of JSON; whoever keeps a line can tell whether the record was altered since."""

    help = "Print the seals of a conference's record (or of the house's own, which is called house), one a line."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the conference, and whether all is sealed first."""
        parser.add_argument("slug")
        parser.add_argument("--now", action="store_true", help="seal first whatever is not sealed yet")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print them."""
        conference_id = record_named(options["slug"])
        if options["now"]:
            seal_all(timezone.now(), everything=True)
        for each in seals_of(conference_id, with_leaves=False):
            self.stdout.write(published(each))
