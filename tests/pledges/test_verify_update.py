"""Saying who looked whether a report is so."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.pledges.actions import verify_update
from tests import make, make_pledges
from tests.pledges.conftest import Follow


def test_an_officer_says_who_looked_and_it_is_recorded(follow: Follow) -> None:
    update = make_pledges.update(follow.pledge)
    verify_update(follow.officer, update, verified_by="UNHCR field office")

    update.refresh_from_db()
    assert (update.is_verified, update.verified_by) == (True, "UNHCR field office")
    assert Entry.objects.get(verb="pledges.verify_update").changes["verified_by"] == ["", "UNHCR field office"]


def test_somebody_must_have_looked(follow: Follow) -> None:
    update = make_pledges.update(follow.pledge)
    with pytest.raises(Refused) as refused:
        verify_update(follow.officer, update, verified_by=" ")
    assert refused.value.field == "verified_by"
    with pytest.raises(Stale):
        verify_update(follow.officer, update, verified_by="UNHCR", version=7)


def test_a_party_does_not_verify_its_own_word(follow: Follow) -> None:
    update = make_pledges.update(follow.pledge)
    for person in (follow.focal, *follow.strangers):
        with pytest.raises(PermissionDenied):
            verify_update(person, update, verified_by="we")


def test_the_page_answers(follow: Follow) -> None:
    update = make_pledges.update(follow.pledge)
    address = follow.address("verify_update", update.pk)

    assert make.client(follow.officer).get(address).status_code == 200
    sent = {"verified_by": "UNHCR", "version": update.version}
    assert make.client(follow.officer).post(address, sent).status_code == 302
    update.refresh_from_db()
    assert update.verified_by == "UNHCR"
    assert make.client(follow.focal).get(address).status_code == 404
