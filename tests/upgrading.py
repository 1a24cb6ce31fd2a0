"""A house of the first release is brought to what the program is now, and looked at.

Its dump (``tests/made``, by ``tools.first_release``) is loaded into the empty database that ``DATABASE_URL`` names, and
migrated. Run as a program of its own; what was found is printed as JSON.
"""

import io
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection, transaction

MADE = Path(__file__).with_name("made")
# A row, as its columns by name.
Row = dict[str, str]
Rows = dict[str, list[Row]]
# Table and column that a migration takes or changes for a reason, and the reason: they are left out of the comparison.
ON_PURPOSE: dict[tuple[str, str], str] = {}
# What somebody might do to rows by mistake, and what is looked at is to show it.
LOSSES = {
    "a row is deleted": "DELETE FROM door_scan WHERE id = (SELECT min(id) FROM door_scan)",
    "a word is cut": "UPDATE accounts_user SET name = substr(name, 1, 5)",
    "a value is emptied": "UPDATE delegations_answer SET said_by_party_id = NULL",
    "a column goes": "ALTER TABLE meetings_minutes DROP COLUMN text",
    "a table goes": "DROP TABLE preparation_need",
}


def main() -> None:
    """Load, bring forward, compare, look."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - apps are ready only now

    _load()
    before = all_rows()
    call_command("migrate", verbosity=0)
    lost = differences(before)
    json.dump(
        {
            "stands_after": [f"{row['app']}.{row['name']}".replace("'", "") for row in before["django_migrations"]],
            "empty": sorted(table for table, rows in before.items() if not rows),
            "rows": sum(map(len, before.values())),
            "lost": lost,
            "noticed": {name: is_noticed(before, lost, statement) for name, statement in LOSSES.items()},
            "record": _verified(),
            "doctor": _of_the_doctor(),
            "pages": _pages(),
        },
        sys.stdout,
    )


def _load() -> None:
    """Load the dump by the connection of the house: rules of tables ask for functions that the framework brings."""
    text = (MADE / f"first_release.{connection.vendor}.sql").read_text()
    connection.ensure_connection()
    with connection.constraint_checks_disabled():
        if connection.vendor == "sqlite":
            connection.connection.executescript(text)
        else:
            # As it is: to the driver a sign of percent would be a place for a value.
            answer = connection.connection.pgconn.exec_(text.encode())
            assert not answer.error_message, answer.error_message
    # Statements of the dump say how this connection finds tables.
    connection.close()


def all_rows() -> Rows:
    """Every row of every table, as it is told."""
    return {table: _rows(table) for table in connection.introspection.table_names() if "searchindex" not in table}


def _rows(table: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - tables of our own
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, map(_told, row), strict=True)) for row in cursor.fetchall()]


def _told(value: Any) -> str:
    return repr(bytes(value)) if isinstance(value, memoryview) else repr(value)


def differences(before: Rows, on_purpose: Collection[tuple[str, str]] = ON_PURPOSE) -> list[str]:
    """Tables and columns that are no longer there, and rows that are not as they were."""
    after = all_rows()
    found = []
    for table, rows in before.items():
        looked_at = {name for name in rows[0] if (table, name) not in on_purpose} if rows else set()
        if table not in after:
            found += [f"{table}: gone"] if looked_at or not rows else []
        elif looked_at:
            gone = looked_at - _columns(table)
            found += [f"{table}: column {name}" for name in sorted(gone)]
            kept = Counter(_key(row, looked_at - gone) for row in after[table])
            kept.subtract(_key(row, looked_at - gone) for row in rows)
            found += [f"{table}: {each}" for each, count in kept.items() if count < 0]
    return found


def _columns(table: str) -> set[str]:
    with connection.cursor() as cursor:
        return {each.name for each in connection.introspection.get_table_description(cursor, table)}


def _key(row: Row, names: Any) -> tuple[str, ...]:
    return tuple(row[name] for name in sorted(names))


def is_noticed(before: Rows, lost: list[str], statement: str) -> bool:
    """Whether the statement leaves a difference that was not there before it."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(statement)
        found = differences(before)
        transaction.set_rollback(True)
    return bool(set(found) - set(lost))


def _verified() -> dict[str, str]:
    """What ``secretariat verify`` says of every record by itself, and against the seals published at that time."""
    seals = MADE / f"first_release.{connection.vendor}.seals"
    key = json.loads(seals.read_text().splitlines()[0])["key"]
    found = {"by itself": _said("verify"), "against what was published": _said("verify", against=seals, key=[key])}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET thing_label = 'another' WHERE conference_id = 1 AND revision = 20")
        found["tampered with"] = _said("verify")
        transaction.set_rollback(True)
    return found


def _said(command: str, **options: Any) -> str:
    from django.core.management import CommandError, call_command  # noqa: PLC0415 - apps are ready only now

    out = io.StringIO()
    try:
        call_command(command, stdout=out, **options)
    except CommandError as error:
        return f"{out.getvalue()}{error}"
    return out.getvalue()


def _of_the_doctor() -> list[str]:
    from secretariat.config.doctor import data  # noqa: PLC0415 - apps are ready only now

    return [f"{each.grade} {each.sentence}" for each in data.database_answers()]


def _pages() -> dict[str, int]:
    """Front page, the conference for a visitor, and its office for a secretary."""
    from django.test import Client, override_settings  # noqa: PLC0415 - apps are ready only now

    from secretariat.accounts.models import User  # noqa: PLC0415

    plain = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(STORAGES=plain, SECOND_FACTOR_REQUIRED=False):
        visitor, secretary = (Client(SERVER_NAME="localhost") for _each in range(2))
        secretary.force_login(User.objects.with_mail("secretary@example.org").get())
        asked: dict[str, Callable[..., Any]] = {
            "/en/": visitor.get,
            "/en/damascus-2020/": visitor.get,
            "/en/damascus-2020/office/": secretary.get,
            "/en/rehearsal/office/": secretary.get,
        }
        return {path: get(path).status_code for path, get in asked.items()}


if __name__ == "__main__":
    main()
