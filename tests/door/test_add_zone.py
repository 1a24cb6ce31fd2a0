"""Naming a zone."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.door.actions import add_zone
from secretariat.door.models import Zone
from tests import make, make_door

pytestmark = pytest.mark.django_db
DETAILS: dict[str, Any] = {"name": LazyI18nString({"en": "Plenary"}), "places": 400, "position": 1}


def test_a_zone_is_kept_and_recorded() -> None:
    conference = make.conference()

    zone = add_zone(make.user(Role.SECRETARY, conference), conference, code="A", details=DETAILS)

    assert Entry.objects.get().made_id == zone.pk
    assert (zone.code, zone.places) == ("A", 400)


def test_a_code_is_given_once() -> None:
    conference = make.conference()
    make_door.zone(conference)

    with pytest.raises(Refused, match="code already"):
        add_zone(make.user(Role.SECRETARY, conference), conference, code="A", details=DETAILS)

    assert not Entry.objects.exists()


def test_the_same_code_serves_in_another_conference() -> None:
    make_door.zone(make.conference("geneva-2021"))
    here = make.conference()

    add_zone(make.user(Role.SECRETARY, here), here, code="A", details=DETAILS)

    assert Zone.objects.filter(code="A").count() == 2


def test_a_door_officer_may_not() -> None:
    conference = make.conference()
    officer = make.user(Role.DOOR_OFFICER, conference)

    with pytest.raises(PermissionDenied):
        add_zone(officer, conference, code="A", details=DETAILS)

    assert make.client(officer).get(reverse("door:add_zone", args=[conference.slug])).status_code == 403


def test_the_page_adds_it_and_shows_a_hostile_name_harmlessly() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    address = reverse("door:add_zone", args=[conference.slug])

    assert browser.get(address).status_code == 200
    page = browser.post(address, {"code": "B", "name_en": make.HOSTILE, "places": "", "position": "2"}, follow=True)

    assert Zone.objects.get().code == "B"
    assert make.HOSTILE not in page.content.decode()


@pytest.mark.parametrize("code", ["", "a", "TOOLONG", "A B", "É", "A\nB", "<b>", "🎫"])
def test_a_code_that_cannot_stand_on_a_badge_is_refused(code: str) -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.post(
        reverse("door:add_zone", args=[conference.slug]), {"code": code, "name_en": "Hall", "position": "0"}
    )

    assert page.status_code == 422
    assert "code" in page.context["form"].errors
    assert not Zone.objects.exists()
