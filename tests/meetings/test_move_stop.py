"""Putting a stop earlier or later on the tour."""

import pytest
from django.core.exceptions import PermissionDenied

from secretariat.accounts.models import Role
from secretariat.audit.action import Refused
from secretariat.audit.models import Entry
from secretariat.meetings.actions import move_stop
from secretariat.meetings.models import Mission
from tests import make, make_meetings

pytestmark = pytest.mark.django_db


def _tour(mission: Mission) -> list[str]:
    return [stop.country.code for stop in mission.stops.all()]


def test_a_stop_passes_its_neighbour_and_the_deed_is_recorded() -> None:
    conference = make.conference()
    mission = make_meetings.mission(conference)
    first, *_rest = (make_meetings.stop(mission, code) for code in ("IQ", "JO", "LB"))

    move_stop(make.user(Role.SECRETARY, conference), mission, stop=first, earlier=False)

    assert _tour(mission) == ["JO", "IQ", "LB"]
    assert Entry.objects.get().verb == "meetings.move_stop"


def test_the_last_goes_no_later_and_another_mission_s_stop_does_not_move_here() -> None:
    conference = make.conference()
    amal, mission = make.user(Role.SECRETARY, conference), make_meetings.mission(conference)
    only, foreign = make_meetings.stop(mission), make_meetings.stop(make_meetings.mission(conference))

    with pytest.raises(Refused, match="the last already"):
        move_stop(amal, mission, stop=only, earlier=False)
    with pytest.raises(Refused, match="another mission"):
        move_stop(amal, mission, stop=foreign, earlier=False)
    with pytest.raises(PermissionDenied):
        move_stop(make.user(Role.READER, conference), mission, stop=only, earlier=False)


def test_the_buttons_move_it_without_script_and_say_why_not() -> None:
    conference = make.conference()
    mission = make_meetings.mission(conference)
    make_meetings.stop(mission, "IQ")
    second = make_meetings.stop(mission, "JO")
    browser = make.client(make.user(Role.SECRETARY, conference))
    page = make_meetings.address(conference, f"stops/{second.pk}/move/")

    browser.post(page, {"to": "earlier"})
    again = browser.post(page, {"to": "earlier"}, follow=True)

    assert _tour(mission) == ["JO", "IQ"]
    assert "It is the first already." in again.content.decode()
