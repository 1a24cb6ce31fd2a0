"""The house that is asked on opening day: its database, its processes, and how it is asked."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict, dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from benchmarks import servers
from benchmarks.report import UnexpectedError
from benchmarks.servers import PROCESSES, ROOT, Server, environment, run, tree
from trials.load_inside import KNOWN

SERVER = "postgres://postgres@127.0.0.1:5432/postgres"
SETUP = ("secretariat", "setup")
QUICK = ("trials.power_cut_inside", "tables")
PATIENCE = 300.0
# A process that has made everything ready answers within so many seconds; so often in a row, and none of two is left.
READY, IN_A_ROW = 2.0, 16


@dataclass(frozen=True)
class Job:
    """What the driver is to do: let so many users come in ``coming`` seconds, and count for ``seconds``.

    Without users each thing that anybody may ask is asked once.
    """

    port: int
    known: str
    users: int = 0
    seconds: float = 0.0
    coming: float = 0.0
    seed: int = 1


@dataclass(frozen=True)
class Outcome:
    """What was answered: of each kind how long it took in milliseconds, and what was wrong with it how often."""

    seconds: float
    times: dict[str, list[float]]
    failures: dict[str, dict[str, int]]
    cpu: float


@dataclass(frozen=True)
class Opened:
    """A house that stands, with its conference in it."""

    folder: Path
    server: Server
    known: dict[str, Any]

    def job(self, users: int = 0, seconds: float = 0.0, coming: float = 0.0, seed: int = 1) -> Job:
        """What the driver is to do here."""
        return Job(self.server.port, str(self.folder / KNOWN), users, seconds, coming, seed)


@contextmanager
def opened(kind: str, folder: Path, *, size: str = "whole", setup: tuple[str, ...] = SETUP) -> Iterator[Opened]:
    """A house on a database of its own, in which every process has answered.

    It has two processes, and a worker beside them; around a small conference one process and nothing else.
    """
    is_whole = size == "whole"
    with _database(kind, folder) as url:
        given = {
            **environment(url, folder),
            # As in a real house: secretaries have a second factor, and the proxy tells whose address it is.
            "SECOND_FACTOR_REQUIRED": "1",
            "TRUSTED_PROXY_COUNT": "1",
        }
        set_up(given, setup)
        run(["trials.load_inside", size, str(folder)], given)
        known = json.loads((folder / KNOWN).read_text())
        with servers.house(given, has_worker=is_whole, processes=PROCESSES if is_whole else 1) as server:
            standing = Opened(folder, server, known)
            if is_whole:
                _wait_for_worker(server)
            _warm_up(standing, in_a_row=IN_A_ROW if is_whole else 1)
            yield standing


def set_up(given: dict[str, str], setup: tuple[str, ...] = SETUP) -> None:
    """Make tables, and what a page shows beside its words."""
    run([*setup], given)
    if setup == QUICK:
        run(["secretariat", "collectstatic", "--no-input"], given)


def begun(house: Opened, job: Job) -> "subprocess.Popen[str]":
    """The driver at work."""
    file = house.folder / "job.json"
    file.write_text(json.dumps(asdict(job)))
    return subprocess.Popen(
        [sys.executable, "-m", "trials.load_driver", str(file)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(driver: "subprocess.Popen[str]") -> Outcome:
    """What came of the driver's work."""
    said, complained = driver.communicate()
    if driver.returncode:
        raise UnexpectedError(f"the driver ended with {driver.returncode}:\n{complained[-3000:]}")
    return Outcome(**json.loads(said.splitlines()[-1]))


def driven(house: Opened, job: Job) -> Outcome:
    """Have one job done."""
    return ended(begun(house, job))


def _database(kind: str, folder: Path) -> AbstractContextManager[str]:
    return _postgres() if kind == "postgres" else nullcontext(f"sqlite:///{folder / 'house.sqlite3'}")


@contextmanager
def _postgres() -> Iterator[str]:
    """A database of its own on the server that the environment names, dropped afterwards."""
    named = os.environ.get("DATABASE_URL", "")
    server = (named if named.startswith("postgres") else SERVER).rpartition("/")[0]
    name = f"secretariat_load_{os.getpid()}"

    def tell(statement: str) -> None:
        with psycopg.connect(f"{server}/postgres", autocommit=True, connect_timeout=5) as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(name)))

    tell("CREATE DATABASE {}")
    try:
        yield f"{server}/{name}"
    finally:
        tell("DROP DATABASE IF EXISTS {} WITH (FORCE)")


def _wait_for_worker(server: Server) -> None:
    """Wait until the worker has come to rest, and whatever it started to make ready has ended."""
    server.wait_for_worker()
    deadline = time.monotonic() + PATIENCE
    # Who watches, the processes that answer, and the worker.
    while len(tree(server.process.pid)) > PROCESSES + 2:
        if time.monotonic() > deadline:
            raise UnexpectedError(f"the worker was not ready within {PATIENCE:.0f} s")
        time.sleep(0.5)


def _warm_up(house: Opened, *, in_a_row: int) -> None:
    """Ask, each time over another connection, until whoever answers is fast: every process has begun then."""
    slug = house.known["slug"]
    program = {"Authorization": f"Bearer {house.known['tokens'][0]}"}
    officer = {"Cookie": f"sessionid={house.known['sessions'][0]}"}
    places: tuple[tuple[str, dict[str, str]], ...] = (
        (f"/api/v1/{slug}/delegations/delegates?limit=1", program),
        (f"/en/{slug}/office/", officer),
        (f"/en/{slug}/office/accreditation/", officer),
        ("/en/accounts/login/", {}),
        (f"/en/{slug}/", {}),
        (f"/en/{slug}/search/?q=return", {}),
    )
    deadline = time.monotonic() + PATIENCE
    for path, headers in places:
        fast = 0
        while fast < in_a_row:
            fast = fast + 1 if _answers_at_once(house.server.port, path, headers) else 0
            if time.monotonic() > deadline:
                raise UnexpectedError(f"{path} was not answered at once within {PATIENCE:.0f} s")


def _answers_at_once(port: int, path: str, headers: dict[str, str]) -> bool:
    began = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers={"X-Forwarded-For": "198.18.0.1", **headers})
        answer = connection.getresponse()
        answer.read()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return answer.status == 200 and time.perf_counter() - began < READY
