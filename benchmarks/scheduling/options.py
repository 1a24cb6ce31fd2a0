"""What can be asked for on the command line, and which instances are meant by it."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.scheduling.places import BENCH, files


@dataclass(frozen=True)
class Options:
    """How long, what, and whether the baselines run as well."""

    seconds: float = 60.0
    at: float = 10.0
    seed: int = 1
    only: str = ""
    baselines: bool = True
    folder: Path | None = None

    def files(self, place: str, ending: str) -> list[Path]:
        """The instances asked for: those of the public set, or those that somebody keeps apart."""
        found = files(self.folder or BENCH / place, ending)
        return [path for path in found if self.only in path.name]

    def wants(self, name: str) -> bool:
        """Whether an instance of this name is asked for."""
        return self.only in name
