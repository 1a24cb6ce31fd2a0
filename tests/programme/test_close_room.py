"""Closing a room for some time."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.programme.actions import close_room
from secretariat.programme.models import RoomClosure
from secretariat.programme.queries.clashing import clashes_of
from tests import make, make_programme
from tests.make_meetings import address
from tests.make_programme import at

pytestmark = pytest.mark.django_db


def test_what_stands_in_it_stays_and_is_shown_as_a_clash() -> None:
    conference = make.conference()
    room = make_programme.room(conference)
    make_programme.session(conference, room=room)

    close_room(make.user(Role.SECRETARY, conference), room, starts_at=at(9), ends_at=at(10, 30), reason="Cleaning")

    assert [(clash.code, clash.word) for clash in clashes_of(conference)] == [("room_closed", "Cleaning")]
    assert Entry.objects.get().verb == "programme.close_room"


def test_it_ends_after_it_begins_and_a_reader_may_not() -> None:
    conference = make.conference()
    room = make_programme.room(conference)

    with pytest.raises(Refused, match="ends before it begins"):
        close_room(make.user(Role.SECRETARY, conference), room, starts_at=at(10), ends_at=at(10))
    with pytest.raises(PermissionDenied):
        close_room(make.user(Role.READER, conference), room, starts_at=at(9), ends_at=at(10))


def test_the_page_notes_it_by_the_clocks_of_the_venue() -> None:
    conference = make.conference()
    room = make_programme.room(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))
    page = address(conference, f"programme/venue/rooms/{room.pk}/close/")

    answer = browser.post(
        page, {"starts_at": "2020-11-11T09:00", "ends_at": "2020-11-11T10:00", "reason": make.HOSTILE}
    )
    wrong = browser.post(page, {"starts_at": "2020-11-11T09:00", "ends_at": "2020-11-11T08:00"})

    assert answer.status_code == 302
    assert RoomClosure.objects.get().starts_at == at(9)
    assert set(wrong.context["form"].errors) == {"ends_at"}
    assert "<b>" not in browser.get(address(conference, "programme/venue/")).content.decode()
