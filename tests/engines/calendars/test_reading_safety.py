"""Files that mean harm are refused or read at a bounded cost, and never break anything."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.engines.calendars import models, read_ics, work
from secretariat.engines.calendars.models import CalendarRead, Unreadable
from tests.engines.calendars.made import CUSTOM, DAMASCUS, ics, read, told, vevent


def code(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read(data)
    return refused.value.code


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\x00", "utf-16"),
        (ics(vevent()).decode().encode("utf-16"), "utf-16"),
        (ics(vevent()).decode().encode("utf-16-le"), "utf-16"),
        (ics(vevent()).decode().encode("utf-16-be"), "utf-16"),
        (b"<!DOCTYPE html><title>Sign in</title>", "no calendar"),
        (b"PK\x03\x04rest", "no calendar"),
        (b"BEGIN:VEVENT\nDTSTART:20261110\nEND:VEVENT", "no calendar"),
        (b"not BEGIN:VCALENDAR", "no calendar"),
        (b"BEGIN:VEVENT\nBEGIN:VCALENDAR\nEND:VCALENDAR", "no calendar"),
        (b"BEGIN:VCALENDAR\n" + 9 * b"BEGIN:X\n", "too deep"),
        (b"BEGIN:VCALENDAR\n" + 9 * b"BEGIN:VCALENDAR\n", "too deep"),
    ],
)
def test_what_is_no_calendar_is_refused_by_what_it_is(data: bytes, expected: str) -> None:
    assert code(data) == expected


def test_a_file_is_as_large_as_it_may_be_and_no_larger() -> None:
    filled = ics(vevent()) + b"\n" * 10
    assert code(filled.ljust(models.SIZE_LIMIT + 1, b"x")) == "too large"
    assert read(filled.ljust(models.SIZE_LIMIT, b"x")).events
    assert code(ics("\n".join("X:1" for _ in range(models.MOST_LINES)))) == "too many lines"
    assert code(ics() + b"\r" * models.MOST_LINES) == "too many lines"


def test_a_hundred_thousand_events_are_refused_before_anything_is_made_of_them() -> None:
    one = b"BEGIN:VEVENT\r\nDTSTART:20260101\r\nEND:VEVENT\r\n"

    for each in (one, one.lower(), one.replace(b"VEV", b"VE\r\n V"), one.replace(b"DTS", 9 * b"X:1\r\n" + b"DTS")):
        assert code(b"BEGIN:VCALENDAR\r\n" + 100_000 * each + b"END:VCALENDAR\r\n").startswith("too many")
        assert code(b"BEGIN:VCALENDAR\r\n" + 10_001 * each + b"END:VCALENDAR\r\n") == "too many events"
    endless = one.replace(b"END", b"RRULE:FREQ=DAILY\r\nDESCRIPTION:" + 300 * b"x" + b"\r\nEND")
    assert code(b"BEGIN:VCALENDAR\r\n" + 100_000 * endless + b"END:VCALENDAR\r\n") == "too many events"
    assert (
        len(read(b"BEGIN:VCALENDAR\r\n" + models.MOST_EVENTS * one + b"END:VCALENDAR\r\n").events) == models.MOST_EVENTS
    )


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=SECONDLY;COUNT=999999",
        "FREQ=SECONDLY;INTERVAL=1;UNTIL=99991231T235959Z",
        "FREQ=MINUTELY",
        "FREQ=HOURLY",
    ],
)
@pytest.mark.parametrize("start", ["DTSTART:19000102T000000Z", "DTSTART:20251225T000000Z"])
def test_a_series_that_is_too_dense_gives_the_first_of_what_is_asked_for_and_says_so(rule: str, start: str) -> None:
    found = read(ics(vevent(f"RRULE:{rule}", start=start)))

    assert len(found.events) == (0 if "COUNT" in rule and "1900" in start else models.MOST_OCCURRENCES)
    assert told(found) == ([("VEVENT[0]", "too many occurrences")] if found.events else [])


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;COUNT=999999;BYDAY=MO",
        "FREQ=MINUTELY;BYMONTHDAY=-31;BYMONTH=4",
        "FREQ=DAILY;COUNT=999999;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;COUNT=999999;BYDAY=53MO,53TU,-53WE",
        "FREQ=WEEKLY;COUNT=999999;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12",
    ],
)
def test_a_series_that_costs_too_much_is_left_and_said(rule: str) -> None:
    found = read(ics(vevent(f"RRULE:{rule}", start="DTSTART:19000102T000000Z"), vevent(uid="two")))

    assert [each.uid for each in found.events] == ["two"]
    assert told(found) == [("VEVENT[0].RRULE", "too many occurrences")]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=SECONDLY", "too many occurrences"),
        ("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "too much work"),
        ("FREQ=DAILY;COUNT=999999;BYMONTH=2;BYMONTHDAY=30", "too much work"),
        ("FREQ=YEARLY;COUNT=9;BYDAY=53MO,-53WE;BYMONTHDAY=31", "too much work"),
    ],
)
def test_many_such_series_are_refused_together(rule: str, expected: str) -> None:
    parts = [vevent(f"RRULE:{rule}", uid=str(number), start="DTSTART:19000102T000000Z") for number in range(5_000)]

    assert code(ics(*parts)) == expected


def test_steps_are_counted_for_a_file_and_not_for_each_series(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    real = work.spent

    def spent(kept: work.Work, steps: int = 1) -> None:
        taken.append(steps)
        real(kept, steps)

    monkeypatch.setattr("secretariat.engines.calendars.recurring.spent", spent)
    found = read(
        ics(vevent("RRULE:FREQ=DAILY", start="DTSTART:19000102T000000Z")), start=date(2026, 1, 1), end=date(2026, 1, 31)
    )

    assert len(found.events) == 31
    # Days before are skipped, not walked through.
    assert sum(taken) < 60


def test_dates_beyond_measure_are_cut_and_said() -> None:
    many = ",".join(["20260101T000000Z"] * (models.MOST_DATES + 1))
    found = read(ics(vevent(f"RDATE:{many}"), vevent("RRULE:FREQ=DAILY;COUNT=2", f"EXDATE:{many}", uid="two")))

    assert told(found) == [("VEVENT[0].RDATE", "too many"), ("VEVENT[1].EXDATE", "too many")]
    lists = [vevent(f"RDATE:{many}", f"RDATE:{many}", uid=str(number)) for number in range(60)]
    assert code(ics(*lists)) == "too much work"


def test_attendees_and_categories_beyond_measure_are_cut_and_said() -> None:
    people = [f"ATTENDEE:mailto:a{number}@example.org" for number in range(models.MOST_ATTENDEES + 5)]
    found = read(ics(vevent("CATEGORIES:" + ",".join(map(str, range(60))), *people)))

    assert len(found.events[0].attendees) == models.MOST_ATTENDEES
    assert len(found.events[0].categories) == 50
    assert told(found) == [("VEVENT[0].CATEGORIES", "too many"), ("VEVENT[0].ATTENDEE", "too many")]


def test_zones_beyond_measure_are_not_read() -> None:
    zones = [CUSTOM.replace("Customized", f"{number} Customized") for number in range(models.MOST_ZONES + 9)]
    used = [
        vevent(uid=str(n), start=f"DTSTART;TZID={n} Customized Time Zone:20261110T090000")
        for n in range(models.MOST_ZONES + 9)
    ]

    found = read(ics(*zones, *used))

    assert [each.code for each in found.problems] == ["too many"] + 9 * ["unknown zone"]


def test_a_zone_of_countless_rules_is_refused() -> None:
    rules = "\n".join(["RRULE:FREQ=DAILY"] * 60)
    zone = CUSTOM.replace("TZOFFSETFROM:+0200", f"TZOFFSETFROM:+0200\n{rules}")

    assert code(ics(zone, vevent(start="DTSTART;TZID=Customized Time Zone:20261110T090000"))) == "too much work"


def test_a_line_that_never_ends_is_left_out_and_said() -> None:
    long = "D" * models.LONGEST_LINE
    folded = "\n ".join(["DESCRIPTION:"] + ["D" * 70] * (models.LONGEST_LINE // 70 + 1))

    found = read(ics(vevent(f"DESCRIPTION:{long}", "SUMMARY:Kept"), vevent(folded, uid="two")))

    assert [(each.summary, each.description) for each in found.events] == [("Kept", ""), ("", "")]
    assert told(found) == [("VEVENT[0].DESCRIPTION", "line too long"), ("VEVENT[1].DESCRIPTION", "line too long")]


@pytest.mark.parametrize(
    "line",
    [
        "ATTENDEE" + ';A="' * 20_000 + ":x",
        "ATTENDEE" + ';A="x"y' * 9_000,
        "ATTENDEE;CN=" + 'a"b"' * 15_000 + '"',
        "ATTENDEE" + ";A=b" * 16_000 + ":x",
        "ATTENDEE;CN=" + "a," * 30_000 + ":x",
        "ATTENDEE;" + " " * 60_000,
        "ATTENDEE:mailto:" + "a." * 30_000 + "@" + "b-" * 100,
        "ATTENDEE:mailto:a@" + "b" * 60_000,
        "ATTENDEE:mailto:a@" + "b." * 120,
        "SUMMARY;ENCODING=QUOTED-PRINTABLE:" + "=" * 60_000,
        "CATEGORIES:" + "\\" * 60_001,
        "RRULE:" + "FREQ=DAILY;" * 90,
        "RRULE:FREQ=DAILY;BYDAY=" + "MO," * 300,
        "DURATION:P" + "1" * 60_000,
        "SEQUENCE:" + "9" * 5_000,
    ],
)
def test_lines_made_to_be_slow_are_read_like_any_other(line: str) -> None:
    assert len(read(ics(vevent(line))).events) == 1


def test_problems_are_counted_when_there_are_too_many() -> None:
    found = read(
        ics(vevent(*(f"ATTENDEE:{number}" for number in range(500)), "SEQUENCE:x"), vevent("SEQUENCE:x", uid="two"))
    )

    assert len(found.problems) == models.MOST_PROBLEMS + 1
    assert (found.problems[-1].code, found.problems[-1].said) == ("more problems", "2")


def test_what_is_said_of_a_problem_is_short() -> None:
    found = read(ics(vevent("STATUS:" + "x" * 5_000)))

    assert len(found.problems[0].said) == 120


_PIECES = st.sampled_from(
    [
        *["BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "BEGIN:STANDARD"],
        *["END:STANDARD", "BEGIN:VALARM", "END:VALARM", "BEGIN:VTODO", "END:VTODO", "UID:a", "UID:b", "SEQUENCE:1", "DTSTART:20260301"],
        *["DTSTART;TZID=Mine:20260329T023000", "DTSTART:20260301T090000Z", "DTEND:20260301T100000Z", "DTEND:20260302"],
        *["DURATION:PT1H", "DURATION:P9999W", "DURATION:P99999D", "RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=SECONDLY"],
        *["RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "RRULE:FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,2TU", "EXDATE:20260302"],
        *["RDATE:20260304,20260305T010101Z", "RECURRENCE-ID:20260302", "RECURRENCE-ID:20260302T090000Z", "TZID:Mine"],
        *["TZOFFSETFROM:+2359", "TZOFFSETTO:-2359", "DTSTART:16010101T020000", "DTSTART:99991231T235959", "DTSTART:00010101"],
        *["X-LIC-LOCATION:Europe/Paris", "STATUS:CANCELLED", "SUMMARY:\\", "CATEGORIES:,\\,,", "URL:http://[", "DTSTART:19000101T000000"],
        *['ATTENDEE;CN="', "ORGANIZER:mailto:%ff@%00", "DTSTART:21991231T235959", "RRULE:FREQ=DAILY;UNTIL=00010101"],
        "DTSTART;TZID=Pacific/Kiritimati:19000101T000000", "DTSTART;TZID=America/New_York:21991231T235959", " folded",
    ]
)  # fmt: skip


def attempted(data: bytes, start: date, end: date) -> CalendarRead | None:
    """What is read, whatever it is, keeps to what is promised of it."""
    try:
        found = read_ics(data, start=start, end=end, zone=DAMASCUS)
    except Unreadable:
        return None
    names = [(each.source_id, each.line) for each in found.events]
    assert len(set(names)) == len(names) <= models.MOST_RETURNED
    for each in found.events:
        assert isinstance(each.starts, datetime) == isinstance(each.ends, datetime)
        first, last = (_day(moment) for moment in (each.starts, each.ends))
        assert first <= last
        assert first <= end
        assert last >= start
        assert (each.recurrence_id is None) == (each.source_id.count(":") < 2 + each.uid.count(":"))
    return found


def _day(moment: datetime | date) -> date:
    if not isinstance(moment, datetime):
        return moment
    assert moment.tzinfo is not None
    return moment.astimezone(DAMASCUS).date()


@given(st.lists(_PIECES, max_size=40), st.sampled_from(["\n", "\r\n"]), st.dates(), st.dates())
def test_lines_in_any_order_are_read_or_refused(pieces: list[str], ends: str, start: date, end: date) -> None:
    attempted(ics(*pieces, ends=ends), start, end)
    attempted(ics("BEGIN:VEVENT", *pieces, "END:VEVENT", ends=ends), date(1900, 1, 1), date(2200, 1, 1))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    attempted(data, date.min, date.max)
    attempted(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260301\n" + data + b"\nEND:VEVENT", date.min, date.max)


@given(
    st.sampled_from(["DTSTART", "RRULE", "EXDATE", "ATTENDEE", "URL", "DURATION", "SUMMARY", "CATEGORIES"]),
    st.text(max_size=60),
)
def test_any_value_and_any_parameter_is_read_or_said(name: str, text: str) -> None:
    for line in (f"{name}:{text}", f"{name};TZID={text}:20260301T090000", f"{name}{text}"):
        found = attempted(ics(vevent(line)), date(2026, 1, 1), date(2026, 12, 31))
        assert found is None or len(found.events) <= models.MOST_OCCURRENCES


@given(st.binary(min_size=1, max_size=8), st.integers(0, 10**6))
def test_a_calendar_with_a_few_bytes_changed_is_read_or_refused(noise: bytes, place: int) -> None:
    data = ics(
        CUSTOM,
        vevent("RRULE:FREQ=DAILY;COUNT=3", "SUMMARY:One", start="DTSTART;TZID=Customized Time Zone:20260301T090000"),
    )
    at = place % len(data)

    attempted(data[:at] + noise + data[at + len(noise) :], date(2026, 1, 1), date(2026, 12, 31))
