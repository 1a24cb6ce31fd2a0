"""``python -m benchmarks.api``: lists and deeds of programs, as ratios to a bare Django in the same run.

A page of 100 of 10,000 delegates is compared with a bare view that runs the same single query and ``json.dumps``, both
through the house's middleware and by turns. Then one token does 500 deeds from four threads, each asked for twice with
one key: exactly 500 are done. It makes its databases and servers, and drops all of it again; it ends with 1 if a
target is missed.
"""

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import AbstractContextManager, ExitStack
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import databases, servers
from benchmarks.api_inside import SLUG
from benchmarks.load import Generator, Job, Outcome
from benchmarks.report import Report, UnexpectedError
from benchmarks.servers import Server, environment, run

ROUNDS, SECONDS, CONNECTIONS, THREADS = 5, 1.5, 4, 4
LIST = f"/api/v1/{SLUG}/delegations/delegates?limit=100"
# So many requests are no program's of its own; what is counted of them is handed out in lots all the same.
ALLOWED = "1000000"


def main() -> int:
    """Measure on the databases asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.api", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    options = parser.parse_args()
    report = Report()
    for name in ("sqlite", "postgres"):
        if options.database in (name, "both"):
            _on(report, name)
    print(f"\n{len(report.missed)} target(s) missed." if report.missed else "\nEvery target is met.")
    return 1 if report.missed else 0


def _on(report: Report, name: str) -> None:
    reason = databases.reason_without_postgres() if name == "postgres" else ""
    if reason:
        print(f"PostgreSQL: SKIPPED, no server answers at {databases.SERVER} ({reason})")
        return
    with tempfile.TemporaryDirectory(prefix="secretariat-benchmark-") as place:
        folder = Path(place)
        made: AbstractContextManager[databases.Database] = (
            databases.sqlite(folder) if name == "sqlite" else databases.postgres()
        )
        with made as database:
            try:
                _measure(report, database, folder)
            except UnexpectedError as error:
                report.broke(error)


def _measure(report: Report, database: databases.Database, folder: Path) -> None:
    given = {**environment(database.url, folder), "API_REQUESTS_PER_MINUTE": ALLOWED}
    run(["secretariat", "setup"], given)
    prepared = json.loads(run(["benchmarks.api_inside", "prepare"], given))
    report.part(f"{database.name}: a page of 100 of 10,000 delegates, {ROUNDS} rounds by turns")
    counted = json.loads(run(["benchmarks.api_inside", "count", LIST, prepared["token"]], given))
    report.exactly("rows of the page", counted["rows"], 100, "")
    report.at_most("queries of the page", counted["queries"], 5, "")
    with ExitStack() as stack:
        house = stack.enter_context(servers.house(given))
        bare = stack.enter_context(servers.bare(given, "housed"))
        _lists(report, prepared, stack.enter_context(Generator()), house, bare)
        report.part(f"{database.name}: 1,000 writes by one token from {THREADS} threads, every key twice")
        _writes(report, prepared, house)
    found = json.loads(run(["benchmarks.api_inside", "done"], given))
    report.exactly("deeds in the record", found["entries"], 500, "")
    report.exactly("rows changed", found["rows"], 500, "")
    report.exactly("keys kept", found["keys"], 500, "")


def _lists(report: Report, prepared: dict[str, Any], generator: Generator, house: Server, bare: Server) -> None:
    """By turns, so that the machine's moods fall on both."""
    signed = {"Authorization": f"Bearer {prepared['token']}"}
    jobs = {
        "house": (house, Job(house.port, LIST, SECONDS, CONNECTIONS, headers=signed)),
        # One row more than is told says whether there is a next page.
        "bare": (bare, Job(bare.port, f"/en/rows/{prepared['conference']}/101/", SECONDS, CONNECTIONS)),
    }
    turns: dict[str, list[Outcome]] = {name: [] for name in jobs}
    cpu: dict[str, list[float]] = {name: [] for name in jobs}
    for _server, job in jobs.values():
        generator.run(job)
    for number in range(ROUNDS):
        for name in jobs if number % 2 == 0 else reversed(jobs):
            server, job = jobs[name]
            before = server.cpu_seconds()
            outcome = generator.run(job)
            cpu[name].append(1000 * (server.cpu_seconds() - before) / outcome.answers)
            turns[name].append(outcome)
    for name, outcomes in turns.items():
        report.note(
            f"{name:<5} {median(each.rate for each in outcomes):8.1f} answers/s"
            f"  {median(each.median_ms for each in outcomes):7.2f} ms median  {median(cpu[name]):6.2f} ms CPU"
            f"  {outcomes[-1].size:,} bytes"
        )
    pairs = zip(turns["house"], turns["bare"], strict=True)
    ratio = median(mine.rate / theirs.rate for mine, theirs in pairs)
    report.note(f"by CPU time: {median(cpu['bare']) / median(cpu['house']):.2f} ×")
    report.at_least("a page of the API / the same query and json.dumps", ratio, 0.5, "×")


def _writes(report: Report, prepared: dict[str, Any], house: Server) -> None:
    """Each delegate is held twice with one key, in an order that is mixed, so that both often come at once."""
    tasks = [pk for pk in prepared["delegates"] for _twice in range(2)]
    random.Random(1).shuffle(tasks)
    for place in range(0, 200, 2):
        # Of some, both are asked for at the same moment.
        other = tasks.index(tasks[place], place + 1)
        tasks[place + 1], tasks[other] = tasks[other], tasks[place + 1]
    statuses: Counter[int] = Counter()
    replayed: list[int] = []
    lock = threading.Lock()

    def work() -> None:
        connection = HTTPConnection("127.0.0.1", house.port, timeout=120)
        while True:
            with lock:
                if not tasks:
                    return
                pk = tasks.pop(0)
            status, was_done = _hold(connection, prepared["token"], pk)
            with lock:
                statuses[status] += 1
                replayed.append(was_done)

    began = time.perf_counter()
    threads = [threading.Thread(target=work) for _each in range(THREADS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    seconds = time.perf_counter() - began
    report.note(f"{len(replayed) / seconds:,.0f} writes/s; answers by status: {dict(statuses)}")
    report.exactly("answered as done", statuses[200], 1000, "")
    report.exactly("answered as done before", sum(replayed), 500, "")


def _hold(connection: HTTPConnection, token: str, pk: int) -> tuple[int, int]:
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Idempotency-Key": f"hold-{pk}",
    }
    body = json.dumps({"reason": "A letter is missing."})
    connection.request("POST", f"/api/v1/{SLUG}/delegations/delegates/{pk}/hold", body, headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status, int(answer.headers.get("Idempotent-Replayed") == "true")


if __name__ == "__main__":
    sys.exit(main())
