"""What is done inside the house's own process for the trial of a power cut: tables, a conference, a program's token.

``python -m trials.power_cut_inside DEED`` works on the database that the environment names.
"""

import json
import os
import sys

import django

from benchmarks.programs import conference_with_program

SLUG = "power-cut"


def make_tables() -> None:
    """Tables as the models have them, without the way that led there: a tenth of the time of a whole setup."""
    from django.apps import apps  # noqa: PLC0415 - once the apps are ready
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from secretariat.config.house import furnish  # noqa: PLC0415
    from secretariat.public.queries.fulltext import prepare_index  # noqa: PLC0415

    settings.MIGRATION_MODULES = {each.label: None for each in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    prepare_index()
    furnish()


def prepare() -> None:
    """A conference with a secretary, and a token for a program of theirs."""
    from secretariat.parties.models import Party  # noqa: PLC0415

    conference, _secretary, text = conference_with_program(SLUG, "Power cut", Party.objects.earliest("pk"))
    print(json.dumps({"conference": conference.pk, "token": text}))


def main() -> None:
    """Do the deed that is named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    django.setup()
    {"tables": make_tables, "prepare": prepare}[sys.argv[1]]()


if __name__ == "__main__":
    main()
