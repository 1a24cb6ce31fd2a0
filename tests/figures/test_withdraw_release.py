"""Withdrawing a release: the table goes, the address and the reason stay."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.figures.actions import withdraw_release
from tests import make, make_releases

pytestmark = pytest.mark.django_db


def test_it_is_withdrawn_with_the_reason_and_recorded() -> None:
    conference = make.conference()
    made = make_releases.published(make_releases.returns(conference))

    withdraw_release(make_releases.officer(conference), made, reason="A source was wrong.")

    assert (made.state, made.reason) == ("withdrawn", "A source was wrong.")
    assert Entry.objects.filter(verb="figures.withdraw_release").count() == 1


def test_without_a_reason_or_if_it_is_not_public_it_is_refused() -> None:
    conference = make.conference()
    edition = make_releases.returns(conference)
    officer = make_releases.officer(conference)

    with pytest.raises(Refused, match="Say why"):
        withdraw_release(officer, make_releases.published(edition), reason="")
    with pytest.raises(Refused, match="cannot be done"):
        withdraw_release(officer, make_releases.prepared(edition), reason="Because")


def test_a_reader_may_not() -> None:
    conference = make.conference()
    made = make_releases.published(make_releases.returns(conference))

    with pytest.raises(PermissionDenied):
        withdraw_release(make.user(Role.READER, conference), made, reason="Because")


def test_the_page_says_that_who_has_read_it_still_knows_it() -> None:
    conference = make.conference()
    made = make_releases.published(make_releases.returns(conference))
    browser = make.client(make_releases.officer(conference))
    address = reverse("figures:withdraw_release", args=[conference.slug, made.pk])

    assert "still knows it" in browser.get(address).content.decode()
    browser.post(address, {"version": made.version, "reason": "Wrong."})

    made.refresh_from_db()
    assert made.state == "withdrawn"
    listed = make.client().get(reverse("public:figures", args=[conference.slug])).content.decode()
    assert "Withdrawn" in listed
