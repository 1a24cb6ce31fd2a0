"""Noting that the two parties of a match agreed."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.pledges.actions import agree_match
from tests import make, make_pledges
from tests.pledges.test_discuss_match import MATCHES, match_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["proposed", "in discussion"])
def test_it_is_agreed_and_recorded_who_said_so(state: str) -> None:
    match = match_of(state=state)
    officer = make.user(Role.DESK_OFFICER, match.conference, desks=["pledges"])

    agree_match(officer, match)

    match.refresh_from_db()
    assert (match.state, match.decided_by) == ("agreed", officer)
    assert Entry.objects.get().verb == "pledges.agree_match"


def test_with_a_pledge_that_is_over_or_refused_nothing_is_agreed() -> None:
    match = match_of()
    secretary = make.user(Role.SECRETARY, match.conference)
    make_pledges.update(match.offer, "cancelled", reason=make_pledges.said("No money"))

    with pytest.raises(Refused, match="is Cancelled"):
        agree_match(secretary, match)
    with pytest.raises(Refused, match="Not a match"):
        agree_match(secretary, make_pledges.match(match.wanted, make_pledges.pledge(match.conference), state="refused"))


def test_a_reader_may_not() -> None:
    match = match_of()

    with pytest.raises(PermissionDenied):
        agree_match(make.user(Role.READER, match.conference), match)


def test_the_button_says_it_and_both_pledges_have_found_each_other() -> None:
    match = match_of()
    browser = make.client(make.user(Role.SECRETARY, match.conference))

    page = browser.post(f"{MATCHES}{match.pk}/agree/", {"version": 1}, follow=True).content.decode()
    overview = browser.get("/en/damascus-2020/office/pledges/matching/").content.decode()

    assert "The two parties agreed." in page
    assert "No need is without an offer" in overview
    assert "No offer is without a need" in overview
