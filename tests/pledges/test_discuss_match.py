"""Noting that the two parties of a match speak about it."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.pledges.actions import discuss_match
from secretariat.pledges.models import Match
from tests import make, make_pledges

pytestmark = pytest.mark.django_db
MATCHES = "/en/damascus-2020/office/pledges/matches/"


def match_of(**fields: object) -> Match:
    conference = make.conference()
    return make_pledges.match(make_pledges.policy(conference), make_pledges.pledge(conference), **fields)


@pytest.mark.parametrize("state", ["proposed", "ended"])
def test_what_was_proposed_or_has_ended_is_discussed_and_recorded(state: str) -> None:
    match = match_of(state=state, reason="The war" if state == "ended" else "")

    discuss_match(make.user(Role.SECRETARY, match.conference), match)

    match.refresh_from_db()
    assert (match.state, match.reason) == ("in discussion", "")
    assert Entry.objects.get().changes["state"] == [state, "in discussion"]


@pytest.mark.parametrize("state", ["in discussion", "agreed", "refused"])
def test_what_is_further_or_refused_is_not(state: str) -> None:
    match = match_of(state=state)

    with pytest.raises(Refused, match="already"):
        discuss_match(make.user(Role.SECRETARY, match.conference), match)


def test_a_stale_page_and_a_reader_change_nothing() -> None:
    match = match_of(version=3)

    with pytest.raises(Stale):
        discuss_match(make.user(Role.SECRETARY, match.conference), match, version=2)
    with pytest.raises(PermissionDenied):
        discuss_match(make.user(Role.READER, match.conference), match)


def test_the_button_says_it() -> None:
    match = match_of()
    browser = make.client(make.user(Role.SECRETARY, match.conference))

    page = browser.post(f"{MATCHES}{match.pk}/discuss/", {"version": 1}, follow=True).content.decode()

    assert "In discussion" in page
    assert "It has ended" in page
