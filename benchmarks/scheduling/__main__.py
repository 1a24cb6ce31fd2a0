"""``python -m benchmarks.scheduling``: timetables of public instances against what is known of them and two baselines.

Every plan is judged by the file of its instance alone. It ends with 1 if a target is missed. ``--folder`` measures the
instances of a folder that is kept apart instead of the public ones. The baselines run on the originals of the B2B set
for as long as the early figure takes, and on the summit set for the whole time.
"""

import argparse
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import perf_counter

from benchmarks.report import Report, UnexpectedError
from benchmarks.scheduling.options import Options

SETS = ("b2b", "summit", "cosplib", "repair", "explain", "page")
# What a folder that is kept apart may hold; the rest is measured on the public instances only.
OF_A_FOLDER = ("b2b", "summit", "cosplib", "explain")


def main() -> int:
    """Measure the sets asked for."""
    asked = _asked()
    options = Options(
        seconds=asked.seconds,
        at=min(asked.at, asked.seconds),
        seed=asked.seed,
        only=asked.only,
        baselines=not asked.no_baselines,
        folder=asked.folder,
    )
    report, began = Report(), perf_counter()
    report.note(f"2 cores expected; the machine's load is {os.getloadavg()[0]:.1f} before it begins (0 is best).")
    _warm_up(report)
    for name in asked.set or (OF_A_FOLDER if asked.folder else SETS):
        measure: Callable[[Report, Options], None] = import_module(f"benchmarks.scheduling.parts.{name}").measure
        try:
            measure(report, options)
        except UnexpectedError as error:
            report.broke(error)
    print(f"\n{perf_counter() - began:,.0f} s in all.")
    print(f"{len(report.missed)} target(s) missed." if report.missed else "Every target is met.")
    for each in report.missed:
        print(f"  MISSED {each}")
    return 1 if report.missed else 0


def _warm_up(report: Report) -> None:
    from secretariat.engines.scheduling import warm_up  # noqa: PLC0415  What is heavy is loaded once it is asked for.

    began = perf_counter()
    warm_up()
    report.note(f"Loaded and compiled beforehand: {perf_counter() - began:.1f} s; no time below holds any of it.")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scheduling", description=__doc__)
    parser.add_argument("--all", action="store_true", help="all sets, which is also what is measured unasked")
    parser.add_argument("--set", choices=SETS, action="append", help="only these; may be given more than once")
    parser.add_argument("--only", default="", help="only instances with this in their name")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each instance")
    parser.add_argument("--at", type=float, default=10.0, help="when the early figure is taken")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-baselines", action="store_true")
    parser.add_argument("--folder", type=Path, help="instances that are kept apart: any .dzn, .json or .xlsx in it")
    asked = parser.parse_args()
    if asked.folder is not None and not asked.folder.is_dir():
        parser.error(f"{asked.folder} is not a folder.")
    return asked


if __name__ == "__main__":
    sys.exit(main())
