"""A database as it was at one moment, copied while others write to it; and put back where there is none."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from secretariat.config.keeping import postgresql, sqlite
from secretariat.config.keeping.place import Place
from secretariat.config.keeping.snapshots import Snapshot

COPIES = {"sqlite": sqlite.COPY, "postgresql": postgresql.COPY}


class _Kind(Protocol):
    def copy(self, database: Mapping[str, Any], folder: Path) -> AbstractContextManager[Snapshot]: ...

    def is_empty(self, database: Mapping[str, Any]) -> bool: ...

    def put(self, database: Mapping[str, Any], staged: Path) -> None: ...

    def counts(self, database: Mapping[str, Any]) -> dict[str, int]: ...


_KINDS: dict[str, _Kind] = {"sqlite": sqlite, "postgresql": postgresql}


def copy(place: Place, folder: Path) -> AbstractContextManager[Snapshot]:
    """Copy the database into the folder as it is at this moment, whoever writes to it meanwhile."""
    return _KINDS[place.kind].copy(place.database, folder)


def is_empty(place: Place) -> bool:
    """Whether there is nothing in the database yet."""
    return _KINDS[place.kind].is_empty(place.database)


def staging(place: Place, folder: Path) -> Path:
    """Where a copy of the database waits until all else is in its place."""
    return sqlite.staging(place.database) if place.kind == "sqlite" else folder / postgresql.COPY


def put(place: Place, staged: Path) -> None:
    """Let a copy be the database, all of it or nothing."""
    _KINDS[place.kind].put(place.database, staged)


def counts(place: Place) -> dict[str, int]:
    """How many rows each table has now."""
    return _KINDS[place.kind].counts(place.database)
