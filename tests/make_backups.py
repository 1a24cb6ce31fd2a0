"""Houses that are backed up, and empty places."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import psycopg
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import connection

from secretariat.config.keeping.making import Made, make
from secretariat.config.keeping.place import Place
from secretariat.config.keeping.reading import Read
from secretariat.config.keeping.restoring import restore
from tests.make import NOON

PASSPHRASE = "a passphrase of five words"
SECRET = "the secret of the house"
FILES = {"files/2026/05/note.txt": b"a note", "photos/2026/05/portrait.jpg": bytes(range(256)) * 4000}


def house(folder: Path, **files: bytes) -> Place:
    """A house that holds what this test wrote so far, and some files."""
    var = folder / "house"
    var.mkdir()
    (var / "secret-key").write_text(SECRET)
    place = Place(_database_of_the_test(var), FileSystemStorage(var / "files", file_permissions_mode=0o600), var)
    for name, content in {**FILES, **files}.items():
        place.storage.save(name, ContentFile(content))
    return place


def empty_place(folder: Path, name: str = "empty") -> Place:
    """A place that holds nothing but the secrets that it made for itself."""
    var = folder / name
    var.mkdir()
    (var / "secret-key").write_text("made when the place was first looked at")
    if connection.vendor == "postgresql":
        database = {**connection.settings_dict, "NAME": f"{connection.settings_dict['NAME']}_{name}"}
        forget(Place(database, FileSystemStorage(var), var))
        with _server() as server:
            server.execute(f'CREATE DATABASE "{database["NAME"]}"'.encode())
    else:
        database = {**connection.settings_dict, "NAME": str(var / "secretariat.sqlite3")}
    return Place(database, FileSystemStorage(var / "files", file_permissions_mode=0o600), var)


def forget(place: Place) -> None:
    """Take the database of an empty place away from the server."""
    if connection.vendor == "postgresql":
        with _server() as server:
            server.execute(f'DROP DATABASE IF EXISTS "{place.database["NAME"]}" WITH (FORCE)'.encode())


def backup(place: Place, folder: Path, passphrase: str = "", **how: Any) -> Made:
    """A backup of the house, made at noon."""
    return make(place, folder, passphrase=passphrase, at=NOON, **how)


def content(place: Place, folder: Path, passphrase: str = "") -> bytes:
    """A backup of the house, as bytes."""
    made = backup(place, folder / "content.backup", passphrase)
    found = made.path.read_bytes()
    made.path.unlink()
    return found


def put_back(place: Place, found: bytes, passphrase: str = "", known: tuple[str, ...] = ()) -> Read:
    """Restore what is in these bytes."""
    return restore(place, BytesIO(found), passphrase=passphrase, known=known)


def left_in(place: Place) -> list[str]:
    """Whatever lies in the folder of a place, but for folders without files and for the secret that it made itself."""
    found = (each.relative_to(place.var).as_posix() for each in place.var.rglob("*") if not each.is_dir())
    return sorted(name for name in found if name != "secret-key")


def asked(place: Place, question: str) -> list[tuple[Any, ...]]:
    """What the database of a place answers."""
    if place.kind == "sqlite":
        with closing(sqlite3.connect(str(place.database["NAME"]))) as there:
            return there.execute(question).fetchall()
    given = {"host": place.database["HOST"], "port": place.database["PORT"], "user": place.database["USER"]}
    password = {"password": place.database["PASSWORD"]}
    with psycopg.connect(dbname=place.database["NAME"], **_known({**given, **password})) as there:
        return there.execute(question.encode()).fetchall()


def as_if_migrated(place: Place) -> None:
    """Note in a house on SQLite that its tables, made from the models, are those that migrations make."""
    with closing(sqlite3.connect(str(place.database["NAME"]))) as there, there:
        there.execute("CREATE TABLE IF NOT EXISTS django_migrations (id integer PRIMARY KEY, app, name, applied)")
        rows = [each.split(".", 1) for each in _known_elsewhere()]
        there.executemany("INSERT INTO django_migrations (app, name, applied) VALUES (?, ?, '2026-05-01')", rows)


def with_given(place: Place, **given: str) -> Place:
    """The same place, where the environment gives secrets."""
    return replace(place, given={name.replace("_", "-"): secret for name, secret in given.items()})


def _known_elsewhere() -> list[str]:
    """The migrations of this version: here they may be switched off, to make tables sooner."""
    script = "import django; django.setup(); from secretariat.config.keeping.known import known_migrations as known"
    done = subprocess.run(  # noqa: S603 - this package's own code
        [sys.executable, "-c", f"{script}; print(*known())"],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "secretariat.config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def _database_of_the_test(var: Path) -> dict[str, Any]:
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        return {**connection.settings_dict}
    file = var / "secretariat.sqlite3"
    with closing(sqlite3.connect(file)) as copied:
        connection.connection.backup(copied)
        copied.execute("PRAGMA journal_mode = WAL")
    return {**connection.settings_dict, "NAME": str(file)}


def _server() -> "psycopg.Connection[Any]":
    told = connection.settings_dict
    given = {"host": told["HOST"], "port": told["PORT"], "user": told["USER"], "password": told["PASSWORD"]}
    return psycopg.connect(dbname="postgres", autocommit=True, **_known(given))


def _known(given: dict[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in given.items() if each}
