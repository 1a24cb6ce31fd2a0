"""Putting a bilateral meeting somewhere else in the timetable."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.programme.actions import Spot, move_place
from tests import make, make_programme
from tests.make_meetings import address
from tests.make_programme import at

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


def test_it_keeps_its_length_and_the_move_is_recorded() -> None:
    conference = make.conference()
    place = make_programme.place(make_programme.bilateral(conference, minutes=45))
    room = make_programme.room(conference, tables=2)

    move_place(make.user(Role.SECRETARY, conference), place, to=Spot(at(16), room, 2))

    assert (place.starts_at, place.ends_at, place.room, place.table) == (at(16), at(16, 45), room, 2)
    assert set(Entry.objects.get().changes) == {"starts_at", "ends_at", "room_id", "table"}


def test_a_delegation_is_in_one_place_at_a_time() -> None:
    conference = make.conference()
    make_programme.place(make_programme.bilateral(conference, "LB", "JO"))
    place = make_programme.place(make_programme.bilateral(conference, "LB", "IQ"), starts_at=at(12))

    with pytest.raises(Refused, match="Lebanon: in Lebanon and Jordan then"):
        move_place(make.user(Role.SECRETARY, conference), place, to=Spot(at(10, 15)))

    place.refresh_from_db()
    assert place.starts_at == at(12)


def test_a_withdrawn_meeting_and_another_version_are_refused_and_a_reader_may_not() -> None:
    conference = make.conference()
    amal = make.user(Role.SECRETARY, conference)
    gone = make_programme.place(make_programme.bilateral(conference, "JO", "EG", state="withdrawn"))
    place = make_programme.place(make_programme.bilateral(conference))

    with pytest.raises(Refused, match="accepted"):
        move_place(amal, gone, to=Spot(at(12)))
    with pytest.raises(Stale):
        move_place(amal, place, to=Spot(at(12)), version=5)
    with pytest.raises(PermissionDenied):
        move_place(make.user(Role.READER, conference), place, to=Spot(at(12)))


def test_the_page_moves_it_and_the_grid_can_move_it_back() -> None:
    conference = make.conference()
    place = make_programme.place(make_programme.bilateral(conference))
    browser = make.client(make.user(Role.SECRETARY, conference))
    page = address(conference, f"programme/places/{place.pk}/move/")

    shown = browser.get(page)
    answer = browser.post(page, {"starts_at": at(12).isoformat(), "version": 1}, headers=JSON).json()
    browser.post(answer["undo"]["url"], answer["undo"]["fields"], headers=JSON)

    place.refresh_from_db()
    assert 'value="2020-11-11T10:00"' in shown.content.decode()
    assert place.starts_at == at(10)
