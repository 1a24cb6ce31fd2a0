"""Ending a secret address."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.programme.actions import revoke_feed
from tests import make, make_programme
from tests.make_days import SECRET, feed

pytestmark = pytest.mark.django_db


def test_it_opens_nothing_any_more_and_that_is_recorded() -> None:
    conference = make.conference()
    kept = feed(make_programme.delegation(conference))

    revoke_feed(make.user(Role.SECRETARY, conference), kept, at=make.NOON)

    assert make.client().get(f"/en/{conference.slug}/calendar/{SECRET}.ics").status_code == 404
    assert set(Entry.objects.get().changes) == {"revoked_at"}


def test_it_is_ended_once() -> None:
    conference = make.conference()
    kept = feed(make_programme.delegation(conference), revoked_at=make.NOON)

    with pytest.raises(Refused, match="already"):
        revoke_feed(make.user(Role.SECRETARY, conference), kept, at=make.NOON)


def test_a_reader_may_not() -> None:
    conference = make.conference()
    kept = feed(make_programme.delegation(conference))

    with pytest.raises(PermissionDenied):
        revoke_feed(make.user(Role.READER, conference), kept, at=make.NOON)


def test_the_page_ends_the_own_address_and_finds_no_other() -> None:
    conference = make.conference()
    mine, theirs = (feed(make_programme.delegation(conference, code), code) for code in ("LB", "IQ"))
    browser = make.client(make.user(Role.FOCAL_POINT, conference, party=make.party("LB")))

    assert browser.post(reverse("programme:revoke_feed", args=[conference.slug, mine.pk])).status_code == 302
    assert browser.post(reverse("programme:revoke_feed", args=[conference.slug, theirs.pk])).status_code == 404

    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert mine.revoked_at is not None
    assert theirs.revoked_at is None
