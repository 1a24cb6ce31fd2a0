"""Solving in a process of its own: it may be stopped, may be killed, and takes no more memory than it is given.

The problem goes in as JSON; what is found comes out line by line, so that the best plan so far is kept whatever happens
to the process. When this process ends, the other stops by itself.
"""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from secretariat.engines.scheduling.carrying import as_data, progress_from, solution_from
from secretariat.engines.scheduling.problem import Plan, Problem, Progress, Score, Solution

__all__ = ["MEMORY", "Apart", "Ended", "repair_apart", "solve_apart", "warm_up_apart"]

MEMORY = 4 * 1024**3
# Loading the libraries and compiling take this long at most, and so does coming to an end.
_GRACE = 90.0
_TO_STOP = 15.0
_TO_COMPILE = 600.0

Ended = Literal[
    "done",  # By itself: the best was proved, or the time was up, or it was stopped.
    "killed",  # By somebody else, or by the system.
    "too_slow",  # It did not come to an end when it should have.
    "too_much",  # It needed more memory than it may have.
    "broken",
]

_ROOT = str(Path(__file__).resolve().parents[3])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from secretariat.engines.scheduling.child import main; main()"
_WARM = "import sys; sys.path.insert(0, sys.argv[1]); from secretariat.engines.scheduling.child import warm; warm()"
# All that the other process learns of the environment of this one: where compiled kernels may be kept.
_KNOWN = ("NUMBA_CACHE_DIR", "HOME", "TMPDIR")
_ENVIRONMENT = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@dataclass(frozen=True)
class Apart(Solution):
    """A solution, and how the process that found it ended; ``detail`` is for a log, not for people.

    If it did not end by itself the plan is the last that it told of, and the status no more than ``feasible``.
    """

    ended: Ended = "done"
    detail: str = ""


def solve_apart(  # noqa: PLR0913 - what one may ask for, as of solve
    problem: Problem,
    *,
    seconds: float = 60.0,
    seed: int = 0,
    workers: int = 2,
    start: Plan | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
    memory: int = MEMORY,
) -> Apart:
    """Do what ``solve`` does in a process of its own, which gives way to all others (nice) and ends with this one.

    ``seconds`` count from when the problem is read there. ``memory`` bounds its address space in bytes, where the
    system can. ``stop`` is asked ten times a second, ``on_progress`` called from here.
    """
    request = {"deed": "solve", "seconds": seconds, "seed": seed, "workers": workers, "memory": memory}
    return _done_apart(request, problem, start, on_progress, stop)


def repair_apart(
    problem: Problem,
    *,
    seconds: float = 2.0,
    seed: int = 0,
    stop: Callable[[], bool] | None = None,
    memory: int = MEMORY,
) -> Apart:
    """Do what ``repair`` does in a process of its own, as ``solve_apart`` does with ``solve``."""
    request = {"deed": "repair", "seconds": seconds, "seed": seed, "workers": 1, "memory": memory}
    return _done_apart(request, problem, None, None, stop)


def _done_apart(
    request: Mapping[str, Any],
    problem: Problem,
    start: Plan | None,
    on_progress: Callable[[Progress], None] | None,
    stop: Callable[[], bool] | None,
) -> Apart:
    seconds = float(request["seconds"])
    heard = _Heard()
    with _started(request, problem, start) as process:
        lines = _lines_of(process)
        deadline = time.monotonic() + seconds + _GRACE
        is_asked = False
        while (line := _next(lines)) is not _OVER:
            if line is not None and (progress := heard.take(line)) is not None and on_progress is not None:
                on_progress(progress)
            if not is_asked and stop is not None and stop():
                is_asked = True
                _ask_to_stop(process)
                deadline = min(deadline, time.monotonic() + _TO_STOP)
            if time.monotonic() > deadline:
                process.kill()
                return heard.last("too_slow", f"after {seconds} seconds")
        code = process.wait()
    return heard.all(code)


def warm_up_apart() -> bool:
    """Compile in a process of its own what a search needs, so that the first one does not wait; whether that worked.

    Takes half a minute where nothing is kept yet, and a second where it is.
    """
    process = _python(_WARM)
    try:
        return process.wait(timeout=_TO_COMPILE) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        process.kill()
        process.communicate()


class _Heard:
    """What the other process has told."""

    def __init__(self) -> None:
        self.trace: list[Progress] = []
        self.plan: Plan | None = None
        self.score: Score | None = None
        self.first_seconds: float | None = None
        self.solution: Solution | None = None
        self.failure: tuple[str, str] | None = None

    def take(self, line: bytes) -> Progress | None:
        """Keep one line; return the progress if it is one."""
        try:
            told = json.loads(line)
        except ValueError:
            # The end of a line is missing when the process is killed while it writes.
            return None
        if "solution" in told:
            self.solution = solution_from(told["solution"])
        elif "failed" in told:
            self.failure = (str(told["failed"]), str(told.get("detail", "")))
        else:
            return self._keep(progress_from(told["progress"]))
        return None

    def _keep(self, progress: Progress) -> Progress:
        if progress.plan is not None:
            self.plan, self.score = progress.plan, progress.score
            if self.first_seconds is None:
                self.first_seconds = progress.seconds
        # Every plan kept would be many; the steps say how it went.
        self.trace.append(replace(progress, plan=None))
        return progress

    def all(self, code: int) -> Apart:
        """The whole, when nothing more will come."""
        found = self.solution
        if found is not None:
            return Apart(
                found.status,
                found.plan,
                found.score,
                found.bound,
                found.seconds,
                found.first_seconds,
                found.trace or tuple(self.trace),
            )
        if self.failure is not None:
            kind, detail = self.failure
            return self.last("too_much" if kind == "MemoryError" else "broken", f"{kind}: {detail}")
        return self.last("killed" if code < 0 else "broken", f"ended with {code}")

    def last(self, ended: Ended, detail: str) -> Apart:
        """The last best, when the process did not come to its end."""
        bound = self.trace[-1].bound if self.trace else ()
        seconds = self.trace[-1].seconds if self.trace else 0.0
        return Apart(
            "unknown" if self.plan is None else "feasible",
            self.plan,
            self.score,
            bound,
            seconds,
            self.first_seconds,
            tuple(self.trace),
            ended,
            detail,
        )


@contextlib.contextmanager
def _started(request: Mapping[str, Any], problem: Problem, start: Plan | None) -> Iterator["subprocess.Popen[bytes]"]:
    """The other process with the problem in its hands; it is ended however this block is left."""
    process = _python(_START)
    try:
        data = {**request, "problem": as_data(problem), "start": as_data(start)}
        with contextlib.suppress(BrokenPipeError):
            _write(process, json.dumps(data).encode("ascii") + b"\n")
        yield process
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()


def _python(code: str) -> "subprocess.Popen[bytes]":
    known = {name: os.environ[name] for name in _KNOWN if name in os.environ}
    # The arguments are this package's own; the problem goes in by the pipe and is never an argument.
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-I", "-c", code, _ROOT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=known | _ENVIRONMENT,
    )


def _write(process: "subprocess.Popen[bytes]", data: bytes) -> None:
    if process.stdin is not None:
        process.stdin.write(data)
        process.stdin.flush()


def _ask_to_stop(process: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(BrokenPipeError):
        _write(process, b"stop\n")


_OVER = b""


def _lines_of(process: "subprocess.Popen[bytes]") -> "queue.Queue[bytes]":
    lines: queue.Queue[bytes] = queue.Queue()

    def read() -> None:
        with contextlib.suppress(ValueError, OSError):
            for line in process.stdout or ():
                lines.put(line)
        lines.put(_OVER)

    threading.Thread(target=read, daemon=True).start()
    return lines


def _next(lines: "queue.Queue[bytes]") -> bytes | None:
    """The next line, nothing when none comes for a while, and no more than an empty one at the end."""
    try:
        return lines.get(timeout=0.1)
    except queue.Empty:
        return None
