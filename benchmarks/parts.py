"""The four parts of a run: loading, public pages, lists, and what the house costs before anybody works in it."""

import json
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import servers
from benchmarks.bare import ordinary
from benchmarks.data import DELEGATES, PARTIES, SLUG
from benchmarks.databases import Database
from benchmarks.load import Generator, Job
from benchmarks.report import Report
from benchmarks.servers import PROCESSES, Server, environment, run
from benchmarks.trial import alternate
from benchmarks.wire import weigh

PACKED = {"Accept-Encoding": "gzip, deflate"}
BARE = "/en/bare/"


@dataclass
class Bench:
    """One database's run."""

    database: Database
    folder: Path
    given: dict[str, str]
    report: Report
    seconds: float
    rounds: int
    cookie: str = ""
    middleware: int = 0
    front: str = "/en/"
    page: str = f"/en/{SLUG}/"
    board: str = f"/en/{SLUG}/office/participation/"
    people: str = f"/en/{SLUG}/office/delegates/"

    def inside(self, *arguments: str, url: str = "") -> dict[str, Any]:
        """Do one deed inside the house's own process."""
        given = environment(url, self.folder) if url else self.given
        answer: dict[str, Any] = json.loads(run(["benchmarks.inside", *arguments], given))
        return answer

    def job(self, server: Server, path: str, *, expects: int = 200, **headers: str) -> tuple[Server, Job]:
        """Ask this server for this page for the seconds of a turn."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return server, Job(server.port, path, self.seconds, headers={**PACKED, **named}, expects=expects)


def loading(bench: Bench, file: Path) -> None:
    """Part 4 of the targets comes first: everything else stands on what is loaded here."""
    report = bench.report
    report.part(f"{bench.database.name}: loading a conference file of {PARTIES} parties and {DELEGATES:,} delegates")
    copies = [bench.database.copy(f"load{number}") for number in range(2)]
    done = [bench.inside("load", str(file), url=url) for url in (*copies, bench.database.url)]
    seconds, rows = median(each["seconds"] for each in done), done[0]["rows"]
    kinds = ", ".join(f"{kind.partition('.')[2]} {number:,}" for kind, number in done[0]["counts"].items())
    report.note(f"{file.stat().st_size / 1e6:.2f} MB; {rows:,} rows: {kinds}")
    reading = median(each["reading"] for each in done)
    report.note(
        f"{seconds:.2f} s, of which {reading:.2f} s reading and judging; medians of 3, each into a new database"
    )
    report.note(f"counted by parties and delegates alone: {(PARTIES + DELEGATES) / seconds:,.0f} a second")
    if bench.database.name == "SQLite":
        report.at_least("rows read, judged, written and committed", rows / seconds, 5000, "rows/s")
    else:
        report.note(f"rows read, judged, written and committed: {rows / seconds:,.0f} rows/s (no target here)")
    report.exactly("entries in the record", done[0]["entries"], 1, "")
    report.exactly("rows changed by loading the same file again", done[0]["rows_again"], 0, "")
    signed_in = bench.inside("sign-in", SLUG)
    bench.cookie, bench.middleware = signed_in["cookie"], signed_in["middleware"]


def public_pages(bench: Bench) -> None:
    """Kept public pages against a view that answers 1 kB."""
    report = bench.report
    counted = bench.inside("count", "", bench.front, bench.page)
    with ExitStack() as stack:
        house = stack.enter_context(servers.house(bench.given))
        housed = stack.enter_context(servers.bare(bench.given, "housed"))
        plain = stack.enter_context(servers.bare(bench.given, "plain"))
        generator = stack.enter_context(Generator())
        same, none = f"bare view of 1 kB, the same {bench.middleware} middleware", "bare view of 1 kB, no middleware"
        unchanged = f"{bench.page} unchanged (304)"
        tag = _tag(house, bench.page)
        pages = {
            bench.front: bench.job(house, bench.front),
            bench.page: bench.job(house, bench.page),
            unchanged: bench.job(house, bench.page, expects=304, If_None_Match=tag),
            same: bench.job(housed, BARE),
            none: bench.job(plain, BARE),
        }
        report.part(f"{bench.database.name}: public pages from the revision cache, {bench.rounds} rounds by turns")
        trial = alternate(generator, pages, bench.rounds)
        for name in pages:
            report.note(trial.line(name))
        report.note(f"the load generator takes up to {trial.generator_share():.0f} % of one core")
        for path in (bench.front, bench.page, unchanged):
            report.at_least(f"{path} / bare view, same middleware", trial.ratio(path, same), 0.5, "×")
        for path in (bench.front, bench.page, unchanged):
            report.note(
                f"{path} / bare view, no middleware: {trial.ratio(path, none):.2f} × the requests;"
                f" CPU / same middleware: {trial.cost_ratio(path, same):.2f} ×"
            )
        report.note("queries are counted in process, through all middleware, at the second hit (execute_wrapper)")
        for path in (bench.front, bench.page):
            report.exactly(f"{path} queries at a hit", counted[path]["queries"], 1, "")
        for path in (bench.front, bench.page):
            _weigh(report, house, path)


def lists(bench: Bench) -> None:
    """The two long lists of the office against a view that renders as many rows and cells from one query."""
    report = bench.report
    report.part(f"{bench.database.name}: lists as a signed-in secretary, {bench.rounds} rounds by turns")
    counted = bench.inside("count", bench.cookie, bench.board, bench.people)
    with ExitStack() as stack:
        house = stack.enter_context(servers.house(bench.given))
        housed = stack.enter_context(servers.bare(bench.given, "housed"))
        generator = stack.enter_context(Generator())
        for path, kind, wanted in ((bench.board, "board", PARTIES), (bench.people, "delegates", 500)):
            found = counted[path]
            rows, cells = found["rows"], round(found["cells"] / max(found["rows"], 1))
            least = f"one query, {rows} rows of {cells} cells"
            pages = {
                path: bench.job(house, path, Cookie=bench.cookie),
                least: bench.job(housed, f"/en/{kind}/{rows}/{cells}/"),
            }
            trial = alternate(generator, pages, bench.rounds)
            for name in pages:
                report.note(trial.line(name))
            report.exactly(f"{path} rows", rows, wanted, "")
            report.at_most(f"{path} queries", found["queries"], 12, "")
            report.at_least(f"{path} / minimal view", trial.ratio(path, least), 0.5, "×")
            report.note(f"CPU / minimal view: {trial.cost_ratio(path, least):.2f} ×")


def starting(bench: Bench) -> None:
    """Cold start and memory, with the worker and without, against bare projects."""
    report = bench.report
    report.part(f"{bench.database.name}: {PROCESSES} server processes, from nothing to the first answer")
    kinds = ("house", "house with its worker", "plain", "ordinary")
    seconds: dict[str, list[float]] = {kind: [] for kind in kinds}
    memory: dict[str, tuple[float, float]] = {}
    rounds = max(2, bench.rounds // 2)
    for number in range(rounds):
        for kind in kinds if number % 2 == 0 else reversed(kinds):
            with ExitStack() as stack:
                server = stack.enter_context(_started(bench, kind))
                seconds[kind].append(server.seconds_to_first_answer)
                if number == rounds - 1:
                    memory[kind] = _memory_after_work(bench, server, kind)
    middle = {kind: median(figures) for kind, figures in seconds.items()}
    bare = f"bare project as startproject makes it ({len(ordinary.MIDDLEWARE)} middleware)"
    report.note(f"medians of {rounds}: " + ", ".join(f"{kind} {each:.2f} s" for kind, each in middle.items()))
    report.note(f"plain: no app and no middleware; ordinary: {bare}")
    report.at_most("cold start / plain bare project", middle["house"] / middle["plain"], 3, "×")
    with_worker = middle["house with its worker"] / middle["plain"]
    report.at_most("cold start with the worker beside it / plain bare project", with_worker, 3, "×")
    report.note(f"cold start / ordinary bare project: {middle['house'] / middle['ordinary']:.2f} ×")
    for kind, (resident, shared_out) in memory.items():
        if kind.startswith("house"):
            report.at_most(f"{kind}: resident memory, all processes (RSS summed)", resident, 250, "MB")
            report.at_most(f"{kind}: the same with shared pages shared out (PSS)", shared_out, 250, "MB")
        else:
            report.note(f"{kind} bare project: RSS {resident:.0f} MB, PSS {shared_out:.0f} MB")


def _weigh(report: Report, house: Server, path: str) -> None:
    weights = weigh(house.port, path)
    names = ", ".join(f"{name.rpartition('/')[2] or name} {size / 1000:.1f}" for name, size in weights.items())
    report.note(f"a first visit to {path} in kB: {names}")
    report.at_most(f"{path} over the wire with everything in it", sum(weights.values()) / 1000, 60, "kB")


def _tag(house: Server, path: str) -> str:
    """The name under which the server keeps the packed page."""
    connection = HTTPConnection("127.0.0.1", house.port, timeout=30)
    connection.request("GET", path, headers=PACKED)
    tag = connection.getresponse().headers.get("ETag", "")
    connection.close()
    return tag


def _started(bench: Bench, kind: str) -> AbstractContextManager[Server]:
    if kind.startswith("house"):
        return servers.house(bench.given, has_worker=kind != "house")
    return servers.bare(bench.given, kind)


def _memory_after_work(bench: Bench, server: Server, kind: str) -> tuple[float, float]:
    """Memory once every process has answered every kind of page."""
    with Generator() as generator:
        for path in (bench.front, bench.page, bench.board, bench.people) if kind.startswith("house") else (BARE,):
            generator.run(Job(server.port, path, 0.5, headers={**PACKED, "Cookie": bench.cookie}))
    return server.memory()
