"""Agreeing to meet in the way that the other side proposed."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Message
from secretariat.meetings.actions import accept_proposal
from secretariat.meetings.models import Bilateral
from tests import make, make_bilaterals
from tests.make_bilaterals import FIRST_NOON, bilateral, focal_point

pytestmark = pytest.mark.django_db
PROPOSED: dict[str, Any] = {"state": "proposed", "proposed_minutes": 20, "proposed_until": FIRST_NOON}


def test_the_request_takes_over_what_was_proposed_and_the_other_side_is_told() -> None:
    conference = make.conference()
    hala = focal_point(conference, "JO")
    there = bilateral(conference, window_from=FIRST_NOON, window_until=FIRST_NOON + timedelta(hours=1), **PROPOSED)

    accept_proposal(focal_point(conference), there, at=make.NOON, version=1)

    there.refresh_from_db()
    assert (there.state, there.minutes, there.topic, there.proposed_minutes) == ("accepted", 20, "Schools", None)
    assert (there.window_from, there.window_until) == (None, FIRST_NOON)
    assert Entry.objects.get().changes["minutes"] == [30, 20]
    assert Message.objects.get().to == hala.email


@pytest.mark.parametrize(("state", "words"), [("asked", "No other way was proposed"), ("declined", "was declined")])
def test_without_a_proposal_there_is_nothing_to_agree_to(state: str, words: str) -> None:
    conference = make.conference()

    with pytest.raises(Refused, match=words):
        accept_proposal(focal_point(conference), bilateral(conference, state=state), at=make.NOON)


def test_a_proposal_that_no_longer_fits_is_refused_and_stands() -> None:
    conference = make.conference()
    there = bilateral(conference, **PROPOSED)
    make_bilaterals.stay(there.asking, arrives_at=FIRST_NOON)

    with pytest.raises(Refused, match="Lebanon arrives on 11 November 2020, 12:00"):
        accept_proposal(focal_point(conference), there, at=make.NOON)

    kept = Bilateral.objects.get()
    assert (kept.state, kept.minutes, kept.proposed_minutes) == ("proposed", 30, 20)


def test_the_one_who_proposed_may_not() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        accept_proposal(focal_point(conference, "JO"), bilateral(conference, **PROPOSED), at=make.NOON)


def test_the_page_agrees() -> None:
    conference = make.conference()
    there = bilateral(conference, **PROPOSED)

    make.client(focal_point(conference)).post(
        make_bilaterals.address(conference, f"bilaterals/{there.pk}/accept-proposal/"), {"version": "1"}
    )

    assert Bilateral.objects.get().state == "accepted"
