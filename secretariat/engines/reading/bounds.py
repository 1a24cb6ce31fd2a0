"""Opening and reading within bounds of time and memory, in a process of their own."""

import json
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from secretariat.engines.reading import carrying, plain
from secretariat.engines.reading.models import KnownParty, Opened, Reading, Unopenable

__all__ = ["MEMORY", "SECONDS", "open_bounded", "read_bounded", "read_file_bounded"]

SECONDS = 5.0
MEMORY = 512 * 1024 * 1024

_ROOT = str(Path(__file__).resolve().parents[3])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from secretariat.engines.reading.child import main; main()"


def open_bounded(data: bytes, name: str, *, seconds: float = SECONDS, memory: int = MEMORY) -> Opened:
    """Return what ``open_report`` returns, or raise ``Unopenable`` once it takes too long or needs too much.

    ``seconds`` bounds the whole by the clock, ``memory`` the child's address space in bytes (where the system can).
    Raises ``Unopenable`` with the codes of ``open_report``, "too_slow" and "too_much".
    """
    _check(data)
    request = {"task": "open", "name": name}
    answer = _asked(request, data, seconds=seconds, memory=memory)
    opened: Opened = carrying.from_plain(Opened, answer["opened"])
    return opened


def read_bounded(
    opened: Opened,
    *,
    parties: Sequence[KnownParty] = (),
    published: str = "",
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> Reading:
    """Return what ``read`` returns for an opened report, within the same bounds as ``open_bounded``."""
    request = {"task": "read", "parties": _plain(parties), "published": published}
    data = json.dumps(carrying.to_plain(opened)).encode("ascii")
    answer = _asked(request, data, seconds=seconds, memory=memory)
    reading: Reading = carrying.from_plain(Reading, answer["reading"])
    return reading


def read_file_bounded(
    data: bytes,
    name: str,
    *,
    parties: Sequence[KnownParty] = (),
    published: str = "",
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> Reading:
    """Return what ``open_report`` and ``read`` come to for a file: one process and one budget of time for both.

    Raises ``Unopenable`` as ``open_bounded`` does.
    """
    _check(data)
    request = {"task": "read file", "name": name, "parties": _plain(parties), "published": published}
    answer = _asked(request, data, seconds=seconds, memory=memory)
    reading: Reading = carrying.from_plain(Reading, answer["reading"])
    return reading


def _check(data: bytes) -> None:
    if not data:
        raise Unopenable("empty")
    if len(data) > plain.FILE_LIMIT:
        raise Unopenable("too_large")


def _plain(parties: Sequence[KnownParty]) -> list[Any]:
    return [carrying.to_plain(party) for party in parties]


def _asked(request: dict[str, Any], data: bytes, *, seconds: float, memory: int) -> dict[str, Any]:
    line = json.dumps({**request, "seconds": seconds, "memory": memory}).encode("ascii") + b"\n"
    try:
        # The arguments are this package's own; the file goes in by the pipe and is never an argument.
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", "-c", _START, _ROOT],
            input=line + data,
            capture_output=True,
            timeout=seconds,
            check=False,
            # The parent's environment holds keys and addresses that are nothing to a stranger's file.
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise Unopenable("too_slow") from error
    return _answer(done)


def _answer(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    if done.returncode == -getattr(signal, "SIGXCPU", 0):
        raise Unopenable("too_slow")
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        # A library written in C ends the process itself when it gets no memory; Python says so before it does.
        is_hungry = done.returncode < 0 or b"MemoryError" in done.stderr or b"allocate" in done.stderr
        raise Unopenable("too_much" if is_hungry else "broken") from error
    if "refused" in answer:
        raise Unopenable(answer["refused"])
    return answer
