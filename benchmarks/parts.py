"""The four parts of a run: loading, public pages, lists, and what the house costs before anybody works in it."""

import json
from argparse import Namespace
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
PEOPLE = PARTIES + DELEGATES
BARE = "/en/bare/"
# Twice the threads of a server.
CONNECTIONS = 8


@dataclass
class Bench:
    """One database's run."""

    database: Database
    folder: Path
    given: dict[str, str]
    report: Report
    options: Namespace
    cookie: str = ""
    middleware: int = 0
    front: str = "/en/"
    page: str = f"/en/{SLUG}/"
    article: str = f"/en/{SLUG}/news/article-001/"
    papers: str = f"/en/{SLUG}/documents/"
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
        return server, Job(
            server.port, path, self.options.seconds, CONNECTIONS, headers={**PACKED, **named}, expects=expects
        )


@dataclass(frozen=True)
class Standing:
    """Servers that stand side by side, and who asks them."""

    house: Server
    housed: Server
    plain: Server
    generator: Generator


def loading(bench: Bench, file: Path) -> None:
    """Part 4 of the targets comes first: everything else stands on what is loaded here."""
    report = bench.report
    report.part(f"{bench.database.name}: loading a conference file of {PARTIES} parties and {DELEGATES:,} delegates")
    copies = [bench.database.copy(f"load{number}") for number in range(1, bench.options.repeats)]
    done = [bench.inside("load", str(file), url=url) for url in (*copies, bench.database.url)]
    rows = done[0]["rows"]
    seconds, reading, cpu = (median(each[name] for each in done) for name in ("seconds", "reading", "cpu"))
    kinds = ", ".join(f"{kind.partition('.')[2]} {number:,}" for kind, number in done[0]["counts"].items())
    report.note(f"{file.stat().st_size / 1e6:.2f} MB; {rows:,} rows: {kinds}")
    report.note(f"{seconds:.2f} s, of which {reading:.2f} s reading and judging; {cpu:.2f} s of CPU in the process")
    report.note(f"medians of {len(done)}, each into a new database; rows of every kind count, citations too")
    report.note(f"by CPU time: {rows / cpu:,.0f} rows/s; parties and delegates alone: {PEOPLE / seconds:,.0f} a second")
    if bench.database.name == "SQLite":
        report.at_least("rows read, judged, written and committed", rows / seconds, 5000, "rows/s")
    else:
        report.note(f"rows read, judged, written and committed: {rows / seconds:,.0f} rows/s (no target here)")
    report.exactly("entries in the record", done[0]["entries"], 1, "")
    report.exactly("rows changed by loading the same file again", done[0]["rows_again"], 0, "")
    signed_in = bench.inside("sign-in", SLUG)
    bench.cookie, bench.middleware = signed_in["cookie"], signed_in["middleware"]


def serving(bench: Bench) -> None:
    """Pages of the house against the least that Django can do, from servers that stand side by side."""
    with ExitStack() as stack:
        standing = Standing(
            house=stack.enter_context(servers.house(bench.given)),
            housed=stack.enter_context(servers.bare(bench.given, "housed")),
            plain=stack.enter_context(servers.bare(bench.given, "plain")),
            generator=stack.enter_context(Generator()),
        )
        _public_pages(bench, standing)
        _first_visits(bench, standing.house)
        _lists(bench, standing)


def starting(bench: Bench) -> None:
    """Cold start and memory, with the worker and without, against bare projects."""
    report = bench.report
    report.part(f"{bench.database.name}: {PROCESSES} server processes, from nothing to the first answer")
    kinds = ("house", "house with its worker", "plain", "ordinary")
    seconds: dict[str, list[float]] = {kind: [] for kind in kinds}
    memory: dict[str, tuple[float, float]] = {}
    rounds = bench.options.repeats
    for number in range(rounds):
        for kind in kinds if number % 2 == 0 else reversed(kinds):
            with ExitStack() as stack:
                server = stack.enter_context(_started(bench, kind))
                seconds[kind].append(server.seconds_to_first_answer)
                if number == rounds - 1:
                    memory[kind] = _memory_after_work(bench, server, kind)
    middle = {kind: median(figures) for kind, figures in seconds.items()}
    report.note(f"medians of {rounds}: " + ", ".join(f"{kind} {each:.2f} s" for kind, each in middle.items()))
    report.note(
        f"ordinary: what startproject makes ({len(ordinary.MIDDLEWARE)} middleware, 6 apps); plain: none of either"
    )
    report.at_most("cold start / ordinary bare project", middle["house"] / middle["ordinary"], 3, "×")
    with_worker = middle["house with its worker"] / middle["ordinary"]
    report.at_most("cold start with the worker beside it / ordinary bare project", with_worker, 3, "×")
    report.note(f"cold start / plain bare project: {middle['house'] / middle['plain']:.2f} ×")
    for kind, (resident, shared_out) in memory.items():
        if kind.startswith("house"):
            report.at_most(f"{kind}: resident memory, all processes (RSS summed)", resident, 250, "MB")
            report.at_most(f"{kind}: the same with shared pages shared out (PSS)", shared_out, 250, "MB")
        else:
            report.note(f"{kind} bare project: RSS {resident:.0f} MB, PSS {shared_out:.0f} MB")


def _public_pages(bench: Bench, standing: Standing) -> None:
    report, rounds = bench.report, bench.options.rounds
    report.part(f"{bench.database.name}: public pages from the revision cache, {rounds} rounds by turns")
    counted = bench.inside("count", "", SLUG, *_kept(bench))
    same, none = f"bare view of 1 kB, the same {bench.middleware} middleware", "bare view of 1 kB, no middleware"
    unchanged = f"{bench.page} unchanged (304)"
    tag = _tag(standing.house, bench.page)
    pages = {
        bench.front: bench.job(standing.house, bench.front),
        **{path: bench.job(standing.house, path) for path in _kept(bench)[1:]},
        unchanged: bench.job(standing.house, bench.page, expects=304, If_None_Match=tag),
        same: bench.job(standing.housed, BARE),
        none: bench.job(standing.plain, BARE),
    }
    trial = alternate(standing.generator, pages, rounds)
    for name in pages:
        report.note(trial.line(name))
    report.note(f"the load generator takes up to {trial.generator_share():.0f} % of one core")
    for path in (*_kept(bench), unchanged):
        report.at_least(f"{path} / bare view, same middleware", trial.ratio(path, same), 0.5, "×")
        report.note(
            f"    without any middleware {trial.ratio(path, none):.2f} × the requests;"
            f" {trial.cost_ratio(path, same):.2f} × the CPU with the same middleware"
        )
    for path in _kept(bench):
        report.exactly(f"{path} queries of a kept page", counted[path]["queries"], 1, "")
        report.note(_anew(counted[path]))


def _lists(bench: Bench, standing: Standing) -> None:
    report, rounds = bench.report, bench.options.rounds
    report.part(f"{bench.database.name}: lists as a signed-in secretary, {rounds} rounds by turns")
    counted = bench.inside("count", bench.cookie, SLUG, bench.board, bench.people)
    for path, kind, wanted in ((bench.board, "board", PARTIES), (bench.people, "delegates", 500)):
        found = counted[path]
        rows, cells = found["rows"], round(found["cells"] / max(found["rows"], 1))
        least = f"one query, {rows} rows of {cells} cells"
        pages = {
            path: bench.job(standing.house, path, Cookie=bench.cookie),
            least: bench.job(standing.housed, f"/en/{kind}/{rows}/{cells}/"),
        }
        trial = alternate(standing.generator, pages, rounds)
        for name in pages:
            report.note(trial.line(name))
        report.exactly(f"{path} rows", rows, wanted, "")
        report.at_most(f"{path} queries", max(found["queries"], found["queries_anew"]), 12, "")
        report.at_least(f"{path} / minimal view", trial.ratio(path, least), 0.5, "×")
        report.note(f"    {trial.cost_ratio(path, least):.2f} × the CPU of the minimal view")
        report.note(_anew(found))


def _first_visits(bench: Bench, house: Server) -> None:
    for path in _kept(bench):
        weights = weigh(house.port, path)
        names = ", ".join(f"{name.rpartition('/')[2] or name} {size / 1000:.1f}" for name, size in weights.items())
        bench.report.note(f"a first visit to {path} in kB: {names}")
        bench.report.at_most(f"{path} over the wire with everything in it", sum(weights.values()) / 1000, 60, "kB")


def searching(bench: Bench) -> None:
    """The search over 20,000 public things, against the bare query of the database's own index, in one process."""
    report = bench.report
    report.part(f"{bench.database.name}: search over 20,000 public things")
    found = json.loads(run(["benchmarks.searching_inside", SLUG], bench.given).splitlines()[-1])
    pages = {question: each["page"] for question, each in found["asked"].items()}
    bare = {question: each["bare"] for question, each in found["asked"].items() if each["hits"]}
    report.note(f"{found['rows']:,} rows in the index, read in {found['reading']:.1f} s by the first who searched")
    for question, each in found["asked"].items():
        report.note(f"{question}: page {each['page']:.1f} ms, bare query {each['bare']:.1f} ms, {each['hits']} shown")
    report.at_most("search, median of the questions", median(pages.values()), 30, "ms")
    ratios = [pages[question] / each for question, each in bare.items() if each]
    report.at_most("search / bare query, median of the questions that find something", median(ratios), 5, "×")


def _kept(bench: Bench) -> tuple[str, ...]:
    return bench.front, bench.page, bench.article, bench.papers


def _anew(found: dict[str, Any]) -> str:
    return (
        f"    in process, the first time after a change: {found['queries_anew']} queries,"
        f" {found['cpu_ms_anew']:.1f} ms CPU; then {found['queries']} and {found['cpu_ms']:.1f} ms"
    )


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
            generator.run(Job(server.port, path, 0.3, CONNECTIONS, headers={**PACKED, "Cookie": bench.cookie}))
    if "worker" in kind:
        server.wait_for_worker()
    return server.memory()
