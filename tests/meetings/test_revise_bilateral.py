"""Changing a request, or renewing it."""

from collections import defaultdict
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from lxml import html

from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.conference.models import Message
from secretariat.meetings.actions import revise_bilateral
from secretariat.meetings.models import Bilateral
from tests import make, make_bilaterals
from tests.make_bilaterals import FIRST_NOON, bilateral, focal_point

pytestmark = pytest.mark.django_db


def opened(page: Any) -> dict[str, Any]:
    """What a browser sends of the form of a page, that nobody touched."""
    sent: dict[str, Any] = defaultdict(list)
    for name, value in html.fromstring(page.content).get_element_by_id("main").forms[0].form_values():
        sent[name].append(value)
    return sent


def test_another_wish_is_recorded_and_told_and_the_version_rises_by_which_a_draft_knows_it() -> None:
    conference = make.conference()
    focal_point(conference, "JO")
    there = bilateral(conference)

    revise_bilateral(focal_point(conference), there, details={"minutes": 60}, at=make.NOON, version=1)

    assert (there.minutes, there.version) == (60, 2)
    assert Entry.objects.get().changes == {"minutes": [30, 60]}
    assert Message.objects.get().kind == "bilateral revised"


def test_the_rank_is_nobody_elses_business() -> None:
    conference = make.conference()
    focal_point(conference, "JO")

    revise_bilateral(focal_point(conference), bilateral(conference), details={"rank": "essential"}, at=make.NOON)

    assert not Message.objects.exists()
    assert Bilateral.objects.get().rank == "essential"


def test_a_proposal_falls_when_the_request_is_put_anew_and_stands_when_only_the_rank_changes() -> None:
    conference = make.conference()
    amal = focal_point(conference)
    proposed: dict[str, Any] = {"state": "proposed", "proposed_minutes": 15}
    ranked, renewed = bilateral(conference, **proposed), bilateral(conference, "LB", "IQ", **proposed)

    revise_bilateral(amal, ranked, details={"rank": "useful"}, at=make.NOON)
    revise_bilateral(amal, renewed, details={"minutes": 20}, at=make.NOON)

    assert (ranked.state, ranked.proposed_minutes) == ("proposed", 15)
    assert (renewed.state, renewed.proposed_minutes) == ("asked", None)


def test_of_an_agreed_meeting_what_was_agreed_stays_and_what_helps_to_place_it_may_change() -> None:
    conference = make.conference()
    amal, there = focal_point(conference), bilateral(conference, state="accepted")

    with pytest.raises(Refused, match="This meeting is agreed"):
        revise_bilateral(amal, there, details={"topic": "Other"}, at=make.NOON)
    revise_bilateral(amal, there, details={"rank": "essential", "languages": ["ar"], "seats": 8}, at=make.NOON)

    kept = Bilateral.objects.get()
    assert (kept.state, kept.topic, kept.languages, kept.seats) == ("accepted", "Schools", ["ar"], 8)


def test_what_is_stale_ended_or_impossible_is_refused() -> None:
    conference = make.conference()
    amal, there = focal_point(conference), bilateral(conference)
    revise_bilateral(amal, there, details={"minutes": 60}, at=make.NOON)

    with pytest.raises(Stale):
        revise_bilateral(amal, there, details={"minutes": 45}, at=make.NOON, version=1)
    with pytest.raises(Refused, match="is held on"):
        revise_bilateral(amal, there, details={"window_from": FIRST_NOON + timedelta(days=9)}, at=make.NOON)
    with pytest.raises(Refused, match="over already"):
        revise_bilateral(amal, there, details={"expires_at": make.NOON}, at=make.NOON)
    with pytest.raises(Refused, match="was withdrawn"):
        revise_bilateral(amal, bilateral(conference, "LB", "IQ", state="withdrawn"), details={}, at=make.NOON)
    with pytest.raises(PermissionDenied):
        revise_bilateral(focal_point(conference, "JO"), there, details={"minutes": 5}, at=make.NOON)

    assert Bilateral.objects.get(pk=there.pk).minutes == 60


def test_the_page_changes_nothing_that_nobody_touched() -> None:
    conference = make.conference()
    there = bilateral(conference, window_from=FIRST_NOON, languages=["ar", "de"], seats=6)
    browser = make.client(focal_point(conference))
    page = make_bilaterals.address(conference, f"bilaterals/{there.pk}/revise/")

    done = browser.post(page, {**opened(browser.get(page)), "topic": "Hospitals"})

    assert done.status_code == 302
    assert Entry.objects.get().changes == {"topic": ["Schools", "Hospitals"]}


def test_the_page_shows_which_time_somebody_else_changed() -> None:
    conference = make.conference()
    amal, there = focal_point(conference), bilateral(conference, window_from=FIRST_NOON)
    browser, page = make.client(amal), make_bilaterals.address(conference, f"bilaterals/{there.pk}/revise/")
    sent = opened(browser.get(page))
    revise_bilateral(amal, there, details={"window_from": FIRST_NOON + timedelta(hours=1)}, at=make.NOON)

    answer = browser.post(page, {**sent, "topic": "Hospitals"})

    (difference,) = answer.context["differences"]
    assert (difference.label, difference.seen, difference.now, difference.yours) == (
        "Not before",
        "2020-11-11 12:00:00",
        "2020-11-11 13:00:00",
        "",
    )
    assert answer.context["form"]["window_from"].value() == "2020-11-11 13:00:00"


def test_of_an_agreed_meeting_the_page_asks_what_may_change_alone() -> None:
    conference = make.conference()
    there = bilateral(conference, state="accepted")

    page = make.client(focal_point(conference)).get(
        make_bilaterals.address(conference, f"bilaterals/{there.pk}/revise/")
    )

    assert set(page.context["form"].fields) == {
        "version",
        "rank",
        "part_of_day",
        "languages",
        "other_languages",
        "seats",
    }
