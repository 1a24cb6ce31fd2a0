"""A key that somebody else may hold."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.door.actions import break_key, reprint_badge, rotate_keys
from secretariat.door.queries import public_keys
from tests import make, make_door

pytestmark = pytest.mark.django_db


def test_a_broken_key_signs_nothing_and_what_it_signed_is_good_no_more() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    badge = make_door.badge(make_door.delegate(conference))

    break_key(secretary, badge.key, at=make_door.MORNING)

    (other,) = public_keys(conference.pk)
    assert other != badge.key.mark
    assert set(Entry.objects.get().changes) == {"broken_at", "retired_at"}
    replaced = reprint_badge(secretary, badge, at=make_door.MORNING)
    assert replaced.key.mark == other


def test_a_key_that_was_retired_leaves_its_follower_in_place() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    key = make_door.badge(make_door.delegate(conference)).key
    follower = rotate_keys(secretary, conference, at=make_door.MORNING)

    break_key(secretary, key, at=make_door.MORNING)

    assert list(public_keys(conference.pk)) == [follower.mark]


def test_it_is_broken_once() -> None:
    conference = make.conference()
    key = make_door.badge(make_door.delegate(conference)).key
    secretary = make.user(Role.SECRETARY, conference)
    break_key(secretary, key, at=make_door.MORNING)

    with pytest.raises(Refused, match="already"):
        break_key(secretary, key, at=make_door.MORNING)


def test_an_officer_of_the_desk_may_not_only_a_secretary() -> None:
    conference = make.conference()
    key = make_door.badge(make_door.delegate(conference)).key
    officer = make.user(Role.DESK_OFFICER, conference, desks=["door"])

    with pytest.raises(PermissionDenied):
        break_key(officer, key, at=make_door.MORNING)

    assert make.client(officer).get(reverse("door:break_key", args=[conference.slug, key.pk])).status_code == 403


def test_the_page_says_how_many_badges_fall_with_it() -> None:
    conference = make.conference()
    key = make_door.badge(make_door.delegate(conference)).key
    make_door.badge(make_door.delegate(conference, "Omar"), key=key)
    make_door.badge(make_door.delegate(conference, "Lost"), key=key, state="lost")
    browser = make.client(make.user(Role.SECRETARY, conference))
    address = reverse("door:break_key", args=[conference.slug, key.pk])

    assert "2 badges that are in use were signed with this key" in browser.get(address).content.decode()
    assert browser.post(address).status_code == 302

    key.refresh_from_db()
    assert key.broken_at is not None
