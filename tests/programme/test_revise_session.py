"""Changing what is written down of a session."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused, Stale
from secretariat.audit.models import Entry
from secretariat.programme.actions import Wanted, revise_session
from tests import make, make_programme
from tests.make_meetings import address
from tests.make_programme import at

pytestmark = pytest.mark.django_db


def test_a_change_of_the_room_and_of_whom_it_needs_is_recorded() -> None:
    conference = make.conference()
    session, room = make_programme.session(conference), make_programme.room(conference)
    make_programme.wanted(session, "LB")
    iraq = make_programme.delegation(conference, "IQ")

    revise_session(make.user(Role.SECRETARY, conference), session, details={"room": room}, wanted=[Wanted(iraq)])

    changes = Entry.objects.get().changes
    assert changes["room_id"] == [None, room.pk]
    assert changes["wanted"][1] == [f"{iraq.pk}:"]


def test_the_title_of_a_session_that_clashes_already_can_still_be_mended() -> None:
    conference = make.conference()
    room = make_programme.room(conference)
    make_programme.session(conference, "Opening", room=room)
    session = make_programme.session(conference, "Plenarry", room=room)
    amal = make.user(Role.SECRETARY, conference)

    revise_session(amal, session, details={"title": make_programme.said("Plenary")})
    revise_session(amal, session, details={"seats": 40})
    make_programme.wanted(room.sessions.get(title__contains="Opening"), "LB")
    with pytest.raises(Refused, match="Lebanon: in “Opening” then"):
        revise_session(amal, session, details={}, wanted=[Wanted(make_programme.delegation(conference, "LB"))])

    session.refresh_from_db()
    assert (str(session.title), session.seats) == ("Plenary", 40)


def test_a_change_made_meanwhile_is_noticed() -> None:
    conference = make.conference()

    with pytest.raises(Stale):
        revise_session(make.user(Role.SECRETARY, conference), make_programme.session(conference), details={}, version=4)


def test_a_reader_may_not() -> None:
    conference = make.conference()

    with pytest.raises(PermissionDenied):
        revise_session(make.user(Role.READER, conference), make_programme.session(conference), details={})


def test_the_page_keeps_an_hour_that_the_clocks_show_twice() -> None:
    conference = make.conference(time_zone="Europe/Vienna")
    # At three in the night the clocks go back by an hour: this is the second time they show half past two.
    first, last = at(3, 30, day=make_programme.DAY.replace(month=10, day=25)), None
    last = first.replace(hour=first.hour + 1)
    session = make_programme.session(conference, day=first.date(), starts_at=first, ends_at=last)
    browser = make.client(make.user(Role.SECRETARY, conference))
    page = address(conference, f"programme/sessions/{session.pk}/revise/")
    shown = browser.get(page).context["form"].initial
    said = {"version": 1, "title_en": "Night", "kind": "other", "sensitivity": "public"}

    answer = browser.post(page, {**said, "day": shown["day"], "starts": shown["starts"], "ends": shown["ends"]})

    session.refresh_from_db()
    assert answer.status_code == 302
    assert (shown["starts"], shown["ends"]) == ("02:30", "03:30")
    assert (session.starts_at, session.ends_at, str(session.title)) == (first, last, "Night")


def test_those_whom_an_officer_is_not_shown_stay() -> None:
    conference = make.conference()
    session = make_programme.session(conference)
    secret = make.delegate(make_programme.delegation(conference, "LB"), "Kept away", sensitivity="restricted")
    make_programme.wanted(session, delegate=secret)
    browser = make.client(make.user(Role.DESK_OFFICER, conference, desks=["programme"]))
    page = address(conference, f"programme/sessions/{session.pk}/revise/")
    said = {"version": 1, "title_en": "Named anew", "kind": "other", "sensitivity": "public"}

    answer = browser.post(page, {**said, "day": "2020-11-11", "starts": "10:00", "ends": "11:00"})

    assert answer.status_code == 302
    assert [each.delegate for each in session.wanted.all()] == [secret]
