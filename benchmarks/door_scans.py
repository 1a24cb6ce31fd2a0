"""Scans received by the house against bare inserts of the same rows through the same server; and a burst, counted."""

import argparse
import json
import tempfile
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import databases, servers
from benchmarks.door_load import DoorJob, DoorOutcome, Doors
from benchmarks.report import Report, UnexpectedError
from benchmarks.servers import PROCESSES, Server, environment, run

SLUG = "doors"
RECEIVE = f"/en/{SLUG}/door/scans/"
ROUNDS, SECONDS = 7, 1.0
QUEUE = 500
BURST = 10_000


@dataclass(frozen=True)
class _Run:
    report: Report
    doors: Doors
    file: Path
    house: Server
    bare: Server
    keys: str

    def job(self, server: Server, path: str, *, scans: int, seed: int) -> DoorOutcome:
        """Hand in scans for the seconds of a turn."""
        return self.doors.run(DoorJob(server.port, path, str(self.file), scans=scans, seconds=SECONDS, seed=seed))


def measure(report: Report, options: argparse.Namespace) -> None:
    """One a request, queues of 500, and a burst, on each database."""
    for name in options.databases:
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
    given = environment(database.url, folder)
    run(["secretariat", "setup"], given)
    file = folder / "doors.json"
    prepared = json.loads(run(["benchmarks.door_scans_inside", "prepare", str(file)], given))
    report.part(
        f"{database.name}: scans of {prepared['badges']:,} badges from {prepared['doors']} doors,"
        f" {PROCESSES} server processes, {ROUNDS} rounds by turns"
    )
    with ExitStack() as stack:
        doing = _Run(
            report=report,
            doors=stack.enter_context(Doors()),
            file=file,
            house=stack.enter_context(servers.house(given)),
            bare=stack.enter_context(servers.bare(given, "housed")),
            keys="/".join(str(key) for key in prepared["keys"]),
        )
        _compare(doing, given, "one scan a request", f"/en/append/{doing.keys}/", scans=1)
        _compare(doing, given, f"queues of {QUEUE}", f"/en/append-many/{doing.keys}/", scans=QUEUE)
        _burst(doing, given)


def _compare(doing: _Run, given: dict[str, str], what: str, bare: str, *, scans: int) -> None:
    """By turns, so that the machine's moods fall on both; the table is emptied before every round."""
    pages = {"house": (doing.house, RECEIVE), "bare": (doing.bare, bare)}
    for place, (server, path) in enumerate(pages.values()):
        doing.job(server, path, scans=scans, seed=1000 + place)
    turns: dict[str, list[DoorOutcome]] = {name: [] for name in pages}
    cpu: dict[str, list[float]] = {name: [] for name in pages}
    for number in range(ROUNDS):
        run(["benchmarks.door_scans_inside", "empty"], given)
        for name in pages if number % 2 == 0 else reversed(pages):
            server, path = pages[name]
            before = server.cpu_seconds()
            # Nonces come from the seed, and no two turns of a round share one.
            outcome = doing.job(server, path, scans=scans, seed=2 * number + (name == "bare"))
            cpu[name].append(1000 * (server.cpu_seconds() - before) / outcome.requests)
            turns[name].append(outcome)
    for name, outcomes in turns.items():
        rate = median(each.rate for each in outcomes)
        doing.report.note(
            f"{what}, {name:<5} {rate:9.1f} requests/s  {rate * scans:9.0f} scans/s"
            f"  {median(each.median_ms for each in outcomes):7.2f} ms median  {median(cpu[name]):7.2f} ms CPU"
        )
    pairs = zip(turns["house"], turns["bare"], strict=True)
    ratio = median(mine.rate / theirs.rate for mine, theirs in pairs)
    against = "a bare committed insert" if scans == 1 else "executemany of the same rows"
    doing.report.at_least(f"{what} / {against}", ratio, 0.5, "×")


def _burst(doing: _Run, given: dict[str, str]) -> None:
    """Ten thousand scans at once, every twentieth sent twice: none is lost, none doubled."""
    run(["benchmarks.door_scans_inside", "empty"], given)
    job = DoorJob(doing.house.port, RECEIVE, str(doing.file), requests=BURST, again_every=20, seed=7)
    outcome = doing.doors.run(job)
    counted: dict[str, Any] = json.loads(run(["benchmarks.door_scans_inside", "count"], given))
    report = doing.report
    report.note(f"a burst of {BURST:,} scans, {outcome.repeated} sent twice: {outcome.rate:,.0f} requests/s")
    report.exactly("burst: scans kept", counted["scans"], BURST, "")
    report.exactly("burst: different nonces", counted["nonces"], BURST, "")
    report.exactly("burst: answered as new", outcome.fresh, BURST, "")
