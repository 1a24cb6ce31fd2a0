"""Changing a gate."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.door.actions import revise_gate
from tests import make, make_door

pytestmark = pytest.mark.django_db


def test_a_change_is_recorded() -> None:
    conference = make.conference()
    gate = make_door.gate(conference)

    revise_gate(make.user(Role.SECRETARY, conference), gate, details={"direction": "exit"})

    assert Entry.objects.get().changes == {"direction": ["both", "exit"]}


def test_a_stale_change_and_a_foreign_zone_are_refused() -> None:
    conference = make.conference()
    gate = make_door.gate(conference)
    secretary = make.user(Role.SECRETARY, conference)

    with pytest.raises(Stale):
        revise_gate(secretary, gate, details={"direction": "exit"}, version=7)
    with pytest.raises(Refused, match="no such zone"):
        revise_gate(secretary, gate, details={"zone": make_door.zone(make.conference("geneva-2021"))})


def test_a_door_officer_may_not() -> None:
    conference = make.conference()
    gate = make_door.gate(conference)
    officer = make.user(Role.DOOR_OFFICER, conference)

    with pytest.raises(PermissionDenied):
        revise_gate(officer, gate, details={"direction": "exit"})

    assert make.client(officer).get(reverse("door:revise_gate", args=[conference.slug, gate.pk])).status_code == 403


def test_the_page_takes_a_gate_out_of_use() -> None:
    conference = make.conference()
    gate = make_door.gate(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))
    address = reverse("door:revise_gate", args=[conference.slug, gate.pk])

    assert browser.get(address).status_code == 200
    sent = {"name_en": "Main entrance", "zone": gate.zone_id, "direction": "both", "version": "1"}
    assert browser.post(address, sent).status_code == 302

    gate.refresh_from_db()
    assert not gate.is_open
