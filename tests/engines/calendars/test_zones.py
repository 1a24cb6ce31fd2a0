"""Clocks: the register's, those that Windows names, and those that a file describes itself."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from secretariat.engines.calendars.windows import WINDOWS
from tests.engines.calendars.made import CUSTOM, PARIS, event, events, ics, read, told, vevent


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tzid", "expected"),
    [
        ("Asia/Damascus", utc(2026, 11, 10, 6)),
        ("asia/damascus", utc(2026, 11, 10, 6)),
        ("/citadel.org/20210210_1/Europe/Paris", utc(2026, 11, 10, 8)),
        ("/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires", utc(2026, 11, 10, 12)),
        ("Romance Standard Time", utc(2026, 11, 10, 8)),
        ("SYRIA STANDARD TIME", utc(2026, 11, 10, 6)),
        ('"Tokyo Standard Time"', utc(2026, 11, 10, 0)),
        ("UTC", utc(2026, 11, 10, 9)),
        ('"tzone://Microsoft/Utc"', utc(2026, 11, 10, 9)),
        ("GMT", utc(2026, 11, 10, 9)),
    ],
)
def test_a_zone_is_known_by_each_of_its_names(tzid: str, expected: datetime) -> None:
    assert event(start=f"DTSTART;TZID={tzid}:20261110T090000").starts == expected


def test_every_zone_of_windows_is_one_of_the_register() -> None:
    assert set(WINDOWS.values()) <= available_timezones()
    assert all(name == name.lower() for name in WINDOWS)


@pytest.mark.parametrize(
    "tzid", ["Mars/Olympus", "../../etc/passwd", "/etc/localtime", "localtime", "", "posix/UTC\x00"]
)
def test_a_zone_that_nobody_knows_is_said_once_and_the_callers_is_taken(tzid: str) -> None:
    start = f"DTSTART;TZID={tzid}:20261110T090000"
    found = read(ics(vevent(start=start), vevent(uid="two", start=start)))

    assert [each.starts for each in found.events] == 2 * [utc(2026, 11, 10, 6)]
    assert told(found) == ([("VEVENT[0].DTSTART", "unknown zone")] if tzid else [])


@pytest.mark.parametrize(
    ("wall", "expected"),
    [
        ("20260101T090000", utc(2026, 1, 1, 8)),
        ("20260701T090000", utc(2026, 7, 1, 7)),
        ("20260329T015959", utc(2026, 3, 29, 0, 59, 59)),
        # Skipped: told by the offset before it.
        ("20260329T023000", utc(2026, 3, 29, 1, 30)),
        ("20260329T030000", utc(2026, 3, 29, 1)),
        # Twice: the first is meant.
        ("20261025T023000", utc(2026, 10, 25, 0, 30)),
        ("20261025T030000", utc(2026, 10, 25, 2)),
    ],
)
@pytest.mark.parametrize("zone", [CUSTOM, ""])
def test_a_zone_that_a_file_describes_goes_as_the_register_would(zone: str, wall: str, expected: datetime) -> None:
    tzid = "Customized Time Zone" if zone else "Europe/Paris"
    parts = [zone] if zone else []

    (found,) = events(*parts, vevent(start=f"DTSTART;TZID={tzid}:{wall}"))

    assert isinstance(found.starts, datetime)
    # Python takes a time of the hour that comes twice for none of another zone.
    assert found.starts.astimezone(UTC) == expected
    assert found.starts.utcoffset() == expected.astimezone(PARIS).utcoffset()


def test_every_hour_of_a_year_is_the_registers_by_the_rules_of_a_file() -> None:
    hours = [utc(2026, 1, 1) + timedelta(hours=number) for number in range(0, 365 * 24, 5)]
    walls = [hour.astimezone(PARIS) for hour in hours]
    starts = [
        vevent(uid=str(n), start=f"DTSTART;TZID=Customized Time Zone:{wall:%Y%m%dT%H%M%S}")
        for n, wall in enumerate(walls)
    ]

    found = events(CUSTOM, *starts, end=date(2027, 1, 1))

    # Of the hour that comes twice the first is meant.
    assert [each.starts.astimezone(UTC) for each in found if isinstance(each.starts, datetime)] == sorted(
        wall.replace(fold=0).astimezone(UTC) for wall in walls
    )


def test_a_zone_may_be_described_change_by_change_or_by_dates() -> None:
    zone = """BEGIN:VTIMEZONE
TZID:Mine
BEGIN:STANDARD
DTSTART:20200101T000000
TZOFFSETFROM:+0300
TZOFFSETTO:+0300
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20250401T000000
RDATE:20260401T000000,20270401T000000
TZOFFSETFROM:+0300
TZOFFSETTO:+043015
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20251001T000000
RDATE:20261001T000000
TZOFFSETFROM:+043015
TZOFFSETTO:+0300
END:STANDARD
END:VTIMEZONE"""
    starts = [f"DTSTART;TZID=Mine:2026{month}01T120000" for month in ("02", "05", "11")]

    found = events(zone, *(vevent(uid=str(place), start=start) for place, start in enumerate(starts)))

    assert [each.starts for each in found] == [utc(2026, 2, 1, 9), utc(2026, 5, 1, 7, 29, 45), utc(2026, 11, 1, 9)]


def test_rules_of_a_zone_end_where_they_say() -> None:
    zone = CUSTOM.replace("BYMONTH=3", "BYMONTH=3;UNTIL=20250330T010000Z")

    walls = ("20250701T090000", "20260701T090000")
    parts = [vevent(uid=wall, start=f"DTSTART;TZID=Customized Time Zone:{wall}") for wall in walls]

    # Summer time began for the last time in 2025, and ended.
    assert [each.starts for each in events(zone, *parts, start=date(2025, 1, 1))] == [
        utc(2025, 7, 1, 7),
        utc(2026, 7, 1, 8),
    ]


def test_where_a_zone_lies_is_believed_before_its_rules() -> None:
    zone = CUSTOM.replace("TZID:Customized Time Zone", "TZID:Mine\nX-LIC-LOCATION:Asia/Tokyo")

    found = read(ics(zone, vevent(start="DTSTART;TZID=Mine:20261110T090000")))

    assert found.events[0].starts == utc(2026, 11, 10)
    assert told(found) == [("VEVENT[0].DTSTART", "offsets differ")]


def test_the_name_of_a_zone_may_hold_commas() -> None:
    zone = CUSTOM.replace("TZID:Customized Time Zone", r"TZID:(UTC+01:00) Amsterdam\, Rome")

    (found,) = events(zone, vevent(start='DTSTART;TZID="(UTC+01:00) Amsterdam, Rome":20260701T090000'))

    assert found.starts == utc(2026, 7, 1, 7)


def test_a_zone_that_is_described_otherwise_than_the_register_has_it_is_said_once() -> None:
    zone = CUSTOM.replace("TZID:Customized Time Zone", "TZID:Asia/Damascus")
    parts = [vevent(uid=str(number), start="DTSTART;TZID=Asia/Damascus:20260701T090000") for number in range(3)]

    found = read(ics(zone, *parts))

    assert {each.starts for each in found.events} == {utc(2026, 7, 1, 6)}
    assert told(found) == [("VEVENT[0].DTSTART", "offsets differ")]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("TZOFFSETTO:+0200", "TZOFFSETTO:+9900", "not an offset"),
        ("TZOFFSETTO:+0200", "X:1", "not an offset"),
        ("DTSTART:16010101T020000", "DTSTART:then", "not a time"),
    ],
)
def test_a_part_of_a_zone_that_cannot_be_read_is_said(old: str, new: str, code: str) -> None:
    found = read(ics(CUSTOM.replace(old, new), vevent(start="DTSTART;TZID=Customized Time Zone:20260101T090000")))

    assert found.events[0].starts == utc(2026, 1, 1, 8)
    assert told(found) == [("VTIMEZONE[0]", code)]


def test_a_zone_without_any_rule_is_unknown() -> None:
    found = read(ics("BEGIN:VTIMEZONE\nTZID:Mine\nEND:VTIMEZONE", vevent(start="DTSTART;TZID=Mine:20261110T090000")))

    assert told(found) == [("VEVENT[0].DTSTART", "unknown zone")]


def test_an_end_in_another_zone_is_the_moment_that_it_says() -> None:
    found = event("DTEND;TZID=Asia/Tokyo:20261110T190000", start="DTSTART;TZID=Europe/Paris:20261110T100000")

    assert isinstance(found.ends, datetime)
    assert (found.ends, found.ends.tzinfo) == (utc(2026, 11, 10, 10), PARIS)


def test_the_clocks_of_the_caller_are_those_of_floating_times_and_of_midnight() -> None:
    apia = ZoneInfo("Pacific/Apia")
    found = events(vevent(start="DTSTART:20261110T233000"), start=date(2026, 11, 10), end=date(2026, 11, 10), zone=apia)

    assert found[0].starts == datetime(2026, 11, 10, 23, 30, tzinfo=apia)
