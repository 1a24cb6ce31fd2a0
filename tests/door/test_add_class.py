"""Naming a class of badges."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.door.actions import add_class
from secretariat.door.models import BadgeClass
from tests import make, make_door

pytestmark = pytest.mark.django_db
DETAILS: dict[str, Any] = {"name": LazyI18nString({"en": "Delegate"}), "colour": "green", "zones": ["A"]}


def test_a_class_is_kept_and_recorded() -> None:
    conference = make.conference()
    make_door.zone(conference)

    made = add_class(make.user(Role.SECRETARY, conference), conference, code="DEL", details=DETAILS)

    assert Entry.objects.get().made_id == made.pk
    assert (made.colour, made.zones) == ("green", ["A"])


@pytest.mark.parametrize(
    ("code", "zones", "sentence"), [("OBS", ["A"], "code already"), ("DEL", ["X"], "no such zone")]
)
def test_a_code_twice_and_an_unknown_zone_are_refused(code: str, zones: list[str], sentence: str) -> None:
    conference = make.conference()
    make_door.zone(conference)
    make_door.badge_class(conference, "OBS")

    with pytest.raises(Refused, match=sentence):
        add_class(make.user(Role.SECRETARY, conference), conference, code=code, details={**DETAILS, "zones": zones})

    assert BadgeClass.objects.count() == 1


def test_a_zone_of_another_conference_is_not_opened() -> None:
    make_door.zone(make.conference("geneva-2021"), "G")
    here = make.conference()

    with pytest.raises(Refused, match="no such zone"):
        add_class(make.user(Role.SECRETARY, here), here, code="DEL", details={**DETAILS, "zones": ["G"]})


def test_a_reader_may_not() -> None:
    conference = make.conference()
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        add_class(reader, conference, code="DEL", details=DETAILS)

    assert make.client(reader).get(reverse("door:add_class", args=[conference.slug])).status_code == 403


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_adds_it(language: str) -> None:
    conference = make.conference()
    make_door.zone(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))
    address = reverse("door:add_class", args=[conference.slug]).replace("/en/", f"/{language}/")

    assert browser.get(address).status_code == 200
    sent = {
        "code": "MED",
        "name_en": "Media",
        "colour": "amber",
        "zones": ["A"],
        "capacities": ["media"],
        "position": "1",
    }
    assert browser.post(address, sent).status_code == 302

    assert BadgeClass.objects.get().capacities == ["media"]


def test_a_class_that_opens_nothing_is_refused() -> None:
    conference = make.conference()
    make_door.zone(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.post(
        reverse("door:add_class", args=[conference.slug]), {"code": "X", "name_en": "X", "colour": "plaid"}
    )

    assert page.status_code == 422
    assert {"zones", "colour", "position"} <= set(page.context["form"].errors)
