"""Taking a device out of service."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.door.actions import revoke_device
from tests import make, make_door

pytestmark = pytest.mark.django_db


def test_it_gets_no_list_any_more_and_that_is_recorded() -> None:
    conference = make.conference()
    device = make_door.device(make_door.gate(conference))

    revoke_device(make.user(Role.DOOR_OFFICER, conference), device, at=timezone.now())

    assert set(Entry.objects.get().changes) == {"revoked_at"}
    answer = make.client().get(
        reverse("door:snapshot", args=[conference.slug]), headers={"Authorization": f"Device {make_door.TOKEN}"}
    )
    assert answer.status_code == 403


def test_it_is_taken_out_once() -> None:
    conference = make.conference()
    device = make_door.device(make_door.gate(conference), revoked_at=make_door.MORNING)

    with pytest.raises(Refused, match="already"):
        revoke_device(make.user(Role.SECRETARY, conference), device, at=timezone.now())


def test_a_reader_may_not() -> None:
    conference = make.conference()
    device = make_door.device(make_door.gate(conference))
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        revoke_device(reader, device, at=timezone.now())

    address = reverse("door:revoke_device", args=[conference.slug, device.pk])
    assert make.client(reader).get(address).status_code == 404


def test_the_page_asks_first() -> None:
    conference = make.conference()
    device = make_door.device(make_door.gate(conference))
    browser = make.client(make.user(Role.DOOR_OFFICER, conference))
    address = reverse("door:revoke_device", args=[conference.slug, device.pk])

    assert browser.get(address).status_code == 200
    assert browser.post(address).status_code == 302

    device.refresh_from_db()
    assert device.revoked_at is not None
