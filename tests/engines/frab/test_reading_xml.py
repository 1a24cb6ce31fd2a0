"""What pretalx, frab, Pentabarf's heirs and the tools of c3voc write as XML is read, however they write it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from secretariat.engines.frab import Generator, Link, Person, Room, Track, read_xml
from tests.engines.frab.told import EVENING, HALL, OPENING, SUMMER, codes, only

PRETALX = f"""<?xml version='1.0' encoding='utf-8' ?>
<!-- Written by hand after what pretalx writes. -->
<schedule>
    <generator name="pretalx" version="2025.1" />
    <version>1.1</version>
    <conference>
        <acronym>return</acronym>
        <title>Conference on Return &amp; Housing</title>
        <start>2025-05-01</start>
        <end>2025-05-02</end>
        <days>2</days>
        <timeslot_duration>00:05</timeslot_duration>
        <base_url>https://example.org</base_url>
        <time_zone_name>Europe/Berlin</time_zone_name>
        <track name="Housing" slug="housing" color="#aa0000" />
    </conference>
    <day index='1' date='2025-05-01' start='2025-05-01T04:00:00+02:00' end='2025-05-02T03:59:00+02:00'>
        <room name='Hall' guid='{HALL}'>
            <event guid='{OPENING}' id='17' code='ABC123'>
                <date>2025-05-01T10:00:00+02:00</date>
                <start>10:00</start>
                <duration>00:30</duration>
                <room>Hall</room>
                <slug>return-17-opening</slug>
                <url>https://example.org/return/talk/ABC123/</url>
                <recording>
                    <license>CC BY</license>
                    <optout>true</optout>
                </recording>
                <title>Open<!-- here -->ing</title>
                <subtitle></subtitle>
                <track>Housing</track>
                <type>Plenary</type>
                <language>en</language>
                <abstract><![CDATA[<b>Words</b>]]></abstract>
                <description>Of
welcome.</description>
                <logo></logo>
                <persons>
                    <person id='3'>Amal Haddad</person><person id='4' guid='{EVENING}'>J</person>
                </persons>
                <links><link href="https://example.org/paper">Paper</link></links>
                <attachments><attachment href="/media/slides.pdf" type="slides">Slides</attachment></attachments>
                <feedback_url>https://example.org/feedback</feedback_url>
            </event>
        </room>
    </day>
    <day index='2' date='2025-05-02' start='2025-05-02T04:00:00+02:00' end='2025-05-03T03:59:00+02:00'></day>
</schedule>
"""

# As a meeting of free software writes it: neither guid nor date nor zone, and tracks by themselves.
PENTABARF = """<?xml version="1.0" encoding="UTF-8"?>
<schedule>
  <conference>
    <title>Meeting 2023</title>
    <subtitle/>
    <venue>Brussels</venue>
    <start>2023-02-04</start>
    <end>2023-02-05</end>
    <days>2</days>
    <day_change>09:00:00</day_change>
    <timeslot_duration>00:05:00</timeslot_duration>
  </conference>
  <tracks><track slug="keynotes">Keynotes</track></tracks>
  <day index="1" date="2023-02-04">
    <room name="Janson">
      <event id="15059">
        <start>09:30</start>
        <duration>00:25</duration>
        <room>Janson</room>
        <title>Welcome</title>
        <language/>
        <abstract>&lt;p&gt;Hello&lt;/p&gt;</abstract>
        <persons><person id="6">Staff</person></persons>
      </event>
    </room>
    <room name="Empty"></room>
    <room name="Janson"></room>
  </day>
</schedule>
"""


def test_a_file_of_pretalx_is_read_whole() -> None:
    found = read_xml(PRETALX.encode())

    assert found.problems == ()
    schedule, conference = found.schedule, found.schedule.conference
    assert (schedule.version, schedule.base_url) == ("1.1", "https://example.org")
    assert schedule.generator == Generator("pretalx", "2025.1")
    assert (conference.acronym, conference.title) == ("return", "Conference on Return & Housing")
    assert (conference.start, conference.end, conference.days_count) == (date(2025, 5, 1), date(2025, 5, 2), 2)
    assert (conference.timeslot_duration, conference.time_zone_name) == (timedelta(minutes=5), "Europe/Berlin")
    assert conference.rooms == (Room("Hall", guid=HALL),)
    assert conference.tracks == (Track("Housing", "housing", "#aa0000"),)
    assert [(each.index, each.date, len(each.rooms)) for each in conference.days] == [
        (1, date(2025, 5, 1), 1),
        (2, date(2025, 5, 2), 0),
    ]
    opening = only(found)
    assert (opening.guid, opening.id, opening.code, opening.room) == (OPENING, 17, "ABC123", "Hall")
    assert (opening.date, opening.duration) == (datetime(2025, 5, 1, 10, tzinfo=SUMMER), timedelta(minutes=30))
    assert (opening.recording_license, opening.do_not_record) == ("CC BY", True)
    assert (opening.title, opening.abstract, opening.description) == ("Opening", "<b>Words</b>", "Of\nwelcome.")
    assert opening.persons == (Person("Amal Haddad", id=3), Person("J", id=4, guid=EVENING))
    assert opening.links == (Link("https://example.org/paper", "Paper"),)
    assert opening.attachments == (Link("/media/slides.pdf", "Slides", "slides"),)
    assert opening.feedback_url == "https://example.org/feedback"


def test_a_file_without_guids_dates_and_zone_is_read_and_what_is_missing_said() -> None:
    found = read_xml(PENTABARF.encode(), zone="Europe/Brussels")

    assert codes(found) == [
        ('days[0].rooms["Janson"][0].guid', "required"),
        ("conference.acronym", "required"),
    ]
    welcome = only(found)
    assert (welcome.id, welcome.date) == (15059, datetime(2023, 2, 4, 8, 30, tzinfo=UTC))
    assert found.schedule.conference.tracks == (Track("Keynotes", "keynotes"),)
    assert [room.name for room in found.schedule.conference.days[0].rooms] == ["Janson", "Empty"]


def test_without_a_zone_times_are_taken_for_utc_and_it_is_said_once() -> None:
    found = read_xml(PENTABARF.encode())

    assert ("conference.time_zone_name", "no zone") in codes(found)
    assert only(found).date == datetime(2023, 2, 4, 9, 30, tzinfo=UTC)


def test_what_is_wrong_is_said_with_the_paths_of_the_json_file() -> None:
    file = PRETALX.replace("<start>10:00</start>", "<start>ten</start>").replace(">true<", ">perhaps<")
    file = file.replace("id='3'", "id='three'").replace("<room>Hall</room>", "<room>Garden</room>")

    place = 'days[0].rooms["Hall"][0]'
    assert sorted(codes(read_xml(file.encode()))) == [
        (f"{place}.do_not_record", "type"),
        (f"{place}.persons[0].id", "id"),
        (f"{place}.room", "room differs"),
        (f"{place}.start", "start"),
    ]


def test_a_room_that_stands_twice_under_a_day_is_one() -> None:
    again = PRETALX.replace(
        "        </room>\n    </day>",
        f"</room><room name='Hall'><event guid='{EVENING}' id='18'><date>2025-05-01T11:00:00+02:00</date>"
        "<duration>0:30</duration><title>Next</title></event></room></day>",
    )

    found = read_xml(again.encode())

    assert found.problems == ()
    (room,) = found.schedule.conference.days[0].rooms
    assert [each.title for each in room.events] == ["Opening", "Next"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_usual_encodings_are_read(encoding: str) -> None:
    file = PRETALX.replace("Hall", "Häll").replace("encoding='utf-8'", f"encoding='{encoding.removesuffix('-sig')}'")

    found = read_xml(file.encode(encoding))

    assert found.problems == ()
    assert only(found).room == "Häll"


def test_a_file_that_begins_with_an_empty_line_is_read() -> None:
    assert read_xml(b"\n  " + PRETALX.encode()).problems == ()


def test_a_file_with_a_namespace_is_read() -> None:
    file = PRETALX.replace("<schedule>", '<schedule xmlns="https://example.org/ns">')

    assert read_xml(file.encode()) == read_xml(PRETALX.encode())


def test_a_person_may_have_parts() -> None:
    parts = "<person id='3'>Amal Haddad <biography>Speaks.</biography></person>"
    named = "<person><name>Amal</name></person>"
    file = PRETALX.replace("<person id='3'>Amal Haddad</person>", parts + named)

    assert only(read_xml(file.encode())).persons[:2] == (
        Person("Amal Haddad", id=3, biography="Speaks."),
        Person("Amal"),
    )


def test_three_parts_of_a_duration_are_hours_but_for_pretalx_days() -> None:
    file = PRETALX.replace("<duration>00:30</duration>", "<duration>1:00:00</duration>")

    assert only(read_xml(file.encode())).duration == timedelta(days=1)
    assert only(read_xml(file.replace('name="pretalx"', 'name="frab"').encode())).duration == timedelta(hours=1)


def test_a_file_without_a_conference_or_days_is_read() -> None:
    found = read_xml(b"<schedule/>")

    assert codes(found) == [("conference.acronym", "required"), ("conference.title", "required")]
    assert found.schedule.conference.days == ()
