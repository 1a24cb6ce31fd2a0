"""What is done inside the house's own process: the database is filled, and each page of figures is asked for.

``python -m benchmarks.figures.pages_inside FOLDER ROUNDS`` works on the database that the environment names and prints
one line of JSON.
"""

import json
import os
import sys
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import django
from django.db import connection
from django.test import Client


def main(folder: str, rounds: str) -> dict[str, Any]:
    """Fill one conference and measure its pages, middleware and templates included."""
    from benchmarks.figures.filling import fill  # noqa: PLC0415 - once the apps are ready
    from secretariat.accounts.models import Role, User  # noqa: PLC0415
    from secretariat.conference.models import Membership  # noqa: PLC0415
    from tests import make  # noqa: PLC0415

    conference = make.conference()
    user = User.objects.create_user("secretary@example.org", name="Secretary")
    Membership.objects.create(conference=conference, user=user, role=Role.SECRETARY, desks=[])
    counts = fill(conference, user, Path(folder))
    if connection.vendor == "postgresql":
        # It does so by itself after a while; SQLite never does.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    pages = [_measured(browser, f"/en/{conference.slug}/office/{path}", int(rounds)) for path in _paths(conference)]
    return {"observations": sum(counts.values()), "pages": pages}


def _paths(conference: Any) -> list[str]:
    from secretariat.figures.models import Observation, Place  # noqa: PLC0415

    countries = Place.objects.filter(conference=conference, kind="country")
    host, origin = countries.get(code="TUR"), countries.get(code="SYR")
    camp = Observation.objects.filter(place__kind="site", origin=origin).order_by("-value")[0].place_id
    return [
        "figures/",
        "figures/?years=all",
        f"figures/countries/{host.pk}/",
        f"figures/countries/{origin.pk}/?side=origin",
        "figures/numbers/",
        "camps/",
        "camps/?origin=all",
        f"camps/{camp}/",
    ]


def _measured(browser: Client, path: str, rounds: int) -> dict[str, Any]:
    asked = 0

    def count(execute: Any, *statement: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*statement)

    browser.get(path)
    with connection.execute_wrapper(count):
        assert browser.get(path).status_code == 200
    spent, worked = [], []
    for _ in range(rounds):
        began, at_work = perf_counter(), process_time()
        browser.get(path)
        spent.append((perf_counter() - began) * 1000)
        worked.append((process_time() - at_work) * 1000)
    return {"path": path, "queries": asked, "milliseconds": median(spent), "processor": median(worked)}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    django.setup()
    print(json.dumps(main(*sys.argv[1:])))
