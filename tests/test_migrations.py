"""The tables that migrations make, one after the other, are those of the models."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def _house(*words: str, folder: Path) -> str:
    environment = {**os.environ, "SECRETARIAT_VAR": str(folder), "DATABASE_URL": f"sqlite:///{folder}/h.sqlite3"}
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


def test_a_new_database_has_every_table_and_the_record_of_the_house(tmp_path: Path) -> None:
    from django.apps import apps  # noqa: PLC0415

    _house("migrate", "--verbosity", "0", folder=tmp_path)

    found = _columns(tmp_path / "h.sqlite3")
    wanted = {
        model._meta.db_table: {field.column for field in model._meta.concrete_fields}
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
    }
    assert {name for name, columns in wanted.items() if not columns <= found.get(name, set())} == set()
    database = sqlite3.connect(tmp_path / "h.sqlite3")
    assert database.execute("SELECT revision FROM audit_record WHERE conference_id = 0").fetchall() == [(0,)]
    database.close()
