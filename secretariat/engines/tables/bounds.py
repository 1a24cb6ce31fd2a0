"""Reading a file that somebody handed in: text at once, a workbook in a process of its own with bounds."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from secretariat.engines.tables.models import FILE_LIMIT, MOST_ROWS, Note, Problem, Row, Table, Unreadable
from secretariat.engines.tables.text import decoded, read_text

__all__ = ["MEMORY", "SECONDS", "read_file"]

SECONDS = 20.0
MEMORY = 768 * 1024 * 1024

_ROOT = str(Path(__file__).resolve().parents[3])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from secretariat.engines.tables.child import main; main()"
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")


def read_file(data: bytes, *, seconds: float = SECONDS, memory: int = MEMORY, most_rows: int = MOST_ROWS) -> Table:
    """Return the table in a file, judged by its content whatever it is called: a workbook, or text.

    ``seconds`` bounds the opening of a workbook by the clock, ``memory`` the child's address space in bytes (where the
    system can). Raises ``Unreadable``.
    """
    if not data.strip():
        raise Unreadable("empty")
    if len(data) > FILE_LIMIT:
        raise Unreadable("too large")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")):
        return _opened(data, seconds, memory, most_rows)
    if data.startswith(_BINARY):
        raise Unreadable("not a table")
    text, encoding = decoded(data)
    if _is_no_text(text):
        raise Unreadable("not a table")
    notes = [] if encoding == "UTF-8" else [Note("encoding", {"name": encoding})]
    return read_text(text, notes=notes, most_rows=most_rows)


def _is_no_text(text: str) -> bool:
    """Whether more than a few characters are none that anybody writes."""
    start = text[:10_000]
    return sum(char in "\ufffd\x00" or (char < " " and char not in "\t\r\n\f\v") for char in start) > len(start) / 20


def _opened(data: bytes, seconds: float, memory: int, most_rows: int) -> Table:
    line = json.dumps({"seconds": seconds, "memory": memory, "most_rows": most_rows}).encode("ascii") + b"\n"
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


def _answer(done: subprocess.CompletedProcess[bytes]) -> Table:
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
    rows = tuple(
        Row(number, tuple(cells), tuple(Problem(column, code) for column, code in problems))
        for number, cells, problems in answer["rows"]
    )
    return Table(rows, notes=tuple(Note(code, said) for code, said in answer["notes"]), is_sheet=True)
