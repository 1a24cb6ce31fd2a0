"""The same file once more, changed meanwhile there or here: nothing is doubled, and nothing taken that is another's."""

from typing import Any

import pytest

from secretariat.accounts.models import Role
from secretariat.api.actions.imports import confirm_import, correct_cell
from secretariat.api.models import SourceId, Verdict
from secretariat.api.queries.drafted import Drafted
from secretariat.audit.action import Refused
from secretariat.delegations.models import Delegate
from secretariat.programme.models import AgendaItem, Session, SessionItem
from tests import make, make_brought_in

pytestmark = pytest.mark.django_db


def _item(source_id: str, **cells: Any) -> Drafted:
    return Drafted("item", source_id, {"title": {"en": f"Item {source_id}"}, **cells})


def _people(*lines: str) -> str:
    return "\n".join(("Name,Country,Mail", *lines, ""))


def test_what_is_kept_for_secretaries_is_found_again_by_them() -> None:
    held = make.conference()
    make.party("LB")
    secretary = make.user(Role.SECRETARY, held)
    rows = [
        Drafted("room", "r1", {"name": {"en": "Hall A"}}),
        Drafted("session", "s1", make_brought_in.session_cells(room="r1")),
        Drafted("session", "s2", {"title": {"en": "Later"}}),
        _item("i1", session="s1", position=1, number="4"),
        Drafted("delegate", "d1", {"name": "Amal Haddad", "party": "LB"}),
    ]
    first = make_brought_in.drafted(held, secretary, *rows, sensitivity="restricted")
    make_brought_in.brought_in(secretary, first)

    again = make_brought_in.drafted(held, secretary, *rows, sensitivity="restricted")

    assert {row.verdict for row in again.rows.all()} == {Verdict.SAME}


def test_what_is_kept_for_secretaries_is_neither_doubled_nor_shown_to_others() -> None:
    held = make.conference()
    secretary, officer = make.user(Role.SECRETARY, held), make_brought_in.officer(held)
    row = Drafted("session", "s1", {"title": {"en": "Quiet talks"}})
    make_brought_in.brought_in(secretary, make_brought_in.drafted(held, secretary, row, sensitivity="restricted"))

    batch = make_brought_in.drafted(held, officer, row)

    found = make_brought_in.row(batch)
    assert (found.verdict, found.thing_id, found.old) == (Verdict.ERROR, None, {})
    with pytest.raises(Refused, match="1 row cannot be brought in"):
        confirm_import(officer, batch, at=make.NOON)
    assert SourceId.objects.get().thing_id == Session.objects.get().pk


@pytest.mark.parametrize("numbers", [("2", "2"), ("7", "7")], ids=["that of another", "one for two"])
def test_a_number_that_an_item_is_given_is_nobody_elses(numbers: tuple[str, str]) -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    first = make_brought_in.drafted(held, officer, _item("a", number="1"), _item("b", number="2"))
    make_brought_in.brought_in(officer, first)

    batch = make_brought_in.drafted(held, officer, _item("a", number=numbers[0]), _item("b", number=numbers[1]))

    found = [code for row in batch.rows.all() for code in make_brought_in.codes(row, "number")]
    assert "number taken" in found
    with pytest.raises(Refused, match="cannot be brought in"):
        confirm_import(officer, batch, at=make.NOON)
    assert set(AgendaItem.objects.values_list("number", flat=True)) == {"1", "2"}


def test_an_item_may_be_given_a_number_that_is_free() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    first = make_brought_in.drafted(held, officer, _item("a", number="1"), _item("b", number="2"))
    make_brought_in.brought_in(officer, first)

    second = make_brought_in.drafted(held, officer, _item("a", number="3"), _item("b", number="2"))
    make_brought_in.brought_in(officer, second)

    assert set(AgendaItem.objects.values_list("number", flat=True)) == {"2", "3"}


def test_a_name_that_a_person_is_given_is_nobody_elses_in_the_file() -> None:
    held = make.conference()
    make.party("LB")
    officer = make_brought_in.officer(held)
    first = make_brought_in.table(held, officer, _people("Amal,Lebanon,amal@example.org"))
    make_brought_in.brought_in(officer, first)

    batch = make_brought_in.table(held, officer, _people("Karim,Lebanon,amal@example.org", "Karim,Lebanon,"))

    assert make_brought_in.codes(make_brought_in.row(batch, 2), "name") == ["name taken"]
    with pytest.raises(Refused, match="1 row cannot be brought in"):
        confirm_import(officer, batch, at=make.NOON)


def test_an_item_that_was_moved_here_stays_where_it_is_unless_that_is_corrected() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    sessions = [Drafted("session", name, {"title": {"en": f"Session {name}"}}) for name in ("a", "b")]
    rows = [*sessions, _item("i", session="a", position=3), _item("j", session="a", position=4)]
    make_brought_in.brought_in(officer, make_brought_in.drafted(held, officer, *rows))
    other = Session.objects.get(title__contains="Session b")
    SessionItem.objects.filter(position=3).update(session=other, position=7)
    SessionItem.objects.filter(position=4).update(position=9)

    batch = make_brought_in.drafted(held, officer, *rows)

    moved, placed = make_brought_in.row(batch, 3), make_brought_in.row(batch, 4)
    assert (moved.verdict, make_brought_in.codes(moved, "session")) == (Verdict.SAME, ["changed here"])
    assert (placed.verdict, make_brought_in.codes(placed, "position")) == (Verdict.SAME, ["changed here"])
    correct_cell(officer, batch, row=moved.pk, cell="session", value="a")
    make_brought_in.brought_in(officer, batch)
    link = SessionItem.objects.get(item__title__contains="Item i")
    assert (str(link.session.title), link.position) == ("Session a", 3)


def test_who_is_here_already_is_put_among_the_media_and_taken_out_again() -> None:
    held = make.conference()
    make.party("LB")
    officer = make_brought_in.officer(held)
    make_brought_in.brought_in(officer, make_brought_in.table(held, officer, "Name,Country\nAmal,Lebanon\n"))

    for said in (True, False):
        row = Drafted("delegate", "a", {"name": "Amal", "party": "LB", "is_media": said})
        batch = make_brought_in.drafted(held, officer, row)
        assert (make_brought_in.row(batch).verdict, make_brought_in.row(batch).old) == (
            Verdict.CHANGED,
            {"is_media": not said},
        )
        make_brought_in.brought_in(officer, batch)
        assert Delegate.objects.get().is_media is said


def test_press_stands_among_the_media_whatever_a_file_says() -> None:
    held = make.conference()
    make.party("LB")
    officer = make_brought_in.officer(held)
    make_brought_in.brought_in(officer, make_brought_in.table(held, officer, "Name,Country,Role\nAmal,Lebanon,Press\n"))

    row = Drafted("delegate", "a", {"name": "Amal", "party": "LB", "is_media": False})

    assert make_brought_in.row(make_brought_in.drafted(held, officer, row)).verdict == Verdict.SAME


def test_a_long_text_in_several_languages_can_be_corrected() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    cells = make_brought_in.session_cells(description={"en": "e" * 3000, "fr": "f" * 3000})
    batch = make_brought_in.drafted(held, officer, Drafted("session", "s", cells))
    row = make_brought_in.row(batch)

    correct_cell(officer, batch, row=row.pk, cell="description", value={"en": "E" * 3000, "fr": "f" * 3000})

    assert make_brought_in.row(batch).after["description"]["en"] == "E" * 3000
    for value in ({"en": "e" * 5001}, {str(number): "x" for number in range(51)}, "x" * 5001):
        with pytest.raises(Refused, match="too long"):
            correct_cell(officer, batch, row=row.pk, cell="description", value=value)
