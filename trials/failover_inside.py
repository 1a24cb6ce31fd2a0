"""What is done inside the house's own process for the trial of a failover: a conference, letters, and slow mail.

``python -m trials.failover_inside DEED [FIRST]`` works on the database that the environment names.
"""

import json
import os
import sys
import time
from typing import Any

import django
from django.core.mail.backends.base import BaseEmailBackend

from benchmarks.programs import conference_with_program

SLUG, WRITERS = "failover", 8
# So many at once: two workers have something to do for eight seconds at least.
LETTERS = 80
MAILS = "TRIAL_MAILS"
SECONDS_FOR_A_MAIL = 0.2


class SlowMail(BaseEmailBackend):
    """Hands each mail over by a line in a file, with the number of the process, and is not done at once."""

    def send_messages(self, email_messages: Any) -> int:
        """Write a line for each, whole or not at all."""
        descriptor = os.open(os.environ[MAILS], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        for each in email_messages:
            os.write(descriptor, f"{os.getpid()} {each.subject}\n".encode())
            time.sleep(SECONDS_FOR_A_MAIL)
        os.close(descriptor)
        return len(email_messages)


def prepare() -> None:
    """A public conference with a pledge for each writer, and a token for a program of its secretary."""
    from i18nfield.strings import LazyI18nString  # noqa: PLC0415 - once the apps are ready

    from secretariat.parties.models import Party  # noqa: PLC0415
    from secretariat.pledges.models import Pledge  # noqa: PLC0415

    host = Party.objects.earliest("pk")
    conference, secretary, text = conference_with_program(SLUG, "Failover", host, is_public=True)
    pledges = [
        Pledge.objects.create(
            conference=conference,
            entered_by=secretary,
            number=number,
            party=host,
            kind="material",
            text=LazyI18nString({"en": f"words-{number}-0."}),
            sensitivity="public",
        ).pk
        for number in range(1, WRITERS + 1)
    ]
    print(json.dumps({"conference": conference.pk, "token": text, "pledges": pledges}))


def write_letters(first: int) -> None:
    """Letters for the workers, each with a subject of its own, numbered from ``first``."""
    from django.db import transaction  # noqa: PLC0415 - once the apps are ready

    from secretariat.accounts.models import User  # noqa: PLC0415
    from secretariat.conference.actions import put_in_outbox  # noqa: PLC0415
    from secretariat.conference.models import Conference  # noqa: PLC0415
    from secretariat.conference.queries import Letter  # noqa: PLC0415

    conference = Conference.objects.get(slug=SLUG)
    letters = [
        Letter(kind="trial", to=f"{each}@example.org", language="en", subject=f"letter-{each}", body="Words")
        for each in range(first, first + LETTERS)
    ]
    with transaction.atomic():
        put_in_outbox(User.objects.get(email="secretary@example.org"), conference, letters)


def main() -> None:
    """Do the deed that is named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    django.setup()
    if sys.argv[1] == "prepare":
        prepare()
    else:
        write_letters(int(sys.argv[2]))


if __name__ == "__main__":
    main()
