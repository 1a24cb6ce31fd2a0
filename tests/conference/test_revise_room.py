"""Changing what is kept of a room."""

import pytest
from django.core.exceptions import PermissionDenied
from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role
from secretariat.audit.action import Stale
from secretariat.audit.models import Entry
from secretariat.conference.actions import revise_room
from secretariat.conference.models import Conference, Room
from tests import make

pytestmark = pytest.mark.django_db


def hall(conference: Conference) -> Room:
    return Room.objects.create(conference=conference, name=LazyI18nString({"en": "Hall"}), seats=400, booths=6)


def address(room: Room, language: str = "en") -> str:
    return f"/{language}/damascus-2020/office/conference/rooms/{room.pk}/revise/"


def test_a_change_is_recorded_with_old_and_new() -> None:
    conference = make.conference()
    room = hall(conference)

    revise_room(make.user(Role.SECRETARY, conference), room, name=room.name, seats=380, booths=6)

    assert Entry.objects.get().changes == {"seats": [400, 380]}


def test_a_form_that_is_no_longer_true_is_refused() -> None:
    conference = make.conference()
    amal, room = make.user(Role.SECRETARY, conference), hall(conference)
    revise_room(amal, room, name=room.name, seats=380, booths=6)

    with pytest.raises(Stale):
        revise_room(amal, room, name=room.name, seats=390, booths=6, version=1)


def test_a_reader_may_not() -> None:
    conference = make.conference()
    reader, room = make.user(Role.READER, conference), hall(conference)

    with pytest.raises(PermissionDenied):
        revise_room(reader, room, name="x", seats=1, booths=0)

    assert make.client(reader).get(address(room)).status_code == 403


def test_a_room_of_another_conference_is_not_found_here() -> None:
    conference = make.conference()
    elsewhere = hall(make.conference("geneva-2020"))

    assert make.client(make.user(Role.SECRETARY, conference)).get(address(elsewhere)).status_code == 404


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_answers(language: str) -> None:
    conference = make.conference()

    page = make.client(make.user(Role.SECRETARY, conference)).get(address(hall(conference), language))

    assert page.status_code == 200


def test_the_page_shows_what_somebody_else_changed_meanwhile() -> None:
    conference = make.conference()
    amal, room = make.user(Role.SECRETARY, conference), hall(conference)
    opened = {
        "version": 1,
        "name_en": "Hall",
        "initial-name": '{"en": "Hall"}',
        "seats": "390",
        "initial-seats": "400",
        "booths": "6",
        "initial-booths": "6",
        "tables": "0",
        "initial-tables": "0",
        "position": "0",
        "initial-position": "0",
    }
    revise_room(amal, room, name=room.name, seats=380, booths=6)

    page = make.client(amal).post(address(room), opened)

    (difference,) = page.context["differences"]
    assert (difference.seen, difference.now, difference.yours) == ("400", "380", "390")
    room.refresh_from_db()
    assert room.seats == 380


def test_the_page_keeps_languages_and_equipment_that_nobody_touched() -> None:
    conference = make.conference()
    room = hall(conference)
    room.languages, room.equipment, room.tables = ["ar", "de"], ["projector", "hearing loop"], 4
    room.save()
    browser = make.client(make.user(Role.SECRETARY, conference))
    form = browser.get(address(room)).context["form"]
    unchanged = {name: form[name].value() for name in form.fields if name not in {"name", "seats"}}

    page = browser.post(address(room), {**unchanged, "name_en": "Hall", "seats": "380"})

    assert page.status_code == 302
    assert Entry.objects.get().changes == {"seats": [400, 380]}


def test_what_somebody_else_changed_in_the_lists_of_words_is_shown_and_nothing_else() -> None:
    conference = make.conference()
    amal, room = make.user(Role.SECRETARY, conference), hall(conference)
    opened = {"version": 1, "name_en": "Hall", "initial-name": '{"en": "Hall"}', "seats": "400", "initial-seats": "400"}
    opened |= {"booths": "6", "initial-booths": "6", "equipment": "", "initial-equipment": "", "tables": "0"}
    opened |= {"initial-tables": "0", "position": "0", "initial-position": "0"}
    revise_room(amal, room, equipment=["projector", "screen"], languages=["ar", "fa"])

    page = make.client(amal).post(address(room), opened)

    assert [(each.label, each.now, each.yours) for each in page.context["differences"]] == [
        ("Languages of the booths", "العربية", ""),
        ("Other languages", "fa", ""),
        ("Equipment", "projector, screen", ""),
    ]
