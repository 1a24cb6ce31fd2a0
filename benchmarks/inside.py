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
    from secretariat.audit.queries import house  # noqa: PLC0415
    from secretariat.config.house import hand_of_the_house  # noqa: PLC0415
    from secretariat.engines.conferencefile import read  # noqa: PLC0415

    hand, before = hand_of_the_house(), Entry.objects.count()
    text = Path(path).read_bytes()
    began, spent = time.perf_counter(), time.process_time()
    file = read(text, known=known_codes())
    understood = time.perf_counter()
    first = bring_in(hand, house(), file=file)
    done, spent = time.perf_counter(), time.process_time() - spent
    entries = Entry.objects.count() - before
    again = bring_in(hand, house(), file=file)
    return {
        "counts": first.counts,
        "rows": sum(first.counts.values()),
        "reading": understood - began,
        "seconds": done - began,
        "cpu": spent,
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


def count(cookie: str, slug: str, *paths: str) -> dict[str, Any]:
    """How many queries each page asks, and how many rows and cells its tables have.

    A page is asked for three times: to get the program going; after the conference has changed, so that nothing kept of
    it can be used; and once more. Every statement that any part of the house hands to the database while it answers is
    counted, middleware included.
    """
    return {path: _counted(_browser(cookie), slug, path) for path in paths}


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


def _counted(browser: Client, slug: str, path: str) -> dict[str, Any]:
    browser.get(path)
    _change(slug)
    anew, kept = _answered(browser, path), _answered(browser, path)
    tables = _BODY_OF_A_TABLE.findall(kept["text"])
    return {
        "status": kept["status"],
        "queries_anew": anew["queries"],
        "queries": kept["queries"],
        "cpu_ms_anew": anew["cpu_ms"],
        "cpu_ms": kept["cpu_ms"],
        "rows": sum(len(_ROW.findall(table)) for table in tables),
        "cells": sum(len(_CELL.findall(table)) for table in tables),
    }


def _change(slug: str) -> None:
    """Leave the traces of a deed: a newer revision, and an entry that says so."""
    from secretariat.audit.models import Entry, Record  # noqa: PLC0415 - once the apps are ready
    from secretariat.conference.models import Conference  # noqa: PLC0415
    from secretariat.config.house import hand_of_the_house  # noqa: PLC0415

    conference = Conference.objects.get(slug=slug)
    record = Record.objects.get(conference_id=conference.pk)
    record.revision += 1
    record.save()
    Entry.objects.create(
        conference_id=conference.pk,
        revision=record.revision,
        actor=hand_of_the_house(),
        verb="benchmarks.change",
        thing_type=Conference._meta.label_lower,
        thing_id=conference.pk,
        thing_label=slug,
    )


def _answered(browser: Client, path: str) -> dict[str, Any]:
    asked: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's shape
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        began = time.process_time()
        response = browser.get(path)
        spent = time.process_time() - began
    return {
        "status": response.status_code,
        "queries": len(asked),
        "cpu_ms": 1000 * spent,
        "text": response.content.decode(),
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
