"""Taking back the way between two rooms."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.models import Conference
from secretariat.programme.actions import unpair_rooms
from secretariat.programme.models import RoomPair
from tests import make, make_programme
from tests.make_meetings import address

pytestmark = pytest.mark.django_db


def _pair(conference: Conference) -> RoomPair:
    return make_programme.pair(make_programme.room(conference, "One"), make_programme.room(conference, "Other"), 10)


def test_the_record_says_what_it_was() -> None:
    conference = make.conference()

    unpair_rooms(make.user(Role.SECRETARY, conference), _pair(conference))

    assert not RoomPair.objects.exists()
    assert Entry.objects.get().changes["minutes"] == [10, None]


def test_it_is_taken_back_once_and_a_reader_may_not() -> None:
    conference = make.conference()
    pair = _pair(conference)

    with pytest.raises(PermissionDenied):
        unpair_rooms(make.user(Role.READER, conference), pair)
    RoomPair.objects.all().delete()
    with pytest.raises(Refused, match="no longer there"):
        unpair_rooms(make.user(Role.SECRETARY, conference), pair)


def test_the_button_of_the_page_takes_it_back() -> None:
    conference = make.conference()
    pair = _pair(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))

    browser.post(address(conference, f"programme/venue/pairs/{pair.pk}/remove/"))

    assert not RoomPair.objects.exists()
