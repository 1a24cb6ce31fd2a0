"""Laying out the door: what most conferences begin with."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.delegations.models import DelegateRole
from secretariat.door.actions import lay_out_door
from secretariat.door.models import BadgeClass, Gate, Zone
from secretariat.door.queries import class_for
from tests import make, make_door

pytestmark = pytest.mark.django_db


def test_zones_classes_and_a_gate_are_made_and_recorded_as_one_deed() -> None:
    conference = make.conference()

    batch = lay_out_door(make.user(Role.SECRETARY, conference), conference)

    assert batch.done == Zone.objects.count() + BadgeClass.objects.count() + Gate.objects.count()
    assert Entry.objects.get().verb == "door.lay_out_door"
    known = set(Zone.objects.values_list("code", flat=True))
    assert all(set(each.zones) <= known and each.zones for each in BadgeClass.objects.all())
    assert Gate.objects.get().zone.code == "A"


@pytest.mark.parametrize(
    ("fields", "capacity", "code"),
    [
        ({}, "participant", "DEL"),
        ({"role": DelegateRole.HEAD}, "participant", "HOD"),
        ({"role": DelegateRole.HEAD}, "observer", "OBS"),
        ({"role": DelegateRole.SECURITY}, "observer", "SEC"),
        ({"role": DelegateRole.PRESS}, "participant", "PRS"),
        ({"is_media": True}, "participant", "MED"),
        ({}, "media", "MED"),
        ({"is_overflow": True, "role": DelegateRole.ADVISER}, "participant", "OVF"),
    ],
)
def test_each_person_is_meant_for_one_of_its_classes(fields: dict[str, Any], capacity: str, code: str) -> None:
    conference = make.conference()
    lay_out_door(make.user(Role.SECRETARY, conference), conference)
    make.invitation(conference, make.party("LB"), capacity=capacity)

    chosen = class_for(make_door.delegate(conference, **fields))

    assert chosen is not None
    assert chosen.code == code


def test_it_is_laid_out_once() -> None:
    conference = make.conference()
    make_door.zone(conference)

    with pytest.raises(Refused, match="laid out already"):
        lay_out_door(make.user(Role.SECRETARY, conference), conference)

    assert Zone.objects.count() == 1
    assert not Entry.objects.exists()


def test_a_door_officer_may_not() -> None:
    conference = make.conference()
    officer = make.user(Role.DOOR_OFFICER, conference)

    with pytest.raises(PermissionDenied):
        lay_out_door(officer, conference)

    assert make.client(officer).post(reverse("door:lay_out_door", args=[conference.slug])).status_code == 403
    assert not Zone.objects.exists()


def test_the_page_lays_it_out_and_shows_it() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.DESK_OFFICER, conference, desks=["door"]))

    page = browser.post(reverse("door:lay_out_door", args=[conference.slug]), follow=True)

    assert page.status_code == 200
    assert "Head of delegation" in page.content.decode()
