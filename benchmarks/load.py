"""The load generator: plain sockets kept open, one process, one thread, nothing between it and the server.

It runs as ``python -m benchmarks.load``, takes one job a line on its input and answers each with one line: what came
back, how fast, and what the asking itself cost. It shares the machine's cores with the server it asks.
"""

import json
import re
import selectors
import socket
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from statistics import median
from types import TracebackType
from typing import Self

from benchmarks.report import UnexpectedError

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_END = b"\r\n\r\n"


@dataclass(frozen=True)
class Job:
    """What to ask of which port, for how many seconds, over how many connections."""

    port: int
    path: str
    seconds: float
    connections: int
    headers: dict[str, str] = field(default_factory=dict)
    expects: int = 200


@dataclass(frozen=True)
class Outcome:
    """What came of a job; ``size`` is the bytes of one answer's body, ``cost`` the generator's own CPU seconds."""

    answers: int
    rate: float
    median_ms: float
    worst_ms: float
    size: int
    cost: float


@dataclass
class _Visitor:
    socket: socket.socket
    asked_at: float = 0.0
    received: bytes = b""
    wanted: int = -1


def run(job: Job) -> Outcome:
    """Ask again and again over every connection, each waiting for its answer, until the time is over."""
    question = _question(job)
    selector = selectors.DefaultSelector()
    times: list[float] = []
    size = 0
    spent, began = time.process_time(), time.perf_counter()
    deadline = began + job.seconds
    waiting = 0
    for _ in range(job.connections):
        visitor = _Visitor(socket.create_connection(("127.0.0.1", job.port), timeout=30))
        visitor.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(visitor.socket, selectors.EVENT_READ, visitor)
        visitor.asked_at = time.perf_counter()
        visitor.socket.sendall(question)
        waiting += 1
    ended = began
    while waiting:
        ready = selector.select(timeout=30)
        if not ready:
            raise UnexpectedError(f"{job.path}: no answer in 30 s")
        for key, _events in ready:
            visitor = key.data
            if not _is_answered(visitor, job):
                continue
            ended = time.perf_counter()
            times.append(ended - visitor.asked_at)
            size = visitor.wanted
            visitor.received, visitor.wanted = b"", -1
            if ended < deadline:
                visitor.asked_at = ended
                visitor.socket.sendall(question)
            else:
                selector.unregister(visitor.socket)
                visitor.socket.close()
                waiting -= 1
    times.sort()
    return Outcome(
        answers=len(times),
        rate=len(times) / (ended - began),
        median_ms=1000 * median(times),
        worst_ms=1000 * times[int(len(times) * 0.99)],
        size=size,
        cost=time.process_time() - spent,
    )


class Generator:
    """The load generator in its own process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.load"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.communicate()

    def run(self, job: Job) -> Outcome:
        """Have one job done."""
        asked, answered = self._process.stdin, self._process.stdout
        if asked is None or answered is None:
            raise UnexpectedError("the load generator has no pipes")
        asked.write(json.dumps(asdict(job)) + "\n")
        asked.flush()
        said = json.loads(answered.readline() or '{"problem": "the load generator ended"}')
        if "problem" in said:
            raise UnexpectedError(said["problem"])
        return Outcome(**said)


def _question(job: Job) -> bytes:
    lines = [f"GET {job.path} HTTP/1.1", f"Host: 127.0.0.1:{job.port}"]
    lines += [f"{name}: {value}" for name, value in job.headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _is_answered(visitor: _Visitor, job: Job) -> bool:
    """Take what has come; whether the whole answer is here."""
    piece = visitor.socket.recv(262_144)
    if not piece:
        raise UnexpectedError(f"{job.path}: the server closed the connection")
    visitor.received += piece
    end = visitor.received.find(_END)
    if end < 0:
        return False
    if visitor.wanted < 0:
        visitor.wanted = _wanted(visitor.received[: end + 2], job)
    return len(visitor.received) >= end + len(_END) + visitor.wanted


def _wanted(head: bytes, job: Job) -> int:
    status = int(head[9:12])
    if status != job.expects:
        raise UnexpectedError(f"{job.path}: answered {status}, not {job.expects}")
    if status == 304:
        return 0
    length = _LENGTH.search(head)
    if length is None:
        raise UnexpectedError(f"{job.path}: the answer does not say how long it is")
    return int(length[1])


def main() -> None:
    """Do one job a line until the input ends."""
    for line in sys.stdin:
        try:
            said = asdict(run(Job(**json.loads(line))))
        except (UnexpectedError, OSError) as error:
            said = {"problem": str(error)}
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
