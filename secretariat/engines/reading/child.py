"""The process in which a stranger's file is opened: it limits itself, works, and writes one line of JSON.

The parent starts it with the folder of the packages as its only argument; nothing else of the parent is known here.
"""

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
    answer: dict[str, Any]
    try:
        answer = _worked(request, sys.stdin.buffer.read())
    except MemoryError:
        answer = {"refused": "too_much"}
    answers.write(json.dumps(answer, ensure_ascii=True).encode("ascii"))
    answers.close()


def _worked(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    from secretariat.engines.reading import carrying, models, opening, report  # noqa: PLC0415 - limits come first

    try:
        if request["task"] == "open":
            return {"opened": carrying.to_plain(opening.open_report(data, request["name"]))}
        if request["task"] == "read file":
            opened = opening.open_report(data, request["name"])
        else:
            opened = carrying.from_plain(models.Opened, json.loads(data))
        parties = [carrying.from_plain(models.KnownParty, party) for party in request["parties"]]
        return {"reading": carrying.to_plain(report.read(opened, parties=parties, published=request["published"]))}
    except models.Unopenable as refused:
        return {"refused": refused.code}


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
