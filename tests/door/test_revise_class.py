"""Changing a class of badges."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.door.actions import revise_class
from secretariat.door.queries import stock_of
from tests import make, make_door

pytestmark = pytest.mark.django_db


def test_a_change_is_recorded_and_puts_badges_out_of_date() -> None:
    conference = make.conference()
    make_door.zone(conference, "B")
    badge = make_door.badge(make_door.delegate(conference))
    secretary = make.user(Role.SECRETARY, conference)
    assert not stock_of(conference, secretary).out_of_date

    revise_class(secretary, badge.badge_class, details={"zones": ["A", "B"]})

    assert Entry.objects.get().changes == {"zones": [["A"], ["A", "B"]]}
    assert stock_of(conference, secretary).out_of_date == {badge.pk}


def test_an_unknown_zone_is_refused() -> None:
    conference = make.conference()
    kept = make_door.badge_class(conference)

    with pytest.raises(Refused, match="no such zone"):
        revise_class(make.user(Role.SECRETARY, conference), kept, details={"zones": ["Q"]})


def test_a_door_officer_may_not() -> None:
    conference = make.conference()
    kept = make_door.badge_class(conference)
    officer = make.user(Role.DOOR_OFFICER, conference)

    with pytest.raises(PermissionDenied):
        revise_class(officer, kept, details={"colour": "red"})

    assert make.client(officer).get(reverse("door:revise_class", args=[conference.slug, kept.pk])).status_code == 403


def test_the_page_changes_it() -> None:
    conference = make.conference()
    make_door.zone(conference)
    kept = make_door.badge_class(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))
    address = reverse("door:revise_class", args=[conference.slug, kept.pk])

    assert browser.get(address).status_code == 200
    sent = {"name_en": "Delegates", "colour": "violet", "zones": ["A"], "position": "3", "version": "1"}
    assert browser.post(address, sent).status_code == 302

    kept.refresh_from_db()
    assert (kept.code, kept.colour, kept.position) == ("DEL", "violet", 3)
