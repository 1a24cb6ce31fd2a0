"""Adding a session to the programme."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.programme.actions import Wanted, add_session
from secretariat.programme.models import Session
from tests import make, make_programme
from tests.make_meetings import address
from tests.make_programme import at

pytestmark = pytest.mark.django_db
SAID = {"kind": "plenary", "sensitivity": "public", "title_en": "First plenary"}


def test_a_session_with_those_it_needs_and_what_it_treats_is_recorded() -> None:
    conference = make.conference()
    item, lebanon = make_programme.agenda_item(conference), make_programme.delegation(conference, "LB")
    chair = make.delegate(make_programme.delegation(conference, "SY"), "Hussein Makhlouf")

    session = add_session(
        make.user(Role.SECRETARY, conference),
        conference,
        details={
            "title": make_programme.said("Plenary"),
            "starts_at": at(23, 30),
            "ends_at": at(25),
            "room": make_programme.room(conference),
            "chair": chair,
        },
        items=[item],
        wanted=[Wanted(lebanon), Wanted(lebanon), Wanted(chair.delegation, chair)],
    )

    assert (session.key, session.day) == ("plenary", make_programme.DAY)
    assert [each.said for each in session.wanted.all()] == [
        f"{lebanon.pk}:",
        f"{chair.delegation_id}:{chair.pk}",
    ]
    entry = Entry.objects.get()
    assert entry.changes["items"] == [None, [item.pk]]


def test_a_room_that_is_taken_is_refused_and_nothing_is_written() -> None:
    conference = make.conference()
    room = make_programme.room(conference)
    make_programme.session(conference, "Opening", room=room)

    with pytest.raises(Refused, match="Plenary hall is taken then: “Opening”"):
        add_session(
            make.user(Role.SECRETARY, conference),
            conference,
            details={"title": "Another", "starts_at": at(10, 30), "ends_at": at(12), "room": room},
        )

    assert Session.objects.count() == 1
    assert not Entry.objects.exists()


def test_a_delegation_that_has_not_arrived_is_refused_in_a_sentence() -> None:
    from secretariat.meetings.models import Stay  # noqa: PLC0415

    conference = make.conference()
    lebanon = make_programme.delegation(conference, "LB")
    Stay.objects.create(conference=conference, delegation=lebanon, arrives_at=at(12))

    with pytest.raises(Refused, match="Lebanon: not yet arrived then"):
        add_session(
            make.user(Role.SECRETARY, conference),
            conference,
            details={"title": "Early", "starts_at": at(10), "ends_at": at(11)},
            wanted=[Wanted(lebanon)],
        )


def test_hours_come_in_pairs_and_rows_of_another_conference_are_refused() -> None:
    conference, other = make.conference(), make.conference("geneva-2021")
    amal = make.user(Role.SECRETARY, conference)

    with pytest.raises(Refused, match="both the beginning and the end"):
        add_session(amal, conference, details={"title": "Half", "starts_at": at(10)})
    with pytest.raises(Refused, match="another conference"):
        add_session(amal, conference, details={"title": "There", "room": make_programme.room(other)})
    with pytest.raises(Refused, match="another conference"):
        add_session(amal, conference, details={"title": "Theirs"}, wanted=[Wanted(make_programme.delegation(other))])


def test_a_reader_may_not() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        add_session(make.user(Role.READER, conference), conference, details={"title": "Mine"})


def test_the_page_takes_a_session_that_ends_after_midnight() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.DESK_OFFICER, conference, desks=["programme"]))
    said = {**SAID, "day": "2020-11-11", "starts": "22:00", "ends": "01:00", "equipment": "projector, sound"}

    answer = browser.post(address(conference, "programme/sessions/add/"), said)

    session = Session.objects.get()
    assert answer.status_code == 302
    assert (session.starts_at, session.ends_at) == (at(22), at(25))
    assert session.equipment == ["projector", "sound"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"starts": "10:00", "ends": "11:00"}, "day"),
        ({"day": "2020-11-11", "starts": "10:00"}, "ends"),
        ({"day": "2020-11-11", "ends": "10:00"}, "starts"),
        ({"day": "2020-11-11", "starts": "25:00", "ends": "26:00"}, "starts"),
        ({"day": "2020-11-11", "starts": "10:00", "ends": "11:00", "ends_day": "2020-11-10"}, "ends_day"),
        ({"seats": "0"}, "seats"),
        ({"seats": "999999999999"}, "seats"),
        ({"room": "999999"}, "room"),
        ({"equipment": "x" * 200}, "equipment"),
        ({"day": "2020-03-27", "starts": "00:30", "ends": "02:00"}, "starts"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(said: dict[str, str], field: str) -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.post(address(conference, "programme/sessions/add/"), {**SAID, **said})

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Session.objects.exists()
