"""Two deeds at once."""

import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connection, connections


def in_thread(work: Callable[[], object]) -> threading.Thread:
    """Begin work beside this test; its connections are closed at its end."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def at_once(tasks: Sequence[Callable[[], Any]], folder: Path) -> list[Any]:
    """What becomes of tasks that begin at the same moment, each with a connection of its own, in their order.

    The database of a test on SQLite lies in memory, where connections do not wait for each other; so there they work on
    a copy in a file, as they would outside a test, and ``look`` reads it.
    """
    place = _copy(folder / "beside.sqlite3") if connection.vendor == "sqlite" else None
    gate, found = threading.Barrier(len(tasks)), [None] * len(tasks)

    def run(number: int) -> None:
        _move_to(place)
        gate.wait(60)
        found[number] = tasks[number]()

    for each in [in_thread(partial(run, number)) for number in range(len(tasks))]:
        each.join(120)
    return found


def look(question: Callable[[], Any], folder: Path) -> Any:
    """What the database says after tasks that ran at once."""
    place, found = folder / "beside.sqlite3", []

    def run() -> None:
        _move_to(place if place.exists() else None)
        found.append(question())

    in_thread(run).join(120)
    return found[0]


def _copy(place: Path) -> Path:
    with closing(sqlite3.connect(place)) as file:
        connection.ensure_connection()
        connection.connection.backup(file)
    return place


def _move_to(place: Path | None) -> None:
    if place is not None:
        connection.settings_dict = {**connection.settings_dict, "NAME": str(place)}
