"""An agenda is renumbered as a whole: a number is free if who has it gets another by the same file."""

from collections.abc import Iterable

import pytest

from secretariat.accounts.models import User
from secretariat.api.actions.imports import confirm_import, skip_row, undo_import
from secretariat.api.models import Import
from secretariat.api.queries.drafted import Drafted
from secretariat.audit.action import Refused
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate
from secretariat.programme.models import AgendaItem
from tests import make, make_brought_in

pytestmark = pytest.mark.django_db


def _agenda(held: Conference, actor: User, **numbers: str) -> Import:
    rows = [
        Drafted("item", name, {"title": {"en": f"Item {name}"}, "number": number}) for name, number in numbers.items()
    ]
    return make_brought_in.drafted(held, actor, *rows)


def _numbers() -> dict[str, str]:
    return {str(item.title)[-1]: item.number for item in AgendaItem.objects.all()}


def _taken(batch: Import) -> list[str]:
    wrong: Iterable[str] = (
        row.source_id for row in batch.rows.all() if "number taken" in make_brought_in.codes(row, "number")
    )
    return sorted(wrong)


@pytest.mark.parametrize(
    "renumbered",
    [
        {"a": "2", "b": "1", "c": "3"},
        {"a": "2", "b": "3", "c": "1"},
        {"c": "2", "b": "3", "a": "1"},
        {"a": "2", "b": "3", "c": "4", "d": "1"},
        {"a": "1", "d": "2", "b": "3", "c": "4"},
    ],
    ids=["two for each other", "round", "backwards", "one before all", "one between"],
)
def test_items_take_each_others_numbers_and_get_them_back_when_it_is_undone(renumbered: dict[str, str]) -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    before = {"a": "1", "b": "2", "c": "3"}
    make_brought_in.brought_in(officer, _agenda(held, officer, **before))

    batch = _agenda(held, officer, **renumbered)
    make_brought_in.brought_in(officer, batch)

    assert _numbers() == renumbered
    undo_import(officer, batch, at=make.NOON)
    assert _numbers() == before


def test_a_number_that_is_not_given_up_after_all_is_free_for_nobody() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    before = {"a": "1", "b": "2", "c": "3", "d": "4"}
    make_brought_in.brought_in(officer, _agenda(held, officer, **before))

    # The fourth is not in the file and keeps its number, so that the third cannot leave its own, nor the second.
    batch = _agenda(held, officer, a="2", b="3", c="4")

    assert _taken(batch) == ["a", "b", "c"]
    with pytest.raises(Refused, match="3 rows cannot be brought in"):
        confirm_import(officer, batch, at=make.NOON)
    assert _numbers() == before


def test_a_row_that_is_left_out_gives_nothing_up() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    make_brought_in.brought_in(officer, _agenda(held, officer, a="1", b="2"))
    batch = _agenda(held, officer, a="2", b="1")

    skip_row(officer, batch, rows=[make_brought_in.row(batch, 2).pk])

    assert _taken(batch) == ["a"]
    with pytest.raises(Refused, match="1 row cannot be brought in"):
        confirm_import(officer, batch, at=make.NOON)
    assert _numbers() == {"a": "1", "b": "2"}


def test_whoever_was_head_is_head_again_when_the_new_one_is_undone() -> None:
    held = make.conference()
    make.party("LB")
    officer = make_brought_in.officer(held)
    people = "ID,Name,Country,Role\n1,Amal,Lebanon,{}\n"
    make_brought_in.brought_in(officer, make_brought_in.table(held, officer, people.format("Head")))

    batch = make_brought_in.table(held, officer, people.format("Alternate") + "2,Karim,Lebanon,Head\n")
    make_brought_in.brought_in(officer, batch)
    undo_import(officer, batch, at=make.NOON)

    assert dict(Delegate.objects.values_list("name", "role")) == {"Amal": "head"}
