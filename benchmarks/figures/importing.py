"""Importing UNHCR's population.csv against a bare bulk load of the same observations, in one run."""

import json
import os
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.figures import chosen
from benchmarks.report import Report, UnexpectedError
from benchmarks.servers import environment
from benchmarks.servers import run as told

MOST_RATIO, MOST_MEMORY = 5.0, 500.0


def run(short: bool) -> None:  # noqa: FBT001 - all parts of this benchmark are begun alike
    """Measure on each database: the import as people do it, and the bare load into a table of the same shape."""
    file = chosen.STATISTICS / "population.csv"
    report = Report()
    if not file.is_file():
        report.part(f"importing: SKIPPED, {file} is not here")
        return
    for name in chosen.names():
        with tempfile.TemporaryDirectory(prefix="secretariat-benchmark-") as place:
            folder = Path(place)
            with chosen.database(name, folder) as database:
                report.part(f"{database.name}: importing population.csv (machine's load {os.getloadavg()[0]:.1f})")
                given = environment(database.url, folder)
                try:
                    told(["secretariat", "setup"], given)
                    _measure(report, given, file, rounds=1 if short else 3)
                except UnexpectedError as error:
                    report.broke(error)
    chosen.MISSED.extend(report.missed)


def _measure(report: Report, given: dict[str, str], file: Path, *, rounds: int) -> None:
    # One process for each round: the import first, then the bare load of what it wrote.
    done = [
        json.loads(told(["benchmarks.figures.importing_inside", str(file), str(number)], given))
        for number in range(rounds)
    ]
    seconds, bare = (median(each[name] for each in done) for name in ("seconds", "bare"))
    last = done[-1]
    report.note(f"{last['rows']:,} rows, {last['observations']:,} observations; medians of {rounds} round(s)")
    report.note(f"import: {seconds:.2f} s; of that {median(each['writing'] for each in done):.2f} s in the transaction")
    report.note(f"bare: {bare:.2f} s ({last['means']}, same columns and indexes, in one transaction)")
    report.at_most("import / bare bulk load", seconds / bare, MOST_RATIO, "×")
    report.at_most("peak resident memory of the import", max(each["memory"] for each in done), MOST_MEMORY, "MB")
