"""The programme as a schedule that programs of other conferences read."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from lxml import etree

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.engines import frab
from secretariat.programme.queries.known import known_to_strangers
from secretariat.programme.queries.schedule import Edition, lost_in_schedule, schedule_file, schedule_of
from tests import make, make_programme
from tests.make_days import entry, meeting, publication

pytestmark = pytest.mark.django_db

EDITION = Edition("3", "en", "https://example.org/en/damascus-2020/programme/")
CLOCK = re.compile(r"\d{2}:\d{2}")
# What the format asks for: of each thing, its fields and what they are.
CONFERENCE = {"acronym": str, "title": str, "start": str, "end": str, "daysCount": int, "timeslot_duration": str}
CONFERENCE |= {"time_zone_name": str, "colors": dict, "rooms": list, "tracks": list, "days": list}
ROOM = {"name": str, "guid": str}
DAY = {"index": int, "date": str, "day_start": str, "day_end": str, "rooms": dict}
EVENT = {"guid": str, "id": int, "date": str, "start": str, "duration": str, "room": str, "slug": str, "url": str}
EVENT |= {"title": str, "subtitle": str, "track": str, "type": str, "language": str, "abstract": str}
EVENT |= {"description": str, "do_not_record": bool, "persons": list, "links": list, "attachments": list}


def wrong_in(document: dict[str, Any]) -> list[str]:
    """Everything in which a file is not of the format."""
    schedule = document["schedule"]
    found = _lacking("schedule", schedule, {"version": str, "base_url": str, "conference": dict})
    conference = schedule["conference"]
    found += _lacking("conference", conference, CONFERENCE)
    for room in conference["rooms"]:
        found += _lacking("room", room, ROOM)
    for day in conference["days"]:
        found += _lacking("day", day, DAY)
        first, last = (datetime.fromisoformat(day[name]) for name in ("day_start", "day_end"))
        for name, events in day["rooms"].items():
            for event in events:
                found += _lacking("event", event, EVENT)
                at = datetime.fromisoformat(event["date"])
                is_right = at.tzinfo is not None and first <= at < last and event["room"] == name
                is_right = is_right and event["start"] == f"{at:%H:%M}" and bool(CLOCK.fullmatch(event["duration"]))
                found += [] if is_right else [f"event {event['title']}"]
    return found


def _lacking(what: str, told: dict[str, Any], fields: Mapping[str, type]) -> list[str]:
    return [f"{what}.{name}" for name, kind in fields.items() if not isinstance(told.get(name), kind)]


def events_of(schedule: frab.Schedule) -> list[frab.Event]:
    return [event for day in schedule.conference.days for room in day.rooms for event in room.events]


def made(conference: Conference, entries: list[dict[str, Any]], kind: str = "json", language: str = "en") -> bytes:
    return schedule_file(known_to_strangers(conference), entries, Edition("3", language, EDITION.page), kind)


def test_the_file_has_every_field_of_the_format_and_each_session_its_hours_and_room() -> None:
    conference = make.conference()
    hall = make_programme.room(conference, "Plenary hall", seats=400)
    item = make_programme.agenda_item(conference)
    held = entry(
        title={"en": "Opening", "ar": "الافتتاح"},
        room=hall.pk,
        chair={"name": "Amal Haddad", "capacity": {"en": "Minister"}},
        languages=["ar"],
        items=[item.pk],
    )

    document = json.loads(made(conference, [held]))

    assert wrong_in(document) == []
    told = document["schedule"]["conference"]
    assert (told["time_zone_name"], told["start"]) == ("Asia/Damascus", conference.start_date.isoformat())
    event = told["days"][0]["rooms"]["Plenary hall"][0]
    assert event["guid"] == held["uid"]
    assert datetime.fromisoformat(event["date"]) == make_programme.at(10)
    assert (event["start"], event["duration"], event["language"]) == ("10:00", "01:00", "ar")
    assert [each["name"] for each in event["persons"]] == ["Amal Haddad"]
    assert event["abstract"].startswith(f"{item.number}. ")
    assert event["url"].endswith(f"#session-{held['uid']}")
    assert told["rooms"][0]["capacity"] == 400


def test_what_is_held_after_midnight_belongs_to_the_evening_before() -> None:
    conference = make.conference()
    hall = make_programme.room(conference)
    late = entry(room=hall.pk, starts=make_programme.at(25).isoformat(), ends=make_programme.at(26).isoformat())

    days = json.loads(made(conference, [late]))["schedule"]["conference"]["days"]

    assert [day["date"] for day in days if day["rooms"]] == [make_programme.DAY.isoformat()]


def test_a_session_outside_the_days_of_the_conference_has_a_day_of_its_own() -> None:
    conference = make.conference()
    hall = make_programme.room(conference)
    before = make_programme.at(10) - timedelta(days=3)
    early = entry(room=hall.pk, starts=before.isoformat(), ends=(before + timedelta(hours=1)).isoformat())

    days = json.loads(made(conference, [early]))["schedule"]["conference"]["days"]

    assert date.fromisoformat(days[0]["date"]) == before.date()
    assert [day["index"] for day in days] == list(range(1, len(days) + 1))


def test_a_room_in_which_nothing_is_held_is_not_told() -> None:
    conference = make.conference()
    hall = make_programme.room(conference)
    make_programme.room(conference, "Situation room")

    found = schedule_of(known_to_strangers(conference), [entry(room=hall.pk)], EDITION)

    assert [each.name for each in found.conference.rooms] == [str(hall.name)]


@pytest.mark.parametrize("last", [date(9999, 12, 31), date(2999, 1, 1)])
def test_of_a_last_day_that_was_mistyped_no_day_is_written(last: date) -> None:
    conference = make.conference(end_date=last)
    publication(conference, [entry(room=make_programme.room(conference).pk)])

    assert make.client().get(f"/en/{conference.slug}/schedule.json").status_code == 404
    assert make.client().get(f"/en/{conference.slug}/programme.ics").status_code == 200


def test_two_rooms_of_one_name_stay_two() -> None:
    conference = make.conference()
    rooms = [make_programme.room(conference, "Hall") for _time in range(2)]

    found = schedule_of(known_to_strangers(conference), [entry(room=each.pk) for each in rooms], EDITION)

    assert [each.name for each in found.conference.rooms] == ["Hall", "Hall (2)"]
    assert {each.room for each in events_of(found)} == {"Hall", "Hall (2)"}


def test_what_no_schedule_carries_is_counted() -> None:
    conference = make.conference()
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    hall = make_programme.room(conference)
    whole = entry(
        room=hall.pk,
        title={"en": "Opening", "ar": "الافتتاح"},
        languages=["ar", "en"],
        chair={"name": "A", "capacity": {"en": "Minister"}},
        delegations=[lebanon.pk],
    )
    plain = entry(room=hall.pk)
    left = [
        entry(),
        entry(room=hall.pk, starts=None, ends=None),
        entry(room=hall.pk, status="cancelled"),
        meeting(lebanon, iraq, room=hall.pk),
    ]

    found = events_of(schedule_of(known_to_strangers(conference), [whole, plain, *left], EDITION))

    assert {each.guid for each in found} == {whole["uid"], plain["uid"]}
    assert lost_in_schedule([whole, plain, *left]) == {
        "no room": 1,
        "no hours": 1,
        "cancelled": 1,
        "bilaterals": 1,
        "languages": 1,
        "titles": 1,
        "capacity": 1,
        "delegations": 1,
    }
    assert lost_in_schedule([plain]) == {}


@pytest.mark.parametrize("title", [make.HOSTILE, "]]><x/>", "a\x00b", "x" * 3000, "م" * 900, "\U0001f600"])
def test_json_and_xml_say_the_same_whatever_a_title_holds(title: str) -> None:
    conference = make.conference(title=make_programme.said(title.replace("\x00", "")))
    hall = make_programme.room(conference, "Salon & <hall>")
    entries = [entry(title={"en": title}, room=hall.pk), entry(room=hall.pk)]

    in_json = frab.schedule_of(json.loads(made(conference, entries)))
    in_xml = frab.read_xml(made(conference, entries, "xml"))

    assert [each.code for each in (*in_json.problems, *in_xml.problems) if each.code != "overlap"] == []
    assert [(each.guid, each.title, each.date, each.room) for each in events_of(in_json.schedule)] == [
        (each.guid, each.title, each.date, each.room) for each in events_of(in_xml.schedule)
    ]
    assert {each.room for each in events_of(in_xml.schedule)} == {"Salon & <hall>"}


def test_xml_has_a_day_a_room_and_an_event_each_with_its_attributes() -> None:
    conference = make.conference()
    hall = make_programme.room(conference)

    root = etree.fromstring(made(conference, [entry(room=hall.pk)], "xml"))

    assert root.tag == "schedule"
    assert root.findtext("conference/acronym") == "damascus-2020"
    assert {"index", "date", "start", "end"} <= set(root.find("day").attrib)
    event = root.find("day/room/event")
    assert {"guid", "id"} <= set(event.attrib)
    assert {"date", "start", "duration", "room", "title", "type", "persons"} <= {each.tag for each in event}


@pytest.mark.parametrize("kind", ["json", "xml"])
def test_everybody_finds_the_public_sessions_at_a_public_address(kind: str) -> None:
    conference = make.conference()
    hall = make_programme.room(conference)
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    publication(
        conference,
        [
            entry(title={"en": "Opening"}, room=hall.pk),
            entry(title={"en": "Heads of delegations"}, room=hall.pk, sensitivity="delegations"),
            meeting(lebanon, iraq, room=hall.pk, topic="Border crossings"),
        ],
    )
    address = f"/en/{conference.slug}/schedule.{kind}"

    answer = make.client().get(address)

    assert answer.status_code == 200
    assert answer["Content-Type"].startswith(f"application/{kind}")
    assert b"Opening" in answer.content
    assert b"Heads of delegations" not in answer.content
    assert b"Border crossings" not in answer.content
    assert make.client().get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert address in make.client().get(f"/en/{conference.slug}/programme/").content.decode()


def test_before_anything_is_published_there_is_none() -> None:
    conference = make.conference()

    assert make.client().get(f"/en/{conference.slug}/schedule.json").status_code == 404


@pytest.mark.parametrize(
    ("role", "levels"),
    [
        (Role.SECRETARY, {"public", "delegations", "secretariat", "restricted"}),
        (Role.DESK_OFFICER, {"public", "delegations", "secretariat"}),
        (Role.PRESS_OFFICER, {"public", "delegations"}),
        (Role.DOOR_OFFICER, {"public", "delegations"}),
    ],
)
def test_the_office_takes_the_working_timetable_as_each_may_see_it(role: str, levels: set[str]) -> None:
    conference = make.conference()
    hall = make_programme.room(conference)
    for level in ("public", "delegations", "secretariat", "restricted"):
        make_programme.session(
            conference,
            level,
            text=make_programme.said(f"About {level}"),
            sensitivity=level,
            room=hall,
        )
    browser = make.client(make.user(role, conference))

    answer = browser.get(reverse("programme:schedule", args=[conference.slug, "json"]))

    document = json.loads(answer.content)
    assert wrong_in(document) == []
    found = events_of(frab.schedule_of(document).schedule)
    assert {each.title for each in found} == levels
    assert {each.description for each in found} == {f"About {level}" for level in levels}
    assert "no-store" in answer["Cache-Control"]


def test_there_are_two_kinds_of_file() -> None:
    conference = make.conference()
    browser = make.client(make.user(Role.SECRETARY, conference))

    assert browser.get(f"/en/{conference.slug}/office/programme/schedule.yaml").status_code == 404


@pytest.mark.parametrize(
    ("is_public", "is_published"), [(False, True), (True, False), (False, False)], ids=["hidden", "unpublished", "new"]
)
@pytest.mark.parametrize("kind", ["json", "xml"])
def test_before_there_is_a_public_page_the_working_timetable_leads_to_none(
    kind: str, is_public: bool, is_published: bool
) -> None:
    conference = make.conference(is_public=is_public)
    held = make_programme.session(conference, room=make_programme.room(conference))
    if is_published:
        publication(conference, [entry(uid=str(held.uid), room=held.room_id)])
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.get(reverse("programme:schedule", args=[conference.slug, kind]))

    assert answer.status_code == 200
    assert f"/en/{conference.slug}/programme/".encode() not in answer.content
    assert str(held.uid).encode() in answer.content


def test_the_working_timetable_leads_to_the_sessions_that_everybody_finds_and_to_no_others() -> None:
    conference = make.conference(is_public=True)
    hall = make_programme.room(conference)
    out, kept, new = (make_programme.session(conference, room=hall) for _time in range(3))
    publication(
        conference,
        [entry(uid=str(out.uid), room=hall.pk), entry(uid=str(kept.uid), room=hall.pk, sensitivity="delegations")],
    )
    browser = make.client(make.user(Role.SECRETARY, conference))

    answer = browser.get(reverse("programme:schedule", args=[conference.slug, "json"]))

    document = json.loads(answer.content)
    told = {each.guid: each.url for each in events_of(frab.schedule_of(document).schedule)}
    assert wrong_in(document) == []
    assert told[str(out.uid)].endswith(f"/en/{conference.slug}/programme/#session-{out.uid}")
    assert [told[str(each.uid)] for each in (kept, new)] == [""] * 2
