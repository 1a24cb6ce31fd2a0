"""Putting a session somewhere else in the timetable."""

from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.programme.actions import Spot, move_session
from secretariat.programme.models import ProgrammeRules, Session
from tests import make, make_programme
from tests.make_meetings import address
from tests.make_programme import at
from tests.threads import in_thread

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


def test_it_keeps_its_length_and_the_move_is_recorded() -> None:
    conference = make.conference()
    session, room = make_programme.session(conference, ends_at=at(11, 30)), make_programme.room(conference)

    move_session(make.user(Role.SECRETARY, conference), session, to=Spot(at(14), room))

    assert (session.starts_at, session.ends_at, session.room) == (at(14), at(15, 30), room)
    assert set(Entry.objects.get().changes) == {"starts_at", "ends_at", "room_id"}


def test_across_midnight_it_belongs_to_the_day_on_which_it_begins() -> None:
    conference = make.conference()
    session = make_programme.session(conference)

    move_session(make.user(Role.SECRETARY, conference), session, to=Spot(at(47, 30)))

    assert (session.day, session.ends_at) == (date(2020, 11, 12), at(48, 30))


def test_without_a_time_it_waits_and_a_first_time_is_an_hour_long() -> None:
    conference = make.conference()
    amal, session = make.user(Role.SECRETARY, conference), make_programme.session(conference)

    move_session(amal, session, to=Spot(None))
    assert (session.starts_at, session.ends_at, session.day) == (None, None, make_programme.DAY)

    move_session(amal, session, to=Spot(at(9)))
    assert session.ends_at == at(10)


def test_what_is_blocked_is_refused_and_what_is_a_warning_is_kept() -> None:
    conference = make.conference()
    session, room = make_programme.session(conference, seats=300), make_programme.room(conference)
    make_programme.closure(room, at(12), at(13), "Cleaning")
    amal = make.user(Role.SECRETARY, conference)

    with pytest.raises(Refused, match="Plenary hall is closed then: Cleaning"):
        move_session(amal, session, to=Spot(at(12), room))
    # Too few seats are shown as a warning.
    move_session(amal, session, to=Spot(at(15), room))

    assert session.starts_at == at(15)


def test_a_conference_can_let_through_what_the_house_would_not() -> None:
    conference = make.conference()
    room = make_programme.room(conference)
    make_programme.session(conference, "Opening", room=room)
    session = make_programme.session(conference, "Side event")
    ProgrammeRules.objects.create(conference=conference, clashes={"room_taken": "warn"})

    move_session(make.user(Role.SECRETARY, conference), session, to=Spot(at(10), room))

    assert session.room == room


def test_a_clash_that_was_there_before_may_stay() -> None:
    conference = make.conference()
    room = make_programme.room(conference)
    for title in ("One", "Two"):
        make_programme.wanted(make_programme.session(conference, title), "LB")
    one = Session.objects.get(title__contains="One")

    move_session(make.user(Role.SECRETARY, conference), one, to=Spot(at(10), room))

    assert one.room == room


def test_a_cancelled_one_another_version_and_another_house_are_refused() -> None:
    conference = make.conference()
    amal, session = make.user(Role.SECRETARY, conference), make_programme.session(conference)

    with pytest.raises(Refused, match="Restore it first"):
        move_session(amal, make_programme.session(conference, state="cancelled"), to=Spot(at(9)))
    with pytest.raises(Stale):
        move_session(amal, session, to=Spot(at(9)), version=3)
    with pytest.raises(Refused, match="another conference"):
        move_session(amal, session, to=Spot(at(9), make_programme.room(make.conference("geneva-2021"))))
    with pytest.raises(PermissionDenied):
        move_session(make.user(Role.READER, conference), session, to=Spot(at(9)))


def test_the_grid_is_answered_with_a_sentence_and_how_to_undo_it() -> None:
    conference = make.conference()
    room = make_programme.room(conference, seats=10)
    session = make_programme.session(conference, seats=20)
    browser = make.client(make.user(Role.SECRETARY, conference))
    page = address(conference, f"programme/sessions/{session.pk}/move/")

    answer = browser.post(page, {"starts_at": at(14).isoformat(), "room": room.pk, "version": 1}, headers=JSON).json()
    back = browser.post(answer["undo"]["url"], answer["undo"]["fields"], headers=JSON).json()

    assert answer["done"]
    assert answer["warns"]
    assert answer["said"] == ["The session is moved.", "Plenary hall has too few seats: 10, and 20 are needed."]
    assert back["done"]
    session.refresh_from_db()
    assert (session.starts_at, session.room) == (at(10), None)


def test_the_grid_is_told_why_not() -> None:
    conference = make.conference()
    room = make_programme.room(conference)
    make_programme.session(conference, "Opening", room=room)
    session = make_programme.session(conference, "Plenary")
    browser = make.client(make.user(Role.SECRETARY, conference))
    page = address(conference, f"programme/sessions/{session.pk}/move/")

    taken = browser.post(page, {"starts_at": at(10).isoformat(), "room": room.pk}, headers=JSON)
    stale = browser.post(page, {"starts_at": at(15).isoformat(), "version": 9}, headers=JSON)
    senseless = browser.post(page, {"starts_at": "tomorrow"}, headers=JSON)

    assert [each.status_code for each in (taken, stale, senseless)] == [409, 409, 409]
    assert taken.json()["said"] == ["Plenary hall is taken then: “Opening”."]
    assert "Somebody changed this" in stale.json()["said"][0]


def test_the_form_takes_the_clocks_of_the_venue() -> None:
    conference = make.conference(time_zone="Pacific/Kiritimati")
    session = make_programme.session(conference)
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.post(
        address(conference, f"programme/sessions/{session.pk}/move/"), {"starts_at": "2020-11-11T09:00"}
    )

    session.refresh_from_db()
    assert answer["Location"].endswith("?day=2020-11-11")
    assert session.starts_at == datetime(2020, 11, 10, 19, tzinfo=UTC)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_officers_who_reach_for_one_room_at_once_do_not_both_get_it() -> None:
    conference = make.conference()
    room, amal = make_programme.room(conference), make.user(Role.SECRETARY, conference)
    sessions = [make_programme.session(conference, title) for title in ("One", "Two")]
    together, refused = Barrier(2), []

    def reach(session: Session) -> None:
        together.wait(timeout=20)
        try:
            move_session(amal, session, to=Spot(at(14), room))
        except Refused as error:
            refused.append(str(error))

    threads = [in_thread(lambda session=session: reach(session)) for session in sessions]  # type: ignore[misc]
    for thread in threads:
        thread.join(timeout=30)

    assert Session.objects.filter(room=room).count() == 1
    assert len(refused) == 1
