"""Adding a room of the venue."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.conference.actions import add_room
from secretariat.conference.models import Room
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/en/damascus-2020/office/conference/rooms/add/"


def test_a_room_is_kept_and_recorded() -> None:
    conference = make.conference()

    room = add_room(make.user(Role.SECRETARY, conference), conference, name="Hall 1", seats=400, booths=6)

    assert Entry.objects.get().made_id == room.pk
    assert conference.rooms.get() == room


def test_a_reader_may_not() -> None:
    conference = make.conference()
    reader = make.user(Role.READER, conference)

    with pytest.raises(PermissionDenied):
        add_room(reader, conference, name="Hall 1", seats=None, booths=0)

    assert make.client(reader).get(ADDRESS).status_code == 403
    assert not Room.objects.exists()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers(language: str) -> None:
    conference = make.conference()

    page = make.client(make.user(Role.SECRETARY, conference)).get(ADDRESS.replace("/en/", f"/{language}/"))

    assert page.status_code == 200


def test_the_page_adds_it_and_the_overview_shows_it_harmlessly() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))

    page = browser.post(ADDRESS, {"name_en": make.HOSTILE, "seats": "", "booths": "2"}, follow=True)

    assert conference.rooms.get().seats is None
    assert "&lt;b&gt;" in page.content.decode()
    assert make.HOSTILE not in page.content.decode()


def test_a_room_without_a_name_or_with_fewer_than_no_seats_is_refused() -> None:
    conference = make.conference()

    page = make.client(make.user(Role.SECRETARY, conference)).post(ADDRESS, {"seats": "-3", "booths": "0"})

    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"name", "seats"}
    assert not Room.objects.exists()


def test_booths_speak_languages_and_a_room_has_tables_and_equipment() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))
    said = {"booths": "2", "languages": ["ar", "en"], "other_languages": "fa, pt-BR ،fa", "tables": "12"}

    page = browser.post(
        ADDRESS, {"name_en": "Salon", "equipment": f"projector,, {make.HOSTILE}", "position": "3", **said}, follow=True
    )

    room = conference.rooms.get()
    assert (room.languages, room.tables, room.position) == (["ar", "en", "fa", "pt-BR"], 12, 3)
    assert room.equipment == ["projector", make.HOSTILE]
    shown = page.content.decode()
    assert "فارسی" in shown
    assert make.HOSTILE not in shown


def test_a_room_for_nobody_languages_without_booths_and_odd_codes_are_refused() -> None:
    conference = make.conference()
    secretary = make.user(Role.SECRETARY, conference)

    with pytest.raises(Refused, match="at least one person"):
        add_room(secretary, conference, name="Hall", seats=0, booths=0)
    page = make.client(secretary).post(
        ADDRESS,
        {"name_en": "Hall", "booths": "0", "languages": ["ar"], "other_languages": "", "equipment": ""},
    )
    odd = make.client(secretary).post(
        ADDRESS, {"name_en": "Hall", "booths": "1", "other_languages": "klingon!", "equipment": "x" * 90}
    )

    assert page.context["form"].errors == {"booths": ["Say how many booths there are for these languages."]}
    assert set(odd.context["form"].errors) == {"other_languages", "equipment"}
    assert not Room.objects.exists()
