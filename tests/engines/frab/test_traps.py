"""What is wrong is said field by field, with its place, and nothing else is lost for it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from secretariat.engines.frab import Room, day_date, schedule_of
from tests.engines.frab.told import EVENING, HALL, OPENING, SUMMER, codes, day, event, only, pretalx, read

FIRST = 'days[0].rooms["Hall"][0]'
SECOND = 'days[0].rooms["Hall"][1]'


def second_day(*events: dict[str, Any], **fields: Any) -> dict[str, Any]:
    bounds = {"day_start": "2025-05-02T04:00:00+02:00", "day_end": "2025-05-03T03:59:00+02:00"}
    return day(*events, **{"index": 2, "date": "2025-05-02", **bounds, **fields})


def at(moment: str, **fields: Any) -> dict[str, Any]:
    return event(**{"date": moment, "start": moment[11:16], "end": None, **fields})


def test_what_begins_before_three_o_clock_belongs_to_the_day_before() -> None:
    night = at("2025-05-02T01:30:00+02:00")

    assert schedule_of(pretalx(day(night), second_day())).problems == ()
    assert codes(schedule_of(pretalx(day(), second_day(night)))) == [('days[1].rooms["Hall"][0].date', "day differs")]
    assert day_date(datetime(2025, 5, 2, 2, 59, tzinfo=SUMMER)).day == 1
    assert day_date(datetime(2025, 5, 2, 3, 0, tzinfo=SUMMER)).day == 2


def test_between_three_and_four_it_belongs_to_its_own_day_though_that_begins_at_four() -> None:
    early = at("2025-05-02T03:30:00+02:00")

    assert schedule_of(pretalx(day(), second_day(early))).problems == ()


def test_before_the_first_day_there_is_none_it_could_belong_to() -> None:
    assert read(at("2025-05-01T01:30:00+02:00")).problems == ()


def test_what_stands_under_another_day_stays_there_and_it_is_said() -> None:
    found = schedule_of(pretalx(day(at("2025-05-02T10:00:00+02:00")), second_day()))

    assert codes(found) == [(f"{FIRST}.date", "day differs")]
    assert len(found.schedule.conference.days[0].rooms[0].events) == 1


def test_days_that_begin_at_midnight_are_taken_as_they_are() -> None:
    bounds = {"day_start": "2025-05-02T00:00:00+02:00", "day_end": "2025-05-03T00:00:00+02:00"}

    assert schedule_of(pretalx(day(), second_day(at("2025-05-02T01:30:00+02:00"), **bounds))).problems == ()


def test_bounds_that_are_one_moment_say_nothing_against_an_event() -> None:
    bounds = {"day_start": "2025-05-01T06:00:00+02:00", "day_end": "2025-05-01T06:00:00+02:00"}

    assert schedule_of(pretalx(day(event(), **bounds))).problems == ()


@pytest.mark.parametrize("guid", [OPENING, OPENING.upper(), f" {OPENING} "])
def test_the_same_guid_on_two_days_is_one_event(guid: str) -> None:
    found = schedule_of(pretalx(day(event()), second_day(at("2025-05-02T10:00:00+02:00", guid=guid))))

    assert codes(found) == [('days[1].rooms["Hall"][0].guid', "guid twice")]
    assert found.problems[0].said == FIRST
    assert only(found).date == datetime(2025, 5, 1, 10, tzinfo=SUMMER)


def test_the_same_guid_in_two_rooms_is_one_event() -> None:
    found = schedule_of(pretalx(day(rooms={"Hall": [event()], "Garden": [event(room="Garden")]})))

    assert codes(found) == [('days[0].rooms["Garden"][0].guid', "guid twice")]
    assert only(found).room == "Hall"
    assert [room.name for room in found.schedule.conference.days[0].rooms] == ["Hall", "Garden"]


def test_after_one_that_is_left_out_the_places_are_still_those_of_the_file() -> None:
    found = read(event(), event(), event(guid=EVENING))

    assert codes(found) == [(f"{SECOND}.guid", "guid twice"), ('days[0].rooms["Hall"][2].date', "overlap")]


def test_without_guids_an_id_that_comes_twice_is_said_and_both_stay() -> None:
    found = read(at("2025-05-01T10:00:00+02:00", guid=None), at("2025-05-01T12:00:00+02:00", guid=None, id="17"))

    assert (f"{SECOND}.id", "id twice") in codes(found)
    assert len(found.schedule.conference.days[0].rooms[0].events) == 2


def test_an_event_is_in_the_room_under_which_it_stands() -> None:
    found = read(event(room="Garden"))

    assert [(each.where, each.code, each.said) for each in found.problems] == [
        (f"{FIRST}.room", "room differs", "Garden")
    ]
    assert only(found).room == "Hall"
    assert read(event(room=None)).problems == ()


def test_two_events_at_one_time_in_one_room_are_both_kept() -> None:
    found = read(event(), at("2025-05-01T08:29:00Z", guid=EVENING, start="10:29"))

    assert [(each.where, each.code, each.said) for each in found.problems] == [(f"{SECOND}.date", "overlap", FIRST)]
    assert len(found.schedule.conference.days[0].rooms[0].events) == 2
    assert read(event(), at("2025-05-01T10:30:00+02:00", guid=EVENING)).problems == ()


def test_a_long_event_overlaps_also_with_those_after_the_next() -> None:
    long, short, later = event(duration="05:00", end=None), at("2025-05-01T11:00:00+02:00", guid=EVENING), at("2025-05-01T14:00:00+02:00", guid=HALL)  # fmt: skip

    assert [(each.where, each.said) for each in read(long, short, later).problems] == [
        (f"{SECOND}.date", FIRST),
        ('days[0].rooms["Hall"][2].date', FIRST),
    ]


def test_one_event_overlaps_across_days_too() -> None:
    found = schedule_of(pretalx(day(event(duration="26:00", end=None)), second_day(at("2025-05-02T11:00:00+02:00", guid=EVENING))))  # fmt: skip

    assert codes(found) == [('days[1].rooms["Hall"][0].date', "overlap")]


def spring(*events: dict[str, Any], date: str = "2025-03-30") -> dict[str, Any]:
    return pretalx(day(*events, date=date, day_start=f"{date}T00:00:00+01:00", day_end=f"{date}T23:59:00+01:00"))


def test_a_time_that_no_clock_shows_is_counted_on_and_said() -> None:
    found = schedule_of(spring(at("2025-03-30T02:30:00")))

    assert codes(found) == [(f"{FIRST}.date", "no such time")]
    assert only(found).date == datetime(2025, 3, 30, 1, 30, tzinfo=UTC)


def test_a_time_that_clocks_show_twice_is_the_first_and_said() -> None:
    found = schedule_of(spring(at("2025-10-26T02:30:00"), date="2025-10-26"))

    assert codes(found) == [(f"{FIRST}.date", "time twice")]
    assert only(found).date == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)


def test_with_an_offset_there_is_no_doubt() -> None:
    for offset in ("+02:00", "+01:00"):
        assert schedule_of(spring(at(f"2025-10-26T02:30:00{offset}"), date="2025-10-26")).problems == ()


def test_a_start_on_a_clock_that_is_put_forward_is_said_where_no_date_tells_it() -> None:
    found = schedule_of(spring(event(date=None, end=None, start="02:30")))

    assert codes(found) == [(f"{FIRST}.start", "no such time")]


def test_an_offset_that_is_not_the_zones_is_said() -> None:
    assert codes(read(at("2025-05-01T10:00:00+03:00"))) == [(f"{FIRST}.date", "offset differs")]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"guid": "17"}, ("guid", "guid")),
        ({"guid": None}, ("guid", "required")),
        ({"guid": 5}, ("guid", "guid")),
        ({"id": "one"}, ("id", "id")),
        ({"id": 0}, ("id", "id")),
        ({"id": -4}, ("id", "id")),
        ({"id": True}, ("id", "id")),
        ({"id": 10**5000}, ("id", "id")),
        ({"title": None}, ("title", "required")),
        ({"title": ["a"]}, ("title", "type")),
        ({"title": "x" * 3000}, ("title", "too long")),
        ({"title": "a\x00b"}, ("title", "characters")),
        ({"title": "a\ud800b"}, ("title", "characters")),
        ({"date": "yesterday", "end": None}, ("date", "date")),
        ({"date": "2025-02-30T10:00:00+01:00", "end": None}, ("date", "date")),
        ({"date": "1025-05-01T10:00:00+02:00", "end": None}, ("date", "date")),
        ({"date": "2025-05-01T10:00:00+99:00", "end": None}, ("date", "date")),
        ({"date": "٢٠٢٥-05-01T10:00:00+02:00", "end": None}, ("date", "date")),
        ({"date": None, "start": None, "end": None}, ("date", "required")),
        ({"start": "25:00"}, ("start", "start")),
        ({"start": "ten"}, ("start", "start")),
        ({"start": "11:00"}, ("start", "start differs")),
        ({"duration": "-0:30"}, ("duration", "duration")),
        ({"duration": "960:00"}, ("duration", "duration")),
        ({"duration": "100:00"}, ("duration", "duration")),
        ({"duration": 30, "end": None}, ("duration", "duration")),
        ({"duration": None, "end": None}, ("duration", "required")),
        ({"duration": "00:45"}, ("end", "end differs")),
        ({"url": "ftp://example.org"}, ("url", "url")),
        ({"logo": "data:image/png;base64,AA"}, ("logo", "url")),
        ({"do_not_record": "perhaps"}, ("do_not_record", "type")),
        ({"persons": 5}, ("persons", "type")),
        ({"persons": [5]}, ("persons[0]", "type")),
        ({"persons": [{"id": 5}]}, ("persons[0].name", "required")),
        ({"persons": [{"name": "A", "guid": "x"}]}, ("persons[0].guid", "guid")),
        ({"links": [["a"]]}, ("links[0]", "type")),
    ],
)
def test_a_field_that_is_wrong_is_said_and_the_others_are_read(
    fields: dict[str, Any], problem: tuple[str, str]
) -> None:
    found = read(event(**fields))

    assert codes(found) == [(f"{FIRST}.{problem[0]}", problem[1])]
    assert only(found).abstract == "Words of welcome."
    assert only(found).feedback_url


def test_a_duration_that_is_wrong_is_none_and_a_guid_is_kept_as_it_stands() -> None:
    assert only(read(event(duration="-0:30"))).duration is None
    assert only(read(event(duration="99:59", end=None))).duration == timedelta(hours=99, minutes=59)
    assert only(read(event(guid="pentabarf-17"))).guid == "pentabarf-17"


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"acronym": None}, ("conference.acronym", "required")),
        ({"title": " "}, ("conference.title", "required")),
        ({"start": "May"}, ("conference.start", "date")),
        ({"daysCount": "two"}, ("conference.daysCount", "number")),
        ({"timeslot_duration": "five"}, ("conference.timeslot_duration", "duration")),
        ({"time_zone_name": "Mars/Base"}, ("conference.time_zone_name", "zone")),
        ({"time_zone_name": "Europe"}, ("conference.time_zone_name", "zone")),
        ({"time_zone_name": "../../../etc/passwd"}, ("conference.time_zone_name", "zone")),
        ({"url": "javascript:1"}, ("conference.url", "url")),
        ({"colors": [1]}, ("conference.colors", "type")),
        ({"rooms": [{"guid": HALL}]}, ("conference.rooms[0].name", "required")),
        ({"rooms": [{"name": "Hall", "guid": "x"}]}, ("conference.rooms[0].guid", "guid")),
        ({"rooms": [{"name": "Hall", "capacity": "many"}]}, ("conference.rooms[0].capacity", "number")),
        ({"rooms": ["Hall", "Hall"]}, ("conference.rooms[1].name", "room twice")),
        ({"tracks": [{}]}, ("conference.tracks[0].name", "required")),
    ],
)
def test_what_is_wrong_with_the_conference_is_said(fields: dict[str, Any], problem: tuple[str, str]) -> None:
    found = read(event(), **fields)

    assert codes(found) == [problem]
    assert only(found).guid == OPENING


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"date": "May"}, ("days[0].date", "date")),
        ({"day_start": "May"}, ("days[0].day_start", "date")),
        ({"index": "first"}, ("days[0].index", "index")),
        ({"index": 10**9}, ("days[0].index", "index")),
    ],
)
def test_what_is_wrong_with_a_day_is_said(fields: dict[str, Any], problem: tuple[str, str]) -> None:
    found = schedule_of(pretalx(day(event(), **fields)))

    assert codes(found) == [problem]
    assert only(found).guid == OPENING


def test_days_that_come_twice_are_said_and_kept() -> None:
    found = schedule_of(pretalx(day(), day()))

    assert codes(found) == [("days[1].date", "day twice"), ("days[1].index", "index")]
    assert len(found.schedule.conference.days) == 2


def test_a_day_of_which_nothing_says_when_it_is_is_left_out() -> None:
    found = schedule_of(pretalx(5, {"rooms": {}}, day(event())))  # type: ignore[arg-type]

    assert codes(found) == [("days[0]", "type"), ("days[0].date", "required"), ("days[1].date", "required")]
    assert only(found).guid == OPENING


def test_what_is_no_event_is_said() -> None:
    found = read(5, None, event())  # type: ignore[arg-type]

    assert codes(found) == [(FIRST, "type"), (SECOND, "type")]
    assert only(found).guid == OPENING


def test_a_room_has_a_capacity_also_where_it_is_text() -> None:
    assert read(rooms=[{"name": "Hall", "capacity": "300"}]).schedule.conference.rooms == (Room("Hall", capacity=300),)
