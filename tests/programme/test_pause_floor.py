"""Stopping the clock of a speaker."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.programme.actions import pause_floor
from secretariat.programme.queries.speakers import used_seconds
from tests import make, make_speakers
from tests.make_meetings import address
from tests.make_speakers import NOON

pytestmark = pytest.mark.django_db


def test_what_was_used_stands_while_the_clock_is_stopped() -> None:
    conference = make.conference()
    turn = make_speakers.speaking(make_speakers.speakers_list(conference))

    pause_floor(make.user(Role.SECRETARY, conference), turn, at=NOON + timedelta(seconds=30))

    assert used_seconds(turn, NOON + timedelta(hours=1)) == 30


def test_a_clock_that_stands_is_not_stopped_and_a_reader_stops_none() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    waiting, speaking = make_speakers.turn(held), make_speakers.speaking(held, "IQ")

    with pytest.raises(Refused, match="does not run"):
        pause_floor(make.user(Role.SECRETARY, conference), waiting, at=NOON)
    with pytest.raises(PermissionDenied):
        pause_floor(make.user(Role.READER, conference), speaking, at=NOON)


def test_the_page_says_that_it_is_stopped() -> None:
    conference = make.conference()
    turn = make_speakers.speaking(make_speakers.speakers_list(conference))
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.post(address(conference, f"speakers/turns/{turn.pk}/pause/"), follow=True)

    assert not answer.context["floor"].speaking.is_running
