"""The process that holds the web server: it starts the processes that answer, and the worker beside them.

It is kept apart from the command so that it carries neither Django nor the desks: it only watches over those that do.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from threading import Event, Thread
from time import monotonic

from granian import Granian
from granian.constants import Interfaces

# The worker starts when the server has had its cores to itself; mail waits that long.
WORKER_WAITS = 3.0
# A worker that ends is started again, after a pause that doubles while it ends soon.
SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
# Mail servers are given 20 seconds to answer.
LAST_TASK = 25.0
COUNTS = "PROMETHEUS_MULTIPROC_DIR"
_COUNTS_OF = "secretariat-counts-"


class Worker(Thread):
    """Keeps one worker running beside the server, until told to stop."""

    def __init__(self, command: tuple[str, ...] = ("work", "--with-parent", str(os.getpid()))) -> None:
        super().__init__(daemon=True)
        self._command = [sys.executable, "-m", "secretariat", *command]
        self._is_over = Event()
        self._process: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        """Start the worker, and start it again whenever it ends."""
        pause = WORKER_WAITS
        while not self._is_over.wait(pause):
            began = monotonic()
            self._process = subprocess.Popen(self._command)  # noqa: S603 - our own program
            code = self._process.wait()
            lived = monotonic() - began
            pause = SHORTEST_PAUSE if lived > LONGEST_PAUSE else min(max(2 * pause, SHORTEST_PAUSE), LONGEST_PAUSE)
            if not self._is_over.is_set():
                print(f"The worker ended with code {code}; it starts again in {pause:.0f} s.", file=sys.stderr)

    def stop(self) -> None:
        """End the worker once it has done the task in its hands."""
        self._is_over.set()
        process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(timeout=LAST_TASK)
        except subprocess.TimeoutExpired:
            process.kill()


def main(words: list[str]) -> None:
    """Serve until stopped."""
    given = _given(words)
    # All processes count into one folder, so that whichever is asked tells the sum.
    given_folder = os.environ.get(COUNTS)
    counts = None if given_folder else _folder_for_counts()
    if given_folder:
        forget_counts_of_the_dead(Path(given_folder))
    os.environ.setdefault(COUNTS, counts or "")
    worker = Worker()
    if not given.without_worker:
        worker.start()
    try:
        Granian(
            "secretariat.config.wsgi:application",
            address=given.host,
            port=given.port,
            interface=Interfaces.WSGI,
            workers=given.processes,
            blocking_threads=given.threads,
            log_access=False,
            respawn_failed_workers=True,
        ).serve()
    finally:
        worker.stop()
        if counts:
            shutil.rmtree(counts, ignore_errors=True)


def forget_counts_of_the_dead(folder: Path) -> None:
    """Take away what processes counted that live no longer; a worker of its own that lives counts on there."""
    for left in folder.glob("*_*.db"):
        number = left.stem.rpartition("_")[2]
        if number.isdigit() and not _lives(int(number)):
            left.unlink(missing_ok=True)


def _folder_for_counts() -> str:
    """A folder of this server alone; those of servers that were killed are taken away."""
    for left in Path(tempfile.gettempdir()).glob(f"{_COUNTS_OF}*"):
        number = left.name.removeprefix(_COUNTS_OF).partition("-")[0]
        if number.isdigit() and not _lives(int(number)):
            shutil.rmtree(left, ignore_errors=True)
    return tempfile.mkdtemp(prefix=f"{_COUNTS_OF}{os.getpid()}-")


def _lives(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def add_arguments(parser: ArgumentParser) -> None:
    """Address, number of processes, and whether the worker runs here."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--threads", type=int, default=2, help="threads a process answers with")
    parser.add_argument("--without-worker", action="store_true", help="`secretariat work` runs elsewhere")


def _given(words: list[str]) -> "Given":
    parser = ArgumentParser(prog="secretariat serve")
    add_arguments(parser)
    return parser.parse_args(words, namespace=Given())


class Given:
    """What the command line said."""

    host: str
    port: int
    processes: int
    threads: int
    without_worker: bool


if __name__ == "__main__":
    main(sys.argv[1:])
