"""Taking a speaker off the list."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.programme.actions import withdraw_speaker
from secretariat.programme.queries.speakers import floor_of, time_used, waiting_of
from tests import make, make_speakers
from tests.make_meetings import address
from tests.make_speakers import NOON

pytestmark = pytest.mark.django_db


def test_a_focal_point_takes_the_own_delegation_off_and_no_other() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    own, other = make_speakers.turn(held, "LB"), make_speakers.turn(held, "IQ")
    focal = make.user(Role.FOCAL_POINT, conference, party=own.delegation.party)

    withdraw_speaker(focal, own, at=NOON)

    assert own.state == "withdrawn"
    assert [row.pk for row in waiting_of(held, language="en")] == [other.pk]
    with pytest.raises(PermissionDenied):
        withdraw_speaker(focal, other, at=NOON)


def test_who_has_spoken_stays_on_the_list() -> None:
    conference = make.conference()
    turn = make_speakers.turn(make_speakers.speakers_list(conference), state="done", ended_at=NOON)

    with pytest.raises(Refused, match="Only who waits"):
        withdraw_speaker(make.user(Role.SECRETARY, conference), turn, at=NOON)


def test_of_who_was_interrupted_the_time_used_stands() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    turn = make_speakers.turn(held, "IQ", used_seconds=90, began_at=NOON)

    withdraw_speaker(make.user(Role.SECRETARY, conference), turn, at=NOON + timedelta(minutes=5))
    floor = floor_of(held, at=NOON, language="en")

    assert floor.waiting == []
    assert [(each.used, each.intervention.state) for each in floor.done] == [(90, "done")]
    assert [(str(each.party_name), each.seconds) for each in time_used(floor)] == [("Iraq", 90)]


def test_the_page_takes_the_own_turn_off() -> None:
    conference = make.conference()
    turn = make_speakers.turn(make_speakers.speakers_list(conference))
    browser = make.client(make.user(Role.FOCAL_POINT, conference, party=turn.delegation.party))

    answer = browser.post(address(conference, f"speakers/turns/{turn.pk}/withdraw/"), follow=True)

    assert answer.context["floor"].waiting == []
