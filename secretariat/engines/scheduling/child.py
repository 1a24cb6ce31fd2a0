"""The process in which a timetable is solved: it limits itself, works, and writes a line of JSON for each step.

The parent starts it with the folder of the packages as its only argument; nothing else of the parent is known here.
"""

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

__all__ = ["main", "warm"]

# Plans are long, and nobody looks at more of them in a second.
_PAUSE = 0.25
_LARGEST_FILE = 64 * 1024**2
_FOR_COMPILING = 4 * 1024**3


def main() -> None:
    """Read one request from the standard input, tell every step on the standard output, stop when asked to."""
    request = json.loads(sys.stdin.buffer.readline())
    _limit(int(request["memory"]), float(request["seconds"]) * int(request["workers"]))
    # What a library prints must not get between the lines of the answer.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)

    def tell(what: dict[str, Any]) -> None:
        answers.write(json.dumps(what, ensure_ascii=True).encode("ascii") + b"\n")
        answers.flush()

    try:
        tell(_worked(request, tell))
    except BrokenPipeError:
        pass
    except BaseException as error:  # noqa: BLE001 - whatever it was, the parent is told, who keeps the last best
        tell({"failed": type(error).__name__, "detail": str(error)[:500]})
    # Threads of the solver may still be at work.
    os._exit(0)


def warm() -> None:
    """Compile what a search needs, and keep it for those that come; ends when the parent does."""
    _limit(_FOR_COMPILING, 0)
    is_left = _stopper()

    def follow() -> None:
        while not is_left():
            time.sleep(_PAUSE)
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
    from secretariat.engines.scheduling.solving import warm_up  # noqa: PLC0415 - limits come first

    warm_up()
    os._exit(0)


def _worked(request: dict[str, Any], tell: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    from secretariat.engines.scheduling import carrying  # noqa: PLC0415 - limits come first
    from secretariat.engines.scheduling.solving import solve  # noqa: PLC0415

    problem = carrying.problem_from(request["problem"])
    if request["deed"] == "repair":
        return {"solution": _repaired(problem, request)}
    start = request.get("start")
    steps = _Steps(tell)
    solution = solve(
        problem,
        seconds=float(request["seconds"]),
        seed=int(request["seed"]),
        workers=int(request["workers"]),
        start=None if start is None else carrying.plan_from(start),
        on_progress=steps.on_progress,
        stop=_stopper(),
    )
    data = carrying.as_data(solution)
    # The parent has heard the steps.
    data.pop("trace", None)
    return {"solution": data}


def _repaired(problem: Any, request: dict[str, Any]) -> dict[str, Any]:
    from secretariat.engines.scheduling.carrying import as_data  # noqa: PLC0415 - limits come first
    from secretariat.engines.scheduling.repairing import repair  # noqa: PLC0415

    seconds, seed = float(request["seconds"]), int(request["seed"])
    data: dict[str, Any] = as_data(repair(problem, seconds=seconds, seed=seed, stop=_stopper()).solution)
    return data


class _Steps:
    """Tells the steps of a search, no more often than somebody can look at them; the last plan is never left out."""

    def __init__(self, tell: Callable[[dict[str, Any]], None]) -> None:
        self.tell = tell
        self.waiting: Any = None
        self.told_at = 0.0
        self.lock = threading.Lock()

    def on_progress(self, progress: Any) -> None:
        from dataclasses import replace  # noqa: PLC0415

        from secretariat.engines.scheduling.carrying import as_data  # noqa: PLC0415

        # Two threads may find something at the same time.
        with self.lock:
            if progress.plan is None and self.waiting is not None:
                progress = replace(progress, plan=self.waiting.plan, score=self.waiting.score)
            if self.told_at and time.monotonic() - self.told_at < _PAUSE:
                self.waiting = progress if progress.plan is not None else self.waiting
                return
            self.waiting, self.told_at = None, time.monotonic()
            self.tell({"progress": as_data(progress)})


def _stopper() -> Callable[[], bool]:
    """Whether somebody asked to stop: by a line, or by ending itself, which closes the standard input."""
    asked = threading.Event()

    def listen() -> None:
        sys.stdin.buffer.readline()
        asked.set()

    threading.Thread(target=listen, daemon=True).start()
    return asked.is_set


def _limit(memory: int, seconds: float) -> None:
    try:
        import resource  # noqa: PLC0415 - only systems of the Unix kind have it
    except ImportError:
        return
    # Whoever waits for a page goes first.
    os.nice(10)
    for kind, amount in (
        (resource.RLIMIT_AS, memory),
        # Compiling takes time of its own.
        (resource.RLIMIT_CPU, int(seconds) + 180),
        # Compiled kernels are kept in files.
        (resource.RLIMIT_FSIZE, _LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        # An administrator's own limit may be lower, and then it stands.
        resource.setrlimit(kind, (amount, hard) if hard == resource.RLIM_INFINITY or hard >= amount else (hard, hard))
