"""The accreditation queue of 10,000 delegates against the same page with 100, in one process, by turns."""

import argparse
import json
import tempfile
from contextlib import AbstractContextManager
from pathlib import Path

from benchmarks import databases
from benchmarks.report import Report
from benchmarks.servers import environment, run

FEW, MANY = 100, 10_000


def measure(report: Report, options: argparse.Namespace) -> None:
    """Queries and time of the queue's page, on each database."""
    for name in options.databases:
        with tempfile.TemporaryDirectory(prefix="secretariat-benchmark-") as place:
            folder = Path(place)
            made: AbstractContextManager[databases.Database] = (
                databases.sqlite(folder) if name == "sqlite" else databases.postgres()
            )
            with made as database:
                _measure(report, database, environment(database.url, folder))


def _measure(report: Report, database: databases.Database, given: dict[str, str]) -> None:
    report.part(f"{database.name}: the accreditation queue, {MANY:,} delegates against {FEW}")
    run(["secretariat", "setup"], given)
    said = json.loads(run(["benchmarks.door_queue_inside", str(FEW), str(MANY)], given))
    for tab, figures in said["pages"].items():
        few, many = figures["few"], figures["many"]
        report.note(
            f"{tab}: {few['rows']} rows, {few['ms']:.1f} ms and {few['queries']} queries of {FEW};"
            f" {many['rows']} rows, {many['ms']:.1f} ms and {many['queries']} queries of {MANY:,}"
        )
        report.at_most(f"queue, {tab}: queries", many["queries"], 12, "")
        report.at_most(f"queue, {tab}: {MANY:,} / {FEW} delegates", many["ms"] / few["ms"], 2, "×")
    for deed, seconds in said["deeds"].items():
        report.note(f"{deed}, {MANY:,} delegates: {seconds:.2f} s of CPU")
