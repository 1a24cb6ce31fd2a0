"""The backup of each night: one, read back, with older ones let go after it; and a mail when there is none."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from secretariat.accounts.models import Role, User
from secretariat.config.keeping import nights
from secretariat.config.keeping.envelope import Unusable
from secretariat.config.keeping.nights import back_up, let_go
from secretariat.config.keeping.reading import Nobody, read_through
from secretariat.config.nightly import nightly
from tests import make, make_backups, threads
from tests.make_backups import PASSPHRASE

pytestmark = pytest.mark.django_db(transaction=True)

NIGHT = datetime(2026, 5, 1, 2, 30, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where backups of nights are put, of a house with a conference."""
    make.conference()
    house = make_backups.house(tmp_path)
    monkeypatch.setattr(nights, "this_house", lambda: house)
    settings.BACKUP_FOLDER = str(tmp_path / "backups")
    return tmp_path / "backups"


def made_on(folder: Path, *nights_ago: int) -> None:
    folder.mkdir(exist_ok=True)
    for ago in nights_ago:
        (folder / f"nightly-{NIGHT - timedelta(days=ago):%Y%m%dT%H%M%SZ}.backup").write_text("older")


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_night_makes_a_backup_that_can_be_read(folder: Path) -> None:
    told: Any = back_up.call()

    assert names(folder) == [told["made"]]
    with (folder / told["made"]).open("rb") as file:
        assert read_through(file, "", Nobody(), known=()).files == 2


def test_it_is_sealed_where_a_passphrase_is_named(folder: Path, tmp_path: Path, settings: Any) -> None:
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE)
    settings.BACKUP_PASSPHRASE_FILE = str(file)

    told: Any = back_up.call()

    assert (folder / told["made"]).read_bytes().startswith(b"secretariat-sealed-1\n")


def test_a_second_one_is_not_made_in_the_same_night(folder: Path) -> None:
    back_up.call()

    assert back_up.call() == {"made": "", "deleted": []}
    assert len(names(folder)) == 1


def test_two_workers_make_one(folder: Path) -> None:
    told: list[Any] = []
    begun = [threads.in_thread(lambda: told.append(back_up.call())) for _each in range(3)]
    for each in begun:
        each.join(60)

    assert len(told) == 3
    assert len(names(folder)) == 1
    assert sorted(bool(each["made"]) for each in told) == [False, False, True]


def test_the_night_asks_for_one_where_there_is_a_folder(folder: Path, settings: Any) -> None:
    nightly.call()

    (asked,) = DBTaskResult.objects.filter(task_path=back_up.module_path)
    assert asked.queue_name == "timetable"
    settings.BACKUP_FOLDER = ""
    nightly.call()
    assert DBTaskResult.objects.filter(task_path=back_up.module_path).count() == 1
    assert not folder.exists()


def test_the_last_of_each_day_week_and_month_is_kept(folder: Path) -> None:
    made_on(folder, *range(400))
    (folder / "secretariat-20200101T000000Z.backup").write_text("somebody's own")
    (folder / "nightly-notes.txt").write_text("somebody's own")

    gone = let_go(folder, keep=(7, 4, 12))

    days = [f"nightly-{NIGHT - timedelta(days=ago):%Y%m%dT%H%M%SZ}.backup" for ago in range(7)]
    # Sundays, and the last days of months; the first day of May is a Friday.
    weeks = [f"nightly-202604{day}T023000Z.backup" for day in ("12", "19", "26")]
    months = [
        f"nightly-{year}{last}T023000Z.backup"
        for year, last in [
            ("2025", "0630"), ("2025", "0731"), ("2025", "0831"), ("2025", "0930"), ("2025", "1031"), ("2025", "1130"),
            ("2025", "1231"), ("2026", "0131"), ("2026", "0228"), ("2026", "0331"), ("2026", "0430"),
        ]
    ]  # fmt: skip
    kept = {*days, *weeks, *months, "secretariat-20200101T000000Z.backup", "nightly-notes.txt"}
    assert {*names(folder)} == kept
    assert len(gone) == 402 - len(kept)


def test_what_is_kept_stays_kept_from_night_to_night(folder: Path) -> None:
    folder.mkdir()
    for night in range(500):
        at = NIGHT + timedelta(days=night)
        (folder / f"nightly-{at:%Y%m%dT%H%M%SZ}.backup").write_text("")
        let_go(folder, keep=(7, 4, 12))

    months = {name.removeprefix("nightly-")[:6] for name in names(folder)}
    assert len(months) == 12
    assert 7 + 11 <= len(names(folder)) <= 7 + 4 + 12


def test_nothing_is_let_go_and_keepers_are_told_when_none_could_be_made(
    folder: Path, settings: Any, tmp_path: Path
) -> None:
    made_on(folder, *range(1, 30))
    User.objects.create_superuser("keeper@example.org", PASSPHRASE, name="Keeper", language="en")
    User.objects.create_superuser("former@example.org", PASSPHRASE, name="Former", is_active=False)
    make.user(Role.SECRETARY)
    settings.BACKUP_PASSPHRASE_FILE = str(tmp_path / "nowhere")

    with pytest.raises(Unusable):
        back_up.call()

    assert len(names(folder)) == 29
    (letter,) = mail.outbox
    assert letter.to == ["keeper@example.org"]
    assert letter.subject == "No backup was made tonight"
    assert f"{tmp_path / 'nowhere'}, cannot be read" in letter.body


def test_one_that_cannot_be_read_back_is_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_on(folder, *range(1, 30))

    def on_a_bad_disk(descriptor: int) -> None:
        os.pwrite(descriptor, b"\xff\xfe", 50_000)

    monkeypatch.setattr(os, "fsync", on_a_bad_disk)

    with pytest.raises(Unusable, match="damaged"):
        back_up.call()

    assert len(names(folder)) == 29


def test_a_mail_server_that_is_away_hides_no_reason(folder: Path, settings: Any, tmp_path: Path) -> None:
    User.objects.create_superuser("keeper@example.org", PASSPHRASE, name="Keeper")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    settings.BACKUP_PASSPHRASE_FILE = str(tmp_path / "nowhere")

    with pytest.raises(Unusable, match="cannot be read"):
        back_up.call()

    assert names(tmp_path / "house" / "files") == ["files", "photos"]
    assert not folder.exists() or names(folder) == []


def test_what_a_killed_backup_left_is_cleared_a_day_later(folder: Path, tmp_path: Path) -> None:
    folder.mkdir()
    left = folder / ".nightly-20260101T023000Z.backup.99-1.secretariat-part"
    fresh = folder / ".nightly-20260101T023000Z.backup.98-1.secretariat-part"
    work = tmp_path / "house" / ".backup-left"
    work.mkdir()
    for each in (left, fresh, work / "database.dump"):
        each.write_text("half of it")
    for each in (left, work):
        os.utime(each, (0, 0))

    back_up.call()

    assert [left.exists(), fresh.exists(), work.exists()] == [False, True, False]


def test_keepers_are_told_once_of_a_backup_whose_worker_was_killed(folder: Path) -> None:
    keeper = make.user(Role.SECRETARY, is_superuser=True)
    killed, under_way = back_up.enqueue().id, back_up.enqueue().id
    now = datetime.now(UTC)
    for task, hours in ((killed, 24), (under_way, 1)):
        DBTaskResult.objects.filter(pk=task).update(status="RUNNING", started_at=now - timedelta(hours=hours))

    nightly.call()
    nightly.call()

    assert [each.to for each in mail.outbox] == [[keeper.email]]
    assert DBTaskResult.objects.get(pk=killed).status == "FAILED"
    assert DBTaskResult.objects.get(pk=under_way).status == "RUNNING"
