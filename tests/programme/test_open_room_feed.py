"""Opening the calendar of a room under a secret address."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.programme.actions import MOST_FEEDS, open_room_feed
from secretariat.programme.models import Feed
from tests import make, make_programme
from tests.make_days import SECRET, feed_of

pytestmark = pytest.mark.django_db


def test_it_is_opened_and_recorded() -> None:
    conference = make.conference()
    room = make_programme.room(conference)

    made = open_room_feed(make.user(Role.READER, conference), room, name="Screen", secret=SECRET)

    assert (made.room, made.delegation) == (room, None)
    assert Entry.objects.get().verb == "programme.open_room_feed"


@pytest.mark.parametrize("role", [Role.PRESS_OFFICER, Role.DOOR_OFFICER])
def test_whoever_does_not_see_everybody_s_meetings_may_not(role: str) -> None:
    conference = make.conference()
    room = make_programme.room(conference)
    person = make.user(role, conference)

    with pytest.raises(PermissionDenied):
        open_room_feed(person, room, name="Screen", secret=SECRET)

    address = reverse("programme:open_room_feed", args=[conference.slug, room.pk])
    assert make.client(person).post(address, {"name": "Screen"}).status_code == 403
    assert not Feed.objects.exists()


def test_a_room_has_a_limited_number_of_addresses() -> None:
    conference = make.conference()
    room = make_programme.room(conference)
    for number in range(MOST_FEEDS):
        feed_of(conference, f"secret {number}", room=room)

    with pytest.raises(Refused, match="at most"):
        open_room_feed(make.user(Role.SECRETARY, conference), room, name="One more", secret=SECRET)


def test_the_page_asks_for_a_name_and_finds_no_room_of_another_conference() -> None:
    conference, other = make.conference(), make.conference("geneva-2021")
    mine, theirs = make_programme.room(conference), make_programme.room(other)
    browser = make.client(make.user(Role.SECRETARY, conference))
    address = reverse("programme:open_room_feed", args=[conference.slug, mine.pk])

    assert browser.get(address).status_code == 200
    assert browser.post(address, {"name": ""}).status_code == 422
    assert (
        browser.post(reverse("programme:open_room_feed", args=[conference.slug, theirs.pk]), {"name": "A"}).status_code
        == 404
    )
    assert not Feed.objects.exists()
