"""One input given to one reader, and what came of it: how long it took, and what it broke."""

import hashlib
import resource
import signal
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from tests.fuzz.targets import Target

__all__ = ["MEMORY", "SECONDS", "Finding", "Hanging", "Tried", "bounded", "tried"]

# What no input may take: seconds of one core, and bytes.
SECONDS = 5.0
MEMORY = 500 * 1024 * 1024
AGAIN = 0.1
_ROOT = Path(__file__).resolve().parents[2]


class Hanging(BaseException):
    """Nothing that a reader catches: it has gone on for twice as long as it may."""


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
    is_bounded = signal.getsignal(signal.SIGPROF) not in {signal.SIG_DFL, signal.SIG_IGN, None}
    try:
        if is_bounded:
            # Again and again: what a destructor or a callback swallows ends nothing.
            signal.setitimer(signal.ITIMER_PROF, 2 * SECONDS, AGAIN)
        target.read(data)
        is_read = True
    except target.allowed:
        pass
    except Hanging as error:
        signal.setitimer(signal.ITIMER_PROF, 0)
        finding = Finding("hang", f"more than {2 * SECONDS:.0f} s", _where(error), data)
    except MemoryError as error:
        finding = Finding("memory", "MemoryError", _where(error), data)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        finding = Finding("crash", f"{type(error).__name__}: {error}"[:200], _where(error), data)
    finally:
        if is_bounded:
            signal.setitimer(signal.ITIMER_PROF, 0)
    seconds = time.process_time() - began
    if seconds > SECONDS and finding is None:
        finding = Finding("hang", f"{seconds:.1f} s", "", data)
    return Tried(seconds, is_read, finding)


@contextmanager
def bounded() -> Iterator[None]:
    """No input tried inside gets more than 500 MB beyond what the process has by now, nor goes on without end.

    What goes on within a library in C is ended when that comes back.
    """

    def end(_signal: int, _frame: Any) -> None:
        raise Hanging

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    before = signal.signal(signal.SIGPROF, end)
    resource.setrlimit(resource.RLIMIT_AS, (psutil.Process().memory_info().vms + MEMORY, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
        signal.signal(signal.SIGPROF, before)


def _where(error: BaseException) -> str:
    """The innermost place in the house that the error came through."""
    frames = [each for each in traceback.extract_tb(error.__traceback__) if each.filename != __file__]
    ours = [each for each in frames if "/secretariat/" in each.filename] or frames
    place = Path(ours[-1].filename)
    name = place.relative_to(_ROOT) if place.is_relative_to(_ROOT) else place.name
    return f"{name}:{ours[-1].lineno}"
