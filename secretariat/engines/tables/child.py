"""The process in which a stranger's workbook is opened: it limits itself, reads, and writes one line of JSON."""

import json
import os
import sys
from typing import Any

__all__ = ["main"]


def main() -> None:
    """Read one request from the standard input and write its answer to the standard output."""
    request = json.loads(sys.stdin.buffer.readline())
    _limit(int(request["memory"]), float(request["seconds"]))
    # What a library prints must not get between the lines of the answer.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    answers.write(
        json.dumps(_read(sys.stdin.buffer.read(), int(request["most_rows"])), ensure_ascii=True).encode("ascii")
    )
    answers.close()


def _read(data: bytes, most_rows: int) -> dict[str, Any]:
    from secretariat.engines.tables import models, workbook  # noqa: PLC0415 - limits come first

    try:
        table = workbook.read_workbook(data, most_rows=most_rows)
    except models.Unreadable as refused:
        return {"refused": refused.code}
    except MemoryError:
        return {"refused": "too much"}
    except Exception:  # noqa: BLE001 - a broken workbook breaks the libraries that open it in any way there is
        return {"refused": "broken"}
    return {
        "rows": [
            [row.number, list(row.cells), [[each.column, each.code] for each in row.problems]] for row in table.rows
        ],
        "notes": [[note.code, dict(note.said)] for note in table.notes],
    }


def _limit(memory: int, seconds: float) -> None:
    try:
        import resource  # noqa: PLC0415 - only systems of the Unix kind have it
    except ImportError:
        return
    for kind, amount in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, int(seconds) + 1),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        # An administrator's own limit may be lower, and then it stands.
        resource.setrlimit(kind, (amount, hard) if hard == resource.RLIM_INFINITY or hard >= amount else (hard, hard))
