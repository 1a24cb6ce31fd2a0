"""``python -m trials.failover [--seconds 60]``: processes and the primary are killed, and nothing acknowledged is lost.

A primary and a synchronous copy of PostgreSQL, three web processes and two workers run on loopback. Eight programs plan
tasks and reword pledges, each deed under an idempotency key; sixteen readers read the public pages of those pledges,
all of them going from one web process to the next. A web process is killed and started again, then a worker in the
middle of a letter, then every process of the primary, whose copy is promoted. At the end every acknowledged deed is
there, none is doubled, no page was older than what had been acknowledged before it was asked for, no letter went out
twice, and the record verifies. Ends with 1 if not.
"""

import argparse
import contextlib
import json
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path

import psutil
import psycopg

from benchmarks.servers import ROOT, environment, run, tree
from trials.clusters import PATIENCE, Server, pair
from trials.failover_deeds import WORKERS, Deeds, at_work, judge_everybody, judge_letters, tell_pauses
from trials.failover_inside import LETTERS, MAILS, SECONDS_FOR_A_MAIL, SLUG, WRITERS
from trials.restore_drill import Promises
from trials.sealed import judge, publish

READERS, WEB = 16, 3
AWAY, LONGER = 3.0, 5.0
SLOWEST = 20.0
# So long two workers need for all letters of one lot, and no less.
SECONDS_OF_LETTERS = LETTERS * SECONDS_FOR_A_MAIL / WORKERS


@dataclass
class House:
    """The house under trial: its processes and how it is asked."""

    folder: Path
    given: dict[str, str]
    token: str
    conference: int
    pledges: list[int]
    ports: list[int] = field(default_factory=list)
    # Web processes that are not ready yet: whoever sends visitors to them waits for that.
    starting: set[int] = field(default_factory=set)
    web: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    workers: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    letters: int = 0
    deeds: Deeds = field(default_factory=Deeds)
    is_over: threading.Event = field(default_factory=threading.Event)

    def start(self, name: str, *words: str) -> "subprocess.Popen[bytes]":
        """Start a program of the house."""
        with (self.folder / f"{name}.log").open("ab") as said:
            return subprocess.Popen(
                [sys.executable, "-m", "secretariat", *words], cwd=ROOT, env=self.given, stdout=said, stderr=said
            )

    def serve(self, number: int) -> None:
        """Start one web process, as its machine does."""
        words = ("serve", "--processes", "1", "--threads", "8", "--without-worker", "--port", str(self.ports[number]))
        self.starting.add(self.ports[number])
        self.web[number] = self.start(f"web-{number}", *words)

    def wait_for(self, number: int) -> None:
        """Wait until a web process answers people and programs."""
        deadline, port = time.monotonic() + PATIENCE, self.ports[number]
        paths = (f"/en/{SLUG}/", f"/api/v1/{SLUG}/preparation/tasks?limit=1")
        while not all(_asked(port, each, None, self.signed)[0] == 200 for each in paths):
            if time.monotonic() > deadline:
                raise SystemExit((self.folder / f"web-{number}.log").read_text()[-3000:])
            time.sleep(0.2)
        self.starting.discard(port)

    def write_letters(self) -> None:
        """Give the workers something to do for some seconds."""
        run(["trials.failover_inside", "letters", str(self.letters)], self.given)
        self.letters += LETTERS

    @property
    def signed(self) -> dict[str, str]:
        """What a program says who it is with."""
        return {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}

    def next_port(self, turn: "count[int]") -> int:
        """The web process whose turn it is."""
        return next(port for each in turn if (port := self.ports[each % WEB]) not in self.starting)


def main() -> int:
    """Run the trial; 1 where a promise is broken."""
    parser = argparse.ArgumentParser(prog="python -m trials.failover", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    options = parser.parse_args()
    promises = Promises()
    with tempfile.TemporaryDirectory(prefix="failover-") as name:
        one, two = pair(Path(name))
        try:
            _try(Path(name), (one, two), options.seconds, promises)
        finally:
            one.stop()
            two.stop()
    print(f"{promises.broken} promises broken" if promises.broken else "All promises kept")
    return int(promises.broken > 0)


def _try(folder: Path, servers: tuple[Server, Server], seconds: float, promises: Promises) -> None:
    one, two = servers
    _say("A primary and a synchronous copy run; a house is set up on them")
    house = _furnished(folder, one, two)
    try:
        _say(f"{WEB} web processes and {WORKERS} workers start")
        _begin(house)
        threads = [
            threading.Thread(target=at_work, args=(house, _write, each), daemon=True) for each in range(1, WRITERS + 1)
        ]
        threads += [threading.Thread(target=at_work, args=(house, _read, each), daemon=True) for each in range(READERS)]
        _say(f"{WRITERS} writers and {READERS} readers are busy for {seconds:.0f} s")
        began = house.deeds.began = time.monotonic()
        for each in threads:
            each.start()
        keeper = threading.Thread(target=_keep_workers, args=(house,), daemon=True)
        keeper.start()
        _accidents(house, servers, (began, seconds))
        # Everybody has time to be answered again, however long all this took.
        time.sleep(max(LONGER, began + seconds - time.monotonic()))
        house.deeds.ended = time.monotonic()
        house.is_over.set()
        for each in threads:
            each.join()
        keeper.join()
        _let_workers_finish(house, two)
    finally:
        house.is_over.set()
        for process in (*house.web, *house.workers):
            _kill(process)
    _judge(house, two, promises)


def _furnished(folder: Path, one: Server, two: Server) -> House:
    var = folder / "var"
    var.mkdir()
    hosts = f"127.0.0.1:{one.port},127.0.0.1:{two.port}"
    given = {
        **environment(f"postgres://postgres@{hosts}/house", var),
        "REPLICA_URLS": two.address("house"),
        "API_REQUESTS_PER_MINUTE": "1000000",
        "EMAIL_BACKEND": "trials.failover_inside.SlowMail",
        MAILS: str(folder / "mails"),
        "DJANGO_SETTINGS_MODULE": "secretariat.config.settings",
    }
    run(["secretariat", "setup"], given)
    prepared = json.loads(run(["trials.failover_inside", "prepare"], given))
    return House(folder, given, **prepared)


def _begin(house: House) -> None:
    for number in range(WEB):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            house.ports.append(int(probe.getsockname()[1]))
        house.web.append(None)  # type: ignore[arg-type]
        house.serve(number)
    house.workers = [house.start(f"worker-{each}", "work") for each in range(WORKERS)]
    for number in range(WEB):
        house.wait_for(number)


def _accidents(house: House, servers: tuple[Server, Server], timing: tuple[float, float]) -> None:
    began, seconds = timing
    time.sleep(max(0.0, began + 0.2 * seconds - time.monotonic()))
    _say("  A web process is killed; it is started again after some seconds")
    house.deeds.accidents.append((time.monotonic(), "a web process was killed"))
    _kill(house.web[0])
    time.sleep(AWAY)
    house.serve(0)
    house.wait_for(0)

    time.sleep(max(0.0, began + 0.4 * seconds - time.monotonic()))
    _say(f"  A worker is killed in the middle of {_kill_a_worker_at_work(house)}; it is started again")

    publish(SLUG, house.given, house.folder / "seals.jsonl")
    time.sleep(max(0.0, began + 0.6 * seconds - time.monotonic()))
    house.write_letters()
    _say("  Every process of the primary is killed; the copy is promoted after a second")
    house.deeds.accidents.append((time.monotonic(), "the primary was killed"))
    servers[0].kill()
    time.sleep(1.0)
    servers[1].promote()
    house.deeds.restored = time.monotonic()
    took = time.monotonic() - house.deeds.accidents[-1][0]
    _say(f"  It is the primary {took:.1f} s after the other was killed")


def _kill_a_worker_at_work(house: House) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        house.write_letters()
        seen, more = _mails(house), time.monotonic() + SECONDS_OF_LETTERS
        while time.monotonic() < more:
            mails = _mails(house)
            pid, subject = mails[-1] if len(mails) > len(seen) else (0, "")
            process = next((each for each in house.workers if each.pid == pid), None)
            if process is not None:
                house.deeds.accidents.append((time.monotonic(), "a worker was killed"))
                _kill(process)
                return subject
            time.sleep(0.005)
    raise SystemExit("no worker was at work")


def _keep_workers(house: House) -> None:
    """What systemd does: a worker that ended is started again after a second."""
    while not house.is_over.wait(1.0):
        for number, process in enumerate(house.workers):
            if process.poll() is not None:
                house.workers[number] = house.start(f"worker-{number}", "work")


def _kill(process: "subprocess.Popen[bytes]") -> None:
    all_of_it = tree(process.pid)
    for each in all_of_it:
        with contextlib.suppress(psutil.NoSuchProcess):
            each.send_signal(signal.SIGKILL)
    process.wait()
    psutil.wait_procs(all_of_it, timeout=PATIENCE)


# ---- writers and readers -------------------------------------------------------------------------------------------------


def _write(house: House, writer: int) -> None:
    """Plan a task, reword a pledge, and so on; each deed is asked for until somebody acknowledges it."""
    turn = count(writer)
    for serial in count(1):
        title = f"task-{writer}-{serial}"
        task = {"details": {"title": {"en": title}}}
        words = {"details": {"text": {"en": f"words-{writer}-{serial}."}}}
        made = _done(house, turn, ("preparation/plan_task", title, task))
        with house.deeds.lock:
            house.deeds.tasks[title] = int(made["made"]["id"])
        _done(
            house,
            turn,
            (f"pledges/pledges/{house.pledges[writer - 1]}/revise_pledge", f"words-{writer}-{serial}", words),
        )
        with house.deeds.lock:
            house.deeds.words[writer] = serial
            house.deeds.last[f"write {writer}"] = time.monotonic()
        if house.is_over.is_set():
            return


def _done(house: House, turn: "count[int]", deed: tuple[str, str, object]) -> dict[str, dict[str, int]]:
    path, key, body = deed
    headers = {**house.signed, "Idempotency-Key": key}
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        port = house.next_port(turn)
        status, said, is_replayed = _asked(port, f"/api/v1/{SLUG}/{path}", json.dumps(body), headers)
        with house.deeds.lock:
            house.deeds.statuses[f"write {status}"] += 1
            if status in {200, 201}:
                house.deeds.acknowledged_at.append(time.monotonic())
                house.deeds.replayed += is_replayed
                told: dict[str, dict[str, int]] = json.loads(said)
                return told
        time.sleep(0.05)
    with house.deeds.lock:
        house.deeds.given_up.append(f"{key}: {status} {said[:500]!r}")
    raise SystemExit(key)


def _read(house: House, reader: int) -> None:
    """Read the page of a pledge, and look whether it is older than what was acknowledged before."""
    chance, turn = random.Random(reader), count(reader)
    while not house.is_over.is_set():
        writer = chance.randint(1, WRITERS)
        with house.deeds.lock:
            acknowledged = house.deeds.words[writer]
        status, body = _page(house.next_port(turn), f"/en/{SLUG}/pledges/{writer}/")
        found = re.search(rf"words-{writer}-(\d+)\.".encode(), body)
        with house.deeds.lock:
            house.deeds.statuses[f"read {status}"] += 1
            if status == 200:
                house.deeds.read_at.append(time.monotonic())
                house.deeds.last[f"read {reader}"] = time.monotonic()
            if status == 404 or (status == 200 and (found is None or int(found[1]) < acknowledged)):
                house.deeds.stale.append(f"{status}: {found and found[0]!r} instead of {acknowledged}")
        time.sleep(0.05)


def _page(port: int, path: str) -> tuple[int, bytes]:
    return _asked(port, path)[:2]


def _asked(
    port: int, path: str, body: str | None = None, headers: dict[str, str] | None = None
) -> tuple[int, bytes, bool]:
    """Status, what was said, and whether it was said before; 0 where nobody answered."""
    asking = HTTPConnection("127.0.0.1", port, timeout=SLOWEST)
    try:
        asking.request("POST" if body else "GET", path, body, headers or {})
        answer = asking.getresponse()
        return answer.status, answer.read(), answer.headers.get("Idempotent-Replayed") == "true"
    except (OSError, HTTPException):
        return 0, b"", False
    finally:
        asking.close()


# ---- looking -------------------------------------------------------------------------------------------------------------


def _mails(house: House) -> list[tuple[int, str]]:
    file = Path(house.given[MAILS])
    lines = file.read_text().splitlines() if file.exists() else []
    return [(int(pid), subject) for pid, _space, subject in (each.partition(" ") for each in lines)]


def _let_workers_finish(house: House, server: Server) -> None:
    deadline = time.monotonic() + PATIENCE
    waiting = "SELECT 1 FROM django_tasks_database_dbtaskresult WHERE status = 'READY' AND task_path LIKE '%.carry'"
    working = waiting.replace("'READY'", "'RUNNING' AND started_at > now() - interval '3 seconds'")
    with psycopg.connect(server.address("house"), autocommit=True) as there:
        while there.execute(f"{waiting} UNION ALL {working}".encode()).fetchall() and time.monotonic() < deadline:
            for number, process in enumerate(house.workers):
                if process.poll() is not None:
                    house.workers[number] = house.start(f"worker-{number}", "work")
            time.sleep(0.5)


def _judge(house: House, server: Server, promises: Promises) -> None:
    deeds = house.deeds
    _say("What was acknowledged is compared with what is there")
    with psycopg.connect(server.address("house"), autocommit=True) as there:
        tasks = {pk: json.loads(title)["en"] for pk, title in there.execute("SELECT id, title FROM preparation_task")}
        entries = Counter(
            made for (made,) in there.execute("SELECT made_id FROM audit_entry WHERE verb = 'preparation.plan_task'")
        )
        words: dict[int, str] = dict(there.execute("SELECT number, text FROM pledges_pledge").fetchall())
        reworded = there.execute("SELECT COUNT(*) FROM audit_entry WHERE verb = 'pledges.revise_pledge'").fetchall()
        ofs = b"SELECT revision FROM audit_entry WHERE conference_id = %s ORDER BY revision"
        revisions = [each for (each,) in there.execute(ofs, [house.conference])]
        outbox: dict[str, str] = dict(there.execute("SELECT subject, result FROM conference_message").fetchall())
    lost = [title for title, pk in deeds.tasks.items() if tasks.get(pk) != title]
    twice = [title for title, times in Counter(tasks.values()).items() if times > 1]
    last = {number: int(re.findall(r"words-\d+-(\d+)\.", text)[0]) for number, text in words.items()}
    judge_everybody(deeds, WRITERS + READERS, promises)
    promises.kept("every deed was acknowledged at last", is_kept=not deeds.given_up, why=deeds.given_up[:2])
    promises.kept(f"all {len(deeds.tasks)} acknowledged tasks are there", is_kept=not lost, why=lost[:5])
    promises.kept(
        "no task is there twice, and none that nobody asked for",
        is_kept=not twice and len(tasks) == len(deeds.tasks),
        why=twice[:5] or len(tasks),
    )
    promises.kept("each has one entry in the record", is_kept=entries == dict.fromkeys(tasks, 1), why=len(entries))
    promises.kept("each pledge has the words acknowledged last", is_kept=last == deeds.words, why=(last, deeds.words))
    promises.kept("each change of words was done once", is_kept=reworded[0][0] == sum(last.values()), why=reworded)
    promises.kept(
        "the revisions of the record have no gap",
        is_kept=sorted(set(revisions)) == list(range(1, len(set(revisions)) + 1)),
        why=len(revisions),
    )
    promises.kept(
        f"none of {len(deeds.read_at)} pages was older than what had been acknowledged",
        is_kept=not deeds.stale,
        why=deeds.stale[:5],
    )
    judge_letters(_mails(house), outbox, house.letters, promises)
    judge(house.given, house.folder / "seals.jsonl", promises)
    tell_pauses(deeds)
    told = ", ".join(f"{name}: {times}" for name, times in sorted(deeds.statuses.items()))
    print(f"  answers: {told}; {deeds.replayed} deeds that were asked for again were done already")


def _say(step: str) -> None:
    print(f"{step}.", flush=True)


if __name__ == "__main__":
    sys.exit(main())
