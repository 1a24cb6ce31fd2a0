"""Putting a device at another gate."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.door.actions import move_device
from tests import make, make_door

pytestmark = pytest.mark.django_db


def test_it_stands_at_the_other_gate_from_its_next_call_on(monkeypatch: pytest.MonkeyPatch) -> None:
    conference = make.conference()
    gate = make_door.gate(conference)
    device = make_door.device(gate)
    other = make_door.gate(conference, "Press gate", zone=make_door.zone(conference, "P"))
    badge = make_door.badge(make_door.delegate(conference))
    monkeypatch.setattr("django.utils.timezone.now", lambda: make_door.MORNING)

    move_device(make.user(Role.DOOR_OFFICER, conference), device, gate=other, version=1)

    assert Entry.objects.get().changes == {"gate_id": [gate.pk, other.pk]}
    result = make_door.hand_in(conference, [make_door.sent(badge.text)]).json()["results"][0]
    assert result["verdict"]["code"] == "wrong-zone"


def test_a_stale_move_a_foreign_gate_and_a_revoked_device_are_refused() -> None:
    conference = make.conference()
    gate = make_door.gate(conference)
    device = make_door.device(gate)
    revoked = make_door.device(gate, "other", revoked_at=make_door.MORNING)
    secretary = make.user(Role.SECRETARY, conference)

    with pytest.raises(Stale):
        move_device(secretary, device, gate=gate, version=5)
    with pytest.raises(Refused, match="no such gate"):
        move_device(secretary, device, gate=make_door.gate(make.conference("geneva-2021")))
    with pytest.raises(Refused, match="out of service"):
        move_device(secretary, revoked, gate=gate)


def test_an_officer_of_another_desk_may_not() -> None:
    conference = make.conference()
    gate = make_door.gate(conference)
    device = make_door.device(gate)
    officer = make.user(Role.DESK_OFFICER, conference, desks=["meetings"])

    with pytest.raises(PermissionDenied):
        move_device(officer, device, gate=gate)

    address = reverse("door:move_device", args=[conference.slug, device.pk])
    assert make.client(officer).get(address).status_code == 403


def test_the_page_moves_it() -> None:
    conference = make.conference()
    device = make_door.device(make_door.gate(conference))
    other = make_door.gate(conference, "Side door")
    browser = make.client(make.user(Role.DOOR_OFFICER, conference))
    address = reverse("door:move_device", args=[conference.slug, device.pk])

    assert browser.get(address).status_code == 200
    assert browser.post(address, {"gate": other.pk, "version": "1"}).status_code == 302

    device.refresh_from_db()
    assert device.gate == other
