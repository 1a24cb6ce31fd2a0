"""``python -m benchmarks.pages``: how fast the house is, as ratios to a bare Django in the same run.

It makes a database, fills it with a conference of 200 parties and 4,000 delegates, serves it, and drops it all again.
It ends with 1 if a target is missed.
"""

import argparse
import json
import os
import sys
import tempfile
from contextlib import AbstractContextManager
from pathlib import Path

from benchmarks import databases
from benchmarks.data import conference_file
from benchmarks.parts import Bench, loading, searching, serving, starting
from benchmarks.report import Report, UnexpectedError
from benchmarks.servers import PROCESSES, THREADS, environment, run


def main() -> int:
    """Measure on the databases asked for."""
    options = _options()
    report = Report()
    report.note("2 cores expected; the load generator and PostgreSQL share them with the server under test.")
    report.note(f"Every server is granian (WSGI) with {PROCESSES} processes of {THREADS} threads, without DEBUG.")
    report.note("Queries are counted in process, through all middleware, by a wrapper round the database connection.")
    for name in ("sqlite", "postgres"):
        if options.database in (name, "both"):
            reason = databases.reason_without_postgres() if name == "postgres" else ""
            if reason:
                report.part(f"PostgreSQL: SKIPPED, no server answers at {databases.SERVER} ({reason})")
                continue
            _measure(name, options, report)
    print(f"\n{len(report.missed)} target(s) missed." if report.missed else "\nEvery target is met.")
    for each in report.missed:
        print(f"  MISSED {each}")
    return 1 if report.missed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument(
        "--seconds", type=float, default=0.0, help="seconds of each turn (default 1; 0.25 with --short)"
    )
    parser.add_argument("--short", action="store_true", help="fewer and shorter rounds: under 90 seconds in all")
    parser.add_argument("--profile", action="store_true", help="also say where the time of each page goes")
    options = parser.parse_args()
    options.seconds = options.seconds or (0.25 if options.short else 1.0)
    options.rounds, options.repeats = (3, 2) if options.short else (8, 5)
    return options


def _measure(name: str, options: argparse.Namespace, report: Report) -> None:
    with tempfile.TemporaryDirectory(prefix="secretariat-benchmark-") as place:
        folder = Path(place)
        made: AbstractContextManager[databases.Database] = (
            databases.sqlite(folder) if name == "sqlite" else databases.postgres()
        )
        with made as database:
            given = environment(database.url, folder)
            report.part(f"{database.name}: the machine's load is {os.getloadavg()[0]:.1f} before it begins (0 is best)")
            run(["secretariat", "setup"], given)
            file = folder / "large.yaml"
            file.write_bytes(conference_file())
            bench = Bench(database, folder, given, report, options)
            try:
                loading(bench, file)
                serving(bench)
                starting(bench)
                searching(bench)
                if options.profile:
                    _say_where_time_goes(bench)
            except UnexpectedError as error:
                report.broke(error)


def _say_where_time_goes(bench: Bench) -> None:
    for cookie, path in (
        ("", bench.front),
        ("", bench.page),
        (bench.cookie, bench.board),
        (bench.cookie, bench.people),
    ):
        said = json.loads(run(["benchmarks.inside", "profile", cookie, path], bench.given))
        bench.report.part(f"{bench.database.name}: where the time of {path} goes (a profile doubles every call)")
        for title, lines in said.items():
            bench.report.note(title)
            for line in lines:
                bench.report.note(f"  {line}")


if __name__ == "__main__":
    sys.exit(main())
