"""Giving somebody the floor."""

from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.programme.actions import give_floor
from secretariat.programme.models import Intervention
from secretariat.programme.queries.speakers import used_seconds
from tests import make, make_speakers
from tests.make_meetings import address
from tests.make_speakers import NOON
from tests.threads import in_thread

pytestmark = pytest.mark.django_db


def test_the_clock_begins_to_run() -> None:
    conference = make.conference()
    turn = make_speakers.turn(make_speakers.speakers_list(conference))

    give_floor(make.user(Role.SECRETARY, conference), turn, at=NOON)

    assert (turn.state, turn.began_at, turn.running_since) == ("speaking", NOON, NOON)
    assert used_seconds(turn, NOON + timedelta(seconds=75)) == 75


def test_one_has_the_floor_and_only_who_waits_is_given_it() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    speaking, waiting = make_speakers.speaking(held, "IQ"), make_speakers.turn(held, "LB")
    officer = make.user(Role.SECRETARY, conference)

    with pytest.raises(Refused, match="Iraq has the floor"):
        give_floor(officer, waiting, at=NOON)
    with pytest.raises(Refused, match="Only who waits"):
        give_floor(officer, speaking, at=NOON)
    with pytest.raises(PermissionDenied):
        give_floor(make.user(Role.READER, conference), waiting, at=NOON)


def test_a_turn_of_another_conference_is_not_found() -> None:
    conference, other = make.conference(), make.conference("elsewhere-2021")
    turn = make_speakers.turn(make_speakers.speakers_list(other))
    browser = make.client(make.user(Role.SECRETARY, conference))

    assert browser.post(address(conference, f"speakers/turns/{turn.pk}/give/")).status_code == 404


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_give_the_floor_at_once_one_is_told_who_has_it() -> None:
    conference = make.conference()
    held = make_speakers.speakers_list(conference)
    turns = [make_speakers.turn(held, code) for code in ("IQ", "LB")]
    officers = [make.user(Role.SECRETARY, conference) for _each in turns]
    refused: list[Refused] = []
    together = Barrier(2)

    def give(number: int) -> None:
        together.wait()
        try:
            give_floor(officers[number], turns[number], at=NOON)
        except Refused as error:
            refused.append(error)

    threads = [in_thread(lambda number=number: give(number)) for number in range(2)]  # type: ignore[misc]
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    assert Intervention.objects.filter(list=held, state="speaking").count() == 1
