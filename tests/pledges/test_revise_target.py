"""Correcting a target."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.pledges.actions import revise_target
from tests import make, make_pledges
from tests.pledges.conftest import Follow


def test_a_target_is_corrected_and_what_it_was_is_recorded(follow: Follow) -> None:
    target = make_pledges.target(follow.pledge)
    revise_target(follow.officer, target, details={"value": Decimal(80)})

    target.refresh_from_db()
    assert target.value == Decimal(80)
    assert Entry.objects.get(verb="pledges.revise_target").changes["value"] == ["100.0000", "80.0000"]


def test_what_cannot_be_a_target_is_refused(follow: Follow) -> None:
    target = make_pledges.target(follow.pledge)
    with pytest.raises(Refused) as refused:
        revise_target(follow.officer, target, details={"baseline": Decimal(100)})
    assert refused.value.field == "value"
    with pytest.raises(Stale):
        revise_target(follow.officer, target, details={}, version=7)


def test_neither_a_stranger_nor_its_own_party_lowers_it(follow: Follow) -> None:
    target = make_pledges.target(follow.pledge)
    for person in (follow.focal, *follow.strangers):
        with pytest.raises(PermissionDenied):
            revise_target(person, target, details={"value": Decimal(1)})


def test_the_page_answers(follow: Follow) -> None:
    target = make_pledges.target(follow.pledge)
    address = follow.address("revise_target", target.pk)
    sent = {
        "indicator_en": "Schools rebuilt",
        "unit": "schools",
        "value": "90",
        "sensitivity": "public",
        "version": "1",
    }

    assert make.client(follow.officer).get(address).status_code == 200
    assert make.client(follow.officer).post(address, sent).status_code == 302
    target.refresh_from_db()
    assert target.value == Decimal(90)
    assert make.client(follow.reader).get(address).status_code == 403
