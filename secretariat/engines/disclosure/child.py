"""The process in which tables are protected and tried: it limits itself, works, and writes one line of JSON."""

import json
import os
import sys
from typing import Any

__all__ = ["main"]


def main() -> None:
    """Read one request from the standard input and write its answer to the standard output."""
    request = json.loads(sys.stdin.buffer.read())
    _limit(int(request["memory"]), float(request["seconds"]))
    # What a library prints must not get between the lines of the answer.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    answers.write(json.dumps(_worked(request), ensure_ascii=True).encode("ascii"))
    answers.close()
    # Threads of the solver may still be at work.
    os._exit(0)


def _worked(request: dict[str, Any]) -> dict[str, Any]:
    from secretariat.engines.disclosure import BadTables, Unprotectable, audit, suppress  # noqa: PLC0415 - after limits
    from secretariat.engines.disclosure.apart import tables_from  # noqa: PLC0415

    try:
        tables = tables_from(request["tables"])
        found = suppress(tables, seconds=float(request["seconds"]))
        verdict = audit(tables, found.hidden, seconds=5 * float(request["seconds"]))
    except BadTables as error:
        return {"code": f"bad: {error.code}", "keys": [error.place]}
    except Unprotectable as error:
        return {"code": "unprotectable", "keys": list(error.keys)}
    except MemoryError:
        return {"ended": "too_much"}
    except Exception:  # noqa: BLE001 - what it says may hold a number, so nothing of it is told
        return {"ended": "broken"}
    pattern = {
        "below": sorted(found.hidden.below),
        "blank": sorted(found.hidden.blank),
        "primary": sorted(found.primary),
        "status": found.status,
        "cost": found.cost,
        "bound": found.bound,
        "seconds": found.seconds,
    }
    findings = [
        [each.key, each.interval.low, each.interval.high, each.is_tight, each.code] for each in verdict.findings
    ]
    return {"suppression": pattern, "findings": findings, "audit_seconds": verdict.seconds}


def _limit(memory: int, seconds: float) -> None:
    try:
        import resource  # noqa: PLC0415 - only systems of the Unix kind have it
    except ImportError:
        return
    # Whoever waits for a page goes first.
    os.nice(10)
    for kind, amount in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, int(seconds * 8) + 60),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        # An administrator's own limit may be lower, and then it stands.
        resource.setrlimit(kind, (amount, hard) if hard == resource.RLIM_INFINITY or hard >= amount else (hard, hard))
