"""``python -m trials.restore_drill [--postgres URL]``: a house is backed up while it works, and restored elsewhere.

Writers work while a sealed backup is made. It is restored in another place, and then: all that was done before it began
is there, of each writer what is there has no gap, each file that a row names is there, the record verifies against
seals that were published before, and the secretary signs in. Then the house is at rest, is backed up and restored
again, and every row of every table is the same.
``--postgres`` names a server, as ``postgres://postgres@127.0.0.1:5432``, on which databases are made and taken away.
"""

import argparse
import json
import os
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import psycopg

from benchmarks.servers import ROOT, environment, house, run
from trials.load_forms import filled, form_with
from trials.sealed import judge, publish

INSIDE = "trials.restore_drill_inside"
SLUG, SECRETARY = "damascus-2020", "secretary@example.org"
PATIENCE = 120.0
# What the upgrade after a restore may write: which day the worker waits for.
MAY_DIFFER: frozenset[str] = frozenset()


class Promises:
    """What was promised and kept, or not."""

    def __init__(self) -> None:
        self.broken = 0

    def kept(self, promise: str, *, is_kept: bool, why: object = "") -> None:
        """Print one, and count it if it is broken."""
        print(f"  {'kept  ' if is_kept else 'BROKEN'}  {promise}{'' if is_kept else f': {why}'}", flush=True)
        self.broken += not is_kept


def main() -> int:
    """Run the drill; 1 where a promise is broken."""
    parser = argparse.ArgumentParser(prog="python -m trials.restore_drill", description=__doc__)
    parser.add_argument("--postgres", default="", help="a server on which databases may be made")
    parser.add_argument("--writers", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5.0, help="how long writers work before the backup begins")
    given = parser.parse_args()
    promises = Promises()
    with tempfile.TemporaryDirectory(prefix="drill-") as folder, _databases(given.postgres) as database_of:
        _drill(Path(folder), database_of, given, promises)
    print(f"{promises.broken} promises broken" if promises.broken else "All promises kept")
    return int(promises.broken > 0)


def _drill(folder: Path, database_of: Any, given: argparse.Namespace, promises: Promises) -> None:
    places = {name: _environment(database_of(name, folder / name), folder / name) for name in ("house", "one", "two")}
    password = secrets.token_urlsafe(12)
    sealed = folder / "passphrase"
    sealed.write_text(secrets.token_urlsafe(24))
    words = ["--passphrase-file", str(sealed)]

    _say("A house is set up with the model case and a secretary")
    run([INSIDE, "furnish", password], places["house"])

    _say(f"{given.writers} writers begin; after {given.seconds:.0f} s a backup is made beside them")
    with _writers(given.writers, places["house"], folder) as written:
        time.sleep(given.seconds)
        seals = publish(SLUG, places["house"], folder / "seals.jsonl")
        before = {number: done_in(file) for number, file in written.items()}
        began = time.perf_counter()
        print(_indented(run(["secretariat", "backup", "--to", str(folder / "one.backup"), *words], places["house"])))
        took = time.perf_counter() - began
        after = {number: done_in(file) for number, file in written.items()}
    meanwhile = sum(after.values()) - sum(before.values())
    print(f"  {sum(before.values())} writes were done before, {meanwhile} in the {took:.1f} s of the backup")

    _say("It is read through, and restored in another place")
    print(_indented(run(["secretariat", "verify-backup", str(folder / "one.backup"), *words], places["house"])))
    began = time.perf_counter()
    print(_indented(run(["secretariat", "restore", str(folder / "one.backup"), *words], places["one"])))
    print(f"  {time.perf_counter() - began:.1f} s")
    told = json.loads(run([INSIDE, "tell"], places["one"]))
    _judge(told, before, after, promises)
    promises.kept("writers were not kept waiting", is_kept=meanwhile > 0, why="none wrote anything meanwhile")
    judge(places["one"], seals, promises)
    _sign_in(places["one"], password, promises)
    again = _refusal(["restore", str(folder / "one.backup"), *words], places["one"])
    promises.kept("a house is not restored over", is_kept="not empty" in again, why=again)

    _say("The house is at rest; it is backed up and restored once more")
    run(["secretariat", "backup", "--to", str(folder / "two.backup"), *words], places["house"])
    run(["secretariat", "restore", str(folder / "two.backup"), *words], places["two"])
    here, there = (json.loads(run([INSIDE, "tell"], places[name]))["tables"] for name in ("house", "two"))
    differing = [table for table in {**here, **there} if here.get(table) != there.get(table)]
    rows = sum(number for number, _digest in here.values())
    promises.kept(
        f"all {rows} rows of {len(here)} tables are the same", is_kept={*differing} <= MAY_DIFFER, why=differing
    )
    files = [_files(folder / name / "files") for name in ("house", "two")]
    promises.kept(f"all {len(files[0])} files are the same", is_kept=files[0] == files[1], why="they differ")


def _judge(told: dict[str, Any], before: dict[str, int], after: dict[str, int], promises: Promises) -> None:
    lost, holes = [], []
    for number, done in before.items():
        found = told["writes"].get(number, [])
        lost += [f"writer {number} write {each}" for each in range(1, done + 1) if each not in found]
        # Of the last one it may be that it was done and not told yet.
        holes += [number] if found != list(range(1, len(found) + 1)) or len(found) > after[number] + 1 else []
    promises.kept("every write that was done before is there", is_kept=not lost, why=lost[:5])
    promises.kept("what is there of each writer has no gap", is_kept=not holes, why=holes)
    promises.kept("every record is whole up to its revision", is_kept=not told["gaps"], why=told["gaps"])
    promises.kept("every file that a row names is there", is_kept=not told["missing"], why=told["missing"][:5])


def _sign_in(given: dict[str, str], password: str, promises: Promises) -> None:
    opener = build_opener(HTTPCookieProcessor(CookieJar()))
    with house(given, processes=1) as server:
        address = f"http://127.0.0.1:{server.port}"
        page = opener.open(f"{address}/en/accounts/login/", timeout=PATIENCE).read().decode()
        form = filled(form_with("password", page), login=SECRETARY, password=password)
        answer = opener.open(f"{address}/en/accounts/login/", urlencode(form).encode(), timeout=PATIENCE)
        office = opener.open(f"{address}/en/{SLUG}/office/", timeout=PATIENCE)
    is_in = answer.status == office.status == 200 and office.url.endswith(f"/{SLUG}/office/")
    promises.kept("the secretary signs in and enters the office", is_kept=is_in, why=f"{answer.url} {office.url}")


def _refusal(words: list[str], given: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "secretariat", *words], cwd=ROOT, env=given, capture_output=True, text=True, check=False
    )
    return done.stderr.strip() if done.returncode else "it was done"


@contextmanager
def _writers(number: int, given: dict[str, str], folder: Path) -> Iterator[dict[str, Path]]:
    """Writers at work, each with the file in which it says what it did."""
    files = {str(each): folder / f"writer-{each}.txt" for each in range(1, number + 1)}
    begun = []
    try:
        for each, file in files.items():
            with file.open("wb") as said:
                begun.append(
                    subprocess.Popen([sys.executable, "-m", INSIDE, "write", each], cwd=ROOT, env=given, stdout=said)
                )
        deadline = time.perf_counter() + PATIENCE
        while not all(done_in(file) for file in files.values()) and time.perf_counter() < deadline:
            time.sleep(0.05)
        yield files
    finally:
        for process in begun:
            process.send_signal(signal.SIGTERM)
            process.wait()


def done_in(file: Path) -> int:
    """The number of the last write that a writer said it had done."""
    found = re.findall(r"^done (\d+)$", file.read_text(), re.MULTILINE)
    return int(found[-1]) if found else 0


def _files(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def _environment(url: str, folder: Path) -> dict[str, str]:
    folder.mkdir()
    return {**environment(url, folder), "DJANGO_SETTINGS_MODULE": "secretariat.config.settings"}


@contextmanager
def _databases(server: str) -> Iterator[Any]:
    """Gives each place a database of its own; those on a server are taken away at the end."""
    if not server:
        yield lambda _name, folder: f"sqlite:///{folder}/secretariat.sqlite3"
        return
    made: list[str] = []

    def make(name: str, _folder: Path) -> str:
        made.append(f"drill_{os.getpid()}_{name}")
        with psycopg.connect(f"{server}/postgres", autocommit=True) as there:
            there.execute(f'CREATE DATABASE "{made[-1]}"'.encode())
        return f"{server}/{made[-1]}"

    try:
        yield make
    finally:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as there:
            for name in made:
                there.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


def _say(step: str) -> None:
    print(f"{step}.", flush=True)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.strip().splitlines())


if __name__ == "__main__":
    sys.exit(main())
