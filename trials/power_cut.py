"""``python -m trials.power_cut [--times 200]``: the server is killed under writes, again and again, and loses nothing.

A house on SQLite is served as ever, with its worker. Four programs plan tasks in it, each task under an idempotency
key. At a moment that chance gives, every process of it is ended by ``kill -9``. Then the database is looked into as it
lies there: it is whole (``PRAGMA integrity_check``), every write that was acknowledged is in it, none is twice, every
task has its entry, and the revisions of the record have no gap. So it is looked into once more with the end of its log
torn off, as a cut of the current may leave it: it is whole then too, and what is missing is the end of the record and
nothing else. The server starts again, and what was not acknowledged is asked for again under its key, until it is. At
the end all are there exactly once, and ``secretariat verify`` finds the record as it was sealed after half of the cuts.
Ends with 1 if not.
"""

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil
from django.db.backends.sqlite3._functions import register  # type: ignore[import-untyped]

from benchmarks.servers import ROOT, environment, run, tree
from trials.power_cut_inside import SLUG
from trials.sealed import compare, publish

WRITERS = 4
PATIENCE = 120.0
LONGEST = 1.5
ADDRESS = f"/api/v1/{SLUG}/preparation/plan_task"
# So many requests are no program's of its own.
ALLOWED = "1000000"
SETUP = ("secretariat", "setup")
QUICK = ("trials.power_cut_inside", "tables")


class BrokenError(Exception):
    """A promise that was not kept."""


@dataclass
class Writes:
    """What was asked for and what was acknowledged; each write by its number."""

    asked: int = 0
    acknowledged: dict[int, int] = field(default_factory=dict)
    open: list[int] = field(default_factory=list)
    replayed: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, *, may_begin: bool) -> int | None:
        """A write that is not acknowledged yet: one that was asked for before, or another."""
        with self.lock:
            if self.open:
                return self.open.pop(0)
            if not may_begin:
                return None
            self.asked += 1
            return self.asked

    def answered(self, number: int, status: int, made: int, *, is_replayed: bool) -> None:
        """Keep what a write was answered."""
        with self.lock:
            self.statuses[status] += 1
            if status == 201:
                self.acknowledged[number] = made
                self.replayed += is_replayed
            else:
                self.open.append(number)

    def lost(self, number: int) -> None:
        """Nobody answered: it may be done or not."""
        with self.lock:
            self.open.append(number)


@dataclass
class Cut:
    """The house of one trial: where it lies, how it is reached, and what became of it."""

    folder: Path
    given: dict[str, str]
    token: str
    conference: int
    chance: random.Random
    writes: Writes = field(default_factory=Writes)
    kills: int = 0
    torn: int = 0

    @property
    def database(self) -> Path:
        """The file of the house."""
        return self.folder / "house.sqlite3"


def main() -> int:
    """Cut so many times, and say what came of it."""
    parser = argparse.ArgumentParser(prog="python -m trials.power_cut", description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="tables as the models have them, without a whole setup")
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="secretariat-power-cut-") as place:
        try:
            setup = QUICK if options.quick else SETUP
            cut = tried(Path(place), times=options.times, seed=options.seed, setup=setup, says=True)
        except BrokenError as error:
            print(f"\nBROKEN: {error}")
            return 1
    print(
        f"\n{cut.kills} cuts in {time.monotonic() - began:,.0f} s: {len(cut.writes.acknowledged):,} writes acknowledged,"
        f" all there, none twice; {cut.writes.replayed} of those asked for again were done already.\n"
        f"{cut.torn} torn logs were mended on opening. The database was whole each time, the record without a gap."
    )
    return 0


def tried(folder: Path, *, times: int, seed: int, setup: tuple[str, ...] = SETUP, says: bool = False) -> Cut:
    """Cut a new house in this folder so many times; raises ``BrokenError``."""
    url = f"sqlite:///{folder / 'house.sqlite3'}"
    given = {**environment(url, folder), "API_REQUESTS_PER_MINUTE": ALLOWED}
    run([*setup], given)
    prepared = json.loads(run(["trials.power_cut_inside", "prepare"], given))
    cut = Cut(folder, given, prepared["token"], prepared["conference"], random.Random(seed))
    for number in range(1, times + 1):
        moment = cut.chance.uniform(0.02, LONGEST)
        _serve_and_kill(cut, moment)
        found = _judged_as_it_lies(cut)
        _judge_torn(cut)
        if says:
            print(
                f"cut {number:>3} after {moment:4.2f} s: {found.tasks:>6,} tasks, revision {found.revision:,},"
                f" {len(cut.writes.open)} not acknowledged",
                flush=True,
            )
        if number == max(1, times // 2):
            publish(SLUG, cut.given, folder / "seals.jsonl")
    _finish(cut)
    return cut


# ---- serving and killing -----------------------------------------------------------------------------------------------


def _serve_and_kill(cut: Cut, moment: float) -> None:
    port, process = _started(cut)
    is_over = threading.Event()
    before = len(cut.writes.acknowledged)
    threads = [threading.Thread(target=_write, args=(cut, port, is_over), daemon=True) for _each in range(WRITERS)]
    try:
        for each in threads:
            each.start()
        time.sleep(moment)
        # On a machine that is busy with other things the first write may take longer.
        deadline = time.monotonic() + PATIENCE
        while len(cut.writes.acknowledged) == before and time.monotonic() < deadline:
            time.sleep(0.02)
    finally:
        # Whoever writes learns of it by the silence.
        _kill(process)
        is_over.set()
        for each in threads:
            each.join()
    cut.kills += 1
    if len(cut.writes.acknowledged) == before:
        raise BrokenError(f"no write was acknowledged within {PATIENCE:.0f} s: {dict(cut.writes.statuses)}")


def _started(cut: Cut) -> tuple[int, "subprocess.Popen[bytes]"]:
    port = _free_port()
    command = [sys.executable, "-m", "secretariat", "serve", "--processes", "2", "--threads", "2", "--port", str(port)]
    with (cut.folder / "server.log").open("ab") as said:
        process = subprocess.Popen(
            command, cwd=ROOT, env=cut.given, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
        )
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError, HTTPException):
            asking = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            asking.request("GET", f"/api/v1/{SLUG}/preparation/tasks?limit=1", headers=_signed(cut))
            if asking.getresponse().status == 200:
                return port, process
        time.sleep(0.05)
    _kill(process)
    said_last = (cut.folder / "server.log").read_text(errors="replace")[-2000:]
    raise BrokenError(f"the server did not start again:\n{said_last}")


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """The whole group at once, as a cut of the current does; nobody is asked."""
    all_of_it = tree(process.pid)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    _gone, left = psutil.wait_procs(all_of_it, timeout=20)
    if left:
        raise BrokenError(f"processes outlived the cut: {left}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _signed(cut: Cut) -> dict[str, str]:
    return {"Authorization": f"Bearer {cut.token}", "Content-Type": "application/json"}


# ---- writing -----------------------------------------------------------------------------------------------------------


def _write(cut: Cut, port: int, is_over: threading.Event) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    while not is_over.is_set():
        number = cut.writes.take(may_begin=True)
        assert number is not None
        if not _asked(cut, connection, number):
            connection.close()
            time.sleep(0.01)


def _asked(cut: Cut, connection: HTTPConnection, number: int) -> bool:
    """Ask for one write under its key; whether anybody answered."""
    headers = {**_signed(cut), "Idempotency-Key": f"write-{number}"}
    body = json.dumps({"details": {"title": {"en": f"write-{number}"}}})
    try:
        connection.request("POST", ADDRESS, body, headers)
        answer = connection.getresponse()
        said = answer.read()
        made = int(json.loads(said)["made"]["id"]) if answer.status == 201 else 0
    except (OSError, HTTPException, ValueError):
        cut.writes.lost(number)
        return False
    is_replayed = answer.headers.get("Idempotent-Replayed") == "true"
    cut.writes.answered(number, answer.status, made, is_replayed=is_replayed)
    return answer.status == 201


def _finish(cut: Cut) -> None:
    """Start a last time, ask for all that is open until it is acknowledged, and look at everything."""
    port, process = _started(cut)
    try:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        deadline = time.monotonic() + PATIENCE
        while (number := cut.writes.take(may_begin=False)) is not None and time.monotonic() < deadline:
            if not _asked(cut, connection, number):
                connection.close()
                time.sleep(0.1)
    finally:
        _kill(process)
    if cut.writes.open:
        raise BrokenError(f"{len(cut.writes.open)} writes were never acknowledged: {dict(cut.writes.statuses)}")
    found = _judged_as_it_lies(cut)
    if found.tasks != cut.writes.asked:
        raise BrokenError(f"{cut.writes.asked} writes were asked for and acknowledged, {found.tasks} are there")
    number, said = compare(cut.given, cut.folder / "seals.jsonl")
    if not number:
        raise BrokenError(f"the record is not what was sealed in the middle of the trial: {said}")


# ---- looking -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """What lies in a database after a cut."""

    tasks: int
    revision: int


def _judged_as_it_lies(cut: Cut) -> Found:
    """Look into a copy: to open a database is to mend it, and that is the server's own to do."""
    with tempfile.TemporaryDirectory(dir=cut.folder) as place:
        return judged(copied(cut, Path(place)), cut)


def copied(cut: Cut, place: Path) -> Path:
    """The database and its log as they lie there, in another place."""
    for ending in ("", "-wal"):
        file = cut.database.with_name(cut.database.name + ending)
        if file.exists():
            shutil.copyfile(file, place / file.name)
    return place / cut.database.name


def judged(database: Path, cut: Cut, *, is_torn: bool = False) -> Found:
    """Look into a database as it lies there; what was acknowledged must be in it unless its log was torn."""
    with contextlib.closing(sqlite3.connect(database)) as house:
        # What columns may hold is said in functions of Django's.
        register(house)
        whole = house.execute("PRAGMA integrity_check").fetchall()
        if whole != [("ok",)]:
            raise BrokenError(f"the database is not whole: {whole[:3]}")
        broken = house.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise BrokenError(f"rows point to nothing: {broken[:3]}")
        tasks = _tasks(house, cut.conference)
        keys = {key for (key,) in house.execute("SELECT key FROM api_answered")}
        revision = _revision(house, cut.conference)
        entries = dict(
            house.execute(
                "SELECT made_id, COUNT(*) FROM audit_entry WHERE verb = 'preparation.plan_task' GROUP BY made_id"
            ).fetchall()
        )
    twice = [title for title, times in Counter(tasks.values()).items() if times > 1]
    if twice:
        raise BrokenError(f"done twice: {twice[:3]}")
    if entries != dict.fromkeys(tasks, 1):
        raise BrokenError("not every task has one entry, or not every entry a task")
    if keys != set(tasks.values()):
        raise BrokenError("keys are kept of other writes than those that are done")
    lost = {number: pk for number, pk in cut.writes.acknowledged.items() if tasks.get(pk) != f"write-{number}"}
    if lost and not is_torn:
        raise BrokenError(f"{len(lost)} acknowledged writes are not there, the first is {min(lost)}")
    return Found(len(tasks), revision)


def _tasks(house: sqlite3.Connection, conference: int) -> dict[int, str]:
    """The tasks by their numbers, each by its title."""
    rows = house.execute("SELECT id, title FROM preparation_task WHERE conference_id = ?", [conference])
    return {pk: _plain(title) for pk, title in rows}


def _plain(title: str) -> str:
    with contextlib.suppress(ValueError, KeyError, TypeError):
        return str(json.loads(title)["en"])
    return title


def _revision(house: sqlite3.Connection, conference: int) -> int:
    """The revision of the record, once it is seen that every one below it has its entries."""
    row = house.execute("SELECT revision FROM audit_record WHERE conference_id = ?", [conference]).fetchone()
    revision = int(row[0]) if row else 0
    sql = "SELECT DISTINCT revision FROM audit_entry WHERE conference_id = ? ORDER BY revision"
    told = [number for (number,) in house.execute(sql, [conference])]
    if told != list(range(1, revision + 1)):
        raise BrokenError(f"the record has a gap: it stands at {revision} and has {len(told)} revisions")
    return revision


def _judge_torn(cut: Cut) -> None:
    """Look into a copy whose log ends anywhere, or in rubbish, as what was never written out does.

    What of the log was carried into the database had been written out before that: the end is torn off behind it.
    """
    index, log = (cut.database.with_name(cut.database.name + ending) for ending in ("-shm", "-wal"))
    if not index.exists() or not log.exists():
        return
    head = index.read_bytes()[:136]
    page, frames, carried = (struct.unpack_from(kind, head, at)[0] for kind, at in (("H", 14), ("I", 16), ("I", 128)))
    first, last = (32 + number * (24 + (65_536 if page == 1 else page)) for number in (carried, frames))
    if not page or last <= first:
        return
    with tempfile.TemporaryDirectory(dir=cut.folder) as place:
        copy = copied(cut, Path(place))
        rubbish = cut.chance.randbytes(cut.chance.choice((0, 4096)))
        content = log.read_bytes()[: cut.chance.randrange(first, last)]
        copy.with_name(log.name).write_bytes(content + rubbish)
        judged(copy, cut, is_torn=True)
    cut.torn += 1


if __name__ == "__main__":
    sys.exit(main())
