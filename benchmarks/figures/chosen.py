"""What a run was asked for, and what it missed; every part reads and writes it here."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from benchmarks import databases

DATABASES = ["sqlite", "postgres"]
MISSED: list[str] = []
STATISTICS = Path(__file__).resolve().parents[3] / "shared" / "data" / "unhcr-statistics"


def database(name: str, folder: Path) -> AbstractContextManager[databases.Database]:
    """A new database of this kind, dropped after the run."""
    return databases.sqlite(folder) if name == "sqlite" else databases.postgres()


def names() -> Iterator[str]:
    """The databases that were asked for and that answer; of the others it is said why not."""
    for name in DATABASES:
        reason = databases.reason_without_postgres() if name == "postgres" else ""
        if reason:
            print(f"\nPostgreSQL: SKIPPED, no server answers at {databases.SERVER} ({reason})")
        else:
            yield name
