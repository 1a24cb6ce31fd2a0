"""Doors that hand in scans as fast as they are answered: plain sockets kept open, one process, one thread.

It runs as ``python -m benchmarks.door_load``, takes one job a line on its input and answers each with one line. It
shares the machine's cores with the server it asks.
"""

import json
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median
from types import TracebackType
from typing import Any, Self

from benchmarks.report import UnexpectedError

_END = b"\r\n\r\n"
_LENGTH = b"\r\ncontent-length:"


@dataclass(frozen=True)
class DoorJob:
    """What to hand in where: one scan or a whole queue a request, for some seconds or until so many requests are done.

    ``doors`` is a file with the tokens of the doors and the texts of the badges; ``again_every`` sends every so-manieth
    request a second time, as a door does that got no answer.
    """

    port: int
    path: str
    doors: str
    scans: int = 1
    seconds: float = 0.0
    requests: int = 0
    again_every: int = 0
    seed: int = 1


@dataclass(frozen=True)
class DoorOutcome:
    """What came of a job; ``fresh`` counts the scans that the server says it had not had before."""

    requests: int
    rate: float
    median_ms: float
    fresh: int
    repeated: int
    cost: float


@dataclass
class _Door:
    socket: socket.socket
    token: str
    asked_at: float = 0.0
    received: bytes = b""
    wanted: int = -1
    sent: bytes = b""
    left: memoryview = field(default_factory=lambda: memoryview(b""))
    again: bool = False

    def send(self) -> int:
        """Send as much as goes now, and say what to wait for: a door whose mouth is full still listens."""
        while self.left:
            try:
                self.left = self.left[self.socket.send(self.left) :]
            except BlockingIOError:
                return selectors.EVENT_READ | selectors.EVENT_WRITE
        return selectors.EVENT_READ


class _Shift:
    """One job: what is asked over every door's connection, each waiting for its answer."""

    def __init__(self, job: DoorJob) -> None:
        known = json.loads(Path(job.doors).read_text())
        self.job = job
        self.bodies = _bodies(job, known["texts"])
        self.doors = [_Door(_connected(job.port), token) for token in known["tokens"]]
        self.deadline = time.perf_counter() + job.seconds
        self.asked = self.repeated = 0

    def ask(self, door: _Door) -> bool:
        """Send the next request, or the last one again; whether there was one to send."""
        every = self.job.again_every
        if every and door.sent and not door.again and self.asked % every == 0:
            door.again, self.repeated = True, self.repeated + 1
        elif self._is_over():
            return False
        else:
            door.again, self.asked = False, self.asked + 1
            door.sent = _question(self.job, door.token, next(self.bodies))
        door.received, door.wanted, door.asked_at = b"", -1, time.perf_counter()
        door.left = memoryview(door.sent)
        return True

    def _is_over(self) -> bool:
        if self.job.requests:
            return self.asked >= self.job.requests
        return time.perf_counter() >= self.deadline


def run(job: DoorJob) -> DoorOutcome:
    """Hand in scan after scan until the job is over."""
    shift, selector = _Shift(job), selectors.DefaultSelector()
    times: list[float] = []
    spent, began = time.process_time(), time.perf_counter()
    fresh = waiting = 0
    for door in shift.doors:
        waiting += shift.ask(door)
        selector.register(door.socket, door.send(), door)
    while waiting:
        for door, events in _ready(selector, job):
            if events & selectors.EVENT_WRITE:
                selector.modify(door.socket, door.send(), door)
            if not events & selectors.EVENT_READ or not _is_answered(door, job):
                continue
            times.append(time.perf_counter() - door.asked_at)
            fresh += door.received.count(b'"is_new":true')
            if shift.ask(door):
                selector.modify(door.socket, door.send(), door)
            else:
                selector.unregister(door.socket)
                door.socket.close()
                waiting -= 1
    taken = time.perf_counter() - began
    cost = time.process_time() - spent
    return DoorOutcome(len(times), len(times) / taken, 1000 * median(times), fresh, shift.repeated, cost)


def _ready(selector: selectors.BaseSelector, job: DoorJob) -> list[tuple[_Door, int]]:
    ready = selector.select(timeout=60)
    if not ready:
        raise UnexpectedError(f"{job.path}: no answer in 60 s")
    return [(key.data, events) for key, events in ready]


class Doors:
    """The doors in a process of their own."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.door_load"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.communicate()

    def run(self, job: DoorJob) -> DoorOutcome:
        """Have one job done."""
        asked, answered = self._process.stdin, self._process.stdout
        if asked is None or answered is None:
            raise UnexpectedError("the doors have no pipes")
        asked.write(json.dumps(asdict(job)) + "\n")
        asked.flush()
        said = json.loads(answered.readline() or '{"problem": "the doors ended"}')
        if "problem" in said:
            raise UnexpectedError(said["problem"])
        return DoorOutcome(**said)


def _bodies(job: DoorJob, texts: list[str]) -> Iterator[bytes]:
    """Bodies that never come twice: the next badge, the other direction each round, a nonce of their own."""
    chance = Random(job.seed)
    start = chance.randrange(len(texts))
    turn = cycle([*texts[start:], *texts[:start]])
    handed = 0
    while True:
        now = datetime.now(UTC)
        scans: list[dict[str, Any]] = []
        for _place in range(job.scans):
            direction = "exit" if handed // len(texts) % 2 else "entry"
            at = now - timedelta(seconds=job.scans - len(scans)) if job.scans > 1 else now
            scans.append(
                {
                    "nonce": _nonce(chance),
                    "text": next(turn),
                    "direction": direction,
                    "at": at.isoformat(),
                    "verdict": "valid",
                    "admitted": True,
                    "offline": job.scans > 1,
                    "follows": "",
                    "by_hand": False,
                }
            )
            handed += 1
        yield json.dumps({"device_at": now.isoformat(), "scans": scans}).encode()


def _nonce(chance: Random) -> str:
    digits = f"{chance.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-8{digits[17:20]}-{digits[20:]}"


def _connected(port: int) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", port), timeout=60)
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    made.settimeout(0)
    return made


def _question(job: DoorJob, token: str, body: bytes) -> bytes:
    head = (
        f"POST {job.path} HTTP/1.1\r\nHost: 127.0.0.1:{job.port}\r\nAuthorization: Device {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _is_answered(door: _Door, job: DoorJob) -> bool:
    piece = door.socket.recv(262_144)
    if not piece:
        raise UnexpectedError(f"{job.path}: the server closed the connection")
    door.received += piece
    end = door.received.find(_END)
    if end < 0:
        return False
    if door.wanted < 0:
        head = door.received[: end + 2]
        if head[9:12] != b"200":
            raise UnexpectedError(f"{job.path}: answered {head[9:12].decode()}: {door.received[end : end + 300]!r}")
        at = head.lower().find(_LENGTH)
        if at < 0:
            raise UnexpectedError(f"{job.path}: the answer does not say how long it is")
        door.wanted = int(head[at + len(_LENGTH) : head.find(b"\r\n", at + 2)])
    return len(door.received) >= end + len(_END) + door.wanted


def main() -> None:
    """Do one job a line until the input ends."""
    for line in sys.stdin:
        try:
            said = asdict(run(DoorJob(**json.loads(line))))
        except (UnexpectedError, OSError) as error:
            said = {"problem": str(error)}
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
