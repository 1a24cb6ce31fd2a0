"""Put something else into a cell of a file before it is brought in."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.api.actions.imports import correct_cell, discard_import
from secretariat.api.models import Verdict
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from tests import make, make_brought_in

pytestmark = pytest.mark.django_db
WRONG = "Name,Country,Mail\nAmal,Lebanon,no mail\nKarim,Lebanon,\n"


def test_a_wrong_cell_is_corrected_and_what_the_file_says_is_kept() -> None:
    held = make.conference()
    make.party("LB")
    officer = make_brought_in.officer(held)
    batch = make_brought_in.table(held, officer, WRONG)
    row = make_brought_in.row(batch)
    assert row.verdict == Verdict.ERROR

    correct_cell(officer, batch, row=row.pk, cell="mail", value="amal@example.org")

    row.refresh_from_db()
    assert (row.verdict, row.after["mail"], row.cells["mail"]) == (Verdict.NEW, "amal@example.org", "no mail")
    assert batch.counts["rows"] == {"delegate": {"new": 2}}
    entry = Entry.objects.get(verb="api.correct_cell")
    assert "amal@example.org" not in f"{entry.changes}{entry.batch}{entry.thing_label}"
    correct_cell(officer, batch, row=row.pk, cell="mail", value=None)
    row.refresh_from_db()
    assert (row.verdict, row.corrected) == (Verdict.ERROR, {})


def test_a_correction_is_judged_with_all_other_rows() -> None:
    held = make.conference()
    make.party("LB")
    officer = make_brought_in.officer(held)
    batch = make_brought_in.table(held, officer, "Name,Country\nAmal,Lebanon\nKarim,Lebanon\n")

    correct_cell(officer, batch, row=make_brought_in.row(batch, 1).pk, cell="name", value="KÁRIM")

    assert make_brought_in.codes(make_brought_in.row(batch, 2), "") == ["in file already"]


def test_what_is_no_cell_no_row_or_too_long_is_refused() -> None:
    held = make.conference()
    make.party("LB")
    officer = make_brought_in.officer(held)
    batch, other = make_brought_in.table(held, officer, WRONG), make_brought_in.programme(held, officer)
    row = make_brought_in.row(batch)

    wrong: tuple[dict[str, Any], ...] = (
        {"row": row.pk, "cell": "password", "value": "x"},
        {"row": make_brought_in.row(other).pk, "cell": "name", "value": "x"},
        {"row": row.pk, "cell": "name", "value": "x" * 6000},
    )
    for given in wrong:
        with pytest.raises(Refused):
            correct_cell(officer, batch, **given)
    discard_import(officer, batch, at=make.NOON)
    with pytest.raises(Refused, match="over"):
        correct_cell(officer, batch, row=row.pk, cell="name", value="x")


def test_a_stranger_may_not() -> None:
    held = make.conference()
    make.party("LB")
    batch = make_brought_in.table(held, make_brought_in.officer(held), WRONG)
    row = make_brought_in.row(batch)

    for stranger in (make.user(Role.READER, held), make_brought_in.officer(held, "programme")):
        with pytest.raises(PermissionDenied):
            correct_cell(stranger, batch, row=row.pk, cell="mail", value="x@example.org")


def test_a_cell_is_corrected_on_the_spot_and_on_the_page_of_its_row() -> None:
    held = make.conference()
    make.party("LB")
    officer = make_brought_in.officer(held)
    batch = make_brought_in.table(held, officer, WRONG)
    row, browser = make_brought_in.row(batch), make.client(officer)
    address = reverse("api:correct_cell", args=[held.slug, batch.pk, row.pk])

    page = browser.get(reverse("api:import", args=[held.slug, batch.pk])).content.decode()
    said = {"cell": "mail", "value": "amal@example.org", "from": "table", "back": "kind=delegate&verdict=error"}
    answer = browser.post(address, said)
    browser.post(address, {"cell": "capacity", "value_en": "Minister", "value_ar": "وزيرة", "from": "row"})

    assert f'action="{address}"' in page
    assert "This is no mail address." in page
    here = reverse("api:import", args=[held.slug, batch.pk])
    assert answer["Location"] == f"{here}?kind=delegate&verdict=error#row-{row.pk}"
    row.refresh_from_db()
    assert row.corrected == {"mail": "amal@example.org", "capacity": {"en": "Minister", "ar": "وزيرة"}}
    shown = browser.get(address).content.decode()
    assert "وزيرة" in shown
    assert "Corrected; in the file: no mail" in shown
