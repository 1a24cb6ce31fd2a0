"""What readers of pages notice of a solve: the 99th percentile of pages while the worker seeks a large timetable.

The house is served as it is, with its worker, and holds a conference of 200 parties and 4,000 delegates. The pages are
asked for before, during and after the solve, by the same generator; the solve is the summit of 190 delegations.
"""

import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import databases, servers
from benchmarks.data import SLUG, conference_file
from benchmarks.load import Generator, Job
from benchmarks.report import Report, UnexpectedError
from benchmarks.scheduling.options import Options
from benchmarks.servers import Server, environment, run

AT_MOST = 3.0
TURNS, SECONDS, CONNECTIONS = 5, 1.0, 4
PATIENCE = 60.0


def measure(report: Report, options: Options) -> None:
    """On each database that answers."""
    del options
    for name in ("sqlite", "postgres"):
        reason = databases.reason_without_postgres() if name == "postgres" else ""
        if reason:
            report.part(f"Pages while a timetable is sought, PostgreSQL: SKIPPED, no server answers ({reason})")
            continue
        with tempfile.TemporaryDirectory(prefix="secretariat-benchmark-") as place:
            folder = Path(place)
            made: AbstractContextManager[databases.Database] = (
                databases.sqlite(folder) if name == "sqlite" else databases.postgres()
            )
            with made as database:
                report.part(f"Pages while a timetable is sought, {database.name}")
                _measure(report, environment(database.url, folder), folder)


def _measure(report: Report, given: dict[str, str], folder: Path) -> None:
    run(["secretariat", "setup"], given)
    file = folder / "large.yaml"
    file.write_bytes(conference_file())
    run(["benchmarks.inside", "load", str(file)], given)
    cookie = json.loads(run(["benchmarks.inside", "sign-in", SLUG], given))["cookie"]
    pages = {
        "public page": (f"/en/{SLUG}/", {}),
        "participation, signed in": (f"/en/{SLUG}/office/participation/", {"Cookie": cookie}),
        "delegates, signed in": (f"/en/{SLUG}/office/delegates/", {"Cookie": cookie}),
    }
    with servers.house(given, has_worker=True) as server, Generator() as generator:
        server.wait_for_worker()
        jobs = {name: _job(server, path, headers) for name, (path, headers) in pages.items()}
        _times(generator, jobs)  # Once, so that everything is loaded.
        before = _times(generator, jobs)
        draft = _begun(given)
        during = _times(generator, jobs)
        told = _inside(given, "ask", draft)
        _ended(given, draft)
        after = _times(generator, jobs)
    report.exactly("still being sought after the last page", int(told["state"] == "running"), 1, "")
    report.note(f"the engine was heard {told['points']} times; its best then: {told['score']}")
    for name in jobs:
        quiet = median(before[name] + after[name])
        report.note(f"{name}: p99 {quiet:.1f} ms without, {median(during[name]):.1f} ms during the solve")
        report.at_most(f"{name}: p99 during the solve, ratio to without", median(during[name]) / quiet, AT_MOST, "x")


def _job(server: Server, path: str, headers: dict[str, str]) -> Job:
    return Job(server.port, path, SECONDS, CONNECTIONS, headers={"Accept-Encoding": "gzip, deflate", **headers})


def _times(generator: Generator, jobs: dict[str, Job]) -> dict[str, list[float]]:
    """The 99th percentile of each turn, page after page."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(TURNS):
        for name, job in jobs.items():
            times[name].append(generator.run(job).worst_ms)
    return times


def _inside(given: dict[str, str], *arguments: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(run(["benchmarks.scheduling.page_inside", *arguments], given))
    return told


def _begun(given: dict[str, str]) -> str:
    """Hand the timetable to the worker, and wait until a first plan is there."""
    draft = str(_inside(given, "begin", SLUG, "600")["draft"])
    for told in _asked(given, draft):
        if told["score"]:
            return draft
        if told["state"] not in {"waiting", "running"}:
            raise UnexpectedError(f"the draft is {told['state']}: {told['reason']}")
    raise UnexpectedError("no plan came from the worker")


def _ended(given: dict[str, str], draft: str) -> None:
    """Stop it, and give the worker the time to come to rest."""
    _inside(given, "stop", draft)
    time.sleep(10)


def _asked(given: dict[str, str], draft: str) -> Iterator[dict[str, Any]]:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        yield _inside(given, "ask", draft)
        time.sleep(0.5)
