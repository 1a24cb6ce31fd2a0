"""Correcting how a movement was written down."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, Sensitivity
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.figures.actions import revise_movement
from secretariat.figures.models import Movement
from tests import make, make_figures

pytestmark = pytest.mark.django_db


def address(movement: Movement) -> str:
    return f"/en/damascus-2020/office/movements/{movement.pk}/revise/"


def test_a_correction_is_recorded_with_old_and_new() -> None:
    movement = make_figures.movement(make.conference())

    revise_movement(make.user(Role.SECRETARY, movement.conference), movement, version=1, details={"persons": 510})

    assert Entry.objects.get().changes == {"persons": [500, 510]}


def test_forced_and_verified_and_a_stale_form_are_refused() -> None:
    movement = make_figures.movement(make.conference(), voluntariness="group")
    secretary = make.user(Role.SECRETARY, movement.conference)

    with pytest.raises(Refused, match="cannot be verified as voluntary"):
        revise_movement(secretary, movement, details={"kind": "forced"})
    revise_movement(secretary, movement, version=1, details={"persons": 510})
    with pytest.raises(Stale):
        revise_movement(secretary, movement, version=1, details={"persons": 520})

    assert Movement.objects.get().persons == 510


def test_a_reader_may_not_and_what_is_hidden_has_no_page() -> None:
    conference = make.conference()
    seen = make_figures.movement(conference)
    hidden = make_figures.movement(conference, sensitivity=Sensitivity.RESTRICTED)
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        revise_movement(reader, seen, details={"persons": 1})

    assert make.client(reader).get(address(seen)).status_code == 403
    assert make.client(reader).get(address(hidden)).status_code == 404


def test_the_page_shows_what_is_kept_and_corrects_it() -> None:
    movement = make_figures.movement(make.conference())
    browser = make.client(make.user(Role.SECRETARY, movement.conference))
    sent = {"version": 1, "kind": "go-and-see", "start_date": "2020-10-01", "end_date": "2020-10-31", "persons": "40"}
    sent |= {"from_country": movement.from_country_id or "", "voluntariness": "unknown", "agreement": "none"}

    opened = browser.get(address(movement)).content.decode()
    page = browser.post(
        address(movement), {**sent, "method": "unknown", "sensitivity": "public"}, follow=True
    ).content.decode()

    assert 'value="500"' in opened
    assert "The movement is corrected." in page
    assert "A visit is no return" in page
