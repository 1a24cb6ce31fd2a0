"""Saying when a delegation arrives and leaves."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.meetings.actions import set_stay
from secretariat.meetings.models import Stay
from tests import make, make_bilaterals
from tests.make_bilaterals import FIRST_NOON, bilateral, delegation, focal_point

pytestmark = pytest.mark.django_db
LATER = FIRST_NOON + timedelta(hours=6)


def test_a_stay_is_kept_and_recorded_then_changed_and_recorded() -> None:
    conference = make.conference()
    amal, lebanon = focal_point(conference), delegation(conference)

    set_stay(amal, lebanon, arrives_at=FIRST_NOON, departs_at=None)
    set_stay(amal, lebanon, arrives_at=FIRST_NOON, departs_at=LATER, version=1)

    kept = Stay.objects.get()
    assert (kept.arrives_at, kept.departs_at, kept.version) == (FIRST_NOON, LATER, 2)
    first, second = Entry.objects.order_by("pk")
    assert first.made_id == kept.pk
    assert second.changes == {f"meetings.stay:{kept.pk}": {"departs_at": [None, "2020-11-11T16:00:00Z"]}}


def test_what_somebody_else_changed_is_not_overwritten() -> None:
    conference = make.conference()
    amal, lebanon = focal_point(conference), delegation(conference)
    set_stay(amal, lebanon, arrives_at=FIRST_NOON, departs_at=None)

    with pytest.raises(Stale):
        set_stay(amal, lebanon, arrives_at=None, departs_at=None, version=0)

    assert Stay.objects.get().arrives_at == FIRST_NOON


@pytest.mark.parametrize(
    ("arrives_at", "departs_at", "field", "words"),
    [
        (LATER, FIRST_NOON, "departs_at", "leaves before it arrives"),
        (FIRST_NOON + timedelta(days=30), None, "arrives_at", "over by then"),
        (None, FIRST_NOON - timedelta(days=30), "departs_at", "has not begun"),
        (FIRST_NOON - timedelta(days=365), None, "arrives_at", "far from the days"),
    ],
)
def test_a_stay_that_cannot_be_is_refused(
    arrives_at: datetime | None, departs_at: datetime | None, field: str, words: str
) -> None:
    conference = make.conference()

    with pytest.raises(Refused, match=words) as refusal:
        set_stay(focal_point(conference), delegation(conference), arrives_at=arrives_at, departs_at=departs_at)

    assert refusal.value.field == field
    assert not Stay.objects.exists()


def test_a_delegation_to_a_mission_has_no_stay_here() -> None:
    conference = make.conference()

    with pytest.raises(Refused, match="to the conference itself"):
        set_stay(
            focal_point(conference), delegation(conference, occasion="mission"), arrives_at=FIRST_NOON, departs_at=None
        )


def test_others_may_not() -> None:
    conference = make.conference()
    lebanon = delegation(conference)

    for other in (focal_point(conference, "JO"), make.user(Role.READER, conference)):
        with pytest.raises(PermissionDenied):
            set_stay(other, lebanon, arrives_at=FIRST_NOON, departs_at=None)


def test_the_page_takes_the_clock_of_the_venue_and_names_meetings_that_no_longer_fit() -> None:
    conference = make.conference()
    there = bilateral(conference, state="accepted", window_until=FIRST_NOON)
    page = make_bilaterals.address(conference, f"delegations/{there.asking_id}/stay/set/")
    browser = make.client(focal_point(conference))

    done = browser.post(page, {"version": "0", "arrives_at": "2020-11-11T12:00"}, follow=True)

    assert Stay.objects.get().arrives_at == FIRST_NOON
    shown = done.content.decode()
    assert "The meeting with Jordan no longer fits: Lebanon arrives on 11 November 2020, 12:00." in shown
    assert "11 Nov 2020 12:00" in shown


def test_the_page_says_what_is_wrong() -> None:
    conference = make.conference()
    browser = make.client(focal_point(conference))
    page = make_bilaterals.address(conference, f"delegations/{delegation(conference).pk}/stay/set/")

    answer = browser.post(page, {"version": "0", "arrives_at": "9999-12-31T23:59", "departs_at": "soon"})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"departs_at"}
    assert browser.post(page, {"version": "0", "arrives_at": "9999-12-31T23:59"}).status_code == 422
    assert browser.post(page, {"version": "0", "arrives_at": "0001-01-01T00:00"}).status_code == 422


def test_the_stay_of_another_party_or_of_a_mission_is_not_found() -> None:
    conference = make.conference()
    jordan, mission = delegation(conference, "JO"), delegation(conference, occasion="mission")
    browser = make.client(focal_point(conference))

    for other in (jordan, mission):
        assert browser.get(make_bilaterals.address(conference, f"delegations/{other.pk}/stay/")).status_code == 404
