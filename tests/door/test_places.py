"""The page on which the door is laid out."""

from typing import Any

import pytest
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.door.actions.keys import new_key
from tests import make, make_door

pytestmark = pytest.mark.django_db


def test_an_empty_door_teaches_and_offers_to_be_laid_out() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.get(reverse("door:setup", args=[conference.slug]))

    assert "The door is not laid out yet" in page.content.decode()
    assert reverse("door:lay_out_door", args=[conference.slug]) in page.content.decode()


def test_a_door_officer_reads_the_layout_and_is_offered_no_change() -> None:
    conference = make.conference()
    zone = make_door.zone(conference, name=make.HOSTILE)
    make_door.gate(conference)
    make_door.badge_class(conference, capacities=["media"], roles=["press"])
    new_key(conference)
    browser = make.client(make.user(Role.DOOR_OFFICER, conference))

    page = browser.get(reverse("door:setup", args=[conference.slug])).content.decode()

    assert "&lt;b&gt;&quot;=1+1&#x27;" in page
    assert "signs now" in page
    assert reverse("door:revise_zone", args=[conference.slug, zone.pk]) not in page


@pytest.mark.parametrize("role", [Role.READER, Role.RAPPORTEUR, Role.PRESS_OFFICER])
@pytest.mark.parametrize("name", ["setup", "badges", "unbadged", "devices", "presence", "conflicts", "turned_away"])
def test_who_has_no_business_at_the_door_is_told_so(role: str, name: str) -> None:
    conference = make.conference()
    browser = make.client(make.user(role, conference))

    assert browser.get(reverse(f"door:{name}", args=[conference.slug])).status_code == 403


def test_an_officer_of_another_desk_reads_and_changes_nothing() -> None:
    conference = make.conference()
    officer = make.user(Role.DESK_OFFICER, conference, desks=["meetings"])
    browser: Any = make.client(officer)

    assert browser.get(reverse("door:setup", args=[conference.slug])).status_code == 200
    assert browser.get(reverse("door:add_zone", args=[conference.slug])).status_code == 403
    assert browser.post(reverse("door:lay_out_door", args=[conference.slug])).status_code == 403
