"""Calling a session off."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.programme.actions import cancel_session
from secretariat.programme.queries.clashing import timetable_of
from tests import make, make_programme
from tests.make_meetings import address

pytestmark = pytest.mark.django_db


def test_its_room_is_free_and_the_deed_is_recorded() -> None:
    conference = make.conference()
    session = make_programme.session(conference, room=make_programme.room(conference))

    cancel_session(make.user(Role.SECRETARY, conference), session)

    assert timetable_of(conference).items == ()
    assert Entry.objects.get().changes["state"] == ["planned", "cancelled"]


def test_it_is_cancelled_once() -> None:
    conference = make.conference()

    with pytest.raises(Refused, match="cancelled already"):
        cancel_session(make.user(Role.SECRETARY, conference), make_programme.session(conference, state="cancelled"))


def test_a_reader_may_not() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        cancel_session(make.user(Role.READER, conference), make_programme.session(conference))


def test_the_page_says_so() -> None:
    conference = make.conference()
    session = make_programme.session(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.post(address(conference, f"programme/sessions/{session.pk}/cancel/"), follow=True)

    assert "This session is cancelled." in answer.content.decode()
