"""A new key that signs from now on."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.door.actions import issue_badge, rotate_keys
from secretariat.door.models import SigningKey
from secretariat.door.queries import private_half, public_keys
from secretariat.engines import admission
from tests import make, make_door

pytestmark = pytest.mark.django_db


def test_a_new_key_signs_and_the_old_one_is_still_good() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    make_door.badge_class(conference)
    before = issue_badge(secretary, make_door.delegate(conference))

    key = rotate_keys(secretary, conference, at=make_door.MORNING)
    after = issue_badge(secretary, make_door.delegate(conference, "Omar"))

    assert (before.key.pk, after.key.pk) == (SigningKey.objects.order_by("pk")[0].pk, key.pk)
    keys = public_keys(conference.pk)
    assert {admission.read(badge.text, keys)["signature"] for badge in (before, after)} == {"good"}
    assert "door.rotate_keys" in Entry.objects.values_list("verb", flat=True)


def test_the_private_half_lies_nowhere_in_clear_and_never_in_the_record() -> None:
    conference = make.conference()

    key = rotate_keys(make.user(Role.SECRETARY, conference), conference, at=make_door.MORNING)

    private = private_half(key)
    with connection.cursor() as cursor:
        cursor.execute("SELECT mark, public_key, sealed_private_key FROM door_signingkey")
        kept = str(cursor.fetchall())
    assert private.hex() not in kept
    assert "sealed_private_key" not in Entry.objects.get().changes


def test_a_door_officer_may_not() -> None:
    conference = make.conference()
    officer = make.user(Role.DOOR_OFFICER, conference)

    with pytest.raises(PermissionDenied):
        rotate_keys(officer, conference, at=make_door.MORNING)

    assert make.client(officer).get(reverse("door:rotate_keys", args=[conference.slug])).status_code == 403


def test_the_page_asks_first_and_then_does_it() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    address = reverse("door:rotate_keys", args=[conference.slug])

    assert browser.get(address).status_code == 200
    assert not SigningKey.objects.exists()
    assert browser.post(address).status_code == 302
    assert SigningKey.objects.count() == 1
