"""Correcting how the answer of a survey was written down."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, Sensitivity
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.figures.actions import revise_intention
from secretariat.figures.models import Intention
from tests import make, make_figures

pytestmark = pytest.mark.django_db


def address(intention: Intention) -> str:
    return f"/en/damascus-2020/office/intentions/{intention.pk}/revise/"


def test_a_correction_and_another_country_are_recorded_with_old_and_new() -> None:
    intention = make_figures.intention(make.conference())
    lebanon = make_figures.country(intention.conference, "LB")

    revise_intention(
        make.user(Role.SECRETARY, intention.conference),
        intention,
        version=1,
        details={"base": 2500},
        hosts=[lebanon],
    )

    assert Entry.objects.get().changes == {"base": [2400, 2500], "surveyed": [[], [lebanon.pk]]}


def test_saving_without_a_change_is_not_a_deed() -> None:
    intention = make_figures.intention(make.conference())

    revise_intention(make.user(Role.SECRETARY, intention.conference), intention, details={}, hosts=[])

    assert not Entry.objects.exists()


def test_a_share_without_a_base_and_a_stale_form_are_refused() -> None:
    intention = make_figures.intention(make.conference())
    secretary = make.user(Role.SECRETARY, intention.conference)

    with pytest.raises(Refused, match="how many answered"):
        revise_intention(secretary, intention, details={"base": 0})
    revise_intention(secretary, intention, version=1, details={"base": 2500})
    with pytest.raises(Stale):
        revise_intention(secretary, intention, version=1, details={"base": 2600})

    assert Intention.objects.get().base == 2500


def test_a_reader_may_not_and_what_is_hidden_has_no_page() -> None:
    conference = make.conference()
    seen = make_figures.intention(conference)
    hidden = make_figures.intention(conference, sensitivity=Sensitivity.RESTRICTED)
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        revise_intention(reader, seen, details={"base": 1})

    assert make.client(reader).get(address(seen)).status_code == 403
    assert make.client(reader).get(address(hidden)).status_code == 404


def test_the_page_shows_what_is_kept_and_corrects_it() -> None:
    intention = make_figures.intention(make.conference())
    browser = make.client(make.user(Role.SECRETARY, intention.conference))
    sent: dict[str, Any] = {"version": 1, "origin": intention.origin_id, "population_en": "Refugees", "base": "2400"}
    sent |= {"question_en": "Will you return?", "answer_en": "No", "share": "40.5", "horizon": "12 months"}
    sent |= {"end_date": "2020-09", "method": "survey", "sensitivity": "public"}

    opened = browser.get(address(intention)).content.decode()
    page = browser.post(address(intention), sent, follow=True).content.decode()

    assert "Do you plan to return within 12 months?" in opened
    assert "The answer is corrected." in page
    assert "40.5 %" in page
