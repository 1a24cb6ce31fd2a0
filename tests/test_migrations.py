"""The tables that migrations make, one after the other, are those of the models."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]


def _house(*words: str, folder: Path, database: str) -> str:
    environment = {**os.environ, "SECRETARIAT_VAR": str(folder), "DATABASE_URL": database}
    done = subprocess.run(  # noqa: S603 - this package's own command
        [sys.executable, "-m", "secretariat", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=180,
    )
    return done.stdout


def _columns(path: Path) -> dict[str, set[str]]:
    database = sqlite3.connect(path)
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = {name: {row[1] for row in database.execute(f"PRAGMA table_info({name})")} for name in tables}
    database.close()
    return columns


def _wanted() -> dict[str, set[str]]:
    return {
        model._meta.db_table: {str(field.column) for field in model._meta.concrete_fields}
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
    }


@pytest.mark.skipif(connection.vendor == "postgresql", reason="a file of its own: tried in the run on SQLite")
def test_a_new_database_has_every_table_and_the_record_of_the_house(tmp_path: Path) -> None:
    _house("migrate", "--verbosity", "0", folder=tmp_path, database=f"sqlite:///{tmp_path}/h.sqlite3")

    found = _columns(tmp_path / "h.sqlite3")
    assert {name for name, columns in _wanted().items() if not columns <= found.get(name, set())} == set()
    database = sqlite3.connect(tmp_path / "h.sqlite3")
    assert database.execute("SELECT revision FROM audit_record WHERE conference_id = 0").fetchall() == [(0,)]
    database.close()


@pytest.mark.postgres
def test_a_new_database_of_postgresql_has_them_too(tmp_path: Path) -> None:
    kept = settings.DATABASES["default"]
    there = {"host": kept["HOST"], "port": kept["PORT"] or 5432, "user": kept["USER"], "password": kept["PASSWORD"]}
    name = f"migrated_{os.getpid()}"
    with psycopg.connect(dbname="postgres", autocommit=True, **there) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            secret = f":{there['password']}" if there["password"] else ""
            address = f"postgres://{there['user']}{secret}@{there['host']}:{there['port']}/{name}"
            _house("migrate", "--verbosity", "0", folder=tmp_path, database=address)
            with psycopg.connect(dbname=name, **there) as made:
                rows = made.execute("SELECT table_name, column_name FROM information_schema.columns").fetchall()
        finally:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    found: dict[str, set[str]] = {}
    for table, column in rows:
        found.setdefault(table, set()).add(column)
    assert {table for table, columns in _wanted().items() if not columns <= found.get(table, set())} == set()
