"""Letting a speakers' list stand by its rule again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.models import Entry
from secretariat.programme.actions import follow_rule
from secretariat.programme.queries.speakers import waiting_of
from tests import make, make_speakers
from tests.make_meetings import address
from tests.make_speakers import NOON

pytestmark = pytest.mark.django_db


def test_the_places_of_the_chair_are_forgotten_and_counted() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    late = make_speakers.turn(held, "IQ", at=NOON + timedelta(minutes=5), position=1)
    early = make_speakers.turn(held, "LB", position=2)

    done = follow_rule(make.user(Role.SECRETARY, conference), held)

    assert done.counts == {"programme.intervention": 2}
    assert [row.pk for row in waiting_of(held, language="en")] == [early.pk, late.pk]
    assert Entry.objects.get().batch["counts"] == {"programme.intervention": 2}


def test_where_nothing_was_moved_nothing_is_recorded_and_a_reader_may_not() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    make_speakers.turn(held)

    follow_rule(make.user(Role.SECRETARY, conference), held)

    assert not Entry.objects.exists()
    with pytest.raises(PermissionDenied):
        follow_rule(make.user(Role.READER, conference), held)


def test_the_page_answers() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    make_speakers.turn(held, position=4)
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.post(address(conference, f"speakers/{held.pk}/rule/"), follow=True)

    assert answer.context["floor"].waiting[0].intervention.position is None
