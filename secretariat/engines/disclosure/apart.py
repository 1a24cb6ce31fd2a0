"""Protecting in a process of its own, which gives way to all others, is bounded, and ends with this one."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from secretariat.engines.disclosure.models import (
    Audit,
    Cell,
    Finding,
    Hidden,
    Interval,
    Known,
    Relation,
    Rules,
    Suppression,
    Tables,
)

__all__ = ["MEMORY", "NotFinished", "Protected", "protect_apart", "tables_from"]

MEMORY = 2 * 1024**3
# The auditor comes after the search and may take longer than it; starting takes a moment.
_FOR_THE_AUDIT = 6.0
_GRACE = 15.0

_ROOT = str(Path(__file__).resolve().parents[3])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from secretariat.engines.disclosure.child import main; main()"

Ended = Literal["too_slow", "too_much", "killed", "broken", "stopped"]


class NotFinished(Exception):  # noqa: N818 - what happened, not whose fault it is
    """The other process did not come to its end; ``code`` says why, and nothing says what it was asked."""

    def __init__(self, code: Ended) -> None:
        """Say why."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Protected:
    """A pattern and what the auditor says of it, or what stands against any (``code``, and the cells it names)."""

    suppression: Suppression | None = None
    audit: Audit | None = None
    code: str = ""
    keys: tuple[str, ...] = ()


def protect_apart(
    tables: Tables, *, seconds: float = 30.0, memory: int = MEMORY, stop: Callable[[], bool] | None = None
) -> Protected:
    """Hide what must be hidden in tables, and have the auditor try the result, in another process.

    ``seconds`` bounds the search, and six times as many the auditor; ``memory`` bounds the address space in bytes
    where the system can; ``stop`` is asked twice a second. Raises ``NotFinished``.
    """
    request = {"seconds": seconds, "memory": memory, "tables": asdict(tables)}
    with subprocess.Popen(  # noqa: S603 - the arguments are this package's own
        [sys.executable, "-I", "-c", _START, _ROOT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # The parent's environment holds keys and addresses that are nothing to an engine.
        env={name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ},
    ) as process:
        try:
            answer = _answer_of(process, json.dumps(request).encode("ascii"), seconds, stop)
        finally:
            process.kill()
    return _protected(answer, process.returncode)


def _answer_of(
    process: "subprocess.Popen[bytes]", data: bytes, seconds: float, stop: Callable[[], bool] | None
) -> bytes:
    left = seconds * (1 + _FOR_THE_AUDIT) + _GRACE
    waiting: bytes | None = data
    while left > 0:
        try:
            answer, _nothing = process.communicate(waiting, timeout=0.5)
        except subprocess.TimeoutExpired:
            # What is not sent yet is remembered by the pipe itself.
            waiting, left = None, left - 0.5
            if stop is not None and stop():
                raise NotFinished("stopped") from None
        else:
            return answer
    raise NotFinished("too_slow")


def _protected(answer: bytes, code: int) -> Protected:
    try:
        told: dict[str, Any] = dict(json.loads(answer))
    except (ValueError, TypeError):
        raise NotFinished("killed" if code < 0 else "broken") from None
    if "ended" in told:
        raise NotFinished(told["ended"])
    if "code" in told:
        return Protected(code=told["code"], keys=tuple(told["keys"]))
    pattern = told["suppression"]
    hidden = Hidden(frozenset(pattern.pop("below")), frozenset(pattern.pop("blank")))
    primary = frozenset(pattern.pop("primary"))
    findings = tuple(Finding(key, Interval(low, high), tight, kind) for key, low, high, tight, kind in told["findings"])
    return Protected(Suppression(hidden=hidden, primary=primary, **pattern), Audit(findings, told["audit_seconds"]))


def tables_from(data: dict[str, Any]) -> Tables:
    """Tables as they were before they became data."""
    cells = tuple(
        Cell(**{**each, "rules": None if each["rules"] is None else Rules(**each["rules"])}) for each in data["cells"]
    )
    relations = tuple(Relation(each["total"], tuple(each["parts"])) for each in data["relations"])
    known = tuple(Known(tuple(each["parts"]), Interval(**each["interval"])) for each in data["known"])
    return Tables(cells, relations, Rules(**data["rules"]), known)
