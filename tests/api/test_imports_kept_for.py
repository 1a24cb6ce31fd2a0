"""For whom a file is kept: what only secretaries see, nobody else sees while it is brought in either."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.api.actions.imports import confirm_import, discard_import, forget_imports, undo_import
from secretariat.api.queries.drafted import Drafted
from tests import make, make_brought_in

pytestmark = pytest.mark.django_db
AMAL = Drafted("delegate", "a1", {"name": "Amal Haddad", "party": "LB", "mail": "amal@example.org"})


def test_a_file_that_is_kept_for_secretaries_is_seen_by_no_officer() -> None:
    held = make.conference()
    make.party("LB")
    secretary, officer = make.user(Role.SECRETARY, held), make_brought_in.officer(held)
    batch = make_brought_in.drafted(held, secretary, AMAL, sensitivity="restricted")
    listed, page = reverse("api:imports", args=[held.slug]), reverse("api:import", args=[held.slug, batch.pk])
    browser = make.client(officer)

    assert browser.get(page).status_code == 404
    assert "schedule.json" not in browser.get(listed).content.decode()
    assert "schedule.json" in make.client(secretary).get(listed).content.decode()
    with pytest.raises(PermissionDenied):
        confirm_import(officer, batch, at=make.NOON)
    confirm_import(secretary, batch, at=make.NOON)
    with pytest.raises(PermissionDenied):
        undo_import(officer, batch, at=make.NOON)
    assert browser.get(page).status_code == 404


def test_it_stays_so_when_the_file_is_let_go() -> None:
    held = make.conference()
    make.party("LB")
    secretary, officer = make.user(Role.SECRETARY, held), make_brought_in.officer(held)
    batches = [make_brought_in.drafted(held, secretary, AMAL, sensitivity="restricted") for _each in range(2)]

    discard_import(secretary, batches[0], at=make.NOON)
    batches[1].entered_at = make.NOON - timedelta(days=31)
    batches[1].save()
    forget_imports(secretary, held, at=make.NOON)

    for batch in batches:
        batch.refresh_from_db()
        assert (batch.state, batch.chosen) == ("discarded", {"sensitivity": "restricted"})
    assert "schedule.json" not in make.client(officer).get(reverse("api:imports", args=[held.slug])).content.decode()


def test_columns_that_wait_are_seen_by_whoever_handed_them_in_and_secretaries() -> None:
    held = make.conference()
    make.party("LB"), make.party("JO")
    mine, other = make_brought_in.officer(held, "delegations"), make_brought_in.officer(held, "programme")
    batch = make_brought_in.handed_in(held, mine)
    here = reverse("api:match_columns", args=[held.slug, batch.pk])

    assert make.client(other).get(here).status_code == 403
    assert "amal@example.org" in make.client(mine).get(here).content.decode()
    assert make.client(make.user(Role.SECRETARY, held)).get(here).status_code == 200
    with pytest.raises(PermissionDenied):
        discard_import(other, batch, at=make.NOON)
