"""Lists number their rows alike: each row is known by its list, whatever the file is called, and found as it once was."""

from typing import Any

import pytest

from secretariat.accounts.models import User
from secretariat.api.actions.imports import discard_import, match_columns
from secretariat.api.models import Import, ImportFormat, SourceId, Verdict
from secretariat.api.queries.imports.reading import chosen_of, draft_of
from secretariat.api.queries.imports.tables import Columns
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate
from tests import make, make_brought_in

pytestmark = pytest.mark.django_db

SPEAKERS = "ID,Speaker,Country\n1,Amal,Lebanon\n2,Karim,Lebanon\n"
GUESTS = "ID,Hotel,Guest,Country\n1,Semiramis,Layla,Lebanon\n2,Semiramis,Omar,Lebanon\n"
COLUMNS = {"column_1": "name", "column_2": "affiliation"}
OF_GUESTS = {"column_1": "", "column_2": "name", "column_3": "affiliation"}


@pytest.fixture
def held() -> Conference:
    """A conference to which Lebanon comes."""
    make.party("LB")
    return make.conference()


@pytest.fixture
def officer(held: Conference) -> User:
    """An officer who brings lists in."""
    return make_brought_in.officer(held)


def _table(held: Conference, officer: User, text: str, **columns: Any) -> Import:
    return make_brought_in.table(held, officer, text, "delegate", **(columns or COLUMNS))


def _headless(held: Conference, officer: User, text: str) -> Import:
    columns = Columns("delegate", ("source_id", "name", "affiliation"), is_headed=False)
    batch = make_brought_in.handed_in(held, officer, text)
    kept = {**batch.chosen, "kind": columns.kind, "columns": list(columns.columns), "is_headed": False}
    draft = draft_of(ImportFormat.TABLE, text.encode(), chosen_of(held, kept))
    return match_columns(officer, batch, columns=columns, draft=draft)


def _verdicts(batch: Import) -> list[str]:
    return [str(row.verdict) for row in batch.rows.all()]


def _as_once_known() -> None:
    """Let the house know rows as it did before it knew lists apart."""
    for each in SourceId.objects.all():
        each.source_id = f"table:{each.source_id.rpartition(':')[2]}"
        each.save()


def test_two_lists_that_number_their_rows_alike_do_not_meet(held: Conference, officer: User) -> None:
    make_brought_in.brought_in(officer, _table(held, officer, SPEAKERS))

    guests = _table(held, officer, GUESTS, **OF_GUESTS)
    assert _verdicts(guests) == [Verdict.NEW, Verdict.NEW]
    make_brought_in.brought_in(officer, guests)

    assert set(Delegate.objects.values_list("name", flat=True)) == {"Amal", "Karim", "Layla", "Omar"}
    assert _verdicts(_table(held, officer, SPEAKERS)) == [Verdict.SAME, Verdict.SAME]
    assert _verdicts(_table(held, officer, GUESTS, **OF_GUESTS)) == [Verdict.SAME, Verdict.SAME]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("ID,Speaker,Country\n1,Amal Haddad,Lebanon\n2,Karim Aziz,Lebanon\n", COLUMNS),
        ("Speaker,ID,Country,,\nAmal Haddad,1,Lebanon,,\n", {"column_0": "name", "column_1": "source_id"}),
    ],
    ids=["renamed", "in another order"],
)
def test_a_list_finds_its_rows_again_whatever_they_are_called(
    held: Conference, officer: User, text: str, columns: dict[str, str]
) -> None:
    make_brought_in.brought_in(officer, _table(held, officer, SPEAKERS))

    row = make_brought_in.row(_table(held, officer, text, **columns))

    assert (row.verdict, row.old) == (Verdict.CHANGED, {"name": "Amal"})


def test_another_list_under_the_same_headings_is_warned_of_before_it_renames_anybody(
    held: Conference, officer: User
) -> None:
    make_brought_in.brought_in(officer, _table(held, officer, SPEAKERS))

    batch = _table(held, officer, "ID,Speaker,Country\n1,Layla,Lebanon\n2,Karim Aziz,Lebanon\n")

    assert "another person" in make_brought_in.codes(make_brought_in.row(batch, 1), "name")
    assert "another person" not in make_brought_in.codes(make_brought_in.row(batch, 2), "name")


def test_a_list_that_gained_a_column_finds_those_that_it_renamed_by_those_that_it_did_not(
    held: Conference, officer: User
) -> None:
    make_brought_in.brought_in(officer, _table(held, officer, SPEAKERS + "3,Layla,Lebanon\n"))
    grown = "ID,Speaker,Country,Diet\n1,Amal,Lebanon,\n2,Karim Aziz,Lebanon,\n3,Layla,Lebanon,\n"

    batch = _table(held, officer, grown, **COLUMNS)

    assert _verdicts(batch) == [Verdict.SAME, Verdict.CHANGED, Verdict.SAME]


def test_rows_are_found_as_they_were_known_before_and_then_known_by_their_list(held: Conference, officer: User) -> None:
    make_brought_in.brought_in(officer, _table(held, officer, SPEAKERS))
    _as_once_known()

    guests = _table(held, officer, GUESTS, **OF_GUESTS)
    again = _table(held, officer, SPEAKERS.replace("Amal", "Amal Haddad").replace("Karim", "Karim Aziz"))

    assert _verdicts(guests) == [Verdict.NEW, Verdict.NEW]
    assert _verdicts(again) == [Verdict.CHANGED, Verdict.CHANGED]
    discard_import(officer, guests, at=make.NOON)
    make_brought_in.brought_in(officer, again)
    assert not SourceId.objects.filter(source_id__startswith="table:").exists()
    assert SourceId.objects.count() == 2


def test_a_list_without_headings_is_known_by_what_its_columns_hold(held: Conference, officer: User) -> None:
    text = "1,Amal,Lebanon\n2,Karim,Lebanon\n"
    make_brought_in.brought_in(officer, _headless(held, officer, text))

    batch = _headless(held, officer, text.replace("Amal", "Amal Haddad"))

    assert _verdicts(batch) == [Verdict.CHANGED, Verdict.SAME]
