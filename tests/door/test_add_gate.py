"""Naming a gate."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.door.actions import add_gate
from secretariat.door.models import Gate
from tests import make, make_door

pytestmark = pytest.mark.django_db


def details(conference: Conference) -> dict[str, Any]:
    return {"name": LazyI18nString({"en": "Main entrance"}), "zone": make_door.zone(conference), "direction": "entry"}


def test_a_gate_is_kept_and_recorded() -> None:
    conference = make.conference()

    gate = add_gate(make.user(Role.SECRETARY, conference), conference, details=details(conference))

    assert Entry.objects.get().made_id == gate.pk
    assert (gate.zone.code, gate.direction, gate.is_open) == ("A", "entry", True)


def test_a_zone_of_another_conference_is_refused() -> None:
    here, there = make.conference(), make.conference("geneva-2021")

    with pytest.raises(Refused, match="no such zone"):
        add_gate(make.user(Role.SECRETARY, here), here, details=details(there))

    assert not Gate.objects.exists()


def test_a_door_officer_may_not() -> None:
    conference = make.conference()
    officer = make.user(Role.DOOR_OFFICER, conference)

    with pytest.raises(PermissionDenied):
        add_gate(officer, conference, details=details(conference))

    assert make.client(officer).get(reverse("door:add_gate", args=[conference.slug])).status_code == 403


def test_the_page_adds_it_and_offers_no_zone_of_another_conference() -> None:
    conference = make.conference()
    foreign = make_door.zone(make.conference("geneva-2021"), "G", "Geneva hall")
    zone = make_door.zone(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))
    address = reverse("door:add_gate", args=[conference.slug])

    assert "Geneva hall" not in browser.get(address).content.decode()
    sent = {"name_en": "Side door", "direction": "exit", "is_open": "on"}
    assert browser.post(address, {**sent, "zone": foreign.pk}).status_code == 422
    assert browser.post(address, {**sent, "zone": zone.pk}).status_code == 302

    assert Gate.objects.get().direction == "exit"
