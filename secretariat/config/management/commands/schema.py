"""``secretariat schema``: the JSON Schema of conference files."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from secretariat.engines.conferencefile import json_schema


class Command(BaseCommand):
    """Print the JSON Schema that is generated from the code."""

    help = "Print the JSON Schema (2020-12) of conference files."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print it."""
        self.stdout.write(json.dumps(json_schema(), indent=2, ensure_ascii=False, sort_keys=True))
