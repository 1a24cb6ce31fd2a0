"""Leave rows of a file out, or take them in again."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.api.actions.imports import confirm_import, skip_row
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.delegations.models import Delegate
from tests import make, make_brought_in

pytestmark = pytest.mark.django_db


def test_a_row_that_is_left_out_is_not_brought_in_and_can_be_taken_in_again() -> None:
    held = make.conference()
    make.party("LB"), make.party("JO")
    officer = make_brought_in.officer(held)
    batch = make_brought_in.table(held, officer)
    first = make_brought_in.row(batch)

    skip_row(officer, batch, rows=[first.pk])
    assert batch.counts["rows"] == {"delegate": {"skipped": 1, "new": 1}}
    skip_row(officer, batch, rows=[first.pk], is_skipped=False)
    skip_row(officer, batch, rows=[make_brought_in.row(batch, 2).pk])
    confirm_import(officer, batch, at=make.NOON)

    assert [delegate.name for delegate in Delegate.objects.all()] == ["Amal Haddad"]
    assert Entry.objects.filter(verb="api.skip_row").count() == 3


def test_what_names_a_row_that_is_left_out_is_told() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    batch = make_brought_in.programme(held, officer)

    skip_row(officer, batch, rows=[make_brought_in.row(batch, 1).pk])

    assert make_brought_in.codes(make_brought_in.row(batch, 2), "room") == ["not brought in"]
    assert make_brought_in.codes(make_brought_in.row(batch, 3), "session") == ["not brought in"]


def test_a_row_of_another_import_is_refused_and_a_stranger_may_not() -> None:
    held = make.conference()
    officer = make_brought_in.officer(held)
    batch, other = make_brought_in.programme(held, officer), make_brought_in.programme(held, officer)

    with pytest.raises(Refused, match="no such row"):
        skip_row(officer, batch, rows=[make_brought_in.row(other).pk])
    with pytest.raises(PermissionDenied):
        skip_row(make.user(Role.READER, held), batch, rows=[make_brought_in.row(batch).pk])


def test_the_page_leaves_out_one_row_or_all_that_are_wrong() -> None:
    held = make.conference()
    make.party("LB")
    officer = make_brought_in.officer(held)
    batch = make_brought_in.table(held, officer, "Name,Country\nA,Lebanon\nB,Atlantis\nC,Utopia\nD,Lebanon\n")
    browser, address = make.client(officer), reverse("api:skip_row", args=[held.slug, batch.pk])

    browser.post(address, {"row": "wrong"})
    browser.post(address, {"row": make_brought_in.row(batch, 4).pk, "step": "leave out"})
    browser.post(address, {"row": make_brought_in.row(batch, 2).pk, "step": "take in"})

    assert [row.is_skipped for row in batch.rows.all()] == [False, False, True, True]
    assert browser.post(address, {"row": "nonsense"}).status_code == 404
