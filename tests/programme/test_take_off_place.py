"""Taking a bilateral meeting off the timetable."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.programme.actions import take_off_place
from secretariat.programme.models import Place
from tests import make, make_programme
from tests.make_meetings import address

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


def test_the_meeting_waits_again_and_the_record_says_where_it_was() -> None:
    conference = make.conference()
    place = make_programme.place(make_programme.bilateral(conference), make_programme.room(conference, tables=1))

    take_off_place(make.user(Role.SECRETARY, conference), place)

    assert not Place.objects.exists()
    entry = Entry.objects.get()
    assert entry.verb == "programme.take_off_place"
    assert entry.changes["table"] == [1, None]


def test_what_is_gone_cannot_be_taken_off_again() -> None:
    conference = make.conference()
    amal, place = make.user(Role.SECRETARY, conference), make_programme.place(make_programme.bilateral(conference))
    Place.objects.all().delete()

    with pytest.raises(Refused, match="no longer there"):
        take_off_place(amal, place)


def test_a_reader_may_not() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        take_off_place(make.user(Role.READER, conference), make_programme.place(make_programme.bilateral(conference)))


def test_the_grid_can_put_it_back() -> None:
    conference = make.conference()
    place = make_programme.place(make_programme.bilateral(conference), make_programme.room(conference, tables=1))
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = address(conference, f"programme/places/{place.pk}/take-off/")
    answer = browser.post(page, headers=JSON).json()
    back = browser.post(answer["undo"]["url"], answer["undo"]["fields"], headers=JSON)

    assert back.json()["done"]
    assert Place.objects.get().starts_at == place.starts_at
