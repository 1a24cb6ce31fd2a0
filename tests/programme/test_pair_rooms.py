"""The way between two rooms."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.programme.actions import pair_rooms
from secretariat.programme.models import RoomPair
from tests import make, make_programme
from tests.make_meetings import address

pytestmark = pytest.mark.django_db


def test_two_rooms_are_paired_once_whichever_is_named_first() -> None:
    conference = make.conference()
    amal = make.user(Role.SECRETARY, conference)
    one, other = make_programme.room(conference, "One"), make_programme.room(conference, "Other")

    pair_rooms(amal, conference, one=other, other=one, minutes=5, is_adjacent=False)
    pair_rooms(amal, conference, one=one, other=other, minutes=10, is_adjacent=True)
    pair_rooms(amal, conference, one=one, other=other, minutes=10, is_adjacent=True)

    pair = RoomPair.objects.get()
    assert (pair.one, pair.other, pair.minutes, pair.is_adjacent) == (one, other, 10, True)
    assert Entry.objects.count() == 2


def test_a_room_has_no_way_to_itself_or_to_another_house() -> None:
    conference = make.conference()
    amal, room = make.user(Role.SECRETARY, conference), make_programme.room(conference)
    there = make_programme.room(make.conference("geneva-2021"))

    with pytest.raises(Refused, match="two different rooms"):
        pair_rooms(amal, conference, one=room, other=room, minutes=5, is_adjacent=False)
    with pytest.raises(Refused, match="another conference"):
        pair_rooms(amal, conference, one=room, other=there, minutes=5, is_adjacent=False)
    with pytest.raises(PermissionDenied):
        pair_rooms(make.user(Role.READER, conference), conference, one=room, other=room, minutes=5, is_adjacent=False)


def test_the_page_notes_it() -> None:
    conference = make.conference()
    one, other = make_programme.room(conference, "One"), make_programme.room(conference, "Other")
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = address(conference, "programme/venue/pair/")
    answer = browser.post(page, {"one": one.pk, "other": other.pk, "minutes": 7, "is_adjacent": "on"}, follow=True)
    wrong = browser.post(page, {"one": one.pk, "other": one.pk, "minutes": -1})

    assert "7 minutes · side by side" in answer.content.decode()
    assert wrong.status_code == 422
