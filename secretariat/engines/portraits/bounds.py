"""Making a portrait within bounds of time and memory, in a process of its own."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import get_args

from secretariat.engines.portraits.models import FILE_LIMIT, Code, Unusable

__all__ = ["MEMORY", "SECONDS", "fitted_bounded", "portrait_bounded"]

SECONDS = 15.0
MEMORY = 768 * 1024 * 1024

_ROOT = str(Path(__file__).resolve().parents[3])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from secretariat.engines.portraits.child import main; main()"


def portrait_bounded(data: bytes, *, seconds: float = SECONDS, memory: int = MEMORY) -> bytes:
    """Return what ``picture.portrait`` returns, or raise ``Unusable`` once it takes too long or needs too much.

    ``seconds`` bounds the whole by the clock, ``memory`` the child's address space in bytes (where the system can).
    """
    return _asked(data, {}, seconds, memory)


def fitted_bounded(
    data: bytes, widths: tuple[int, ...], *, seconds: float = SECONDS, memory: int = MEMORY
) -> list[bytes]:
    """Return what ``picture.fitted`` returns; bounded as ``portrait_bounded`` is."""
    answer = _asked(data, {"widths": widths}, seconds, memory)
    made: list[bytes] = []
    while answer:
        size = int.from_bytes(answer[:4], "big")
        made.append(answer[4 : 4 + size])
        answer = answer[4 + size :]
    return made


def _asked(data: bytes, request: dict[str, object], seconds: float, memory: int) -> bytes:
    if not data:
        raise Unusable("empty")
    if len(data) > FILE_LIMIT:
        raise Unusable("too_large")
    line = json.dumps({**request, "seconds": seconds, "memory": memory}).encode("ascii") + b"\n"
    try:
        # The arguments are this package's own; the photo goes in by the pipe and is never an argument.
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", "-c", _START, _ROOT],
            input=line + data,
            capture_output=True,
            timeout=seconds,
            check=False,
            # The parent's environment holds keys and addresses that are nothing to a stranger's photo.
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise Unusable("too_slow") from error
    return _answer(done)


def _answer(done: "subprocess.CompletedProcess[bytes]") -> bytes:
    if done.returncode == -getattr(signal, "SIGXCPU", 0):
        raise Unusable("too_slow")
    word, _line_end, portrait = done.stdout.partition(b"\n")
    if done.returncode == 0 and word == b"done" and b"\xff\xd8" in portrait[:6]:
        return portrait
    code = word.decode("ascii", "replace")
    for known in get_args(Code):
        if code == known:
            raise Unusable(known)
    # A library written in C ends the process itself when it gets no memory; Python says so before it does.
    is_hungry = done.returncode < 0 or b"MemoryError" in done.stderr or b"allocate" in done.stderr
    raise Unusable("too_much" if is_hungry else "broken")
