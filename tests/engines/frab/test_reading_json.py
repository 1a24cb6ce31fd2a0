"""What pretalx, frab and the tools of c3voc write as JSON is read, however they write it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from secretariat.engines.frab import Generator, Link, Person, Room, Track, Unreadable, schedule_of
from tests.engines.frab.told import EVENING, HALL, OPENING, SUMMER, codes, day, event, only, pretalx, read


def test_a_file_of_pretalx_is_read_whole_and_nothing_is_wrong_with_it() -> None:
    found = read(event())

    assert found.problems == ()
    schedule, conference = found.schedule, found.schedule.conference
    assert (schedule.url, schedule.version) == ("https://example.org/return/schedule/", "1.1")
    assert schedule.generator == Generator("pretalx", "2025.1", "https://example.org")
    assert (conference.acronym, conference.title, conference.days_count) == ("return", "Conference on Return", 2)
    assert (conference.start, conference.end) == (date(2025, 5, 1), date(2025, 5, 2))
    assert (conference.timeslot_duration, conference.time_zone_name) == (timedelta(minutes=5), "Europe/Berlin")
    assert conference.colors == (("primary", "#006633"),)
    assert conference.rooms == (Room("Hall", "hall", HALL, "", 300),)
    assert conference.tracks == (Track("Housing", "housing", "#aa0000"),)
    (first,) = conference.days
    assert (first.index, first.date) == (1, date(2025, 5, 1))
    assert first.day_end == datetime(2025, 5, 2, 3, 59, tzinfo=SUMMER)
    opening = only(found)
    assert (opening.guid, opening.code, opening.id, opening.room) == (OPENING, "ABC123", 17, "Hall")
    assert (opening.date, opening.duration) == (datetime(2025, 5, 1, 10, tzinfo=SUMMER), timedelta(minutes=30))
    assert str(opening.start) == "10:00:00"
    assert opening.persons == (
        Person("Amal Haddad", "", None, "XYZ789", EVENING, "Speaks.", "https://example.org/return/speaker/XYZ789/"),
    )
    assert opening.links == (Link("https://example.org/paper", "Paper", "related"),)
    assert opening.attachments == (Link("/media/slides.pdf", "Slides", "related"),)
    assert opening.feedback_url == "https://example.org/return/talk/ABC123/feedback/"


def test_a_file_of_frab_without_zone_rooms_and_addresses_is_read() -> None:
    file = {
        "schedule": {
            "version": "Gacrux",
            "conference": {
                "acronym": "camp2019",
                "title": "Camp",
                "daysCount": 1,
                "timeslot_duration": "00:15",
                "days": [
                    {
                        "index": 0,
                        "date": "2019-08-21",
                        "day_start": "2019-08-21T09:00:00+02:00",
                        "day_end": "2019-08-22T04:00:00+02:00",
                        "rooms": {
                            "Curie": [
                                {
                                    "id": 10386,
                                    "guid": OPENING,
                                    "logo": None,
                                    "date": "2019-08-22T01:00:00+02:00",
                                    "start": "01:00",
                                    "duration": "00:30",
                                    "room": "Curie",
                                    "slug": "Camp2019-10386-opening_ceremony",
                                    "title": "Opening",
                                    "track": None,
                                    "language": "",
                                    "do_not_record": None,
                                    "persons": [{"id": 7797, "public_name": "jinxx"}],
                                    "links": [],
                                    "attachments": [{"url": "/system/a.pdf?1566398735", "title": "Slides"}],
                                }
                            ],
                            "Darwin": [],
                        },
                    }
                ],
            },
        }
    }

    found = schedule_of(file)

    assert found.problems == ()
    conference = found.schedule.conference
    assert (conference.start, conference.end) == (date(2019, 8, 21), date(2019, 8, 21))
    assert [room.name for room in conference.days[0].rooms] == ["Curie", "Darwin"]
    assert conference.days[0].index == 0
    assert only(found).persons == (Person("jinxx", id=7797),)
    assert only(found).attachments == (Link("/system/a.pdf?1566398735", "Slides"),)


@pytest.mark.parametrize("said", ["9:05", "09:05", "09:05:00", "2025-05-01T09:05:00+02:00"])
def test_a_start_is_read_however_it_is_written(said: str) -> None:
    found = read(event(date="2025-05-01T09:05:00+02:00", start=said, end=None))

    assert found.problems == ()
    assert str(only(found).start) == "09:05:00"


@pytest.mark.parametrize(
    ("said", "minutes"),
    [("0:30", 30), ("00:30", 30), ("01:30", 90), ("1:00", 60), ("0:90", 90), ("00:15:00", 15), ("99:59", 5999)],
)
def test_a_duration_is_read_however_it_is_written(said: str, minutes: int) -> None:
    assert only(read(event(duration=said, end=None))).duration == timedelta(minutes=minutes)


def test_three_parts_are_hours_or_as_pretalx_writes_them_days_and_the_end_decides() -> None:
    def length(generator: str, **fields: Any) -> timedelta | None:
        file = pretalx(day(event(**{"duration": "1:00:00", "end": None, **fields})))
        return only(schedule_of({**file, "generator": {"name": generator}})).duration

    assert length("frab") == timedelta(hours=1)
    assert length("pretalx") == timedelta(days=1)
    assert length("pretalx", duration="01:00:00") == timedelta(hours=1)
    assert length("pretalx", end="2025-05-01T11:00:00+02:00") == timedelta(hours=1)
    assert length("frab", end="2025-05-02T10:00:00+02:00") == timedelta(days=1)


def test_a_missing_duration_is_counted_from_the_end() -> None:
    assert only(read(event(duration=None))).duration == timedelta(minutes=30)
    assert read(event(duration=None)).problems == ()


@pytest.mark.parametrize("said", ["17", 17, 17.0])
def test_an_id_may_be_text(said: object) -> None:
    assert only(read(event(id=said))).id == 17


@pytest.mark.parametrize(
    ("said", "is_yes"),
    [(True, True), (False, False), (None, False), ("true", True), ("", False), (1, True), ("0", False)],
)
def test_whether_it_may_be_recorded_is_read_however_it_is_written(said: object, is_yes: bool) -> None:
    found = read(event(do_not_record=said))

    assert only(found).do_not_record is is_yes
    assert found.problems == ()


def test_of_a_text_in_several_languages_the_one_asked_for_is_taken_and_the_others_are_named() -> None:
    file = pretalx(day(event(title={"de": "Beginn", "en": "Opening", "ar": ""}, subtitle={"fr": "Bienvenue"})))

    assert only(schedule_of(file)).title == "Opening"
    assert only(schedule_of(file, language="de")).title == "Beginn"
    assert only(schedule_of(file)).subtitle == "Bienvenue"
    (problem,) = schedule_of(file).problems
    assert (problem.where, problem.code, problem.said) == ('days[0].rooms["Hall"][0].title', "languages", "de")


def test_a_person_has_a_public_name_only_where_it_is_another() -> None:
    persons = ["Amal", {"name": "A", "public_name": "B"}, {"full_public_name": "C"}, {"name": "D", "public_name": "D"}]

    assert only(read(event(persons=persons))).persons == (
        Person("Amal"),
        Person("A", "B"),
        Person("C"),
        Person("D"),
    )


def test_a_link_may_be_a_mere_address() -> None:
    assert only(read(event(links=["https://example.org/a"]))).links == (Link("https://example.org/a"),)


def test_an_address_is_kept_escaped_and_one_that_no_page_should_lead_to_is_left_out() -> None:
    found = read(
        event(links=[{"url": "https://example.org/ü"}, "javascript:alert(1)", "java\nscript:x", {"title": "a"}])
    )

    assert only(found).links == (Link("https://example.org/%C3%BC"),)
    place = 'days[0].rooms["Hall"][0].links'
    assert codes(found) == [(f"{place}[1].url", "url"), (f"{place}[2].url", "url"), (f"{place}[3].url", "required")]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("HTTPS://Example.org/a b", ""),
        ("HTTPS://Example.org/a", "https://Example.org/a"),
        ("https://müller.example/ü?ü#ü", "https://m%C3%BCller.example/%C3%BC?%C3%BC#%C3%BC"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/%C3%BC", "https://example.org/%C3%BC"),
        ("https://example.org/a[1]#b#c", "https://example.org/a%5B1%5D#b%23c"),
        ("http://[::1]:8000/a", "http://[::1]:8000/a"),
        ("http://a:b:c/", ""),
        ("http:///a", ""),
        ("https:a", ""),
        ("mailto:amal@example.org", "mailto:amal@example.org"),
        ("data:text/html,a", ""),
        ("vbscript:a", ""),
        ("1:2", ""),
        ("a/1:2", "a/1:2"),
        ("//example.org/a", "//example.org/a"),
        ("#part", "#part"),
    ],
)
def test_an_address_is_kept_as_the_standard_writes_it(said: str, kept: str) -> None:
    links = only(read(event(links=[said]))).links

    assert links == ((Link(kept),) if kept else ())
    assert only(read(event(links=[kept]))).links == links


def test_a_date_without_an_offset_is_one_of_the_zone() -> None:
    found = read(event(date="2025-05-01T10:00:00", end=None))

    assert found.problems == ()
    assert only(found).date == datetime(2025, 5, 1, 10, tzinfo=SUMMER)


def test_without_a_zone_the_one_given_counts_and_without_that_it_is_said_once() -> None:
    file = pretalx(day(event(date="2025-05-01T10:00:00", end=None), event(guid=EVENING, date="2025-05-01 12:00", start="12:00", end=None)), time_zone_name=None)  # fmt: skip

    assert schedule_of(file, zone="Europe/Berlin").problems == ()
    assert schedule_of(file, zone="Europe/Berlin").schedule.conference.time_zone_name == ""
    assert codes(schedule_of(file)) == [("conference.time_zone_name", "no zone")]


def test_a_date_in_utc_is_turned_to_the_clock_by_which_it_begins() -> None:
    found = read(event(date="2025-05-01T08:00:00Z", start="10:00"))

    assert found.problems == ()
    told = only(found).date
    assert told is not None
    assert told.isoformat() == "2025-05-01T10:00:00+02:00"


def test_without_a_date_the_day_and_the_start_say_it() -> None:
    evening, night = event(date=None, end=None, start="23:30"), event(guid=EVENING, date="", end=None, start="1:30")
    found = read(evening, night)

    assert found.problems == ()
    dates = [each.date for each in found.schedule.conference.days[0].rooms[0].events]
    assert dates == [datetime(2025, 5, 1, 23, 30, tzinfo=SUMMER), datetime(2025, 5, 2, 1, 30, tzinfo=SUMMER)]


def test_a_day_without_bounds_goes_from_four_to_four() -> None:
    file = pretalx(day(event(), day_start=None, day_end=None))

    (first,) = schedule_of(file).schedule.conference.days
    assert first.day_start == datetime(2025, 5, 1, 4, tzinfo=SUMMER)
    assert first.day_end == datetime(2025, 5, 2, 3, 59, tzinfo=SUMMER)


@pytest.mark.parametrize("fields", [{"date": None}, {"date": None, "day_start": None, "day_end": None}])
def test_a_day_that_does_not_say_which_it_is_is_that_of_its_bounds_or_events(fields: dict[str, Any]) -> None:
    (first,) = schedule_of(pretalx(day(event(), **fields))).schedule.conference.days

    assert first.date == date(2025, 5, 1)


def test_a_file_with_the_generator_within_or_no_version_is_read() -> None:
    file: dict[str, Any] = {
        "schedule": {"generator": {"name": "voctoimport"}, "conference": {"acronym": "a", "title": "b"}}
    }

    found = schedule_of(file)

    assert found.problems == ()
    assert found.schedule.generator == Generator("voctoimport")
    assert (found.schedule.version, found.schedule.conference.days) == ("", ())
    assert schedule_of(file["schedule"]).schedule == found.schedule


@pytest.mark.parametrize("data", [None, [], "schedule", 5, {}, {"schedule": []}, {"schedule": {"conference": None}}])
def test_what_is_no_schedule_is_refused(data: object) -> None:
    with pytest.raises(Unreadable, match="not a schedule"):
        schedule_of(data)
