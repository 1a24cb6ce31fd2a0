"""A session that the file moves to another day moves here, whether or not it says other hours; nothing else does."""

from datetime import UTC, datetime
from typing import Any

import pytest

from secretariat.api.actions.imports import confirm_import, correct_cell, undo_import
from secretariat.api.models import Import, SourceId, Verdict
from secretariat.api.queries.drafted import Drafted
from secretariat.api.queries.imports.known import IN_FILE, mac_of
from secretariat.audit.action import Refused
from secretariat.conference.models import Conference
from secretariat.programme.models import Session
from tests import make, make_brought_in

pytestmark = pytest.mark.django_db

HOURS = {"starts_at": datetime(2020, 11, 11, 7, 0, tzinfo=UTC), "ends_at": datetime(2020, 11, 11, 8, 0, tzinfo=UTC)}


def _table(held: Conference, day: str, hours: str = "09:00,10:00") -> Import:
    return make_brought_in.table(
        held, make_brought_in.officer(held), f"ID,Title,Date,Start,End\nA1,Opening,{day},{hours}\n"
    )


def _of_day(held: Conference, day: str, **cells: Any) -> Import:
    row = Drafted("session", "s1", {"title": {"en": "Opening"}, "day": day, **cells})
    return make_brought_in.drafted(held, make_brought_in.officer(held), row)


def _bring_in(batch: Import) -> None:
    make_brought_in.brought_in(batch.entered_by, batch)


def _stands(session: Session) -> tuple[str, str, str]:
    session.refresh_from_db()
    assert session.starts_at is not None
    assert session.ends_at is not None
    return str(session.day), f"{session.starts_at:%d %H:%M}", f"{session.ends_at:%d %H:%M}"


def _put_right(batch: Import, **cells: str) -> None:
    row = make_brought_in.row(batch)
    for cell, value in cells.items():
        correct_cell(batch.entered_by, batch, row=row.pk, cell=cell, value=value)
    _bring_in(batch)


def test_a_table_moves_a_session_to_another_day_at_the_same_hours() -> None:
    held = make.conference()
    _bring_in(_table(held, "2020-11-11"))

    batch = _table(held, "2020-11-12")
    _bring_in(batch)

    assert _stands(Session.objects.get()) == ("2020-11-12", "12 07:00", "12 08:00")


def test_hours_that_were_put_right_move_with_the_day_that_the_file_says_now() -> None:
    held = make.conference()
    _put_right(_table(held, "2020-11-11"), starts_at="2020-11-11 11:00", ends_at="2020-11-11 12:00")

    same, moved = _table(held, "2020-11-11"), _table(held, "2020-11-12")

    assert make_brought_in.row(same).verdict == Verdict.SAME
    assert make_brought_in.row(moved).verdict == Verdict.CHANGED
    _bring_in(moved)
    assert _stands(Session.objects.get()) == ("2020-11-12", "12 07:00", "12 08:00")


def test_a_day_that_was_put_right_stays_until_the_file_says_another() -> None:
    held = make.conference()
    _put_right(_table(held, "2020-11-11"), day="2020-11-12")

    same, moved = _table(held, "2020-11-11"), _table(held, "2020-11-13")

    assert _stands(Session.objects.get())[0] == "2020-11-12"
    assert make_brought_in.row(same).verdict == Verdict.SAME
    assert make_brought_in.row(moved).verdict == Verdict.CHANGED


def test_hours_that_were_put_right_are_known_as_they_were_once_remembered() -> None:
    held = make.conference()
    _put_right(_table(held, "2020-11-11"), starts_at="2020-11-11 11:00", ends_at="2020-11-11 12:00")
    known = SourceId.objects.get()
    known.written |= {f"{IN_FILE}starts_at": mac_of("09:00"), f"{IN_FILE}ends_at": mac_of("10:00")}
    known.save()

    same, moved = _table(held, "2020-11-11"), _table(held, "2020-11-12")

    assert make_brought_in.row(same).verdict == Verdict.SAME
    assert make_brought_in.row(moved).verdict == Verdict.CHANGED


def test_hours_given_here_follow_the_day_of_a_file_that_says_none_and_come_back_when_it_is_undone() -> None:
    held = make.conference()
    _bring_in(_of_day(held, "2020-11-11"))
    Session.objects.update(**HOURS)

    same, moved = _of_day(held, "2020-11-11"), _of_day(held, "2020-11-12")

    assert make_brought_in.row(same).verdict == Verdict.SAME
    row = make_brought_in.row(moved)
    assert (row.verdict, set(row.old)) == (Verdict.CHANGED, {"day", "starts_at", "ends_at"})
    _bring_in(moved)
    assert _stands(Session.objects.get()) == ("2020-11-12", "12 07:00", "12 08:00")
    assert make_brought_in.row(_of_day(held, "2020-11-12")).verdict == Verdict.SAME
    undo_import(moved.entered_by, moved, at=make.NOON)
    assert _stands(Session.objects.get()) == ("2020-11-11", "11 07:00", "11 08:00")


def test_a_session_that_was_moved_here_stays_on_its_day() -> None:
    held = make.conference()
    _bring_in(_of_day(held, "2020-11-11"))
    Session.objects.update(**{name: at.replace(day=13) for name, at in HOURS.items()}, day="2020-11-13")
    elsewhere = _of_day(held, "2020-11-12")

    Session.objects.all().delete()
    SourceId.objects.all().delete()
    _bring_in(_of_day(held, "2020-11-11", starts_at="2020-11-11T09:00", ends_at="2020-11-11T10:00"))
    Session.objects.update(**{name: at.replace(day=13) for name, at in HOURS.items()}, day="2020-11-13")
    with_hours = _of_day(held, "2020-11-12")

    for batch in (elsewhere, with_hours):
        row = make_brought_in.row(batch)
        assert (row.verdict, make_brought_in.codes(row, "day")) == (Verdict.SAME, ["changed here"])
        with pytest.raises(Refused):
            confirm_import(batch.entered_by, batch, at=make.NOON)


@pytest.mark.parametrize(
    ("zone", "day", "hour"), [("Europe/Paris", "2020-10-26", "08:00"), ("UTC", "2020-10-26", "07:00")]
)
def test_hours_move_by_the_clocks_of_the_venue(zone: str, day: str, hour: str) -> None:
    held = make.conference(time_zone=zone, start_date="2020-10-24", end_date="2020-10-26")
    _bring_in(_of_day(held, "2020-10-24"))
    Session.objects.update(**{name: at.replace(month=10, day=24) for name, at in HOURS.items()}, day="2020-10-24")

    _bring_in(_of_day(held, day))

    assert _stands(Session.objects.get())[1] == f"26 {hour}"
