"""``python -m trials.point_in_time``: a house on PostgreSQL is taken back to a moment, with what the server archived.

A server of its own is made (initdb) that hands each piece of its log (WAL) to an archive. A base backup is taken while a
writer works; the writer goes on; then somebody deletes all sources, and is noticed later. The house is restored to the
moment before: everything that was done up to then is there, and nothing that was done since. At the end the server is
restored once more, to the last thing that is in the archive.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.servers import ROOT, environment, run
from trials.clusters import ACCOUNT, AS_ROOT, Server, configure, free_port, tool
from trials.restore_drill import INSIDE, PATIENCE, SLUG, Promises, done_in
from trials.sealed import judge, publish


def main() -> int:
    """Run the trial; 1 where a promise is broken."""
    argparse.ArgumentParser(prog="python -m trials.point_in_time", description=__doc__).parse_args()
    promises = Promises()
    with tempfile.TemporaryDirectory(prefix="moment-") as name:
        folder = Path(name)
        if AS_ROOT:
            folder.chmod(0o711)
        for each in ("server", "archive"):
            (folder / each).mkdir(mode=0o700)
            if AS_ROOT:
                shutil.chown(folder / each, ACCOUNT, ACCOUNT)
        _try(folder, promises)
    print(f"{promises.broken} promises broken" if promises.broken else "All promises kept")
    return int(promises.broken > 0)


def _try(folder: Path, promises: Promises) -> None:
    data, base = folder / "server" / "data", folder / "server" / "base"
    print("A server of its own is made, which archives its log.", flush=True)
    tool("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", f"--pgdata={data}")
    archive = f"test ! -f {folder}/archive/%f && cp %p {folder}/archive/%f"
    settings = {"archive_mode": "on", "archive_command": f"'{archive}'", "wal_level": "replica"}
    with _server(data, settings) as port:
        given = _environment(port, folder)
        with psycopg.connect(_address(port, "postgres"), autocommit=True) as there:
            there.execute("CREATE DATABASE house")
        run([INSIDE, "furnish", "not needed in this trial"], given)
        with _writer(given, folder) as said:
            time.sleep(3)
            print("A base backup is taken while somebody writes.", flush=True)
            where = ["--host=127.0.0.1", f"--port={port}", "--username=postgres"]
            tool("pg_basebackup", f"--pgdata={base}", "--checkpoint=fast", *where)
            in_base = done_in(said)
            time.sleep(4)
        kept = done_in(said)
        publish(SLUG, given, folder / "seals.jsonl")
        with psycopg.connect(_address(port, "house"), autocommit=True) as there:
            moment = str(there.execute("SELECT clock_timestamp()").fetchall()[0][0])
            time.sleep(1)
            there.execute("TRUNCATE archive_source CASCADE")
            last = str(there.execute("SELECT clock_timestamp()").fetchall()[0][0])
            there.execute("SELECT pg_switch_wal()")
        print(f"  {in_base} writes were done when it was taken, {kept} before {moment}; then all sources were deleted.")
        gone = json.loads(run([INSIDE, "tell"], given))["tables"]["archive_source"][0]
        promises.kept("what was deleted is gone, as it would be", is_kept=gone == 0, why=gone)
        _until_archived(port)
    pieces = len([*(folder / "archive").iterdir()])
    print(f"  {pieces} pieces of the log are in the archive.")

    print(f"The house is restored to {moment}.", flush=True)
    told = _restored(folder, "moment", f"recovery_target_time = '{moment}'", promises)
    found = told["writes"].get("1", [])
    promises.kept(
        "every write that was done up to then is there, and none is there twice",
        is_kept=found[:kept] == list(range(1, kept + 1)) and len(found) in {kept, kept + 1},
        why=f"{len(found)} of {kept}",
    )
    promises.kept("some of them came after the base backup", is_kept=kept > in_base, why=f"{in_base} of {kept}")
    promises.kept("what was deleted since is there", is_kept=told["tables"]["archive_source"][0] > 0)
    promises.kept("every record is whole up to its revision", is_kept=not told["gaps"], why=told["gaps"])

    print(f"It is restored once more, to all that is in the archive (up to {last}).", flush=True)
    told = _restored(folder, "end", "", promises)
    promises.kept("what was done last is done again", is_kept=told["tables"]["archive_source"][0] == 0)
    promises.kept("the record of it is whole all the same", is_kept=not told["gaps"], why=told["gaps"])


def _restored(folder: Path, name: str, target: str, promises: Promises) -> dict[str, Any]:
    """What a house says of itself that was put together from the base backup and the archive, up to a target."""
    data = folder / "server" / name
    shutil.copytree(folder / "server" / "base", data)
    lines = [f"restore_command = 'cp {folder}/archive/%f %p'", "archive_mode = off", "recovery_target_action = promote"]
    with (data / "postgresql.auto.conf").open("a") as settings:
        settings.write("\n".join([*lines, target, ""]))
    (data / "recovery.signal").touch()
    _give(data)
    with _server(data, {}) as port:
        deadline = time.perf_counter() + PATIENCE
        while time.perf_counter() < deadline:
            with psycopg.connect(_address(port, "house")) as there:
                if there.execute("SELECT pg_is_in_recovery()").fetchall() == [(False,)]:
                    break
            time.sleep(0.1)
        given = _environment(port, folder)
        judge(given, folder / "seals.jsonl", promises)
        told: dict[str, Any] = json.loads(run([INSIDE, "tell"], given))
    return told


@contextmanager
def _server(data: Path, settings: dict[str, str]) -> Iterator[int]:
    server = Server(data, free_port())
    configure(server, settings)
    server.start()
    try:
        yield server.port
    finally:
        tool("pg_ctl", "stop", "--mode=fast", "--wait", f"--timeout={PATIENCE:.0f}", f"--pgdata={data}")


@contextmanager
def _writer(given: dict[str, str], folder: Path) -> Iterator[Path]:
    said = folder / "writer.txt"
    with said.open("wb") as out:
        process = subprocess.Popen([sys.executable, "-m", INSIDE, "write", "1"], cwd=ROOT, env=given, stdout=out)
    try:
        deadline = time.perf_counter() + PATIENCE
        while not done_in(said) and time.perf_counter() < deadline:
            time.sleep(0.05)
        yield said
    finally:
        process.terminate()
        process.wait()


def _until_archived(port: int) -> None:
    """Wait until the log up to now is in the archive."""
    deadline = time.perf_counter() + PATIENCE
    with psycopg.connect(_address(port, "postgres"), autocommit=True) as there:
        current = str(there.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchall()[0][0])
        while time.perf_counter() < deadline:
            archived = there.execute("SELECT last_archived_wal FROM pg_stat_archiver").fetchall()[0][0]
            if archived is not None and str(archived)[:24] >= current:
                return
            there.execute("SELECT pg_switch_wal()")
            time.sleep(0.1)


def _environment(port: int, folder: Path) -> dict[str, str]:
    var = folder / "var"
    var.mkdir(exist_ok=True)
    return {**environment(_address(port, "house"), var), "DJANGO_SETTINGS_MODULE": "secretariat.config.settings"}


def _address(port: int, database: str) -> str:
    return f"postgres://postgres@127.0.0.1:{port}/{database}"


def _give(folder: Path) -> None:
    if AS_ROOT:
        for each in [folder, *folder.rglob("*")]:
            shutil.chown(each, ACCOUNT, ACCOUNT)


if __name__ == "__main__":
    sys.exit(main())
