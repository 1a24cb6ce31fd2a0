"""Letting a speaker change places with a neighbour."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.programme.actions import move_speaker
from secretariat.programme.queries.speakers import waiting_of
from tests import make, make_speakers
from tests.make_meetings import address
from tests.make_speakers import NOON

pytestmark = pytest.mark.django_db


def test_the_place_that_the_chair_gave_stands_before_the_rule() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    turns = [
        make_speakers.turn(held, code, at=NOON + timedelta(minutes=n)) for n, code in enumerate(("IQ", "JO", "LB"))
    ]

    move_speaker(make.user(Role.SECRETARY, conference), turns[2], earlier=True, language="en")
    make_speakers.turn(held, "EG", at=NOON)

    assert [row.delegation.party.code for row in waiting_of(held, language="en")] == ["IQ", "LB", "JO", "EG"]


def test_the_first_does_not_come_earlier_and_who_speaks_is_not_moved() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    waiting, speaking = make_speakers.turn(held, "IQ"), make_speakers.speaking(held, "LB")
    officer = make.user(Role.SECRETARY, conference)

    with pytest.raises(Refused, match="nobody to change places with"):
        move_speaker(officer, waiting, earlier=True, language="en")
    with pytest.raises(Refused, match="Only who waits"):
        move_speaker(officer, speaking, earlier=True, language="en")
    with pytest.raises(PermissionDenied):
        move_speaker(make.user(Role.READER, conference), waiting, earlier=True, language="en")


def test_the_page_moves_somebody_later() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    first, second = make_speakers.turn(held, "IQ"), make_speakers.turn(held, "LB", at=NOON + timedelta(minutes=1))
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.post(address(conference, f"speakers/turns/{first.pk}/move/"), {"to": "later"}, follow=True)

    assert [turn.intervention for turn in answer.context["floor"].waiting] == [second, first]
