"""Opening a closed room again."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.programme.actions import open_room
from secretariat.programme.models import RoomClosure
from tests import make, make_programme
from tests.make_meetings import address
from tests.make_programme import at

pytestmark = pytest.mark.django_db


def _closure(conference: Conference) -> RoomClosure:
    return make_programme.closure(make_programme.room(conference), at(9), at(10), "Cleaning")


def test_the_record_says_what_it_was() -> None:
    conference = make.conference()

    open_room(make.user(Role.SECRETARY, conference), _closure(conference))

    assert not RoomClosure.objects.exists()
    assert Entry.objects.get().changes["reason"] == ["Cleaning", None]


def test_it_is_opened_once_and_a_reader_may_not() -> None:
    conference = make.conference()
    closure = _closure(conference)

    with pytest.raises(PermissionDenied):
        open_room(make.user(Role.READER, conference), closure)
    RoomClosure.objects.all().delete()
    with pytest.raises(Refused, match="no longer there"):
        open_room(make.user(Role.SECRETARY, conference), closure)


def test_the_button_of_the_page_opens_it() -> None:
    conference = make.conference()
    closure = _closure(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))

    browser.post(address(conference, f"programme/venue/closures/{closure.pk}/open/"))

    assert not RoomClosure.objects.exists()
