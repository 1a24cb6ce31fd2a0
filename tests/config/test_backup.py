"""A house is backed up while it works, and put back into an empty place: all of it, or nothing."""

import hashlib
import json
import sqlite3
import tarfile
import threading
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from secretariat.accounts.models import Role
from secretariat.audit.models import Record
from secretariat.config.keeping import databases
from secretariat.config.keeping.envelope import Unusable
from secretariat.config.keeping.place import Place
from secretariat.config.keeping.restoring import missing_keys, other_keys, restore
from tests import make, make_backups
from tests.make_backups import FILES, PASSPHRASE, SECRET

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(tmp_path: Path) -> Place:
    """A house with a conference, whose record is at revision 7, and files."""
    held = make.conference()
    make.user(Role.SECRETARY, held)
    Record.objects.create(conference_id=held.pk, revision=7)
    return make_backups.house(tmp_path)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Place]:
    place = make_backups.empty_place(tmp_path)
    yield place
    make_backups.forget(place)


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
def test_all_of_a_house_is_in_the_restored_one(house: Place, empty: Place, tmp_path: Path, passphrase: str) -> None:
    made = make_backups.backup(house, tmp_path, passphrase)

    read = make_backups.put_back(empty, made.path.read_bytes(), passphrase)

    assert made.path.name == "secretariat-20201101T120000Z.backup"
    assert (made.files, read.files) == (2, 2)
    assert databases.counts(empty) == databases.counts(house) == dict(read.manifest.counts)
    assert read.manifest.counts["conference_conference"] == 1
    assert 7 in read.manifest.revisions.values()
    mails = "SELECT email, password FROM accounts_user ORDER BY 1"
    assert make_backups.asked(empty, mails) == make_backups.asked(house, mails) != []
    for name, content in FILES.items():
        assert empty.storage.open(name).read() == content
        assert Path(empty.storage.path(name)).stat().st_mode & 0o777 == 0o600
    assert (empty.var / "secret-key").read_text() == SECRET
    database = {"secretariat.sqlite3"} if empty.kind == "sqlite" else set()
    assert {*make_backups.left_in(empty)} == {*(f"files/{name}" for name in FILES)} | database


def test_nobody_else_reads_a_backup_and_nothing_is_left_beside_it(house: Place, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()

    made = make_backups.backup(house, folder)

    assert made.path.stat().st_mode & 0o777 == 0o600
    assert list(folder.iterdir()) == [made.path]
    assert not list(house.var.glob(".*"))


def test_a_backup_that_lies_open_is_a_tar_that_sha256sum_checks(house: Place, tmp_path: Path) -> None:
    made = make_backups.backup(house, tmp_path / "open.tar")
    with tarfile.open(made.path) as opened:
        opened.extractall(tmp_path / "unpacked", filter="data")

    there = tmp_path / "unpacked"
    for line in (there / "digests.txt").read_text().splitlines():
        digest, _space, name = line.partition("  ")
        assert hashlib.sha256((there / name).read_bytes()).hexdigest() == digest
    manifest = json.loads((there / "manifest.json").read_text())
    assert (manifest["kind"], manifest["made_at"]) == (house.kind, "2020-11-01T12:00:00+00:00")
    assert manifest["keys"] == ["secret-key"]


def test_nothing_that_is_sealed_is_seen(house: Place, tmp_path: Path) -> None:
    found = make_backups.content(house, tmp_path, PASSPHRASE)

    assert SECRET.encode() not in found
    assert b"a note" not in found
    assert b"manifest" not in found


def test_a_file_that_is_there_is_not_written_over(house: Place, tmp_path: Path) -> None:
    there = tmp_path / "there.backup"
    there.write_text("somebody's")

    with pytest.raises(Unusable, match="there already"):
        make_backups.backup(house, there)

    assert there.read_text() == "somebody's"


def test_a_file_that_could_not_be_put_back_is_named_before_it_is_too_late(house: Place, tmp_path: Path) -> None:
    (house.var / "files" / "two\nlines").write_text("somebody's")

    with pytest.raises(Unusable, match="name that no backup can hold"):
        make_backups.backup(house, tmp_path)

    assert not list(tmp_path.glob("*.backup"))


def test_a_passphrase_that_is_soon_guessed_is_refused(house: Place, tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="shorter than 12"):
        make_backups.backup(house, tmp_path, "secret")


def test_secrets_of_the_environment_go_into_sealed_backups_alone(house: Place, empty: Place, tmp_path: Path) -> None:
    given = make_backups.with_given(house, badge_secret="seals badges")

    lies_open = make_backups.backup(given, tmp_path / "open.backup")
    sealed = make_backups.content(given, tmp_path, PASSPHRASE)

    assert lies_open.left_out == ("badge-secret",)
    assert b"seals badges" not in lies_open.path.read_bytes()
    read = make_backups.put_back(empty, sealed, PASSPHRASE)
    assert (empty.var / "badge-secret").read_text() == "seals badges"
    assert missing_keys(read, empty) == []
    assert other_keys(make_backups.with_given(empty, badge_secret="another")) == ["badge-secret"]
    assert other_keys(make_backups.with_given(empty, badge_secret="seals badges")) == []


def test_what_the_backup_could_not_hold_is_said_when_it_is_restored(house: Place, empty: Place, tmp_path: Path) -> None:
    found = make_backups.content(make_backups.with_given(house, badge_secret="seals badges"), tmp_path)

    read = make_backups.put_back(empty, found)

    assert missing_keys(read, empty) == ["badge-secret"]
    assert missing_keys(read, make_backups.with_given(empty, badge_secret="seals badges")) == []


def test_a_house_is_not_restored_over(house: Place, tmp_path: Path) -> None:
    found = make_backups.content(house, tmp_path)
    before = make_backups.left_in(house)

    with pytest.raises(Unusable, match="database is not empty"):
        make_backups.put_back(house, found)

    assert make_backups.left_in(house) == before
    assert (house.var / "secret-key").read_text() == SECRET
    assert make_backups.asked(house, "SELECT count(*) FROM conference_conference") == [(1,)]


def test_files_of_somebody_are_not_restored_over(house: Place, empty: Place, tmp_path: Path) -> None:
    found = make_backups.content(house, tmp_path)
    empty.storage.save("files/somebody's", ContentFile(b"kept"))

    with pytest.raises(Unusable, match="files here already, such as files/somebody's"):
        make_backups.put_back(empty, found)

    assert make_backups.left_in(empty) == ["files/files/somebody's"]


def test_a_backup_of_a_newer_version_is_refused(house: Place, empty: Place, tmp_path: Path) -> None:
    made = make_backups.backup(house, tmp_path / "x.backup")
    newer = _with_manifest(made.path, migrations=["door.0999_from_the_future"])

    with pytest.raises(Unusable, match=r"newer version first.*door\.0999_from_the_future"):
        make_backups.put_back(empty, newer)
    with pytest.raises(Unusable, match=r"newer version first: 99\.0"):
        make_backups.put_back(empty, _with_manifest(made.path, version="99.0"))
    with pytest.raises(Unusable, match="packs otherwise"):
        make_backups.put_back(empty, _with_manifest(made.path, format=2))

    assert make_backups.left_in(empty) == []
    read = make_backups.put_back(
        empty, _with_manifest(made.path, migrations=["door.0001_initial"]), known=("door.0001_initial",)
    )
    assert read.manifest.migrations == ("door.0001_initial",)


def test_a_backup_of_another_kind_of_database_is_refused(house: Place, empty: Place, tmp_path: Path) -> None:
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[house.kind]
    made = make_backups.backup(house, tmp_path / "x.backup")

    with pytest.raises(Unusable, match="Conference files go from one to the other"):
        make_backups.put_back(empty, _with_manifest(made.path, kind=other))

    assert make_backups.left_in(empty) == []


def test_two_backups_at_once_are_both_whole(house: Place, empty: Place, tmp_path: Path) -> None:
    made: list[Any] = []
    gate = threading.Barrier(2)

    def begin(name: str) -> None:
        gate.wait(20)
        made.append(make_backups.backup(house, tmp_path / name))

    threads = [threading.Thread(target=begin, args=(name,)) for name in ("one.backup", "other.backup")]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)

    assert len(made) == 2
    for each in made:
        assert make_backups.put_back(empty, each.path.read_bytes()).files == 2
        make_backups.forget(empty)
        empty = make_backups.empty_place(tmp_path, f"after-{each.path.stem}")
    make_backups.forget(empty)


def test_two_backups_of_one_name_do_not_write_over_each_other(house: Place, tmp_path: Path) -> None:
    ends: list[str] = []
    gate = threading.Barrier(2)

    def begin() -> None:
        gate.wait(20)
        try:
            make_backups.backup(house, tmp_path / "one.backup")
            ends.append("made")
        except Unusable as error:
            ends.append(str(error))

    threads = [threading.Thread(target=begin) for _twice in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)

    assert sorted(ends) == [f"{tmp_path / 'one.backup'} is there already. Name another file.", "made"]


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
def test_memory_does_not_grow_with_the_files(house: Place, empty: Place, tmp_path: Path, passphrase: str) -> None:
    size = 64 * 2**20
    with (house.var / "files" / "large").open("wb") as large:
        large.truncate(size)

    tracemalloc.start()
    try:
        made = make_backups.backup(house, tmp_path, passphrase)
        with made.path.open("rb") as file:
            restore(empty, file, passphrase=passphrase, known=())
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert empty.storage.size("large") == size
    assert peak < size / 4


@pytest.mark.skipif(connection.vendor == "postgresql", reason="pages of a file: SQLite alone has them")
def test_a_database_that_is_damaged_is_not_backed_up_as_if_it_were_whole(house: Place, tmp_path: Path) -> None:
    file = Path(str(house.database["NAME"]))
    with closing(sqlite3.connect(file)) as there:
        there.execute("PRAGMA journal_mode = DELETE")
        (size,) = there.execute("PRAGMA page_size").fetchone()
        (root,) = there.execute("SELECT rootpage FROM sqlite_master WHERE name = 'accounts_user'").fetchone()
    with file.open("r+b") as pages:
        pages.seek((root - 1) * size)
        pages.write(b"\xff" * size)

    with pytest.raises(Unusable, match="database is damaged"):
        make_backups.backup(house, tmp_path)

    assert not list(tmp_path.glob("*.backup"))


@pytest.mark.postgres
def test_a_password_is_in_no_list_of_processes(house: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = tmp_path / "seen"
    spy = tmp_path / "bin" / "pg_dump"
    spy.parent.mkdir()
    spy.write_text(f'#!/bin/sh\n{{ echo "$@"; env; }} > {seen}\ncat "$PGPASSFILE" > {seen}.file\nexit 3\n')
    spy.chmod(0o700)
    monkeypatch.setattr("secretariat.config.keeping.postgresql.tool", lambda _name, _version: str(spy))
    secret = {**house.database, "PASSWORD": "s3cr:t\\word"}

    with pytest.raises(Unusable, match="pg_dump failed: it ended with 3"):
        make_backups.backup(Place(secret, house.storage, house.var), tmp_path)

    assert "s3cr" not in seen.read_text()
    assert (tmp_path / "seen.file").read_text() == "*:*:*:*:s3cr\\:t\\\\word\n"


@pytest.mark.postgres
def test_a_tool_that_is_not_there_or_too_old_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secretariat.config.keeping.postgresql._FOLDERS", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    from secretariat.config.keeping.postgresql import tool  # noqa: PLC0415

    with pytest.raises(Unusable, match=r"pg_dump is not on this machine\. Install the client of PostgreSQL 15"):
        tool("pg_dump", 150_004)
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.1'\n")
    old.chmod(0o700)
    with pytest.raises(Unusable, match="too old for the server"):
        tool("pg_dump", 150_004)


def _with_manifest(file: Path, **changes: Any) -> bytes:
    """The same backup, as if it said otherwise of itself; its digests are those of what it says now."""
    from io import BytesIO  # noqa: PLC0415

    from secretariat.config.keeping.envelope import contents, envelope  # noqa: PLC0415
    from secretariat.config.keeping.packing import Packer, unpacked  # noqa: PLC0415

    out = BytesIO()
    around = envelope(out, "")
    packer = Packer(around.write, BytesIO())
    with file.open("rb") as opened:
        for each in unpacked(contents(opened, "")):
            content = b"".join(each.pieces)
            if each.name == "manifest.json":
                content = json.dumps({**json.loads(content), **changes}).encode()
            if each.name != "digests.txt":
                packer.add(each.name, len(content), [content])
    packer.close()
    around.close()
    return out.getvalue()
