"""Judging that two pledges do not match, and why."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.pledges.actions import refuse_match
from secretariat.pledges.queries.matching import proposals_for
from tests import make
from tests.pledges.test_discuss_match import MATCHES, match_of
from tests.pledges.test_matching import for_country

pytestmark = pytest.mark.django_db


def test_what_is_refused_keeps_its_reason_and_is_not_proposed_again() -> None:
    match = match_of()
    secretary = make.user(Role.SECRETARY, match.conference)
    for_country(match.offer, "LB")

    refuse_match(secretary, match, reason="It is for another country")

    match.refresh_from_db()
    assert (match.state, match.reason) == ("refused", "It is for another country")
    assert Entry.objects.get().verb == "pledges.refuse_match"
    assert proposals_for(match.wanted, secretary) == []


def test_without_a_reason_after_it_was_agreed_or_on_a_stale_page_it_is_refused() -> None:
    match = match_of(version=2)
    secretary = make.user(Role.SECRETARY, match.conference)

    with pytest.raises(Refused, match="Say why"):
        refuse_match(secretary, match, reason="")
    with pytest.raises(Stale):
        refuse_match(secretary, match, reason="No", version=1)
    match.state = "agreed"
    match.save()
    with pytest.raises(Refused, match="already: Agreed"):
        refuse_match(secretary, match, reason="No")


def test_a_reader_may_not() -> None:
    match = match_of()

    with pytest.raises(PermissionDenied):
        refuse_match(make.user(Role.READER, match.conference), match, reason="No")


def test_the_page_says_what_it_means() -> None:
    match = match_of()
    browser = make.client(make.user(Role.SECRETARY, match.conference))

    asked = browser.get(f"{MATCHES}{match.pk}/refuse/").content.decode()
    page = browser.post(f"{MATCHES}{match.pk}/refuse/", {"reason": "No", "version": 1}, follow=True).content.decode()

    assert "not proposed to each other again" in asked
    assert "Not a match" in page
