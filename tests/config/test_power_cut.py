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
from trials import power_cut, sealed
from trials.power_cut import BrokenError, Cut

pytestmark = pytest.mark.skipif(connection.vendor == "postgresql", reason="the house under trial is on SQLite")
CUTS = 5


# What is broken by hand in a copy, and how the trial tells of it.
BROKEN = {
    "DELETE FROM preparation_task WHERE id = (SELECT MIN(id) FROM preparation_task)": "one entry",
    "DELETE FROM audit_entry WHERE revision = 2 AND conference_id > 0": "has a gap",
    'UPDATE preparation_task SET title = \'{"en": "write-1"}\'': "done twice",
    "DELETE FROM api_answered": "keys are kept of other writes",
    "UPDATE audit_entry SET actor_id = 4711": "rows point to nothing",
}


def test_nothing_acknowledged_is_lost_nothing_is_done_twice_and_a_loss_would_be_found_out(tmp_path: Path) -> None:
    # With tables made from the models; all that follows is tried on this one house.
    cut = power_cut.tried(tmp_path / "house", times=CUTS, seed=7, setup=power_cut.QUICK)

    assert cut.kills == CUTS
    assert len(cut.writes.acknowledged) == cut.writes.asked >= CUTS
    assert cut.writes.open == []
    for number, (sql, told) in enumerate(BROKEN.items()):
        _break(copy := _copied(cut, tmp_path / str(number)), sql)
        with pytest.raises(BrokenError, match=told):
            power_cut.judged(copy, cut)
    assert sealed.compare(cut.given, cut.folder / "seals.jsonl")[0] == 1
    _break(cut.database, "UPDATE audit_entry SET thing_label = 'Other' WHERE revision = 2 AND conference_id > 0")
    number, said = sealed.compare(cut.given, cut.folder / "seals.jsonl")
    assert number == 0, said
    cut.writes.acknowledged[4711] = 4711
    with pytest.raises(BrokenError, match="1 acknowledged writes are not there, the first is 4711"):
        power_cut.judged(cut.database, cut)


def _copied(cut: Cut, folder: Path) -> Path:
    folder.mkdir()
    return power_cut.copied(cut, folder)


def _break(database: Path, sql: str) -> None:
    with contextlib.closing(sqlite3.connect(database)) as broken:
        register(broken)
        broken.execute(sql)
        broken.commit()


@pytest.mark.parametrize(("waits", "synchronous"), [("0", 1), ("1", 2)])
def test_each_deed_waits_for_the_disk_where_that_is_asked_for(tmp_path: Path, waits: str, synchronous: int) -> None:
    asked = "import django; django.setup(); from django.db import connection as one; print(one.cursor().execute('PRAGMA synchronous').fetchone()[0])"
    given = environment(f"sqlite:///{tmp_path / 'house.sqlite3'}", tmp_path)
    given |= {"SQLITE_WAITS_FOR_DISK": waits, "DJANGO_SETTINGS_MODULE": "secretariat.config.settings"}

    # The arguments are this test's own.
    told = subprocess.run([sys.executable, "-c", asked], env=given, capture_output=True, text=True, check=True)  # noqa: S603

    assert told.stdout.strip() == str(synchronous)
