"""Giving a tablet a place at a gate."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.door.actions import enrol_device, new_code
from secretariat.door.models import Device
from tests import make, make_door

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.DOOR_OFFICER])
def test_a_device_is_recorded_and_its_code_is_not(role: str) -> None:
    conference = make.conference()
    gate = make_door.gate(conference)

    device = enrol_device(make.user(role, conference), conference, name="Tablet 7", gate=gate, code="K7QX-2M4P")

    entry = Entry.objects.get()
    assert entry.made_id == device.pk
    assert device.token_sha256 not in str(entry.changes)
    assert (device.gate, device.seen_at) == (gate, None)


def test_a_name_in_service_and_a_foreign_gate_are_refused() -> None:
    conference = make.conference()
    gate = make_door.gate(conference)
    make_door.device(gate, name="Tablet 7")
    secretary = make.user(Role.SECRETARY, conference)
    foreign = make_door.gate(make.conference("geneva-2021"))

    with pytest.raises(Refused, match="in service already"):
        enrol_device(secretary, conference, name="Tablet 7", gate=gate, code="AAAA-AAAA")
    with pytest.raises(Refused, match="no such gate"):
        enrol_device(secretary, conference, name="Tablet 8", gate=foreign, code="AAAA-AAAA")


def test_a_reader_may_not() -> None:
    conference = make.conference()
    gate = make_door.gate(conference)
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        enrol_device(reader, conference, name="Tablet 7", gate=gate, code="AAAA-AAAA")

    assert make.client(reader).get(reverse("door:enrol_device", args=[conference.slug])).status_code == 403


def test_the_page_shows_the_code_once_and_it_can_be_taken_up() -> None:
    conference = make.conference()
    gate = make_door.gate(conference)
    browser = make.client(make.user(Role.DOOR_OFFICER, conference))
    address = reverse("door:enrol_device", args=[conference.slug])

    assert browser.get(address).status_code == 200
    page = browser.post(address, {"name": make.HOSTILE, "gate": gate.pk}, follow=True)
    again = browser.get(reverse("door:devices", args=[conference.slug]))

    code = page.context["shown"]["code"]
    assert re.fullmatch(r"[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}", code)
    assert page.context["shown"]["link"].endswith(f"/en/damascus-2020/door/#{code}")
    assert "data:image/svg+xml" in page.content.decode()
    assert make.HOSTILE not in page.content.decode()
    assert code not in again.content.decode()
    taken = make.client().post(
        reverse("door:take_up", args=[conference.slug]), {"code": code}, content_type="application/json"
    )
    assert taken.status_code == 200
    assert Device.objects.get().seen_at is not None


def test_codes_differ_and_hold_nothing_that_looks_alike() -> None:
    codes = {new_code() for _each in range(200)}

    assert len(codes) == 200
    assert not set("".join(codes)) & set("01OI")
