"""Calendars are read back by the library that phones and mail programs could use too."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from secretariat.conference.models import Conference
from secretariat.programme.queries.calendars import Calendared, calendar_of, entries_of, public_entries
from secretariat.programme.queries.known import known_of
from tests import make, make_programme
from tests.make_days import STAMP, entry, meeting

pytestmark = pytest.mark.django_db


def made(
    conference: Conference, entries: list[dict[str, Any]], *, language: str = "en", of: int | None = None
) -> bytes:
    known = known_of(conference, make.user(conference=conference))
    return calendar_of(known, entries, Calendared("Calendar", STAMP, language, of))


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def offsets_by_rules(content: bytes, moments: list[datetime]) -> list[timedelta]:
    """What the calendar's own rules of the zone say of moments, as a program without a register of zones reads them."""
    read: Any = Calendar.from_ical(content)
    onsets = []
    for part in read.walk("VTIMEZONE")[0].subcomponents:
        old = part["TZOFFSETFROM"].td
        onsets.append(((part["DTSTART"].dt - old).replace(tzinfo=UTC), part["TZOFFSETTO"].td))
    onsets.sort()
    return [next(offset for onset, offset in reversed(onsets) if onset <= moment) for moment in moments]


def test_a_session_carries_its_time_place_state_and_version() -> None:
    conference = make.conference(venue=make_programme.said("Conference Palace"))
    room = make_programme.room(conference)
    moved = entry(title={"en": "Opening, with; signs", "ar": "الافتتاح"}, room=room.pk, sequence=3)

    read: Any = Calendar.from_ical(made(conference, [moved]))
    event: Any = read.walk("VEVENT")[0]

    assert read["METHOD"] == "PUBLISH"
    assert read["VERSION"] == "2.0"
    assert event["SUMMARY"] == "Opening, with; signs"
    assert event["LOCATION"] == "Plenary hall, Conference Palace"
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (moved["uid"], 3, "CONFIRMED")
    assert event["DTSTAMP"].dt == STAMP
    assert event["DTSTART"].dt == make_programme.at(10)
    assert event["DTSTART"].params["TZID"] == "Asia/Damascus"
    assert event["DTEND"].dt == make_programme.at(11)
    assert event["ORGANIZER"].startswith("mailto:")


def test_it_speaks_the_language_of_the_reader() -> None:
    conference = make.conference()
    session = entry(title={"en": "Opening", "ar": "الافتتاح"})

    event = events(made(conference, [session], language="ar"))[0]

    assert event["SUMMARY"] == "الافتتاح"
    assert event["SUMMARY"].params["LANGUAGE"] == "ar"


def test_a_session_that_was_called_off_is_told_as_cancelled() -> None:
    assert events(made(make.conference(), [entry(status="cancelled")]))[0]["STATUS"] == "CANCELLED"


def test_a_session_known_to_the_day_alone_takes_the_whole_day_and_blocks_nobody() -> None:
    event = events(made(make.conference(), [entry(starts=None, ends=None)]))[0]

    assert event["DTSTART"].dt == date(2020, 11, 11)
    assert event["DTEND"].dt == date(2020, 11, 12)
    assert event["TRANSP"] == "TRANSPARENT"


def test_a_session_without_a_day_is_in_no_calendar() -> None:
    assert events(made(make.conference(), [entry(day=None, starts=None, ends=None)])) == []


def test_a_bilateral_meeting_is_named_after_the_other_delegation() -> None:
    conference = make.conference()
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    room = make_programme.room(conference, "Salon", tables=4)
    held = meeting(lebanon, iraq, room=room.pk, table=3)

    mine = events(made(conference, [held], of=lebanon.pk))[0]
    theirs = events(made(conference, [held], of=iraq.pk))[0]
    everybodys = events(made(conference, [held]))[0]

    assert mine["SUMMARY"] == "Bilateral meeting with Iraq"
    assert theirs["SUMMARY"] == "Bilateral meeting with Lebanon"
    assert everybodys["SUMMARY"] == "Bilateral meeting: Lebanon – Iraq"
    assert mine["LOCATION"] == "Salon, table 3"
    assert "Return of refugees" in mine["DESCRIPTION"]


@pytest.mark.parametrize(
    "zone",
    [
        "Pacific/Kiritimati",
        "Etc/GMT-14",
        "Etc/GMT+12",
        "Pacific/Apia",
        "America/St_Johns",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Europe/Dublin",
        "Africa/Casablanca",
        "UTC",
    ],
)
def test_every_hour_of_a_year_is_the_same_moment_by_the_register_and_by_the_calendars_own_rules(zone: str) -> None:
    conference = make.conference(time_zone=zone, start_date=date(2026, 3, 1), end_date=date(2026, 3, 2))
    first = datetime(2026, 1, 1, tzinfo=UTC)
    hours = [first + timedelta(hours=number) for number in range(24 * 365)]
    held = hours[:: 24 * 7 + 1] + [hour for hour in hours if (hour.month, hour.day) in {(3, 29), (4, 5), (10, 25)}]
    entries = [entry(starts=hour.isoformat(), ends=(hour + timedelta(minutes=45)).isoformat()) for hour in held]

    content = made(conference, entries)

    assert [event["DTSTART"].dt.astimezone(UTC) for event in events(content)] == held
    assert offsets_by_rules(content, hours) == [hour.astimezone(ZoneInfo(zone)).utcoffset() for hour in hours]


def test_the_hour_that_comes_twice_is_told_by_universal_time() -> None:
    conference = make.conference(time_zone="Europe/Paris", start_date=date(2026, 10, 25), end_date=date(2026, 10, 25))
    # Half past two comes twice that night: at 00:30 and at 01:30 of Universal Time.
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    entries = [
        entry(starts=each.isoformat(), ends=(each + timedelta(minutes=20)).isoformat()) for each in (first, second)
    ]

    content = made(conference, entries)

    assert [event["DTSTART"].dt.astimezone(UTC) for event in events(content)] == [first, second]
    assert b"DTSTART;TZID=Europe/Paris:20261025T023000" in content
    assert b"DTSTART:20261025T013000Z" in content


def test_a_session_across_midnight_ends_on_the_next_day() -> None:
    late = entry(starts=make_programme.at(23).isoformat(), ends=make_programme.at(25).isoformat())

    content = made(make.conference(), [late])

    assert b"DTSTART;TZID=Asia/Damascus:20201111T230000" in content
    assert b"DTEND;TZID=Asia/Damascus:20201112T010000" in content


@pytest.mark.parametrize(
    "title", [make.HOSTILE, "a\r\nEND:VCALENDAR\r\n", "x" * 3000, "م" * 900, "a\x07b", '"; X-NAME=1:', "\u2028"]
)
def test_no_title_breaks_the_calendar(title: str) -> None:
    conference = make.conference(title=make_programme.said(title))

    content = made(conference, [entry(title={"en": title}), entry()])

    assert len(events(content)) == 2
    assert Calendar.from_ical(content)["METHOD"] == "PUBLISH"
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    content.decode()


def test_a_calendar_without_entries_is_a_calendar() -> None:
    content = made(make.conference(), [])

    assert [part.name for part in Calendar.from_ical(content).subcomponents] == ["VTIMEZONE"]


def test_the_same_version_is_the_same_calendar_byte_for_byte() -> None:
    conference, one = make.conference(), entry()

    assert made(conference, [one]) == made(conference, [one])


def test_on_what_a_bilateral_meeting_is_stands_in_the_calendars_of_its_delegations_alone() -> None:
    conference = make.conference()
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    held = meeting(lebanon, iraq, topic="Border crossings")

    assert b"Border crossings" in made(conference, [held], of=lebanon.pk)
    assert b"Border crossings" not in made(conference, [held])


def test_of_public_sessions_and_nothing_else_everybody_may_know() -> None:
    conference = make.conference()
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    public = entry()

    shown = public_entries([public, entry(sensitivity="delegations"), meeting(lebanon, iraq, sensitivity="public")])

    assert shown == [public]


def test_what_no_longer_concerns_a_delegation_is_called_off_for_it_alone() -> None:
    conference = make.conference()
    lebanon, iraq = (make_programme.delegation(conference, code) for code in ("LB", "IQ"))
    before = entry(delegations=[lebanon.pk, iraq.pk], sequence=1)
    after = {**before, "delegations": [iraq.pk], "sequence": 2}

    lebanons, iraqs = (entries_of(each.pk, [after], [before]) for each in (lebanon, iraq))

    assert [(each["status"], each["sequence"]) for each in lebanons] == [("cancelled", 2)]
    assert iraqs == [after]


def test_a_session_kept_for_the_secretariat_is_told_to_no_delegation() -> None:
    lebanon = make_programme.delegation(make.conference())

    assert entries_of(lebanon.pk, [entry(delegations=[lebanon.pk], sensitivity="secretariat")]) == []
