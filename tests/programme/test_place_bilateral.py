"""Giving a bilateral meeting its place."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.programme.actions import Spot, place_bilateral
from secretariat.programme.models import Place
from tests import make, make_programme
from tests.make_meetings import address
from tests.make_programme import at

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


def test_an_accepted_meeting_has_its_length_at_its_table_and_that_is_recorded() -> None:
    conference = make.conference()
    bilateral = make_programme.bilateral(conference, minutes=45)
    room = make_programme.room(conference, tables=3)

    place = place_bilateral(make.user(Role.SECRETARY, conference), bilateral, to=Spot(at(10), room, 3))

    assert (place.starts_at, place.ends_at, place.table) == (at(10), at(10, 45), 3)
    assert (Entry.objects.get().verb, Entry.objects.get().made_id) == ("programme.place_bilateral", place.pk)


def test_tables_of_a_room_are_taken_one_by_one_and_a_session_takes_them_all() -> None:
    conference = make.conference()
    amal, room = make.user(Role.SECRETARY, conference), make_programme.room(conference, "Lounge", tables=2)
    make_programme.place(make_programme.bilateral(conference, "JO", "EG"), room, table=1)
    mine = make_programme.bilateral(conference, "LB", "IQ")

    with pytest.raises(Refused, match="Lounge is taken then: Jordan and Egypt"):
        place_bilateral(amal, mine, to=Spot(at(10), room, 1))
    place = place_bilateral(amal, mine, to=Spot(at(10), room, 2))
    make_programme.session(conference, "Reception", room=room, starts_at=at(15), ends_at=at(16))
    with pytest.raises(Refused, match="taken then: “Reception”"):
        place_bilateral(amal, make_programme.bilateral(conference, "RU", "IR"), to=Spot(at(15), room, 1))

    assert place.table == 2


def test_what_has_no_place_is_said() -> None:
    conference = make.conference()
    amal, bilateral = make.user(Role.SECRETARY, conference), make_programme.bilateral(conference)
    lounge = make_programme.room(conference, "Lounge", tables=2)

    with pytest.raises(Refused, match="Plenary hall has no tables"):
        place_bilateral(amal, bilateral, to=Spot(at(10), make_programme.room(conference)))
    with pytest.raises(Refused, match="Lounge has tables 1 to 2"):
        place_bilateral(amal, bilateral, to=Spot(at(10), lounge, 3))
    with pytest.raises(Refused, match="when it begins"):
        place_bilateral(amal, bilateral, to=Spot(None))
    with pytest.raises(Refused, match="accepted"):
        place_bilateral(amal, make_programme.bilateral(conference, "JO", "EG", state="asked"), to=Spot(at(10)))
    assert not Place.objects.exists()

    make_programme.place(bilateral)
    with pytest.raises(Refused, match="has a place already"):
        place_bilateral(amal, bilateral, to=Spot(at(12)))


def test_delegations_that_sit_in_a_session_are_not_free() -> None:
    conference = make.conference()
    make_programme.wanted(make_programme.session(conference), "LB")

    with pytest.raises(Refused, match="Lebanon: in “Round table” then"):
        place_bilateral(
            make.user(Role.SECRETARY, conference), make_programme.bilateral(conference), to=Spot(at(10, 30))
        )


def test_an_officer_of_another_desk_may_not() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        place_bilateral(
            make.user(Role.DESK_OFFICER, conference, desks=["meetings"]),
            make_programme.bilateral(conference),
            to=Spot(at(10)),
        )


def test_the_page_places_it_and_the_grid_can_undo_it() -> None:
    conference = make.conference()
    first, second = make_programme.bilateral(conference), make_programme.bilateral(conference, "JO", "EG")
    room = make_programme.room(conference, tables=2)
    browser = make.client(make.user(Role.SECRETARY, conference))
    said = {"starts_at": "2020-11-11T10:00", "room": room.pk, "table": 2}

    page = browser.post(address(conference, f"programme/bilaterals/{first.pk}/place/"), said, follow=True)
    grid = browser.post(
        address(conference, f"programme/bilaterals/{second.pk}/place/"), {**said, "table": 1}, headers=JSON
    ).json()
    browser.post(grid["undo"]["url"], grid["undo"]["fields"], headers=JSON)

    assert "The meeting has its place." in page.content.decode()
    assert Place.objects.get().bilateral == first
