"""Copies of the database as it is at a moment: a second file, or a second database of the server, that stays behind."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path

from django.db import connection, connections

COPY = "replica-1"


@contextmanager
def copies(folder: Path) -> Iterator[Callable[[], None]]:
    """A copy named ``replica-1``; what is given brings it to where the primary is now."""
    told = deepcopy(connections.settings["default"])
    place = str(folder / "copy.sqlite3")
    told["NAME"] = place if connection.vendor == "sqlite" else f"{told['NAME']}_copy"
    connections.settings[COPY] = told
    held = connections[COPY]

    def connected() -> None:
        if held.connection is None:
            with held.wrap_database_errors:
                held.connect()

    # Tests may only reach the databases that were there when they began.
    held.ensure_connection = connected  # type: ignore[method-assign]
    try:
        yield _catch_up_sqlite if connection.vendor == "sqlite" else _catch_up_postgresql
    finally:
        connections[COPY].close()
        if connection.vendor == "postgresql":
            _on_the_server(f'DROP DATABASE IF EXISTS "{told["NAME"]}"')
        del connections[COPY]
        del connections.settings[COPY]


def break_it() -> None:
    """The copy answers no more."""
    connections[COPY].close()
    connections[COPY].settings_dict["NAME"] = "/nowhere/at-all"


def _catch_up_sqlite() -> None:
    connections[COPY].close()
    connection.ensure_connection()
    with sqlite3.connect(connections[COPY].settings_dict["NAME"]) as there:
        connection.connection.backup(there)


def _catch_up_postgresql() -> None:
    connections[COPY].close()
    name, copy = (connections[alias].settings_dict["NAME"] for alias in ("default", COPY))
    _on_the_server(f'DROP DATABASE IF EXISTS "{copy}"', f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')


def _on_the_server(*statements: str) -> None:
    # A database is copied while nobody is in it.
    connection.close()
    with connection._nodb_cursor() as cursor:
        for each in statements:
            cursor.execute(each)
