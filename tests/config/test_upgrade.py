"""A dump of the first release is loaded, migrated and verified: the house is there with all that was in it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from tests import make, upgrading
from tools.migrations import first_release

ROOT = Path(__file__).resolve().parents[2]
RECORDS = ("house", "damascus-2020", "rehearsal")


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


def brought_up(folder: Path) -> dict[str, Any]:
    """What the program found after it brought the first release to what the house is now."""
    with new_database(folder) as address:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", upgrading.__name__],
            cwd=ROOT,
            env={**os.environ, "SECRETARIAT_VAR": str(folder), "DATABASE_URL": address},
            capture_output=True,
            text=True,
            check=False,
            timeout=900,
        )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


# One test, so that the house is brought up once however many processes try tests.
@pytest.mark.django_db
def test_a_house_of_the_first_release_is_whole_after_every_migration(tmp_path: Path) -> None:
    told = brought_up(tmp_path)

    assert first_release() == {each for each in told["stands_after"] if _is_ours(each)}
    assert told["lost"] == []
    # No table is passed over, and whatever might be done to rows by mistake would have been seen.
    assert (told["empty"], told["rows"] > 2000) == ([], True)
    assert told["noticed"] == dict.fromkeys(upgrading.LOSSES, True)
    for how in ("by itself", "against what was published"):
        said = told["record"][how]
        assert said.count("  whole") == len(RECORDS), said
        assert all(f"{name}: entries sealed" in said for name in RECORDS)
    assert "1 of 3 records are not as they were sealed" in told["record"]["tampered with"]
    assert [each.partition(" ")[0] for each in told["doctor"]] == ["fine"], told["doctor"]
    assert told["pages"] == dict.fromkeys(told["pages"], 200)
    assert len(told["pages"]) == 4


@pytest.mark.django_db
def test_what_is_lost_already_hides_no_other_loss_and_what_is_changed_on_purpose_is_no_loss() -> None:
    for name in ("Amal Haddad", "Hala Nasser"):
        make.user(name=name)
    before = upgrading.all_rows()
    before["accounts_user"][0]["name"] = "'Another'"
    lost = upgrading.differences(before)

    assert len(lost) == 1
    assert not upgrading.is_noticed(before, lost, "UPDATE accounts_user SET name = name")
    assert upgrading.is_noticed(before, lost, upgrading.LOSSES["a word is cut"])
    assert upgrading.differences(before, {("accounts_user", "nam")}) == lost
    assert upgrading.differences(before, {("accounts_user", "name")}) == []
    before["a_table_of_then"] = [{"id": "1"}]
    assert upgrading.differences(before, {("accounts_user", "name")}) == ["a_table_of_then: gone"]
    assert upgrading.differences(before, {("accounts_user", "name"), ("a_table_of_then", "id")}) == []


def _is_ours(migration: str) -> bool:
    return apps.get_app_config(migration.partition(".")[0]).name.startswith("secretariat.")
