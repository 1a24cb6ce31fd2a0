"""Assessing a challenge; earlier assessments stay."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.preparation.actions import assess_challenge
from secretariat.preparation.models import Assessment, Challenge
from tests import make, make_preparation

pytestmark = pytest.mark.django_db


def _address(challenge: Challenge) -> str:
    return f"/en/damascus-2020/office/challenges/{challenge.pk}/assess/"


def _details(**more: Any) -> dict[str, Any]:
    return {"made_date": date(2020, 11, 1), "likelihood": 4, "impact": 5, "sensitivity": "secretariat", **more}


def test_a_new_assessment_stands_beside_the_earlier_and_is_recorded() -> None:
    conference = make.conference()
    challenge, secretary = make_preparation.challenge(conference), make.user(Role.SECRETARY, conference)
    assess_challenge(secretary, challenge, details=_details())

    assess_challenge(secretary, challenge, details=_details(made_date=date(2020, 11, 5), state="closed"))

    assert [each.state for each in challenge.assessments.all()] == ["open", "closed"]
    assert {entry.verb for entry in Entry.objects.all()} == {"preparation.assess_challenge"}


@pytest.mark.parametrize(("half", "missing"), [("likelihood", "impact"), ("impact", "likelihood")])
def test_likelihood_without_impact_is_refused(half: str, missing: str) -> None:
    conference = make.conference()

    with pytest.raises(Refused, match="both likelihood and impact") as refusal:
        assess_challenge(
            make.user(Role.SECRETARY, conference),
            make_preparation.challenge(conference),
            details=_details(**{missing: None}),
        )

    assert refusal.value.field == missing
    assert not Assessment.objects.exists()


def test_the_same_assessment_of_a_day_is_not_written_down_twice() -> None:
    conference = make.conference()
    challenge, secretary = make_preparation.challenge(conference), make.user(Role.SECRETARY, conference)
    assess_challenge(secretary, challenge, details=_details())

    with pytest.raises(Refused, match="1 November 2020"):
        assess_challenge(secretary, challenge, details=_details())


def test_in_charge_is_one_person_with_a_seat_or_one_party() -> None:
    conference = make.conference()
    challenge, secretary = make_preparation.challenge(conference), make.user(Role.SECRETARY, conference)

    with pytest.raises(Refused, match="no seat"):
        assess_challenge(secretary, challenge, details=_details(owner=make.user(None)))
    with pytest.raises(Refused, match="not both"):
        assess_challenge(secretary, challenge, details=_details(owner=secretary, owner_party=make.party("LB")))


def test_a_reader_may_not() -> None:
    conference = make.conference()
    challenge = make_preparation.challenge(conference)
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        assess_challenge(reader, challenge, details=_details())

    assert make.client(reader).get(_address(challenge)).status_code == 403


def test_an_assessment_is_seen_by_nobody_to_whom_the_challenge_is_not_shown() -> None:
    conference = make.conference()
    close = make_preparation.challenge(conference, sensitivity="restricted")
    make_preparation.assessment(close, sensitivity="public")

    assert not Assessment.objects.in_office_of(make.user(Role.READER, conference)).exists()
    assert not Assessment.objects.visible_to(make.user(Role.READER, conference)).exists()
    assert Assessment.objects.in_office_of(make.user(Role.SECRETARY, conference)).exists()


def test_the_page_begins_with_what_holds_now_and_writes_the_next() -> None:
    conference = make.conference()
    challenge = make_preparation.challenge(conference)
    make_preparation.assessment(challenge, 2, 3, response="Call the capitals")
    browser = make.client(make.user(Role.SECRETARY, conference))

    form = browser.get(_address(challenge)).context["form"]
    posted = {
        "made_date": "2020-11-05",
        "state": "watched",
        "likelihood": "1",
        "impact": "3",
        "sensitivity": "secretariat",
    }
    page = browser.post(_address(challenge), posted, follow=True).content.decode()

    assert (form.initial["likelihood"], form.initial["impact"]) == (2, 3)
    assert "Call the capitals" in str(form["response"])
    for said in ("1 (Very unlikely) × 3 (Noticeable) = 3", "2 (Unlikely) × 3 (Noticeable) = 6", "Watched"):
        assert said in page


def test_a_day_that_has_not_come_is_refused_at_the_field() -> None:
    conference = make.conference()
    challenge = make_preparation.challenge(conference)

    page = make.client(make.user(Role.SECRETARY, conference)).post(
        _address(challenge), {"made_date": "2999-01-01", "state": "open", "sensitivity": "secretariat"}
    )

    assert list(page.context["form"].errors) == ["made_date"]
