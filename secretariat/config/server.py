"""The process that holds the web server: it starts the processes that answer, and the worker beside them.

It is kept apart from the command so that it carries neither Django nor the desks: it only watches over those that do.
"""

import os
import subprocess
import sys
from argparse import ArgumentParser
from threading import Timer

from granian import Granian
from granian.constants import Interfaces

WORKER_WAITS = 3.0


def main(words: list[str]) -> None:
    """Serve until stopped."""
    given = _given(words)
    workers: list[subprocess.Popen[bytes]] = []
    # The worker starts when the server has had its cores to itself; mail waits that long.
    start = Timer(WORKER_WAITS, lambda: workers.append(_worker()))
    start.daemon = True
    if not given.without_worker:
        start.start()
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
        start.cancel()
        for worker in workers:
            worker.terminate()
            worker.wait(timeout=20)


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


def _worker() -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "secretariat", "work", "--with-parent", str(os.getpid())]
    return subprocess.Popen(command)  # noqa: S603 - our own program


if __name__ == "__main__":
    main(sys.argv[1:])
