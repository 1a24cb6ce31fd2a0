"""Changing a zone."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role
from secretariat.audit.action import Stale
from secretariat.audit.models import Entry
from secretariat.door.actions import revise_zone
from tests import make, make_door

pytestmark = pytest.mark.django_db


def test_a_change_is_recorded_with_old_and_new() -> None:
    conference = make.conference()
    zone = make_door.zone(conference)

    revise_zone(make.user(Role.SECRETARY, conference), zone, details={"places": 300}, version=1)

    assert Entry.objects.get().changes == {"places": [None, 300]}


def test_whoever_saw_an_older_state_overwrites_nothing() -> None:
    conference = make.conference()
    zone = make_door.zone(conference, version=2)

    with pytest.raises(Stale):
        revise_zone(make.user(Role.SECRETARY, conference), zone, details={"places": 300}, version=1)


def test_a_door_officer_may_not() -> None:
    conference = make.conference()
    zone = make_door.zone(conference)
    officer = make.user(Role.DOOR_OFFICER, conference)

    with pytest.raises(PermissionDenied):
        revise_zone(officer, zone, details={"places": 300})

    assert make.client(officer).get(reverse("door:revise_zone", args=[conference.slug, zone.pk])).status_code == 403


def test_the_page_changes_the_name_and_not_the_code() -> None:
    conference = make.conference()
    zone = make_door.zone(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))
    address = reverse("door:revise_zone", args=[conference.slug, zone.pk])

    assert browser.get(address).status_code == 200
    sent = {"code": "Z", "name_en": "Great hall", "places": "10", "position": "1", "version": "1"}
    assert browser.post(address, sent).status_code == 302

    zone.refresh_from_db()
    assert (zone.code, str(zone.name), zone.places) == ("A", "Great hall", 10)


def test_the_page_tells_what_somebody_else_changed() -> None:
    conference = make.conference()
    zone = make_door.zone(conference, places=5, version=2)
    browser = make.client(make.user(Role.SECRETARY, conference))
    zone.name = LazyI18nString({"en": "Plenary"})
    sent = {
        "name_en": "Hall",
        "places": "7",
        "initial-places": "",
        "position": "0",
        "initial-position": "0",
        "version": "1",
    }

    page = browser.post(reverse("door:revise_zone", args=[conference.slug, zone.pk]), sent)

    assert page.status_code == 422
    zone.refresh_from_db()
    assert zone.places == 5
