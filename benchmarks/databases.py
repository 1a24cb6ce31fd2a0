"""Databases of one run: made before it, dropped after it, whatever happens between."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

SERVER = "postgres@127.0.0.1:5432"


@dataclass(frozen=True)
class Database:
    """A place for data, and a way to copy it while nobody uses it."""

    name: str
    url: str
    copy: Callable[[str], str]


@contextmanager
def sqlite(folder: Path) -> Iterator[Database]:
    """A file in the folder of the run."""
    first = folder / "house.sqlite3"

    def copy(name: str) -> str:
        made = folder / f"{name}.sqlite3"
        shutil.copy(first, made)
        return f"sqlite:///{made}"

    yield Database("SQLite", f"sqlite:///{first}", copy)


@contextmanager
def postgres() -> Iterator[Database]:
    """A database of its own on the local server, with its copies."""
    first = f"secretariat_benchmark_{os.getpid()}"
    made = [first]

    def copy(name: str) -> str:
        made.append(f"{first}_{name}")
        _run("CREATE DATABASE {} TEMPLATE {}", made[-1], first)
        return f"postgres://{SERVER}/{made[-1]}"

    _run("CREATE DATABASE {}", first)
    try:
        yield Database("PostgreSQL", f"postgres://{SERVER}/{first}", copy)
    finally:
        for name in reversed(made):
            _run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def reason_without_postgres() -> str:
    """Why PostgreSQL cannot be measured here; empty if it can."""
    try:
        _connect().close()
    except psycopg.OperationalError as error:
        return str(error).strip().splitlines()[0]
    return ""


def _connect() -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(f"postgresql://{SERVER}/postgres", autocommit=True, connect_timeout=3)


def _run(statement: str, *names: str) -> None:
    with _connect() as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
