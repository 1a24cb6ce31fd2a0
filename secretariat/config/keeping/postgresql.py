"""A house on PostgreSQL: ``pg_dump`` copies it as it is in one snapshot, and ``pg_restore`` puts it back."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

from secretariat.config.keeping.envelope import Unusable
from secretariat.config.keeping.snapshots import Snapshot, counted, snapshot

COPY = "database.dump"
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
# Whatever stands in the database that did not come with it.
_ANYTHING = """
    SELECT 1 FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE nspname <> 'information_schema' AND nspname NOT LIKE 'pg!_%' ESCAPE '!'
      AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
    LIMIT 1
"""
# Where packages of Debian, of Red Hat, and of Homebrew put the tools of each version.
_FOLDERS = ("/usr/lib/postgresql/{}/bin", "/usr/pgsql-{}/bin", "/opt/homebrew/opt/postgresql@{}/bin")
_NEWEST = 40
# How a connection is made, as the settings say it and as the tools want it said.
_OPTIONS = {
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "options": "PGOPTIONS",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
}


@contextmanager
def copy(database: Mapping[str, Any], folder: Path) -> Iterator[Snapshot]:
    """Copy it into the folder as it is at this moment; the rows are counted in the same snapshot."""
    file = folder / COPY
    with _connected(database) as there:
        there.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        there.read_only = True
        exported = str(there.execute("SELECT pg_export_snapshot()").fetchall()[0][0])
        words = ["--format=custom", f"--snapshot={exported}", "--no-owner", "--no-privileges", f"--file={file}"]
        _run("pg_dump", words, database, there.info.server_version)
        made = snapshot(file, lambda question: there.execute(_sql(question)).fetchall(), _TABLES)
    yield made


def is_empty(database: Mapping[str, Any]) -> bool:
    """Whether there is nothing in it yet."""
    with _connected(database) as there:
        return not there.execute(_ANYTHING).fetchall()


def put(database: Mapping[str, Any], staged: Path) -> None:
    """Put a copy into the database, all of it or nothing."""
    with _connected(database) as there:
        version = there.info.server_version
    words = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    _run("pg_restore", [*words, f"--dbname={database['NAME']}", str(staged)], database, version)


def counts(database: Mapping[str, Any]) -> dict[str, int]:
    """How many rows each table has now."""
    with _connected(database) as there:
        return counted(lambda question: there.execute(_sql(question)).fetchall(), _TABLES)


def tool(name: str, version: int) -> str:
    """The tool for a server of this version (as the server numbers it); that of a newer one serves too."""
    major = version // 10_000
    for each in range(major, _NEWEST):
        for folder in _FOLDERS:
            if found := shutil.which(name, path=folder.format(each)):
                return found
    found = shutil.which(name)
    if found is None:
        raise Unusable(f"{name} is not on this machine. Install the client of PostgreSQL {major} or newer.")
    told = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    known = re.search(r"\) (\d+)", told)
    if known is None or int(known[1]) < major:
        raise Unusable(
            f"{found} is too old for the server: {told.strip()}. Install the client of PostgreSQL {major} or newer."
        )
    return found


@contextmanager
def _connected(database: Mapping[str, Any]) -> Iterator["psycopg.Connection[Any]"]:
    options = database.get("OPTIONS", {})
    given = {
        "host": database.get("HOST"),
        "port": database.get("PORT"),
        "user": database.get("USER"),
        "password": database.get("PASSWORD"),
        **{name: options[name] for name in _OPTIONS if name in options},
    }
    try:
        there = psycopg.connect(dbname=str(database["NAME"]), **{name: each for name, each in given.items() if each})
    except psycopg.OperationalError as error:
        raise Unusable(f"The database cannot be reached: {str(error).strip()}.") from error
    with there:
        yield there


def _run(name: str, words: list[str], database: Mapping[str, Any], version: int) -> None:
    """Run a tool; the password goes by a file that nobody else reads, never by what a list of processes shows."""
    program = tool(name, version)
    with TemporaryDirectory(prefix="secretariat-") as folder:
        passwords = Path(folder) / "passwords"
        passwords.touch(mode=0o600)
        passwords.write_text(f"*:*:*:*:{_escaped(str(database.get('PASSWORD') or ''))}\n")
        done = subprocess.run(  # noqa: S603 - a tool of the server, found above
            [program, "--no-password", *words],
            env={**_environment(database), "PGPASSFILE": str(passwords)},
            stdin=subprocess.DEVNULL,
            # The lock of a restore under way is inherited, and nothing else is that is open.
            close_fds=False,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"]
        raise Unusable(f"{name} failed: {said[0]}")


def _environment(database: Mapping[str, Any]) -> dict[str, str]:
    options = database.get("OPTIONS", {})
    given = {
        "PGDATABASE": database["NAME"],
        "PGHOST": database.get("HOST"),
        "PGPORT": database.get("PORT"),
        "PGUSER": database.get("USER"),
        **{variable: options.get(name) for name, variable in _OPTIONS.items()},
    }
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {**kept, "LC_ALL": "C", **{name: str(each) for name, each in given.items() if each}}


def _escaped(password: str) -> str:
    return password.replace("\\", "\\\\").replace(":", "\\:")


def _sql(question: str) -> bytes:
    # What is asked is written in this program; it comes as text from the module that asks both kinds of database.
    return question.encode(sys.getdefaultencoding())
