"""A house on SQLite: its database is copied by SQLite's own backup, while others write to it."""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from secretariat.config.keeping.envelope import Unusable
from secretariat.config.keeping.snapshots import Snapshot, counted, snapshot

COPY = "database.sqlite3"
# Tables of the search keep their words in tables beside them, and those are counted.
_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    " AND sql NOT LIKE 'CREATE VIRTUAL%'"
)
_SIDES = ("-wal", "-shm", "-journal")
_PATIENCE = 20.0


@contextmanager
def copy(database: Mapping[str, Any], folder: Path) -> Iterator[Snapshot]:
    """Copy it into the folder as it is at this moment; who writes to it meanwhile does not wait."""
    file = folder / COPY
    with closing(_reading(_place(database))) as source, closing(sqlite3.connect(file)) as copied:
        # In one step: it reads within one transaction, and no write makes it begin anew.
        source.backup(copied, pages=-1)
        # A copy that is one file, without another that holds what was written last.
        copied.execute("PRAGMA journal_mode = DELETE")
        _unless_broken(copied)
        made = snapshot(file, lambda question: copied.execute(question).fetchall(), _TABLES)
    yield made


def is_empty(database: Mapping[str, Any]) -> bool:
    """Whether there is no table yet, or no file."""
    place = _place(database)
    if not place.exists():
        return True
    with closing(_reading(place)) as there:
        return not there.execute("SELECT 1 FROM sqlite_master").fetchall()


def staging(database: Mapping[str, Any]) -> Path:
    """Where a copy waits until all else is in its place: on the same disk, so that it is there at one stroke."""
    place = _place(database)
    return place.with_name(f"{place.name}.restoring")


def put(database: Mapping[str, Any], staged: Path) -> None:
    """Let the staged copy be the database, at one stroke."""
    place = _place(database)
    with closing(_reading(staged)) as there:
        _unless_broken(there)
    for side in _SIDES:
        # What an empty database left beside it would be taken for the newest of this one.
        place.with_name(place.name + side).unlink(missing_ok=True)
        staged.with_name(staged.name + side).unlink(missing_ok=True)
    staged.chmod(0o600)
    staged.replace(place)
    sync(place.parent)


def counts(database: Mapping[str, Any]) -> dict[str, int]:
    """How many rows each table has now."""
    with closing(_reading(_place(database))) as there:
        return counted(lambda question: there.execute(question).fetchall(), _TABLES)


def sync(folder: Path) -> None:
    """Let a name that was given in a folder outlast a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        # Some disks of networks cannot; there it is as good as they are.
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _place(database: Mapping[str, Any]) -> Path:
    name = str(database["NAME"])
    if name == ":memory:" or name.startswith("file:"):
        raise Unusable("The database lies in memory alone: there is no file to copy.")
    return Path(name)


def _reading(place: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(f"{place.absolute().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)
    except sqlite3.OperationalError as error:
        raise Unusable(f"The database {place} cannot be opened: {error}.") from error


def _unless_broken(there: sqlite3.Connection) -> None:
    """Refuse what SQLite finds damaged; conditions of columns are left to the house, whose functions they ask."""
    there.execute("PRAGMA ignore_check_constraints = ON")
    try:
        found = there.execute("PRAGMA integrity_check(1)").fetchall()
    except sqlite3.DatabaseError as error:
        raise Unusable(f"The database is damaged: {error}.") from error
    if found != [("ok",)]:
        raise Unusable(f"The database is damaged: {found[0][0]}.")
