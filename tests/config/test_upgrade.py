"""An installation of the first release is brought to this program with all that is in it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tests import upgrading

ROOT = Path(__file__).resolve().parents[2]
# A column that became another.
ON_PURPOSE = ["parties_party: column is_independent"]
# Tables that no row can be made for before somebody is given rights by the framework, which the house does not use.
EMPTY = {"accounts.user_groups", "accounts.user_user_permissions"}


@contextmanager
def new_database(folder: Path) -> Iterator[str]:
    """The address of a database that is there for this test alone, of the kind of all tests."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder}/old.sqlite3"
        return
    kept = settings.DATABASES["default"]
    there = {"host": kept["HOST"], "port": kept["PORT"] or 5432, "user": kept["USER"], "password": kept["PASSWORD"]}
    name = f"upgraded_{os.getpid()}"
    with psycopg.connect(dbname="postgres", autocommit=True, **there) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            secret = f":{there['password']}" if there["password"] else ""
            yield f"postgres://{there['user']}{secret}@{there['host']}:{there['port']}/{name}"
        finally:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.mark.django_db
def test_every_row_of_every_table_survives_every_migration(tmp_path: Path) -> None:
    with new_database(tmp_path) as address:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", upgrading.__name__],
            cwd=ROOT,
            env={**os.environ, "SECRETARIAT_VAR": str(tmp_path), "DATABASE_URL": address},
            capture_output=True,
            text=True,
            check=False,
            timeout=900,
        )

    # It also asks whether the models are what the migrations make.
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert told["tables"] > 140
    assert told["lost"] == []
    assert {each.partition(":")[0] for each in told["without"]} == EMPTY, told["without"]
    assert told["changed"] == ON_PURPOSE
