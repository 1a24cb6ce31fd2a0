"""Putting a point earlier or later."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role, Sensitivity
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.meetings.actions import move_point
from secretariat.meetings.models import Meeting
from tests import make, make_meetings

pytestmark = pytest.mark.django_db


def _texts(meeting: Meeting) -> list[str]:
    return [str(point.text) for point in meeting.points.all()]


def test_a_point_passes_its_neighbour_and_the_deed_is_recorded() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)
    first, _second, third = (make_meetings.point(meeting, text) for text in ("one", "two", "three"))
    amal = make.user(Role.SECRETARY, conference)

    move_point(amal, meeting, point=third, earlier=True)
    move_point(amal, meeting, point=first, earlier=False)

    assert _texts(meeting) == ["three", "one", "two"]
    assert [entry.verb for entry in Entry.objects.all()] == ["meetings.move_point"] * 2


def test_what_this_person_does_not_see_is_passed_too() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)
    make_meetings.point(meeting, "one")
    make_meetings.point(meeting, "hidden", sensitivity=Sensitivity.RESTRICTED)
    last = make_meetings.point(meeting, "two")
    officer = make.user(Role.DESK_OFFICER, conference, desks=["meetings"])

    move_point(officer, meeting, point=last, earlier=True)

    assert _texts(meeting) == ["two", "one", "hidden"]


def test_the_first_goes_no_earlier_and_a_point_of_another_meeting_does_not_move_here() -> None:
    conference = make.conference()
    meeting, other = make_meetings.meeting(conference), make_meetings.meeting(conference)
    first, foreign = make_meetings.point(meeting), make_meetings.point(other)
    amal = make.user(Role.SECRETARY, conference)

    with pytest.raises(Refused, match="the first already"):
        move_point(amal, meeting, point=first, earlier=True)
    with pytest.raises(Refused, match="the last already"):
        move_point(amal, meeting, point=first, earlier=False)
    with pytest.raises(Refused, match="another meeting"):
        move_point(amal, meeting, point=foreign, earlier=True)

    assert not Entry.objects.exists()


def test_points_of_an_agreed_record_do_not_move_and_a_reader_moves_none() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)
    point, _other = make_meetings.point(meeting, "one"), make_meetings.point(meeting, "two")

    with pytest.raises(PermissionDenied):
        move_point(make.user(Role.READER, conference), meeting, point=point, earlier=False)
    make_meetings.minutes(meeting, state="agreed")
    with pytest.raises(Refused, match="can no longer be changed"):
        move_point(make.user(Role.SECRETARY, conference), meeting, point=point, earlier=False)

    assert _texts(meeting) == ["one", "two"]


def test_the_buttons_move_it_without_script_and_only_when_asked() -> None:
    conference = make.conference()
    meeting = make_meetings.meeting(conference)
    make_meetings.point(meeting, "one")
    second = make_meetings.point(meeting, "two")
    browser = make.client(make.user(Role.SECRETARY, conference))
    page = make_meetings.address(conference, f"points/{second.pk}/move/")

    assert browser.get(page).status_code == 405
    answer = browser.post(page, {"to": "earlier"})

    assert answer.status_code == 302
    assert _texts(meeting) == ["two", "one"]
