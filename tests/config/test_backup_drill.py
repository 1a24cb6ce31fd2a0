"""The restore drill in short: a house that works is backed up, put back elsewhere, and found to be as it was."""

import os
import re
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from secretariat.accounts.models import Role, User
from secretariat.archive.actions import add_source, attach, revise_source
from secretariat.conference.models import Conference
from secretariat.config.keeping import databases
from secretariat.config.keeping.place import Place
from tests import make, make_backups, threads
from tests.make_backups import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
WRITERS = 2


class Writers:
    """Some who write until they are told to stop, and count what they have done."""

    def __init__(self, place: Place, actor: User) -> None:
        self.done: Counter[int] = Counter()
        self._place, self._actor, self._is_over = place, actor, threading.Event()
        self._threads = [threads.in_thread(lambda number=each: self._write(number)) for each in range(WRITERS)]  # type: ignore[misc]

    def wait_for(self, more: int) -> None:
        """Wait until each of them has done so many more deeds."""
        wanted = {number: self.done[number] + more for number in range(WRITERS)}
        waited = threading.Event()
        for _each in range(2000):
            if all(self.done[number] >= least for number, least in wanted.items()):
                return
            waited.wait(0.03)
        pytest.fail("writers did not come on within a minute")

    def stop(self) -> None:
        """Let them end what they are at."""
        self._is_over.set()
        for each in self._threads:
            each.join(60)

    def _write(self, number: int) -> None:
        if self._place.kind == "sqlite":
            connection.settings_dict = {**connection.settings_dict, "NAME": self._place.database["NAME"]}
        conference = Conference.objects.get()
        source = add_source(self._actor, conference, details={"title": f"writer {number}", "publisher": "Ministry"})
        while not self._is_over.is_set():
            text = f"writer {number} write {self.done[number] + 1}"
            revise_source(self._actor, source, details={"title": text})
            attach(self._actor, source, upload=SimpleUploadedFile("note.txt", text.encode()))
            self.done[number] += 1


@pytest.mark.django_db(transaction=True)
def test_what_was_done_before_a_backup_is_in_it_whoever_writes_meanwhile(tmp_path: Path, settings: Any) -> None:
    secretary = make.user(Role.SECRETARY, make.conference())
    house, empty = make_backups.house(tmp_path), make_backups.empty_place(tmp_path)
    settings.MEDIA_ROOT = house.var / "files"
    writers = Writers(house, secretary)
    try:
        writers.wait_for(3)
        before = Counter(writers.done)
        found = make_backups.content(house, tmp_path, PASSPHRASE)
        writers.wait_for(1)
    finally:
        writers.stop()

    read = make_backups.put_back(empty, found, PASSPHRASE)

    try:
        said = " ".join(str(row) for row in make_backups.asked(empty, "SELECT changes FROM audit_entry"))
        for number in range(WRITERS):
            # Each title stands there as a new one, and as an old one if another followed.
            there = {int(each) for each in re.findall(rf"writer {number} write (\d+)", said)}
            assert there == set(range(1, max(there) + 1))
            assert before[number] <= max(there) <= writers.done[number]
        records = make_backups.asked(empty, "SELECT conference_id, revision FROM audit_record WHERE conference_id <> 0")
        assert [read.manifest.revisions[str(number)] for number, _revision in records] == [each for _, each in records]
        revisions = "SELECT DISTINCT revision FROM audit_entry WHERE conference_id <> 0 ORDER BY 1"
        assert [each for (each,) in make_backups.asked(empty, revisions)] == list(range(1, records[0][1] + 1))
        named = [name for (name,) in make_backups.asked(empty, "SELECT content FROM archive_file")]
        assert named
        assert all(empty.storage.exists(name) for name in named)
        assert databases.counts(empty) == dict(read.manifest.counts)
    finally:
        make_backups.forget(empty)


@pytest.mark.skipif(
    connection.vendor == "postgresql", reason="the trial does it there: it is longer than a test may be"
)
@pytest.mark.django_db(transaction=True)
def test_the_commands_take_a_house_from_one_place_to_another(tmp_path: Path) -> None:
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(f"{PASSPHRASE}\n")
    make.conference()
    make_backups.as_if_migrated(make_backups.house(tmp_path))
    file, one, other = tmp_path / "x.backup", tmp_path / "house", tmp_path / "other"

    made = _command("backup", "--to", str(file), "--passphrase-file", str(passphrase), folder=one)
    verified = _command("verify-backup", str(file), "--passphrase-file", str(passphrase), folder=one)
    restored = _command("restore", str(file), "--passphrase-file", str(passphrase), folder=other)
    refused = _command("restore", str(file), "--passphrase-file", str(passphrase), folder=one)
    sealed = _command("verify-backup", str(file), folder=one)

    assert (made.returncode, made.stderr) == (0, "")
    assert "holds the house" in made.stdout
    assert "The backup is whole." in verified.stdout
    assert (restored.returncode, restored.stderr) == (0, "")
    assert "The house is restored." in restored.stdout
    assert (other / "files/photos/2026/05/portrait.jpg").exists()
    for name in ("secret-key", "badge-secret"):
        assert (other / name).read_text() == (one / name).read_text()
    assert "its database is not empty" in refused.stderr
    assert refused.returncode == sealed.returncode == 1
    assert "The backup is sealed" in sealed.stderr


@pytest.mark.skipif(connection.vendor == "postgresql", reason="the same on any database")
def test_a_backup_that_lies_open_is_said_to_lie_open(tmp_path: Path) -> None:
    (tmp_path / "secretariat.sqlite3").touch()
    given = {"BADGE_SECRET": "kept elsewhere"}

    made = _command("backup", "--to", str(tmp_path / "x.backup"), folder=tmp_path, **given)

    assert "not encrypted" in made.stderr
    assert "BADGE_SECRET" in made.stderr


def _command(*words: str, folder: Path, **given: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: each for name, each in os.environ.items() if name not in {"SECRET_KEY", "BADGE_SECRET"}}
    environment = {
        **kept,
        "SECRETARIAT_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/secretariat.sqlite3",
        **given,
    }
    return subprocess.run(  # noqa: S603 - this package's own command
        [sys.executable, "-m", "secretariat", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
