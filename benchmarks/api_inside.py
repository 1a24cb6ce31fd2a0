"""What is done inside the house's own process for the API: delegates, tokens, and counting what was done.

``python -m benchmarks.api_inside DEED …`` works on the database that the environment names and prints JSON.
"""

import json
import os
import sys
from collections.abc import Callable
from typing import Any

import django

from benchmarks.programs import conference_with_program

SLUG = "programs"
DELEGATES, HELD = 10_000, 500


def prepare() -> dict[str, Any]:
    """A conference with 10,000 delegates, and a secretary with a token."""
    from secretariat.delegations.models import Delegate, Delegation  # noqa: PLC0415
    from secretariat.parties.models import Party  # noqa: PLC0415

    parties = list(Party.objects.order_by("pk")[:100])
    conference, secretary, text = conference_with_program(SLUG, "Programs", parties[0])
    for party in parties:
        delegation = Delegation.objects.create(conference=conference, party=party, entered_by=secretary)
        Delegate.objects.bulk_create(
            Delegate(
                conference=conference,
                delegation=delegation,
                party=party,
                name=f"Muhammad Abdurrahman al-Khatib {number}",
                original_name="محمد عبد الرحمن الخطيب",
                languages=["ar", "en"],
                state="confirmed",
                entered_by=secretary,
            )
            for number in range(DELEGATES // len(parties))
        )
    first = list(Delegate.objects.filter(conference=conference).order_by("pk").values_list("pk", flat=True)[:HELD])
    return {"conference": conference.pk, "token": text, "delegates": first}


def count(path: str, text: str) -> dict[str, Any]:
    """How many queries an answer takes, everything counted that any part of the house hands to the database."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    asking = Client(headers={"Authorization": f"Bearer {text}", "Host": "127.0.0.1"})
    asking.get(path)
    with CaptureQueriesContext(connection) as asked:
        answer = asking.get(path)
    return {"status": answer.status_code, "rows": len(answer.json()["data"]), "queries": len(asked)}


def done() -> dict[str, Any]:
    """How many deeds stand in the record, and how many keys are kept."""
    from secretariat.api.models import Answered  # noqa: PLC0415
    from secretariat.audit.models import Entry  # noqa: PLC0415
    from secretariat.delegations.models import Delegate  # noqa: PLC0415

    held = Entry.objects.filter(verb="delegations.hold")
    return {
        "entries": held.count(),
        "rows": Delegate.objects.filter(state="on hold").count(),
        "keys": Answered.objects.count(),
    }


def main() -> None:
    """Do the deed that is named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    django.setup()
    deed, *rest = sys.argv[1:]
    deeds: dict[str, Callable[..., Any]] = {"prepare": prepare, "count": count, "done": done}
    print(json.dumps(deeds[deed](*rest)))


if __name__ == "__main__":
    main()
