"""A server that is killed under writes loses none that it acknowledged, does none twice, and starts again."""

import contextlib
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.sqlite3._functions import register  # type: ignore[import-untyped]

from benchmarks.servers import environment
from trials import power_cut
from trials.power_cut import BrokenError, Cut

pytestmark = pytest.mark.skipif(connection.vendor == "postgresql", reason="the house under trial is on SQLite")
CUTS = 5


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Cut:
    """A house that was cut five times, with tables made from the models."""
    folder = tmp_path_factory.mktemp("power-cut")
    return power_cut.tried(folder, times=CUTS, seed=7, setup=power_cut.QUICK)


def test_nothing_acknowledged_is_lost_and_nothing_is_done_twice(cut: Cut) -> None:
    assert cut.kills == CUTS
    assert len(cut.writes.acknowledged) == cut.writes.asked >= CUTS
    assert cut.writes.open == []


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("DELETE FROM preparation_task WHERE id = (SELECT MIN(id) FROM preparation_task)", "one entry"),
        ("DELETE FROM audit_entry WHERE revision = 2 AND conference_id > 0", "has a gap"),
        ('UPDATE preparation_task SET title = \'{"en": "write-1"}\'', "done twice"),
        ("DELETE FROM api_answered", "keys are kept of other writes"),
        ("UPDATE audit_entry SET actor_id = 4711", "rows point to nothing"),
    ],
)
def test_a_house_that_lost_something_is_found_out(cut: Cut, tmp_path: Path, sql: str, told: str) -> None:
    copy = power_cut.copied(cut, tmp_path)
    with contextlib.closing(sqlite3.connect(copy)) as broken:
        register(broken)
        broken.execute(sql)
        broken.commit()

    with pytest.raises(BrokenError, match=told):
        power_cut.judged(copy, cut)


@pytest.mark.parametrize(("waits", "synchronous"), [("0", 1), ("1", 2)])
def test_each_deed_waits_for_the_disk_where_that_is_asked_for(tmp_path: Path, waits: str, synchronous: int) -> None:
    asked = "import django; django.setup(); from django.db import connection as one; print(one.cursor().execute('PRAGMA synchronous').fetchone()[0])"
    given = environment(f"sqlite:///{tmp_path / 'house.sqlite3'}", tmp_path)
    given |= {"SQLITE_WAITS_FOR_DISK": waits, "DJANGO_SETTINGS_MODULE": "secretariat.config.settings"}

    # The arguments are this test's own.
    told = subprocess.run([sys.executable, "-c", asked], env=given, capture_output=True, text=True, check=True)  # noqa: S603

    assert told.stdout.strip() == str(synchronous)


def test_a_write_that_was_acknowledged_and_is_not_there_is_found_out(cut: Cut) -> None:
    cut.writes.acknowledged[4711] = 4711
    try:
        with pytest.raises(BrokenError, match="1 acknowledged writes are not there, the first is 4711"):
            power_cut.judged(cut.database, cut)
    finally:
        del cut.writes.acknowledged[4711]
