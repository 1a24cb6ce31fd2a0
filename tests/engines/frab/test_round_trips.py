"""What is written is valid by the public schemas and comes back as it was, but for what was told before."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from lxml import etree

from secretariat.engines.frab import (
    Conference,
    Day,
    DayRoom,
    Event,
    Generator,
    Person,
    Read,
    Room,
    Schedule,
    Unwritable,
    json_fitted,
    lost_in_json,
    lost_in_xml,
    read_xml,
    schedule_of,
    write_json,
    write_xml,
    xml_fitted,
)
from tests.engines.frab.drawn import SCHEDULES
from tests.engines.frab.schemas import json_faults, xml_faults
from tests.engines.frab.told import EVENING, OPENING, WHOLE, day, event, pretalx

# What may be wrong with a schedule that is well as a file.
BETWEEN = {
    "overlap",
    "day differs",
    "day twice",
    "index",
    "offset differs",
    "zone",
    "required",
    "start differs",
    "room twice",
}


def from_json(schedule: Schedule) -> Read:
    return schedule_of(json.loads(write_json(schedule)))


def from_xml(schedule: Schedule) -> Read:
    return read_xml(write_xml(schedule))


def of(*events: Event, **fields: Any) -> Schedule:
    opens, closes = datetime(2025, 5, 1, 4, tzinfo=UTC), datetime(2025, 5, 2, 4, tzinfo=UTC)
    days = (Day(1, date(2025, 5, 1), opens, closes, (DayRoom("Hall", events),)),)
    return Schedule(Conference(**{"acronym": "return", "title": "Return", "days": days, **fields}))


def test_a_schedule_with_everything_is_valid_and_comes_back_from_json_as_it_was() -> None:
    assert json_faults(json.loads(write_json(WHOLE))) == []
    assert lost_in_json(WHOLE) == ()
    assert from_json(WHOLE) == Read(WHOLE)


def test_from_xml_it_comes_back_but_for_what_was_told() -> None:
    assert xml_faults(write_xml(WHOLE)) == []
    assert lost_in_xml(WHOLE) == (
        "conference.colors",
        "conference.tracks",
        "conference.url",
        "event.code",
        "event.feedback_url",
        "generator.url",
        "link.type",
        "person.avatar",
        "person.biography",
        "person.code",
        "person.guid",
        "person.url",
        "room.capacity",
        "room.description",
        "room.slug",
        "schedule.url",
    )
    found = from_xml(WHOLE)
    assert found == Read(xml_fitted(WHOLE))
    assert lost_in_xml(found.schedule) == ()


def test_the_same_schedule_gives_the_same_bytes() -> None:
    again = from_json(WHOLE).schedule

    assert write_json(again) == write_json(WHOLE)
    assert write_xml(from_xml(WHOLE).schedule) == write_xml(WHOLE)


@given(SCHEDULES)
def test_any_schedule_makes_valid_json_that_comes_back_as_was_told(schedule: Schedule) -> None:
    assert json_faults(json.loads(write_json(schedule))) == []

    found = from_json(schedule)

    assert found.schedule == json_fitted(schedule)
    assert {each.code for each in found.problems} <= BETWEEN
    assert lost_in_json(found.schedule) == ()
    if not lost_in_json(schedule):
        assert found.schedule == schedule


@given(SCHEDULES)
def test_any_schedule_makes_valid_xml_that_comes_back_as_was_told(schedule: Schedule) -> None:
    assert xml_faults(write_xml(schedule)) == []

    found = from_xml(schedule)

    assert found.schedule == xml_fitted(schedule)
    assert {each.code for each in found.problems} <= BETWEEN
    assert lost_in_xml(found.schedule) == ()
    if not lost_in_xml(schedule):
        assert found.schedule == schedule


def test_fields_stand_in_the_order_in_which_pretalx_exports_them() -> None:
    made = json.loads(write_json(WHOLE))

    assert list(made) == ["$schema", "generator", "schedule"]
    assert made["$schema"] == "https://c3voc.de/schedule/schema.json"
    assert list(made["schedule"]) == ["url", "version", "base_url", "conference"]
    told = made["schedule"]["conference"]["days"][0]["rooms"]["Hall «A»"][0]
    exported = [key for key in event() if key in told]
    assert [key for key in told if key in exported] == exported


def test_a_file_of_pretalx_is_read_and_written_as_it_was_but_for_what_the_schema_forbids() -> None:
    file = pretalx(day(event()))

    made = json.loads(write_json(schedule_of(file).schedule))

    # The schema has no place for them, and wants texts where pretalx has none.
    told = {key: value for key, value in event().items() if key not in ("end", "origin_url", "logo")}
    told["track"] = ""
    told["persons"] = [{key: said for key, said in told["persons"][0].items() if key not in ("avatar", "public_name")}]
    assert made == pretalx(day(told))


def test_what_a_file_must_have_is_made_and_told() -> None:
    bare = of(Event(date=datetime(2025, 5, 1, 10, tzinfo=UTC), room="Hall", title="عودة"), acronym="Camp 2019!")

    made = json.loads(write_json(bare))["schedule"]["conference"]

    assert json_faults(json.loads(write_json(bare))) == []
    assert (made["acronym"], made["start"], made["daysCount"], made["timeslot_duration"]) == (
        "camp_2019",
        "2025-05-01",
        1,
        "00:05",
    )
    told = made["days"][0]["rooms"]["Hall"][0]
    assert (told["id"], told["slug"], told["duration"]) == (1, "camp2019-1-event", "00:00")
    assert told["url"] == f"urn:uuid:{told['guid']}"
    assert from_json(bare).schedule.conference.days[0].rooms[0].events[0].url == ""
    assert lost_in_json(bare) == (
        "conference.acronym",
        "conference.days_count",
        "conference.end",
        "conference.start",
        "conference.timeslot_duration",
        "event.duration",
        "event.guid",
        "event.id",
        "event.slug",
    )


def test_two_times_of_one_submission_have_one_id_in_json_and_two_in_xml() -> None:
    at = datetime(2025, 5, 1, 10, tzinfo=UTC)
    one = Event(guid=OPENING, id=7, date=at, room="Hall", slug="return-7-talk")
    two = replace(one, guid=EVENING, date=at + timedelta(hours=1))

    assert "event.id" not in lost_in_json(of(one, two))
    assert {"event.id", "event.slug"} <= set(lost_in_xml(of(one, two)))
    root = etree.fromstring(write_xml(of(one, two)))
    assert [each.get("id") for each in root.iter("event")] == ["7", "8"]
    assert [each.text for each in root.iter("slug")] == ["return-7-talk", "return-7-talk-2"]


@pytest.mark.parametrize("number", [3, None])
def test_of_somebody_with_a_public_name_the_other_is_published_in_no_form(number: int | None) -> None:
    at = datetime(2025, 5, 1, 10, tzinfo=UTC)
    schedule = of(Event(guid=OPENING, date=at, room="Hall", persons=(Person("Legal Name", "Known as", number),)))

    for data in (write_json(schedule), write_xml(schedule)):
        assert b"Known as" in data
        assert b"Legal Name" not in data
    assert "person.name" in lost_in_json(schedule)
    assert "person.name" in lost_in_xml(schedule)


def test_a_room_without_a_guid_is_given_one_in_json_and_left_out_in_xml() -> None:
    schedule = of(rooms=(Room("Hall", capacity=10),))

    assert "room.guid" in lost_in_json(schedule)
    assert "conference.rooms" in lost_in_xml(schedule)
    assert from_json(schedule).schedule.conference.rooms[0].capacity == 10


def test_an_event_that_stands_twice_or_has_no_beginning_is_left_out_and_told() -> None:
    one = Event(guid=OPENING, date=datetime(2025, 5, 1, 10, tzinfo=UTC), room="Hall")

    assert "dayroom.events" in lost_in_json(of(one, replace(one, guid=OPENING.upper())))
    assert "dayroom.events" in lost_in_xml(of(one, replace(one, guid=EVENING, date=None)))


def test_days_that_do_not_count_from_one_are_counted_anew_in_xml() -> None:
    schedule = of()
    two = replace(
        schedule, conference=replace(schedule.conference, days=(replace(schedule.conference.days[0], index=0),))
    )

    assert "day.index" in lost_in_xml(two)
    assert "day.index" not in lost_in_json(two)
    assert from_xml(two).schedule.conference.days[0].index == 1


def test_a_moment_of_which_the_clock_changes_is_told_also_where_it_stays_the_same() -> None:
    twice = datetime(2025, 10, 26, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=1)
    schedule = of(Event(guid=OPENING, id=1, date=twice, room="Hall"))

    found = from_json(schedule).schedule.conference.days[0].rooms[0].events[0]

    assert found.date is not None
    assert found.date.isoformat() == "2025-10-26T02:30:00+01:00"
    assert "event.date" not in lost_in_json(schedule)
    assert "event.date" in lost_in_json(of(Event(guid=OPENING, id=1, date=twice.replace(microsecond=5), room="Hall")))


@pytest.mark.parametrize("write", [write_json, write_xml, lost_in_json, lost_in_xml])
def test_of_a_schedule_without_days_no_valid_file_can_be_made(write: Any) -> None:
    with pytest.raises(Unwritable) as refused:
        write(of(days=()))

    assert refused.value.code == "no days"

    with pytest.raises(Unwritable, match="year"):
        write(of(start=date(1600, 1, 1)))


def test_a_thousand_events_of_one_title_have_a_slug_each() -> None:
    at = datetime(2025, 5, 1, 10, tzinfo=UTC)
    schedule = of(*(Event(id=1, date=at, room="Hall", title="Break", slug="return-1-break") for _each in range(1000)))

    assert xml_faults(write_xml(schedule)) == []


def test_what_no_file_may_hold_is_left_out() -> None:
    schedule = replace(of(), version="a\x00b\ud800c", generator=Generator("\x01"))

    assert from_json(schedule).schedule.version == "abc"
    assert from_xml(schedule).schedule.version == "abc"
    assert {"schedule.version", "schedule.generator"} <= set(lost_in_json(schedule))
