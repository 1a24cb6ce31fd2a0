"""``python -m benchmarks.door``: accreditation, badges and the door, as ratios to a bare Django in the same run.

It makes its databases and servers, fills them, measures, and drops all of it again. It ends with 1 if a target is missed.
"""

import argparse
import sys
from collections.abc import Callable

from benchmarks import databases, door_browser, door_printing, door_queue, door_scans
from benchmarks.report import Report, UnexpectedError

PARTS: dict[str, Callable[[Report, argparse.Namespace], None]] = {
    "scans": door_scans.measure,
    "browser": lambda report, _options: door_browser.measure(report),
    "printing": lambda report, _options: door_printing.measure(report),
    "queue": door_queue.measure,
}


def main() -> int:
    """Measure the parts asked for."""
    options = _options()
    report = Report()
    for name, measure in PARTS.items():
        if options.part in (name, "all"):
            try:
                measure(report, options)
            except UnexpectedError as error:
                report.broke(error)
    print(f"\n{len(report.missed)} target(s) missed." if report.missed else "\nEvery target is met.")
    for each in report.missed:
        print(f"  MISSED {each}")
    return 1 if report.missed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.door", description=__doc__)
    parser.add_argument("--part", choices=(*PARTS, "all"), default="all")
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    options = parser.parse_args()
    options.databases = _databases(options.database)
    return options


def _databases(asked: str) -> list[str]:
    """The databases to measure on; where no PostgreSQL answers, that is said."""
    reason = databases.reason_without_postgres() if asked in {"postgres", "both"} else ""
    if reason:
        print(f"PostgreSQL: SKIPPED, no server answers at {databases.SERVER} ({reason})")
    wanted = ["sqlite", "postgres"] if asked == "both" else [asked]
    return [name for name in wanted if name != "postgres" or not reason]


if __name__ == "__main__":
    sys.exit(main())
