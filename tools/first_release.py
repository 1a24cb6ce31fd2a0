"""A small house of the first release, dumped once, so that every later program is brought up from it by a test.

``python -m tools.first_release`` sets the model case and the rehearsal up in an empty database (``DATABASE_URL``, or
SQLite in a folder of its own), keeps of its longest tables some rows alone, gives every table that is still empty a
row, seals the record with a key of its own, and writes ``first_release.<kind>.sql`` and the seals as they are published
(``first_release.<kind>.seals``) into ``tests/made``. It is run by the program of the first release: once there are
newer migrations it refuses, and the dumps stay as they are.
"""

import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path

import django
from django.db import connection, transaction

from tools.migrations import first_release

MADE = Path(__file__).resolve().parents[1] / "tests" / "made"
# Of tables that are long in the model case, so many rows are kept besides those that others point to.
MOST = {"figures.Observation": 30, "figures.Place": 10, "parties.Party": 5, "public.SearchedText": 40}
_OF_SEARCH = "public_search"


def main() -> int:
    """Make the house, and write its dump and its seals."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"SECRETARIAT_VAR": folder, "DEMO": "1", "DJANGO_SETTINGS_MODULE": "secretariat.config.settings"}
        django.setup()
        if newer := _newer():
            sys.stderr.write(f"The program is newer than the first release: {', '.join(newer)}.\n")
            return 1
        _set_up()
        kind = connection.vendor
        (MADE / f"first_release.{kind}.seals").write_text(_published())
        connection.close()
        text = _of_sqlite() if kind == "sqlite" else _of_postgresql()
        (MADE / f"first_release.{kind}.sql").write_text(text)
    return 0


def _newer() -> list[str]:
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415 - apps are ready only now

    from tools.migrations import is_newer  # noqa: PLC0415

    known = first_release()
    found = MigrationLoader(None).disk_migrations
    return [".".join(key) for key, each in found.items() if is_newer(each, known)]


def _set_up() -> None:
    from django.core.cache import cache  # noqa: PLC0415 - apps are ready only now
    from django.core.management import call_command  # noqa: PLC0415

    from tools.rows import fill_all  # noqa: PLC0415

    call_command("demo", no_serve=True, verbosity=0)
    for label, most in MOST.items():
        _shorten(label, most)
    _seal_twice()
    cache.set("first_release", "kept", timeout=None)
    if without := fill_all():
        raise SystemExit("\n".join(f"{label} has no row: {why}" for label, why in without.items()))


def _seal_twice() -> None:
    """Seal what was done, do one thing more in each conference, and seal that: a chain of two with the same key."""
    from django.core.management import call_command  # noqa: PLC0415 - apps are ready only now
    from django.utils import timezone  # noqa: PLC0415

    from secretariat.accounts.models import User  # noqa: PLC0415
    from secretariat.conference.actions import add_room  # noqa: PLC0415
    from secretariat.conference.models import Conference  # noqa: PLC0415
    from secretariat.config.sealing import seal_all  # noqa: PLC0415

    call_command("seal_key")
    seal_all(timezone.now(), everything=True)
    secretary = User.objects.with_mail("secretary@example.org").get()
    for conference in Conference.objects.order_by("pk"):
        add_room(secretary, conference, name={"en": "Room of the second seal"})
    seal_all(timezone.now(), everything=True)


def _shorten(label: str, most: int) -> None:
    """Delete the rows of a table but for the first ones and for those that others point to."""
    from django.apps import apps  # noqa: PLC0415 - apps are ready only now

    model = apps.get_model(label)
    rows = model._base_manager.order_by("pk")
    kept = set(rows.values_list("pk", flat=True)[:most])
    pointing = [each for each in model._meta.get_fields(include_hidden=True) if each.one_to_many or each.one_to_one]
    own = [each.field.attname for each in pointing if each.related_model is model]
    for relation in pointing:
        if relation.related_model is not model:
            kept |= set(relation.related_model._base_manager.values_list(relation.field.attname, flat=True))
    fresh = kept
    while fresh:
        found = {number for line in rows.filter(pk__in=fresh).values_list("pk", *own) for number in line[1:]}
        fresh = found - kept - {None}
        kept |= fresh
    # Rows that point to each other go in any order: it is looked at when the transaction ends.
    with transaction.atomic(), connection.cursor() as cursor:
        gone = [number for number in rows.values_list("pk", flat=True) if number not in kept]
        cursor.executemany(f'DELETE FROM "{model._meta.db_table}" WHERE id = %s', [(each,) for each in gone])  # noqa: S608


def _published() -> str:
    """The seals of every record as they are published, one a line."""
    from secretariat.audit.queries import known_records, seals_of  # noqa: PLC0415 - apps are ready only now
    from secretariat.engines.sealing import published  # noqa: PLC0415

    made = [each for number in sorted(known_records()) for each in seals_of(number, with_leaves=False)]
    return "".join(f"{published(each)}\n" for each in made)


# ---- the two kinds of dump ------------------------------------------------------------------------------------------


def _of_sqlite() -> str:
    """The text of an SQLite file; the index of the search is told by what makes it, not by what it is made of."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as there:
        asked = "SELECT sql FROM sqlite_master WHERE name LIKE ? AND (type = 'trigger' OR sql LIKE 'CREATE VIRTUAL%')"
        makes = [sql for (sql,) in there.execute(f"{asked} ORDER BY type = 'trigger'", (f"{_OF_SEARCH}%",))]
        names = [re.findall(r"(?:TABLE|TRIGGER) (\w+)", each)[0] for each in makes]
        for sql, name in reversed(list(zip(makes, names, strict=True))):
            there.execute(f"DROP {'TRIGGER' if 'TRIGGER' in sql.split('AFTER')[0] else 'TABLE'} {name}")
        table = next(name for name, sql in zip(names, makes, strict=True) if "VIRTUAL" in sql)
        rebuilt = f"INSERT INTO {table}({table}) VALUES('rebuild')"
        return "\n".join([*_joined(there.iterdump()), *(f"{each};" for each in [*makes, rebuilt])]) + "\n"


def _joined(lines: Iterable[str]) -> Iterator[str]:
    """Rows of one table that follow each other are one statement, and a line for each."""
    for head, group in groupby(lines, key=lambda line: line.partition(" VALUES(")[0]):
        found = list(group)
        if head.startswith("INSERT INTO") and len(found) > 1:
            rows = ",\n".join(line.removeprefix(f"{head} VALUES").removesuffix(";") for line in found)
            yield f"{head} VALUES\n{rows};"
        else:
            yield from found


def _of_postgresql() -> str:
    """The text of a PostgreSQL database, in statements alone, so that any client can load it."""
    words = ["pg_dump", "--no-owner", "--no-privileges", "--rows-per-insert=1000", os.environ["DATABASE_URL"]]
    done = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603 - our words
    # What is for the client of the server alone, and headings, which are half as long as the tables.
    told = re.sub(r"^(\\(un)?restrict .*|-- Dumped .*|--)\n", "", done.stdout, flags=re.MULTILINE)
    return re.sub(r"\n\n-- (Data for )?Name: .*\n\n", "\n", told)


if __name__ == "__main__":
    sys.exit(main())
