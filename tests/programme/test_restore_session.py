"""Planning a session again that was called off."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.programme.actions import restore_session
from tests import make, make_programme
from tests.make_meetings import address

pytestmark = pytest.mark.django_db


def test_it_is_planned_again_and_recorded() -> None:
    conference = make.conference()
    session = make_programme.session(conference, state="cancelled")

    restore_session(make.user(Role.SECRETARY, conference), session)

    assert session.state == "planned"
    assert Entry.objects.get().changes["state"] == ["cancelled", "planned"]


def test_its_room_may_have_been_given_away() -> None:
    conference = make.conference()
    room = make_programme.room(conference)
    session = make_programme.session(conference, state="cancelled", room=room)
    make_programme.session(conference, "Instead", room=room)

    with pytest.raises(Refused, match="taken then: “Instead”"):
        restore_session(make.user(Role.SECRETARY, conference), session)

    session.refresh_from_db()
    assert session.state == "cancelled"


def test_what_is_planned_cannot_be_restored_and_a_reader_may_not() -> None:
    conference = make.conference()
    session = make_programme.session(conference)

    with pytest.raises(Refused, match="not cancelled"):
        restore_session(make.user(Role.SECRETARY, conference), session)
    with pytest.raises(PermissionDenied):
        restore_session(make.user(Role.READER, conference), session)


def test_the_page_says_why_not() -> None:
    conference = make.conference()
    room = make_programme.room(conference)
    session = make_programme.session(conference, state="cancelled", room=room)
    make_programme.session(conference, "Instead", room=room)
    browser = make.client(make.user(Role.SECRETARY, conference))
    page = address(conference, f"programme/sessions/{session.pk}/")

    answer = browser.post(f"{page}restore/", follow=True, headers={"referer": f"http://testserver{page}"})

    assert "Plenary hall is taken then" in answer.content.decode()
