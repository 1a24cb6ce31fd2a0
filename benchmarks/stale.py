"""``python -m benchmarks.stale``: no process ever serves a page that is older than the last deed.

Four server processes are asked by many at once, each time over a new connection, for the article, the list of news, the
first page, a feed, the map of the site and the search, while articles are published and withdrawn. What is asked for
after a deed was answered must show it, whichever process answers. It ends with 1 if one page did not.
"""

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

from benchmarks import databases, servers
from benchmarks.data import SLUG, conference_file
from benchmarks.servers import ROOT, environment, run

PROCESSES = 4
READERS = 6
# So often each page is judged after each deed at least, however slow the machine is.
LEAST, PATIENCE = 2, 120.0
PLACES = {
    "article": f"/en/{SLUG}/news/stale-%d/",
    "news": f"/en/{SLUG}/news/",
    "first page": f"/en/{SLUG}/",
    "feed": f"/en/{SLUG}/feeds/news.atom",
    "JSON feed": f"/en/{SLUG}/feeds/news.json",
    "search": f"/en/{SLUG}/search/?q=Zugzwang%dx",
    "map": f"/sitemaps/{SLUG}/1.xml",
}


@dataclass
class Watched:
    """What must be seen at present, and what readers saw instead."""

    number: int = 0
    is_out: bool = False
    turn: int = 0
    is_over: bool = False
    seen: Counter[str] = field(default_factory=Counter)
    seen_since: Counter[str] = field(default_factory=Counter)
    stale: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def main() -> int:
    """Publish, withdraw and read on the databases asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stale", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--articles", type=int, default=12)
    parser.add_argument("--delegates", type=int, default=20, help="of each of the 200 parties")
    options = parser.parse_args()
    stale = 0
    for name in ("sqlite", "postgres"):
        if options.database in (name, "both"):
            if name == "postgres" and databases.reason_without_postgres():
                print("PostgreSQL: SKIPPED, no server answers")
                continue
            stale += _measure(name, options.articles, options.delegates)
    return 1 if stale else 0


def _measure(name: str, articles: int, delegates: int) -> int:
    with tempfile.TemporaryDirectory(prefix="secretariat-stale-") as place:
        folder = Path(place)
        made: AbstractContextManager[databases.Database] = (
            databases.sqlite(folder) if name == "sqlite" else databases.postgres()
        )
        with made as database:
            given = environment(database.url, folder)
            run(["secretariat", "setup"], given)
            file = folder / "small.yaml"
            file.write_bytes(conference_file(delegates))
            run(["benchmarks.inside", "load", str(file)], given)
            with servers.house(given, processes=PROCESSES) as server:
                watched = _hammered(server.port, given, articles)
    read = ", ".join(f"{place} {number:,}" for place, number in sorted(watched.seen.items()))
    print(f"{database.name}: {PROCESSES} processes, {articles} articles published and withdrawn; judged: {read}")
    for each in watched.stale[:10]:
        print(f"  STALE {each}")
    print(f"  {len(watched.stale)} stale page(s)", flush=True)
    return len(watched.stale)


def _hammered(port: int, given: dict[str, str], articles: int) -> Watched:
    watched = Watched()
    desk = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.stale_inside", SLUG],
        cwd=ROOT, env=given, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    readers = [threading.Thread(target=_read, args=(port, watched, each), daemon=True) for each in range(READERS)]
    for reader in readers:
        reader.start()
    try:
        for number in range(1, articles + 1):
            for deed in ("publish", "withdraw"):
                _do(desk, f"{deed} {number}", watched, (number, deed == "publish"))
                _await_all(watched)
    finally:
        watched.is_over = True
        for reader in readers:
            reader.join(30)
        desk.communicate()
    return watched


def _await_all(watched: Watched) -> None:
    """Wait until every page was judged often enough since the last deed."""
    ends = time.monotonic() + PATIENCE
    while any(watched.seen_since[place] < LEAST for place in PLACES):
        if time.monotonic() > ends:
            raise RuntimeError(f"not every page was asked for in {PATIENCE:.0f} s: {dict(watched.seen_since)}")
        time.sleep(0.05)


def _do(desk: "subprocess.Popen[str]", line: str, watched: Watched, after: tuple[int, bool]) -> None:
    if desk.stdin is None or desk.stdout is None:
        raise RuntimeError("the newsroom has no pipes")
    with watched.lock:
        # Nothing is judged while the deed is under way.
        watched.turn += 1
        watched.number, watched.is_out = 0, False
    desk.stdin.write(f"{line}\n")
    desk.stdin.flush()
    if desk.stdout.readline() != "done\n":
        raise RuntimeError(f"{line}: it was not done")
    with watched.lock:
        watched.turn += 1
        watched.seen_since.clear()
        watched.number, watched.is_out = after


def _read(port: int, watched: Watched, first: int) -> None:
    places = list(PLACES.items())
    turn = first
    while not watched.is_over:
        what, path = places[turn % len(places)]
        turn += 1
        with watched.lock:
            before, number, is_out = watched.turn, watched.number, watched.is_out
        address = path % (number or 1) if "%d" in path else path
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", address)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        with watched.lock:
            if not number or watched.turn != before:
                continue
            watched.seen[what] += 1
            watched.seen_since[what] += 1
            if _shows(what, (answer.status, text), number) != is_out:
                watched.stale.append(f"{what}: article {number} {'is out' if is_out else 'was withdrawn'}")


def _shows(what: str, answer: tuple[int, str], number: int) -> bool:
    status, text = answer
    if what == "article":
        return status == 200
    return f"/news/stale-{number}/" in text


if __name__ == "__main__":
    sys.exit(main())
