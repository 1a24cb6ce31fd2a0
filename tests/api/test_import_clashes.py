"""Sessions of a file that cannot all be: each is told, and no file makes the house count for hours."""

from itertools import pairwise
from typing import Any

import pytest

from secretariat.api.queries.drafted import Drafted
from secretariat.programme.models import ProgrammeRules
from tests import make, make_brought_in

pytestmark = pytest.mark.django_db
MANY = 60


def _at_one_time(**cells: Any) -> list[Drafted]:
    said = [make_brought_in.session_cells(title={"en": f"Session {number}"}, **cells) for number in range(MANY)]
    hall = Drafted("room", "r", {"name": {"en": "Hall"}, "seats": 100})
    return [hall, *(Drafted("session", f"s{number}", each) for number, each in enumerate(said))]


def test_of_many_sessions_at_once_in_one_room_each_is_told_with_no_more_than_three_others() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)

    batch = make_brought_in.drafted(held, officer, *_at_one_time(room="r"))

    rows = list(batch.rows.filter(kind="session"))
    assert {row.verdict for row in rows} == {"error"}
    named = [[len(said["things"]) for _level, _code, said in row.findings["room"]] for row in rows]
    # Three are held against each other; each of the rest against these three, and not against all.
    assert sorted(named) == [[1, 1]] * 3 + [[3]] * (MANY - 3)


def test_of_many_sessions_at_once_in_one_language_each_is_told() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    ProgrammeRules.objects.create(conference=held, interpreters={"fr": 2}, clashes={"interpreters": "warn"})

    batch = make_brought_in.drafted(held, officer, *_at_one_time(languages=["fr"]))

    told = [make_brought_in.codes(row, "languages") for row in batch.rows.filter(kind="session")]
    assert all("clash" in codes for codes in told)


def test_two_sessions_in_a_room_one_after_the_other_do_not_clash() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    hours = [f"2020-11-11T{hour:02}:00:00+02:00" for hour in range(8, 20)]
    sessions = [
        Drafted(
            "session", begins, make_brought_in.session_cells(room="r", starts_at=begins, ends_at=ends, title=begins)
        )
        for begins, ends in pairwise(hours)
    ]

    batch = make_brought_in.drafted(held, officer, Drafted("room", "r", {"name": {"en": "Hall"}}), *sessions)

    assert not batch.rows.exclude(findings={}).exists()
