"""``secretariat setup``: make the database ready, or bring it up to date."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from secretariat.config.house import furnish


class Command(BaseCommand):
    """Tables, static files and the register of parties; run it again after each upgrade."""

    help = "Make or upgrade the tables, gather the static files, compile the languages, fill the register of parties."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do all of it; nothing is done twice."""
        call_command("translations", "compile", verbosity=0)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        changed = furnish()
        self.stdout.write(self.style.SUCCESS(f"The house is ready ({changed} rows of the register changed)."))
