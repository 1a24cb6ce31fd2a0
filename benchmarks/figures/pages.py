"""Pages of figures over the whole of UNHCR's statistics, and the same aggregate by DuckDB over the same file."""

import json
import os
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.figures import chosen
from benchmarks.report import Report, UnexpectedError
from benchmarks.servers import environment
from benchmarks.servers import run as told

MOST_QUERIES, MOST_MILLISECONDS = 15.0, 150.0
# Refugees from one country and those who returned to it, by year and country of asylum: what the dashboard draws.
AGGREGATE = """
    SELECT year, coa_iso, sum(TRY_CAST(refugees AS BIGINT)), sum(TRY_CAST(returned_refugees AS BIGINT))
    FROM read_csv('{file}', all_varchar = true) WHERE coo_iso = 'SYR' GROUP BY ALL
"""


def run(short: bool) -> None:  # noqa: FBT001 - all parts of this benchmark are begun alike
    """Fill each database, ask for each page, and say how long DuckDB takes for the numbers of the first one."""
    report, folder_of_files = Report(), chosen.STATISTICS
    if not (folder_of_files / "population.csv").is_file():
        report.part(f"pages of figures: SKIPPED, {folder_of_files} is not here")
        return
    rounds = 5 if short else 15
    for name in chosen.names():
        with tempfile.TemporaryDirectory(prefix="secretariat-benchmark-") as place:
            folder = Path(place)
            with chosen.database(name, folder) as database:
                report.part(f"{database.name}: pages of figures (machine's load {os.getloadavg()[0]:.1f})")
                given = environment(database.url, folder)
                try:
                    told(["secretariat", "setup"], given)
                    _measure(report, given, name, rounds)
                except UnexpectedError as error:
                    report.broke(error)
    chosen.MISSED.extend(report.missed)


def _measure(report: Report, given: dict[str, str], name: str, rounds: int) -> None:
    found = json.loads(told(["benchmarks.figures.pages_inside", str(chosen.STATISTICS), str(rounds)], given))
    report.note(f"{found['observations']:,} observations; medians of {rounds} rounds")
    bare = _by_duckdb(chosen.STATISTICS / "population.csv", rounds)
    report.note(f"DuckDB: the aggregate of the dashboard over population.csv in {bare:.1f} ms")
    for page in found["pages"]:
        report.at_most(f"{page['path']}: queries", page["queries"], MOST_QUERIES, "")
        told_of = f"{page['path']}: {page['processor']:.0f} ms of the processor"
        if name == "sqlite":
            report.at_most(told_of, page["milliseconds"], MOST_MILLISECONDS, "ms")
        else:
            report.note(f"{told_of}, {page['milliseconds']:.0f} ms")
        report.note(f"{page['path']}: {page['milliseconds'] / bare:.1f} × the time of DuckDB")


def _by_duckdb(file: Path, rounds: int) -> float:
    import duckdb  # noqa: PLC0415 - only this comparison needs it

    spent = []
    for _ in range(rounds):
        began = perf_counter()
        duckdb.execute(AGGREGATE.format(file=file)).fetchall()
        spent.append((perf_counter() - began) * 1000)
    return median(spent)
