"""A mission drawn: its route on the map and its stops on a line of time."""

import re

import pytest

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.meetings.models import Mission
from secretariat.meetings.queries import MissionRow, line_of_time, missions_of, route_of
from tests import make, make_meetings

pytestmark = pytest.mark.django_db


def _tour(conference: Conference) -> Mission:
    mission = make_meetings.mission(conference)
    make_meetings.stop(mission, "IQ")
    make_meetings.stop(mission, "JO", stop_date="2020-10")
    make_meetings.stop(mission, "LB", stop_date="2020-10-28", city=make_meetings.said("Beirut"))
    make_meetings.report_back(mission, make_meetings.meeting(conference))
    return mission


def _row(conference: Conference) -> MissionRow:
    return missions_of(conference, make.user(Role.SECRETARY, conference))[0]


def test_the_route_goes_from_stop_to_stop_and_on_to_where_it_was_reported() -> None:
    conference = make.conference()
    _tour(conference)

    route = route_of(_row(conference))

    assert route is not None
    assert [(place.numbers, place.is_report) for place in route.places] == [
        ("1", False),
        ("2", False),
        ("3", False),
        ("", True),
    ]
    assert [leg.is_report for leg in route.legs] == [False, False, True]
    assert all(0 < place.x < 640 and 0 < place.y < route.height for place in route.places)


def test_two_stops_in_one_country_share_a_place_and_who_has_no_shape_is_named() -> None:
    conference = make.conference()
    mission = make_meetings.mission(conference)
    for code in ("LB", "JO", "LB"):
        make_meetings.stop(mission, code)
    make_meetings.stop(mission, make.organisation().code)

    route = route_of(_row(conference))

    assert route is not None
    assert [place.numbers for place in route.places] == ["1, 3", "2"]
    assert [str(name) for name in route.absent] == ["Office of the High Commissioner for Refugees"]


def test_without_a_country_on_the_map_or_a_date_nothing_is_drawn() -> None:
    conference = make.conference()
    make_meetings.stop(make_meetings.mission(conference, from_date=""), make.organisation().code)

    assert route_of(_row(conference)) is None
    assert line_of_time(_row(conference)) is None


def test_a_day_is_a_point_a_month_a_bar_and_an_unknown_date_is_shown_as_such() -> None:
    conference = make.conference()
    _tour(conference)

    drawn = line_of_time(_row(conference))

    assert drawn is not None
    assert [lane.kind for lane in drawn.lanes] == ["unknown", "month", "day", "day"]
    _unknown, month, beirut, report = drawn.lanes
    assert month.x < beirut.x < report.x < month.x + month.width
    assert report.is_report
    assert [tick.label for tick in drawn.ticks if tick.label] == ["1 Oct 2020", "16 Oct 2020", "31 Oct 2020"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_both_drawings_have_a_title_a_description_and_the_table_on_the_same_page(language: str) -> None:
    conference = make.conference()
    mission = _tour(conference)
    browser = make.client(make.user(Role.READER, conference))

    text = browser.get(make_meetings.address(conference, f"missions/{mission.pk}/", language)).content.decode()

    assert text.count('role="img"') == 2
    assert text.count("<title id=") == text.count("<desc id=") == 2
    assert 'aria-labelledby="stops"' in text
    assert "NaN" not in text


def test_a_mission_within_one_day_is_drawn_too() -> None:
    conference = make.conference()
    make_meetings.stop(make_meetings.mission(conference, from_date=""), "LB", stop_date="2020-10-28")

    drawn = line_of_time(_row(conference))

    assert drawn is not None
    assert drawn.lanes[0].kind == "day"
    assert 0 < drawn.lanes[0].x < 100


@pytest.mark.parametrize(("language", "side"), [("en", "0"), ("ar", "100%")])
def test_names_stand_above_their_points_where_one_begins_to_read_and_time_runs_one_way(
    language: str, side: str
) -> None:
    conference = make.conference()
    mission = _tour(conference)
    browser = make.client(make.user(Role.READER, conference))

    text = browser.get(make_meetings.address(conference, f"missions/{mission.pk}/", language)).content.decode()

    assert set(re.findall(r'class="lane-label" x="([^"]*)"', text)) == {side}
    days = [float(x) for x in re.findall(r'class="day[^>]* cx="([\d.]+)%"', text)]
    assert len(days) == 2
    assert days == sorted(days)
    drawn = line_of_time(_row(conference))
    assert drawn is not None
    assert all(lane.label_y < lane.top for lane in drawn.lanes)
    assert all(0 <= lane.x <= lane.x + lane.width <= 100 for lane in drawn.lanes)
