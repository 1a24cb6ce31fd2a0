"""Calling off a meeting to which people were invited by mail."""

import pytest
import vobject
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Message
from secretariat.programme.actions import Guest, call_off_convocation, invite_to_session
from tests import make, make_meetings, make_programme
from tests.make_convening import convocation, invitee

pytestmark = pytest.mark.django_db


def test_everybody_who_is_invited_is_told_with_a_higher_number() -> None:
    conference = make.conference()
    kept = convocation(make_programme.session(conference), sequence=2)
    invitee(kept)
    invitee(kept, "gone@mofa.example", is_invited=False, told_sequence=4)

    call_off_convocation(make.user(Role.SECRETARY, conference), kept, why="The hall is flooded.", at=make.NOON)

    message = Message.objects.get()
    found = vobject.readOne(message.attachment)
    assert message.to == "amal@mofa.example"
    assert (found.method.value, found.vevent.status.value) == ("CANCEL", "CANCELLED")
    assert (found.vevent.uid.value, int(found.vevent.sequence.value)) == (str(kept.uid), 5)
    assert found.vevent.comment.value == "The hall is flooded."
    assert "The hall is flooded." in message.body
    assert kept.is_called_off
    assert Entry.objects.get().verb == "programme.call_off_convocation"


def test_it_is_called_off_once_and_can_be_held_after_all() -> None:
    conference = make.conference()
    session, secretary = make_programme.session(conference), make.user(Role.SECRETARY, conference)
    kept = convocation(session, called_off_at=make.NOON, sequence=1)
    invitee(kept)

    with pytest.raises(Refused, match="know already"):
        call_off_convocation(secretary, kept, why="", at=make.NOON)

    again = invite_to_session(
        secretary, session, guests=[Guest("amal@mofa.example")], text="", language="en", at=make.NOON
    )
    assert (again.pk, again.sequence, again.is_called_off) == (kept.pk, 2, False)


def test_officers_of_the_desk_that_keeps_the_thing_may_and_no_others() -> None:
    conference = make.conference()
    to_session = convocation(make_programme.session(conference))
    to_meeting = convocation(make_meetings.meeting(conference))
    programme, meetings = (make.user(Role.DESK_OFFICER, conference, desks=[desk]) for desk in ("programme", "meetings"))

    for person, kept in (
        (meetings, to_session),
        (programme, to_meeting),
        (make.user(Role.READER, conference), to_session),
    ):
        with pytest.raises(PermissionDenied):
            call_off_convocation(person, kept, why="", at=make.NOON)

    assert not Message.objects.exists()


def test_the_page_asks_what_those_who_were_invited_are_told() -> None:
    conference = make.conference()
    session = make_programme.session(conference, state="cancelled")
    kept = convocation(session)
    invitee(kept)
    browser = make.client(make.user(Role.SECRETARY, conference))
    page = reverse("programme:call_off_convocation", args=[conference.slug, kept.pk])

    assert browser.get(page).status_code == 200
    assert browser.post(page, {"why": make.HOSTILE}, follow=True).status_code == 200
    kept.refresh_from_db()
    assert kept.is_called_off
    assert make.HOSTILE in Message.objects.get().body
