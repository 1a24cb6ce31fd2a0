"""Confirming an answer to an invitation."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.programme.actions import confirm_reply
from tests import make, make_meetings, make_programme
from tests.make_convening import SENT, convocation, invitee, received

pytestmark = pytest.mark.django_db


def test_it_becomes_the_answer_of_the_person_who_was_invited() -> None:
    conference = make.conference()
    kept = convocation(make_programme.session(conference))
    amal = invitee(kept)

    confirm_reply(make.user(Role.SECRETARY, conference), received(kept, answer="tentative", comment="If I can."))

    amal.refresh_from_db()
    assert (amal.answer, amal.comment, amal.answered_sequence, amal.answered_at) == ("tentative", "If I can.", 0, SENT)
    assert Entry.objects.get().verb == "programme.confirm_reply"


def test_a_later_answer_replaces_an_earlier_one_and_never_the_other_way_round() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    kept = convocation(make_programme.session(conference), sequence=1)
    amal = invitee(kept)
    came: dict[str, Any] = {"received_at": SENT + timedelta(hours=6)}
    later = received(kept, answer="declined", stamped_at=SENT + timedelta(hours=2), **came)
    earlier = received(kept, stamped_at=SENT, **came)
    older = received(kept, sequence=0, stamped_at=SENT + timedelta(hours=5), **came)

    confirm_reply(secretary, later)
    for each in (earlier, older):
        with pytest.raises(Refused, match="later answer"):
            confirm_reply(secretary, each)

    amal.refresh_from_db()
    assert amal.answer == "declined"


def test_a_clock_that_runs_ahead_keeps_no_later_answer_out() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    kept = convocation(make_programme.session(conference))
    amal = invitee(kept)
    confirm_reply(secretary, received(kept, stamped_at=SENT + timedelta(days=30_000)))

    confirm_reply(secretary, received(kept, answer="declined", received_at=SENT + timedelta(hours=1)))

    amal.refresh_from_db()
    assert (amal.answer, amal.answered_at) == ("declined", SENT)


def test_nobody_answers_what_was_not_sent_yet() -> None:
    conference = make.conference()
    kept = convocation(make_programme.session(conference))
    amal = invitee(kept)

    confirm_reply(make.user(Role.SECRETARY, conference), received(kept, sequence=7))

    amal.refresh_from_db()
    assert amal.answered_sequence == 0


def test_of_whom_nobody_invited_there_is_nothing_to_confirm_and_it_is_decided_once() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)
    kept = convocation(make_programme.session(conference))
    stranger, decided = received(kept, "someone@example.org"), received(kept, state="put aside")

    with pytest.raises(Refused, match="Nobody was invited"):
        confirm_reply(secretary, stranger)
    with pytest.raises(Refused, match="decided"):
        confirm_reply(secretary, decided)


def test_whoever_does_not_invite_to_such_a_meeting_may_not() -> None:
    conference = make.conference()
    kept = convocation(make_meetings.meeting(conference))
    invitee(kept)
    programme = make.user(Role.DESK_OFFICER, conference, desks=["programme"])

    for person in (programme, make.user(Role.READER, conference)):
        with pytest.raises(PermissionDenied):
            confirm_reply(person, received(kept))


def test_the_page_confirms_and_finds_none_of_another_conference() -> None:
    conference, other = make.conference(), make.conference("geneva-2021")
    kept, theirs = (convocation(make_programme.session(each)) for each in (conference, other))
    amal = invitee(kept)
    browser = make.client(make.user(Role.SECRETARY, conference))

    mine = browser.post(reverse("programme:confirm_reply", args=[conference.slug, received(kept).pk]))
    not_mine = browser.post(reverse("programme:confirm_reply", args=[conference.slug, received(theirs).pk]))

    amal.refresh_from_db()
    assert (mine.status_code, not_mine.status_code) == (302, 404)
    assert amal.answer == "accepted"
