"""The rules of the door."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Stale
from secretariat.audit.models import Entry
from secretariat.door.actions import revise_rules
from secretariat.door.models import DoorRules
from tests import make, make_door

pytestmark = pytest.mark.django_db


def test_the_first_rules_are_made_and_later_ones_recorded_with_old_and_new() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)

    revise_rules(secretary, conference, details={"quorum": 50})
    revise_rules(secretary, conference, details={"quorum": 60, "photos_at_door": True}, version=1)

    rules = DoorRules.objects.get()
    assert (rules.quorum, rules.photos_at_door, rules.snapshot_hours, rules.version) == (60, True, 24, 2)
    changes = Entry.objects.order_by("pk").last()
    assert changes is not None
    assert changes.changes == {f"door.doorrules:{rules.pk}": {"quorum": [50, 60], "photos_at_door": [False, True]}}


def test_nothing_changed_is_nothing_recorded() -> None:
    conference = make.conference()
    make_door.rules(conference, quorum=5)

    revise_rules(make.user(Role.SECRETARY, conference), conference, details={"quorum": 5})

    assert not Entry.objects.exists()


def test_whoever_saw_older_rules_overwrites_nothing() -> None:
    conference = make.conference()
    make_door.rules(conference, version=3)

    with pytest.raises(Stale):
        revise_rules(make.user(Role.SECRETARY, conference), conference, details={"quorum": 5}, version=1)


def test_a_door_officer_may_not() -> None:
    conference = make.conference()
    officer = make.user(Role.DOOR_OFFICER, conference)

    with pytest.raises(PermissionDenied):
        revise_rules(officer, conference, details={"photos_at_door": True})

    assert make.client(officer).get(reverse("door:revise_rules", args=[conference.slug])).status_code == 403


def test_the_page_changes_them_within_bounds() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    address = reverse("door:revise_rules", args=[conference.slug])

    assert browser.get(address).status_code == 200
    assert browser.post(address, {"snapshot_hours": "0", "quorum": "-1", "version": "1"}).status_code == 422
    assert browser.post(address, {"snapshot_hours": "48", "quorum": "90", "version": "1"}).status_code == 302

    assert (DoorRules.objects.get().snapshot_hours, DoorRules.objects.get().quorum) == (48, 90)
