"""Noting that a match has ended, and why."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.pledges.actions import end_match
from tests import make
from tests.pledges.test_discuss_match import MATCHES, match_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["in discussion", "agreed"])
def test_it_ends_with_its_reason_and_is_recorded(state: str) -> None:
    match = match_of(state=state)

    end_match(make.user(Role.SECRETARY, match.conference), match, reason=" The project is over ")

    match.refresh_from_db()
    assert (match.state, match.reason) == ("ended", "The project is over")
    assert Entry.objects.get().changes["reason"] == ["", "The project is over"]


def test_without_a_reason_or_before_anything_began_it_is_refused() -> None:
    match = match_of(state="agreed")
    secretary = make.user(Role.SECRETARY, match.conference)

    with pytest.raises(Refused, match="Say why"):
        end_match(secretary, match, reason="  ")
    match.state = "proposed"
    match.save()
    with pytest.raises(Refused, match="already: Proposed"):
        end_match(secretary, match, reason="Over")


def test_a_reader_may_not_and_nobody_elsewhere_finds_it() -> None:
    match = match_of(state="agreed")
    reader = make.user(Role.READER, match.conference)

    with pytest.raises(PermissionDenied):
        end_match(reader, match, reason="Over")
    assert make.client(reader).get(f"{MATCHES}{match.pk}/end/").status_code == 403
    assert make.client(make.user(Role.READER)).get(f"{MATCHES}{match.pk}/end/").status_code == 404


def test_the_page_asks_for_the_reason() -> None:
    match = match_of(state="agreed")
    browser = make.client(make.user(Role.SECRETARY, match.conference))

    refused = browser.post(f"{MATCHES}{match.pk}/end/", {"reason": "", "version": 1})
    page = browser.post(f"{MATCHES}{match.pk}/end/", {"reason": "Over", "version": 1}, follow=True).content.decode()

    assert refused.status_code == 422
    assert "The match has ended." in page
    assert "<bdi>Over</bdi>" in page
