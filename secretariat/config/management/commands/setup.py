"""``secretariat setup``: make the database ready, or bring it up to date."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from secretariat.api.actions import take_up_kept
from secretariat.audit.queries import house
from secretariat.config.house import furnish, hand_of_the_house
from secretariat.config.nightly import await_night


class Command(BaseCommand):
    """Tables, static files and the register of parties; run it again after each upgrade."""

    help = "Make or upgrade the tables, gather the static files, compile the languages, fill the register of parties."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do all of it; nothing is done twice."""
        call_command("translations", "compile", verbosity=0, stdout=self.stdout, stderr=self.stderr)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        changed = furnish()
        self._take_up_kept()
        await_night(timezone.now())
        self.stdout.write(self.style.SUCCESS(f"The house is ready ({changed} rows of the register changed)."))

    def _take_up_kept(self) -> None:
        """Put sections that a former version held word for word into the hands of the desks that keep them by now."""
        for taken in take_up_kept(hand_of_the_house(), house()):
            if taken.read:
                self.stdout.write(f"{taken.slug}: {', '.join(taken.read)} can be read now, and the desks keep them.")
            for section, reason in taken.waiting.items():
                self.stderr.write(f"{taken.slug}: {section} stays as it was, for it cannot be read: {reason}")
