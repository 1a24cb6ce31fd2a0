"""Correcting an amount that was written down."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.pledges.actions import revise_flow
from tests import make, make_pledges
from tests.pledges.conftest import Follow


def test_an_amount_is_corrected_and_what_it_was_is_recorded(follow: Follow) -> None:
    flow = make_pledges.flow(follow.held, pledge=follow.pledge)
    revise_flow(follow.officer, flow, details={"amount": Decimal(4_000_000)})

    assert Entry.objects.get(verb="pledges.revise_flow").changes["amount"] == ["5000000.00", "4000000.00"]


def test_what_cannot_be_is_refused(follow: Follow) -> None:
    flow = make_pledges.flow(follow.held, pledge=follow.pledge)
    with pytest.raises(Refused):
        revise_flow(follow.officer, flow, details={"amount": Decimal(0)})
    with pytest.raises(Stale):
        revise_flow(follow.officer, flow, details={}, version=7)


def test_a_focal_point_corrects_what_it_entered_itself_and_nothing_else(follow: Follow) -> None:
    own = make_pledges.flow(follow.held, pledge=follow.pledge, entered_by=follow.focal)
    revise_flow(follow.focal, own, details={"amount": Decimal(1), "sensitivity": "secretariat"})

    assert (own.amount, own.sensitivity) == (Decimal(1), "public")
    with pytest.raises(PermissionDenied):
        revise_flow(follow.focal, make_pledges.flow(follow.held, pledge=follow.pledge), details={"amount": Decimal(1)})


def test_a_stranger_may_not(follow: Follow) -> None:
    flow = make_pledges.flow(follow.held, pledge=follow.pledge)
    for person in follow.strangers:
        with pytest.raises(PermissionDenied):
            revise_flow(person, flow, details={"amount": Decimal(1)})


def test_the_page_answers(follow: Follow) -> None:
    flow = make_pledges.flow(follow.held, pledge=follow.pledge)
    address = follow.address("revise_flow", flow.pk)
    sent = {"kind": "disbursement", "amount": "4 million", "currency": "USD", "flow_date": "2021-06-01", "version": "1"}

    assert make.client(follow.officer).get(address).status_code == 200
    assert make.client(follow.officer).post(address, {**sent, "sensitivity": "public"}).status_code == 302
    flow.refresh_from_db()
    assert flow.amount == Decimal(4_000_000)
    assert make.client(follow.focal).get(address).status_code == 403
