"""The worker beside the server is kept running."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from secretariat.config import server

COMES_AND_STAYS = "import pathlib, os, time; pathlib.Path({place!r}, str(os.getpid())).touch(); time.sleep(60)"


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[server.Worker]:
    """A worker that leaves its number in the folder and stays."""
    monkeypatch.setattr(server, "WORKER_WAITS", 0.0)
    monkeypatch.setattr(server, "SHORTEST_PAUSE", 0.05)
    made = server.Worker()
    monkeypatch.setattr(made, "_command", [sys.executable, "-c", COMES_AND_STAYS.format(place=str(tmp_path))])
    yield made
    made.stop()


def until(found: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not found():
        assert time.monotonic() < deadline, "it did not happen within 20 seconds"
        time.sleep(0.02)


def test_a_worker_that_dies_is_started_again(worker: server.Worker, tmp_path: Path) -> None:
    worker.start()
    until(lambda: len(list(tmp_path.iterdir())) == 1)
    os.kill(int(next(tmp_path.iterdir()).name), signal.SIGKILL)

    until(lambda: len(list(tmp_path.iterdir())) == 2)


def test_a_worker_that_is_told_to_stop_stays_away(worker: server.Worker, tmp_path: Path) -> None:
    worker.start()
    until(lambda: len(list(tmp_path.iterdir())) == 1)

    worker.stop()
    worker.join(10)

    assert not worker.is_alive()
    assert len(list(tmp_path.iterdir())) == 1
