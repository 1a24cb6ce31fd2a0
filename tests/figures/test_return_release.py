"""Sending a release back, with a reason."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.figures.actions import return_release
from tests import make, make_releases

pytestmark = pytest.mark.django_db


def test_it_goes_back_with_the_reason_and_is_recorded() -> None:
    conference = make.conference()
    made = make_releases.submitted(make_releases.returns(conference))

    return_release(make_releases.officer(conference), made, reason=" Leave 2018 out. ")

    assert (made.state, made.reason) == ("returned", "Leave 2018 out.")
    assert Entry.objects.get(verb="figures.return_release").changes["reason"] == ["", "Leave 2018 out."]


def test_without_a_reason_or_before_it_was_handed_over_it_is_refused() -> None:
    conference = make.conference()
    waiting = make_releases.submitted(make_releases.returns(conference))
    open_ = make_releases.laid_out(make_releases.returns(conference, key="other"))
    officer = make_releases.officer(conference)

    with pytest.raises(Refused, match="Say why"):
        return_release(officer, waiting, reason="  ")
    with pytest.raises(Refused, match="cannot be done"):
        return_release(officer, open_, reason="Because")


def test_a_reader_may_not() -> None:
    conference = make.conference()
    made = make_releases.submitted(make_releases.returns(conference))

    with pytest.raises(PermissionDenied):
        return_release(make.user(Role.READER, conference), made, reason="Because")


def test_the_page_asks_for_the_reason_and_shows_it() -> None:
    conference = make.conference()
    made = make_releases.submitted(make_releases.returns(conference))
    browser = make.client(make_releases.officer(conference))
    address = reverse("figures:return_release", args=[conference.slug, made.pk])

    assert browser.post(address, {"reason": ""}).status_code == 422
    browser.post(address, {"version": made.version, "reason": "Too fine."})

    assert "Too fine." in browser.get(reverse("figures:release", args=[conference.slug, made.pk])).content.decode()
