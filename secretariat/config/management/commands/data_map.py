"""``secretariat data-map``: what the house holds about people, as ``docs/trust/data-map.md`` holds it."""

from typing import Any

from django.core.management.base import BaseCommand

from secretariat.config.privacy.page import page_of_data_map


class Command(BaseCommand):
    """Print the data map."""

    help = "Print docs/trust/data-map.md: each field about a person, for what, who reads it, until when."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print it."""
        self.stdout.write(page_of_data_map(), ending="")
