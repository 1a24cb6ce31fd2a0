"""``python -m benchmarks.figures``: importing figures, their pages, and the suppression of small numbers.

Every target is a ratio to something plain in the same run, or a time that a person waits. It ends with 1 if a target is
missed.
"""

import argparse
import os
import sys
from importlib import import_module
from importlib.util import find_spec
from time import perf_counter

from benchmarks.figures import chosen

PARTS = ("importing", "pages", "suppression")


def main() -> int:
    """Measure the parts asked for."""
    asked = _asked()
    chosen.DATABASES[:] = ["sqlite", "postgres"] if asked.database == "both" else [asked.database]
    print(f"2 cores expected; the machine's load is {os.getloadavg()[0]:.1f} before it begins (0 is best).", flush=True)
    began = perf_counter()
    for name in asked.only or PARTS:
        if find_spec(f"benchmarks.figures.{name}") is None:
            print(f"\n{name}: SKIPPED, there is no such part")
            continue
        import_module(f"benchmarks.figures.{name}").run(asked.short)
    print(f"\n{perf_counter() - began:,.0f} s in all.")
    print(f"{len(chosen.MISSED)} target(s) missed." if chosen.MISSED else "Every target is met.")
    for each in chosen.MISSED:
        print(f"  MISSED {each}")
    return 1 if chosen.MISSED else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.figures", description=__doc__)
    parser.add_argument("--short", action="store_true", help="fewer rounds")
    parser.add_argument("--only", choices=PARTS, action="append", help="only these; may be given more than once")
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
