"""Where the public instances are: beside the repository, or in a folder that somebody keeps apart."""

from collections.abc import Iterator
from pathlib import Path

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"


def files(folder: Path, ending: str) -> list[Path]:
    """All files of a folder, and of the folders in it, that end so, by name; none if there is no such folder."""
    return sorted(_files(folder, ending), key=lambda path: (path.parent.name, path.name))


def _files(folder: Path, ending: str) -> Iterator[Path]:
    if folder.is_dir():
        yield from (path for path in folder.rglob(f"*{ending}") if not path.name.startswith(("~", ".")))
