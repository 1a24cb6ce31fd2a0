"""``python -m benchmarks.sealing``: how many entries of the record are sealed and verified in a second, on one core.

A record of 200,000 entries (``--entries``) is written straight into a new database: half of it before the house knows
of seals, so that bringing it up to date is measured too, and half of it after. It is sealed as the worker seals it and
verified as ``secretariat verify`` does it. Beside it, by turns in the same process, runs a bare loop that reads the same
rows and takes ``sha256(json.dumps(row))`` of each: nobody could verify anything with less. It ends with 1 if a target is
missed.
"""

import argparse
import json
import os
import random
import secrets
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from hashlib import sha256
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import django

from benchmarks import databases
from benchmarks.report import Report, UnexpectedError
from benchmarks.servers import environment
from benchmarks.servers import run as told

ENTRIES, ROUNDS, CONFERENCE = 200_000, 5, 7
LEAST_PER_SECOND, MOST_RATIO, MOST_SECONDS_TO_MIGRATE = 100_000, 2.0, 10.0
COLUMNS = (
    "conference_id, revision, actor_id, verb, thing_type, thing_id, thing_label, made_type, made_id, changes, batch, at"
)
NAMES = ("Amal Haddad", "Мария Иванова", "Œuvre d’Été", "أمل حداد", "王小明", "H.E. Mr. J. O’Neill", 'Room "A" / 2.5')


def main() -> int:
    """Measure on the databases asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sealing", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        print(json.dumps(_inside(options.entries)))
        return 0
    report = Report()
    for name in ("sqlite", "postgres"):
        if options.database in (name, "both"):
            _on(report, name, options.entries)
    return 1 if report.missed else 0


def _on(report: Report, name: str, entries: int) -> None:
    reason = databases.reason_without_postgres() if name == "postgres" else ""
    if reason:
        print(f"\nPostgreSQL is skipped: {reason}")
        return
    with tempfile.TemporaryDirectory() as place:
        made: AbstractContextManager[databases.Database] = (
            databases.sqlite(Path(place)) if name == "sqlite" else databases.postgres()
        )
        with made as database:
            report.part(
                f"{database.name}, a record of {entries:,} entries (load of this machine: {os.getloadavg()[0]:.1f})"
            )
            try:
                words = ["benchmarks.sealing", "--inside", f"--entries={entries}"]
                figures = json.loads(told(words, environment(database.url, Path(place))).splitlines()[-1])
            except UnexpectedError as error:
                report.broke(error)
                return
            _judge(report, figures, entries)


def _judge(report: Report, figures: dict[str, Any], entries: int) -> None:
    verified, bare = figures["verified"], figures["bare"]
    report.at_least("entries verified in a second of one core", entries / verified["cpu"], LEAST_PER_SECOND, "entries")
    report.note(f"of the clock: {entries / verified['wall']:,.0f} a second")
    report.at_most(
        "what it costs as often as sha256(json) over the same rows", verified["cpu"] / bare["cpu"], MOST_RATIO, "x"
    )
    report.note(f"that bare loop: {entries / bare['cpu']:,.0f} entries in a second of one core")
    report.note(
        f"sealed, with what is written: {entries / figures['sealing']:,.0f} entries a second, {figures['seals']} seals"
    )
    report.note(f"the longest that one seal held the record: {1000 * figures['longest']:.0f} ms")
    report.at_most(f"bringing {entries // 2:,} entries up to date", figures["migrating"], MOST_SECONDS_TO_MIGRATE, "s")
    report.exactly("faults found in a whole record", figures["faults"], 0, "")
    report.exactly("faults found after one entry was changed", figures["after_a_change"], 1, "")


# ---- inside the house -----------------------------------------------------------------------------------------------


def _inside(entries: int) -> dict[str, Any]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - once the apps are ready

    from secretariat.config.house import hand_of_the_house  # noqa: PLC0415

    call_command("migrate", "accounts", verbosity=0)
    call_command("migrate", "audit", "0002", verbosity=0)
    actor = hand_of_the_house().pk
    half = entries // 2
    _fill(_rows(actor, 1, half), COLUMNS)
    migrating = _taken(lambda: call_command("migrate", "audit", verbosity=0))["wall"]
    call_command("migrate", verbosity=0)
    salted = ((*row, secrets.token_bytes(48)) for row in _rows(actor, half + 1, entries))
    _fill(salted, f"{COLUMNS}, salt")
    return {"migrating": migrating, **_sealed(entries), **_compared(entries)}


def _sealed(entries: int) -> dict[str, Any]:
    from django.utils import timezone  # noqa: PLC0415 - once the apps are ready

    from secretariat.audit.actions import seal  # noqa: PLC0415
    from secretariat.audit.models import Record  # noqa: PLC0415
    from secretariat.config.house import hand_of_the_house  # noqa: PLC0415

    record = Record.objects.create(conference_id=CONFERENCE, revision=entries)
    times, done, hand = [], 1, hand_of_the_house()
    while done:
        began = perf_counter()
        done = seal(hand, record, at=timezone.now())
        times.append(perf_counter() - began)
    return {"sealing": sum(times), "longest": max(times), "seals": len(times) - 1}


def _compared(entries: int) -> dict[str, Any]:
    from secretariat.audit.models import Entry  # noqa: PLC0415 - once the apps are ready
    from secretariat.config.management.commands.verify import verified  # noqa: PLC0415

    faults: list[int] = []

    def verify() -> None:
        verdict = verified(CONFERENCE, [], None)
        faults.append(len(verdict.faults) + (verdict.sealed != entries))

    rounds = [(_taken(verify), _taken(_bare)) for _ in range(ROUNDS)]
    Entry.objects.filter(conference_id=CONFERENCE, revision=entries // 3).update(thing_label="Other")
    return {
        "verified": {each: median(one[each] for one, _other in rounds) for each in ("cpu", "wall")},
        "bare": {each: median(other[each] for _one, other in rounds) for each in ("cpu", "wall")},
        "faults": max(faults),
        "after_a_change": len(verified(CONFERENCE, [], None).faults),
    }


def _bare() -> None:
    from secretariat.audit.queries import entries_as_they_stand  # noqa: PLC0415 - once the apps are ready

    with entries_as_they_stand(CONFERENCE) as rows:
        for row in rows:
            sha256(json.dumps(row[:12]).encode()).digest()


def _taken(work: Callable[[], object]) -> dict[str, float]:
    began, spent = perf_counter(), process_time()
    work()
    return {"wall": perf_counter() - began, "cpu": process_time() - spent}


def _fill(rows: Iterator[tuple[Any, ...]], columns: str) -> None:
    from django.db import connection, transaction  # noqa: PLC0415 - once the apps are ready

    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY audit_entry ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns.split(",")))
            cursor.executemany(f"INSERT INTO audit_entry ({columns}) VALUES ({marks})", list(rows))


def _rows(actor: int, first: int, last: int) -> Iterator[tuple[Any, ...]]:
    """Deeds as they are: rows that were added with eight fields, revised in two, and a batch now and then."""
    chance = random.Random(1948)  # a record, no secret
    for number in range(first, last + 1):
        name = f"{chance.choice(NAMES)} {number}"
        moment = f"2031-05-05 {number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}.{number % 1000000:06}"
        kind = chance.random()
        batch: dict[str, Any] = {}
        made: tuple[str, int | None] = ("", None)
        if kind < 0.4:
            verb, made, changes = "delegations.nominate", ("delegations.delegate", number), _added(name, number)
        elif kind < 0.99:
            verb, changes = "delegations.revise_delegate", _revised(name, number)
        else:
            verb, changes = "delegations.bring_in", {}
            batch = {"counts": {"delegations.delegate": number % 500}, "skipped": [[name, "It is there already."]] * 4}
        told = (json.dumps(changes), json.dumps(batch), moment)
        yield (CONFERENCE, number, actor, verb, "delegations.delegation", number % 200, name, *made, *told)


def _added(name: str, number: int) -> dict[str, Any]:
    fields = {
        "name": name,
        "capacity": "Deputy Minister for Foreign Affairs",
        "delegation_id": number % 200,
        "body_id": None,
        "is_overflow": number % 9 == 0,
        "state": "nominated",
        "entered_at": f"2031-05-05T09:00:00.{number % 1000:03}Z",
        "rank": number % 7 if number % 10 else number % 7 / 2,
    }
    return {field: [None, value] for field, value in fields.items()}


def _revised(name: str, number: int) -> dict[str, Any]:
    return {
        "capacity": ["Adviser", f"Counsellor of {name}"],
        "state": ["nominated", "confirmed"],
        "places": [1, number % 9],
    }


if __name__ == "__main__":
    sys.exit(main())
