"""Saying to which pledge money belongs."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.pledges.actions import assign_flow
from tests import make, make_pledges

pytestmark = pytest.mark.django_db
FLOWS = "/en/damascus-2020/office/pledges/flows/"


def test_money_gets_its_pledge_and_loses_it_again_and_both_are_recorded() -> None:
    conference = make.conference()
    flow, pledge = make_pledges.flow(conference), make_pledges.pledge(conference)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["pledges"])

    assign_flow(officer, flow, pledge=pledge)
    assign_flow(officer, flow, pledge=None)

    assert [entry.changes["pledge_id"] for entry in Entry.objects.order_by("pk")] == [
        [None, pledge.pk],
        [pledge.pk, None],
    ]


def test_a_pledge_of_another_conference_or_one_that_is_not_seen_is_refused() -> None:
    conference = make.conference()
    flow = make_pledges.flow(conference)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["pledges"])

    with pytest.raises(Refused, match="another conference"):
        assign_flow(officer, flow, pledge=make_pledges.pledge(make.conference("geneva-2021")))
    with pytest.raises(Refused, match="no such pledge"):
        assign_flow(officer, flow, pledge=make_pledges.pledge(conference, sensitivity="restricted"))
    with pytest.raises(Stale):
        assign_flow(officer, flow, pledge=None, version=7)


def test_a_reader_may_not_and_a_stranger_finds_nothing() -> None:
    conference = make.conference()
    flow, reader = make_pledges.flow(conference), make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        assign_flow(reader, flow, pledge=None)
    assert make.client(reader).get(f"{FLOWS}{flow.pk}/assign/").status_code == 403
    assert make.client(make.user(Role.READER)).get(f"{FLOWS}{flow.pk}/assign/").status_code == 404


def test_the_page_says_it_and_the_money_waits_no_more() -> None:
    conference = make.conference()
    flow, pledge = make_pledges.flow(conference, provider_name="Donor"), make_pledges.pledge(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))

    before = browser.get(FLOWS).content.decode()
    page = browser.post(f"{FLOWS}{flow.pk}/assign/", {"pledge": pledge.pk, "version": 1}, follow=True).content.decode()

    assert "Donor" in before
    assert "No money waits for its pledge" in page
