"""Ending a turn at the floor."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.programme.actions import end_floor, give_floor
from secretariat.programme.queries.speakers import floor_of, time_used
from tests import make, make_speakers
from tests.make_meetings import address
from tests.make_speakers import NOON

pytestmark = pytest.mark.django_db


def test_the_time_used_stands_and_the_next_may_speak() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    turn, after = make_speakers.speaking(held, "IQ"), make_speakers.turn(held, "LB")
    officer = make.user(Role.SECRETARY, conference)

    end_floor(officer, turn, at=NOON + timedelta(seconds=320))
    give_floor(officer, after, at=NOON + timedelta(seconds=330))

    floor = floor_of(held, at=NOON + timedelta(seconds=340), language="en")
    assert [(done.used, done.over) for done in floor.done] == [(320, 20)]
    assert [(each.turns, each.seconds) for each in time_used(floor)] == [(1, 320), (1, 10)]


def test_who_does_not_speak_has_not_spoken_and_a_reader_ends_nothing() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)

    with pytest.raises(Refused, match="does not have the floor"):
        end_floor(make.user(Role.SECRETARY, conference), make_speakers.turn(held), at=NOON)
    with pytest.raises(PermissionDenied):
        end_floor(make.user(Role.READER, conference), make_speakers.speaking(held, "IQ"), at=NOON)


def test_the_page_lists_who_has_spoken() -> None:
    conference = make.conference()
    turn = make_speakers.speaking(make_speakers.speakers_list(conference))
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.post(address(conference, f"speakers/turns/{turn.pk}/end/"), follow=True)

    assert [each.intervention for each in answer.context["floor"].done] == [turn]
