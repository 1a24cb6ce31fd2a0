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
    if sys.argv[1:2] == ["verify"] and any(word.split("=")[0] == "--record" for word in sys.argv[2:]):
        # A record in a file needs neither a database nor settings.
        from secretariat.engines.sealing import main as verify  # noqa: PLC0415

        words = [word.removeprefix("--record=") for word in sys.argv[2:] if word != "--record"]
        sys.exit(verify(words, print))
    if sys.argv[1:2] == ["doctor"]:
        # What cannot be read of the settings is the first thing that it tells.
        from secretariat.config.doctor.examining import main as examine  # noqa: PLC0415

        sys.exit(examine(sys.argv[2:]))
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - after the settings are named

    # A command of two words is written with a hyphen between them, as everywhere else.
    execute_from_command_line([*sys.argv[:1], *(name.replace("-", "_") for name in sys.argv[1:2]), *sys.argv[2:]])
