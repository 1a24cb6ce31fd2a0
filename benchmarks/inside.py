"""What is measured inside the house's own process: a load, the queries of a page, and where its time goes.

``python -m benchmarks.inside DEED …`` works on the database that the environment names and prints one line of JSON.
"""

import cProfile
import json
import os
import pstats
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection
from django.test import Client

_BODY_OF_A_TABLE = re.compile(r"<tbody.*?</tbody>", re.DOTALL)
_ROW = re.compile(r"<tr[\s>]")
_CELL = re.compile(r"<t[dh][\s>]")


def load(path: str) -> dict[str, Any]:
    """Read, judge, write and commit a conference file, as ``secretariat load`` does; then once more."""
    from secretariat.api.actions import load as bring_in  # noqa: PLC0415 - once the apps are ready
    from secretariat.api.queries import known_codes  # noqa: PLC0415
    from secretariat.audit.models import Entry  # noqa: PLC0415
    from secretariat.config.house import hand_of_the_house  # noqa: PLC0415
    from secretariat.engines.conferencefile import read  # noqa: PLC0415
    from secretariat.parties.models import Party  # noqa: PLC0415

    hand, before = hand_of_the_house(), Entry.objects.count()
    text = Path(path).read_bytes()
    began = time.perf_counter()
    file = read(text, known=known_codes())
    understood = time.perf_counter()
    first = bring_in(hand, Party.objects.get(code=file.conference.host), file=file)
    done = time.perf_counter()
    entries = Entry.objects.count() - before
    again = bring_in(hand, Party.objects.get(code=file.conference.host), file=file)
    return {
        "counts": first.counts,
        "rows": sum(first.counts.values()),
        "reading": understood - began,
        "seconds": done - began,
        "entries": entries,
        "rows_again": sum(again.counts.values()),
    }


def sign_in(slug: str) -> dict[str, Any]:
    """Give the conference a secretary, and the secretary a session."""
    from secretariat.accounts.models import Role, User  # noqa: PLC0415
    from secretariat.conference.models import Conference, Membership  # noqa: PLC0415

    secretary = User.objects.create_user("secretary@example.org", name="Secretary")
    Membership.objects.create(
        conference=Conference.objects.get(slug=slug), user=secretary, role=Role.SECRETARY, desks=[]
    )
    browser = Client()
    browser.force_login(secretary, backend="allauth.account.auth_backends.AuthenticationBackend")
    return {"cookie": f"sessionid={browser.cookies['sessionid'].value}", "middleware": len(settings.MIDDLEWARE)}


def count(cookie: str, *paths: str) -> dict[str, Any]:
    """How many queries each page asks at its second hit, and how many rows and cells its tables have.

    Every statement that any part of the house hands to the database while it answers is counted, middleware included.
    """
    return {path: _counted(_browser(cookie), path) for path in paths}


def profile(cookie: str, path: str) -> dict[str, Any]:
    """Where the time of one answer goes: the functions that take most of it themselves, and with all they call."""
    browser = _browser(cookie)
    browser.get(path)
    profiler = cProfile.Profile()
    profiler.runcall(browser.get, path)
    statistics = pstats.Stats(profiler)
    return {"own": _top(statistics, 2, 25), "with_callees": _top(statistics, 3, 70)}


def _browser(cookie: str) -> Client:
    return Client(SERVER_NAME="127.0.0.1", **({"HTTP_COOKIE": cookie} if cookie else {}))  # type: ignore[arg-type]


def _counted(browser: Client, path: str) -> dict[str, Any]:
    asked: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's shape
        asked.append(sql)
        return execute(sql, params, many, context)

    browser.get(path)
    with connection.execute_wrapper(note):
        response = browser.get(path)
    text = response.content.decode() if not response.has_header("Content-Encoding") else ""
    tables = _BODY_OF_A_TABLE.findall(text)
    return {
        "status": response.status_code,
        "queries": len(asked),
        "sql": asked,
        "rows": sum(len(_ROW.findall(table)) for table in tables),
        "cells": sum(len(_CELL.findall(table)) for table in tables),
        "tag": response.headers.get("ETag", ""),
        "size": len(response.content),
    }


def _top(statistics: pstats.Stats, column: int, number: int) -> list[str]:
    rows: list[tuple[Any, tuple[Any, ...]]] = sorted(
        statistics.stats.items(),  # type: ignore[attr-defined]
        key=lambda row: -row[1][column],
    )
    found = []
    for (file, line, name), figures in rows[:number]:
        place = f"{'/'.join(Path(file).parts[-3:])}:{line}" if line else ""
        found.append(f"{1000 * figures[column]:8.1f} ms {figures[0]:7} calls  {name} {place}")
    return found


def main() -> None:
    """Do one deed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    django.setup()
    deeds: dict[str, Callable[..., dict[str, Any]]] = {
        "load": load,
        "sign-in": sign_in,
        "count": count,
        "profile": profile,
    }
    print(json.dumps(deeds[sys.argv[1]](*sys.argv[2:])))


if __name__ == "__main__":
    main()
