"""Letting the clock of a speaker run on."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.programme.actions import resume_floor
from secretariat.programme.queries.speakers import used_seconds
from tests import make, make_speakers
from tests.make_meetings import address
from tests.make_speakers import NOON

pytestmark = pytest.mark.django_db


def test_time_before_and_after_an_interruption_adds_up() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    turn = make_speakers.turn(held, state="speaking", began_at=NOON, used_seconds=30)

    resume_floor(make.user(Role.SECRETARY, conference), turn, at=NOON + timedelta(minutes=5))

    assert used_seconds(turn, NOON + timedelta(minutes=6)) == 90


def test_who_was_not_interrupted_does_not_go_on_and_a_reader_may_not() -> None:
    conference = make.conference()
    turn = make_speakers.speaking(make_speakers.speakers_list(conference))

    with pytest.raises(Refused, match="not interrupted"):
        resume_floor(make.user(Role.SECRETARY, conference), turn, at=NOON)
    with pytest.raises(PermissionDenied):
        resume_floor(make.user(Role.READER, conference), turn, at=NOON)


def test_the_page_says_that_it_runs() -> None:
    conference = make.conference()
    turn = make_speakers.turn(make_speakers.speakers_list(conference), state="speaking", began_at=NOON)
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.post(address(conference, f"speakers/turns/{turn.pk}/resume/"), follow=True)

    assert answer.context["floor"].speaking.is_running
