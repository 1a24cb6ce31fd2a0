"""One input given to one reader, and what came of it: how long it took, and what it broke."""

import hashlib
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.targets import Target

__all__ = ["MEMORY", "SECONDS", "Finding", "Tried", "tried"]

# What no input may take: seconds of one core, and bytes.
SECONDS = 5.0
MEMORY = 500 * 1024 * 1024
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Finding:
    """Something that no stranger may be able to do: "crash", "hang" or "memory", where, and by which input."""

    kind: str
    what: str
    where: str
    data: bytes

    @property
    def name(self) -> str:
        """Under which it is kept."""
        return f"{self.kind}-{hashlib.sha256(self.data).hexdigest()[:12]}"


@dataclass(frozen=True)
class Tried:
    """What came of an input: the seconds of processor time it took, whether it was read, and what it broke."""

    seconds: float
    is_read: bool
    finding: Finding | None = None


def tried(target: Target, data: bytes) -> Tried:
    """Give an input to a reader."""
    began = time.process_time()
    finding, is_read = None, False
    try:
        target.read(data)
        is_read = True
    except target.allowed:
        pass
    except MemoryError as error:
        finding = Finding("memory", "MemoryError", _where(error), data)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        finding = Finding("crash", f"{type(error).__name__}: {error}"[:200], _where(error), data)
    seconds = time.process_time() - began
    if seconds > SECONDS and finding is None:
        finding = Finding("hang", f"{seconds:.1f} s", "", data)
    return Tried(seconds, is_read, finding)


def _where(error: BaseException) -> str:
    """The innermost place in the house that the error came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [each for each in frames if "/secretariat/" in each.filename] or frames
    place = Path(ours[-1].filename)
    name = place.relative_to(_ROOT) if place.is_relative_to(_ROOT) else place.name
    return f"{name}:{ours[-1].lineno}"
