"""The command ``secretariat``: load, export, serve, work, check and the rest."""

import os
import sys


def main() -> None:
    """Run one command of the house."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    if sys.argv[1:2] == ["serve"]:
        # The process that watches over the server needs nothing of the house, so it starts at once.
        from secretariat.config.server import main as serve  # noqa: PLC0415

        serve(sys.argv[2:])
        return
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - after the settings are named

    # A command of two words is written with a hyphen between them, as everywhere else.
    execute_from_command_line([*sys.argv[:1], *(name.replace("-", "_") for name in sys.argv[1:2]), *sys.argv[2:]])
