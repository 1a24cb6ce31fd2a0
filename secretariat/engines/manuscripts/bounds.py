"""Reading a file that somebody handed in, in a process of its own with bounds of time and memory."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from secretariat.engines.manuscripts.models import FILE_LIMIT, Found, Note, Taken, Unreadable

__all__ = ["MEMORY", "SECONDS", "read_file"]

SECONDS = 20.0
MEMORY = 768 * 1024 * 1024

_ROOT = str(Path(__file__).resolve().parents[3])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from secretariat.engines.manuscripts.child import main; main()"


def read_file(data: bytes, *, seconds: float = SECONDS, memory: int = MEMORY) -> Found:
    """Return the paragraphs of a Word document, judged by its content whatever it is called.

    ``seconds`` bounds the whole by the clock, ``memory`` the child's address space in bytes (where the system can).
    Raises ``Unreadable``.
    """
    if not data.strip():
        raise Unreadable("empty")
    if len(data) > FILE_LIMIT:
        raise Unreadable("too large")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        # A file with a password is put into the container that older files have.
        raise Unreadable("protected" if "EncryptedPackage".encode("utf-16-le") in data else "old word")
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise Unreadable("not docx")
    return _opened(data, seconds, memory)


def _opened(data: bytes, seconds: float, memory: int) -> Found:
    line = json.dumps({"seconds": seconds, "memory": memory}).encode("ascii") + b"\n"
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
        raise Unreadable("too slow") from error
    return _answer(done)


def _answer(done: subprocess.CompletedProcess[bytes]) -> Found:
    if done.returncode == -getattr(signal, "SIGXCPU", 0):
        raise Unreadable("too slow")
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        # A library written in C ends the process itself when it gets no memory.
        is_hungry = done.returncode < 0 or b"MemoryError" in done.stderr or b"allocate" in done.stderr
        raise Unreadable("too much" if is_hungry else "broken") from error
    if "refused" in answer:
        raise Unreadable(answer["refused"])
    items = tuple(Taken(*each) for each in answer["items"])
    return Found(items, tuple(Note(code, count) for code, count in answer["notes"]), answer["language"])
