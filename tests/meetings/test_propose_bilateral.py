"""Proposing another way to meet."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Message
from secretariat.meetings.actions import propose_bilateral
from secretariat.meetings.models import Bilateral
from tests import make, make_bilaterals
from tests.make_bilaterals import FIRST_NOON, bilateral, focal_point

pytestmark = pytest.mark.django_db


def test_another_way_is_proposed_and_recorded_and_the_one_who_asked_reads_it() -> None:
    conference = make.conference()
    focal_point(conference)
    there = bilateral(conference, minutes=60)
    other = {"proposed_minutes": 20, "proposed_from": FIRST_NOON, "proposed_topic": "Hospitals"}

    propose_bilateral(focal_point(conference, "JO"), there, details=other, answer="Gladly.", at=make.NOON)

    there.refresh_from_db()
    assert (there.state, there.minutes, there.proposed_minutes) == ("proposed", 60, 20)
    assert Entry.objects.get().changes["proposed_topic"] == ["", "Hospitals"]
    body = Message.objects.get().body
    for words in ("Topic: Hospitals", "Length: 20 minutes", "Not before: 11 November 2020, 12:00", "Gladly."):
        assert words in body


def test_a_newer_proposal_takes_the_place_of_the_older() -> None:
    conference = make.conference()
    there = bilateral(conference, state="proposed", proposed_minutes=20)

    propose_bilateral(focal_point(conference, "JO"), there, details={"proposed_topic": "Water"}, at=make.NOON)

    assert (there.proposed_minutes, there.proposed_topic) == (None, "Water")


@pytest.mark.parametrize(
    ("other", "field", "words"),
    [
        ({}, "proposed_minutes", "what should be other"),
        ({"proposed_minutes": 30, "proposed_topic": "Schools"}, "proposed_minutes", "what should be other"),
        ({"proposed_minutes": 1000}, "proposed_minutes", "from 5 to 480"),
        ({"proposed_from": FIRST_NOON + timedelta(days=9)}, "proposed_from", "is held on"),
        ({"proposed_from": FIRST_NOON, "proposed_until": FIRST_NOON}, "proposed_until", "ends before it begins"),
    ],
)
def test_a_proposal_that_cannot_be_is_refused(other: dict[str, Any], field: str, words: str) -> None:
    conference = make.conference()

    with pytest.raises(Refused, match=words) as refusal:
        propose_bilateral(focal_point(conference, "JO"), bilateral(conference), details=other, at=make.NOON)

    assert refusal.value.field == field
    assert Bilateral.objects.get().state == "asked"


def test_what_is_agreed_is_not_proposed_anew_and_the_one_who_asks_may_not() -> None:
    conference = make.conference()
    agreed, waiting = bilateral(conference, state="accepted"), bilateral(conference, "LB", "IQ")

    with pytest.raises(Refused, match="accepted already"):
        propose_bilateral(focal_point(conference, "JO"), agreed, details={"proposed_minutes": 20}, at=make.NOON)
    with pytest.raises(PermissionDenied):
        propose_bilateral(focal_point(conference), waiting, details={"proposed_minutes": 20}, at=make.NOON)


def test_the_page_proposes_by_the_clock_of_the_venue() -> None:
    conference = make.conference()
    there = bilateral(conference)
    browser = make.client(focal_point(conference, "JO"))
    page = make_bilaterals.address(conference, f"bilaterals/{there.pk}/propose/")

    nothing = browser.post(page, {"version": "1"})
    done = browser.post(page, {"version": "1", "proposed_from": "2020-11-11T12:00"})

    assert nothing.status_code == 422
    assert done.status_code == 302
    assert Bilateral.objects.get().proposed_from == FIRST_NOON
