"""Workbooks (XLSX): opened in a process of its own, within seconds and bytes, and handed over row by row."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile

from secretariat.engines.statistics.models import Unreadable

__all__ = ["MEMORY", "SECONDS", "rows_apart"]

SECONDS = 120.0
MEMORY = 768 * 1024 * 1024
_ROOT = str(Path(__file__).resolve().parents[3])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from secretariat.engines.statistics.child import main; main()"


def rows_apart(data: bytes, *, seconds: float = SECONDS, memory: int = MEMORY) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of the first sheet that is shown, with their numbers; raise ``Unreadable``.

    ``seconds`` of processor time and ``memory`` in bytes of address space bound the child (where the system can).
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "old workbook")
    with TemporaryFile() as given:
        given.write(json.dumps({"seconds": seconds, "memory": memory}).encode("ascii") + b"\n" + data)
        given.seek(0)
        # The arguments are this package's own; the file goes in by the standard input and is never an argument.
        child = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-c", _START, _ROOT],
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # The parent's environment holds keys and addresses that are nothing to a stranger's file.
            env={},
        )
    try:
        yield from _told(child)
    finally:
        child.kill()
        child.wait()


def _told(child: "subprocess.Popen[bytes]") -> Iterator[tuple[int, list[str]]]:
    is_whole = False
    for line in child.stdout or ():
        try:
            said = json.loads(line)
        except ValueError:
            break
        if "refused" in said:
            raise Unreadable(said["refused"])
        if "end" in said:
            is_whole = True
            break
        yield said["row"], said["cells"]
    if not is_whole:
        raise Unreadable("broken")
