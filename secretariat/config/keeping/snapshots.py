"""What a copy of a database holds, as the manifest of a backup tells it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MIGRATIONS, RECORDS = "django_migrations", "audit_record"
# Runs a question in SQL and answers with its rows.
Ask = Callable[[str], list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Snapshot:
    """A copy of a database in a file, and what it holds."""

    file: Path
    counts: Mapping[str, int]
    migrations: tuple[str, ...]
    revisions: Mapping[str, int]


def snapshot(file: Path, ask: Ask, tables: str) -> Snapshot:
    """The copy in this file, of a database that answers as it was when it was copied."""
    counts = counted(ask, tables)
    applied = ask(f"SELECT app, name FROM {MIGRATIONS} ORDER BY app, name") if MIGRATIONS in counts else []  # noqa: S608
    records = ask(f"SELECT conference_id, revision FROM {RECORDS} ORDER BY 1") if RECORDS in counts else []  # noqa: S608
    return Snapshot(
        file=file,
        counts=counts,
        migrations=tuple(f"{app}.{name}" for app, name in applied),
        revisions={str(conference): revision for conference, revision in records},
    )


def counted(ask: Ask, tables: str) -> dict[str, int]:
    """How many rows each table has; ``tables`` asks for their names."""
    names = sorted(name for (name,) in ask(tables))
    return {name: ask(f'SELECT count(*) FROM "{name}"')[0][0] for name in names}  # noqa: S608 - tables of our own
