"""Saying in which time a delegation meets nobody."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.meetings.actions import block_time
from secretariat.meetings.models import BlockedTime
from tests import make, make_bilaterals
from tests.make_bilaterals import FIRST_NOON, delegation, focal_point

pytestmark = pytest.mark.django_db
ONE = FIRST_NOON + timedelta(hours=1)


def test_a_time_is_blocked_and_recorded() -> None:
    conference = make.conference()

    blocked = block_time(
        focal_point(conference), delegation(conference), starts_at=FIRST_NOON, ends_at=ONE, reason="Prayer"
    )

    assert BlockedTime.objects.get() == blocked
    assert Entry.objects.get().made_id == blocked.pk


def test_what_ends_before_it_begins_lies_elsewhere_or_is_blocked_already_is_refused() -> None:
    conference = make.conference()
    amal, lebanon = focal_point(conference), delegation(conference)
    make_bilaterals.blocked(lebanon)

    with pytest.raises(Refused, match="ends before it begins"):
        block_time(amal, lebanon, starts_at=ONE, ends_at=FIRST_NOON)
    with pytest.raises(Refused, match="is held on"):
        block_time(amal, lebanon, starts_at=FIRST_NOON, ends_at=FIRST_NOON + timedelta(days=9))
    with pytest.raises(Refused, match="blocked already"):
        block_time(amal, lebanon, starts_at=FIRST_NOON + timedelta(minutes=5), ends_at=ONE)
    with pytest.raises(Refused, match="to the conference itself"):
        block_time(amal, delegation(conference, occasion="mission"), starts_at=FIRST_NOON, ends_at=ONE)

    assert BlockedTime.objects.count() == 1


def test_a_delegation_blocks_no_more_than_a_hundred_times() -> None:
    conference = make.conference()
    amal, lebanon = focal_point(conference), delegation(conference)
    for number in range(100):
        start = FIRST_NOON + timedelta(minutes=number)
        make_bilaterals.blocked(lebanon, starts_at=start, ends_at=start + timedelta(seconds=30))

    with pytest.raises(Refused, match="at most 100 times"):
        block_time(amal, lebanon, starts_at=FIRST_NOON, ends_at=ONE)


def test_another_party_may_not() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        block_time(focal_point(conference, "JO"), delegation(conference), starts_at=FIRST_NOON, ends_at=ONE)


def test_the_page_blocks_and_shows_the_reason_harmlessly() -> None:
    conference = make.conference()
    lebanon, browser = delegation(conference), make.client(focal_point(conference))
    said = {"starts_at": "2020-11-11T12:00", "ends_at": "2020-11-11T13:00", "reason": make.HOSTILE}

    page = browser.post(
        make_bilaterals.address(conference, f"delegations/{lebanon.pk}/stay/block/"), said, follow=True
    ).content.decode()

    assert "&lt;b&gt;" in page
    assert make.HOSTILE not in page
    assert BlockedTime.objects.get().starts_at == FIRST_NOON
