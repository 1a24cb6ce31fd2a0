"""The process in which a stranger's photo is opened: it limits itself, works, and writes a word and the portrait.

The parent starts it with the folder of the packages as its only argument; nothing else of the parent is known here.
"""

import json
import os
import sys

__all__ = ["main"]


def main() -> None:
    """Read the limits and a photo from the standard input; write "done" and the portrait, or the code of a refusal."""
    request = json.loads(sys.stdin.buffer.readline())
    _limit(int(request["memory"]), float(request["seconds"]))
    # What a library prints must not get before the answer.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    answers.write(_worked(sys.stdin.buffer.read(), tuple(request.get("widths", ()))))
    answers.close()


def _worked(data: bytes, widths: tuple[int, ...]) -> bytes:
    from secretariat.engines.portraits import models, picture  # noqa: PLC0415 - limits come first

    try:
        if not widths:
            return b"done\n" + picture.portrait(data)
        made = picture.fitted(data, widths)
        return b"done\n" + b"".join(len(each).to_bytes(4, "big") + each for each in made)
    except models.Unusable as refused:
        return refused.code.encode("ascii") + b"\n"
    except MemoryError:
        return b"too_much\n"


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
