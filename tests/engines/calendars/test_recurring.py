"""Series: spread out as their rules say, and as another program spreads them out."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from dateutil import rrule as other  # type: ignore[import-untyped]
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from secretariat.engines.calendars import Event
from tests.engines.calendars.made import CUSTOM, PARIS, events, ics, read, told, vevent


def days(*lines: str, start: str = "DTSTART;TZID=Europe/Paris:20260105T090000") -> list[str]:
    return [f"{each.starts:%m-%d}" for each in events(vevent(*lines, start=start))]


def midnight(year: int, month: int, day: int) -> datetime:
    return datetime.combine(date(year, month, day), time())


def instants(found: tuple[Event, ...]) -> list[datetime]:
    return [each.starts.astimezone(UTC) for each in found if isinstance(each.starts, datetime)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY;COUNT=3", ["01-05", "01-06", "01-07"]),
        ("FREQ=DAILY;INTERVAL=10;UNTIL=20260125T080000Z", ["01-05", "01-15", "01-25"]),
        ("FREQ=DAILY;INTERVAL=10;UNTIL=20260125T075959Z", ["01-05", "01-15"]),
        ("FREQ=DAILY;INTERVAL=10;UNTIL=20260125", ["01-05", "01-15", "01-25"]),
        ("FREQ=DAILY;BYDAY=MO,WE;COUNT=3", ["01-05", "01-07", "01-12"]),
        ("FREQ=DAILY;BYMONTH=3;BYMONTHDAY=-1,1;COUNT=3", ["01-05", "03-01", "03-31"]),
        ("FREQ=WEEKLY;COUNT=2", ["01-05", "01-12"]),
        ("FREQ=WEEKLY;BYDAY=FR,MO;INTERVAL=2;COUNT=4", ["01-05", "01-09", "01-19", "01-23"]),
        ("FREQ=WEEKLY;BYDAY=SU;INTERVAL=2;WKST=SU;COUNT=3", ["01-05", "01-18", "02-01"]),
        ("FREQ=WEEKLY;BYDAY=SU;INTERVAL=2;WKST=MO;COUNT=3", ["01-05", "01-11", "01-25"]),
        ("FREQ=WEEKLY;BYMONTH=2;COUNT=3", ["01-05", "02-02", "02-09"]),
        ("FREQ=MONTHLY;COUNT=3", ["01-05", "02-05", "03-05"]),
        ("FREQ=MONTHLY;BYDAY=2TU;COUNT=3", ["01-05", "01-13", "02-10"]),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2;COUNT=3", ["01-05", "01-13", "02-10"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", ["01-05", "01-30", "02-27"]),
        ("FREQ=MONTHLY;BYDAY=-1FR,1MO;COUNT=3", ["01-05", "01-30", "02-02"]),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=4", ["01-05", "02-13", "03-13", "11-13"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4", ["01-05", "01-31", "03-31", "05-31"]),
        ("FREQ=YEARLY;BYMONTH=3,1;COUNT=3", ["01-05", "03-05"]),
        ("FREQ=YEARLY;BYDAY=20MO", ["01-05", "05-18"]),
        ("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", ["01-05", "10-25"]),
        ("FREQ=YEARLY;BYMONTHDAY=6;UNTIL=20260301", ["01-05", "01-06", "02-06"]),
        ("FREQ=HOURLY;INTERVAL=24;COUNT=3", ["01-05", "01-06", "01-07"]),
        ("FREQ=MINUTELY;INTERVAL=1440;UNTIL=20260107", ["01-05", "01-06", "01-07"]),
        ("FREQ=SECONDLY;INTERVAL=86400;BYDAY=WE;COUNT=2", ["01-05", "01-07"]),
        ("freq=daily;count=2;X-OWN=1;", ["01-05", "01-06"]),
        ("FREQ=DAILY;COUNT=2;BYHOUR=9;BYMINUTE=0;BYSECOND=0", ["01-05", "01-06"]),
    ],
)
def test_a_rule_is_followed(rule: str, expected: list[str]) -> None:
    assert days(f"RRULE:{rule}") == expected


def test_a_series_keeps_its_hour_when_the_clocks_change() -> None:
    found = events(
        vevent(
            "RRULE:FREQ=WEEKLY;COUNT=3",
            "DTEND;TZID=Europe/Paris:20260323T100000",
            start="DTSTART;TZID=Europe/Paris:20260323T090000",
        )
    )

    assert instants(found) == [datetime(2026, *day, tzinfo=UTC) for day in ((3, 23, 8), (3, 30, 7), (4, 6, 7))]
    assert {
        each.ends - each.starts
        for each in found
        if isinstance(each.ends, datetime) and isinstance(each.starts, datetime)
    } == {timedelta(hours=1)}


def test_an_end_is_told_by_any_clock_and_days_by_the_calendar() -> None:
    # In the night to the 29th of March an hour is skipped.
    start = "DTSTART;TZID=Europe/Paris:20260327T200000"
    exact = events(vevent("RRULE:FREQ=DAILY;COUNT=2", "DTEND;TZID=Europe/Paris:20260328T200000", start=start))
    nominal = events(vevent("RRULE:FREQ=DAILY;COUNT=2", "DURATION:P1D", start=start))

    assert exact[1].ends == datetime(2026, 3, 29, 21, tzinfo=PARIS)
    assert nominal[1].ends == datetime(2026, 3, 29, 20, tzinfo=PARIS)


def test_each_time_of_a_series_has_a_name_that_no_zone_changes() -> None:
    paris, custom, utc = (
        events(*parts)
        for parts in (
            (vevent("RRULE:FREQ=DAILY;COUNT=2", start="DTSTART;TZID=Europe/Paris:20260701T090000"),),
            (CUSTOM, vevent("RRULE:FREQ=DAILY;COUNT=2", start="DTSTART;TZID=Customized Time Zone:20260701T090000")),
            (vevent("RRULE:FREQ=DAILY;COUNT=2", start="DTSTART:20260701T070000Z"),),
        )
    )

    names = ["ics:one@example.org:20260701T070000Z", "ics:one@example.org:20260702T070000Z"]
    assert [[each.source_id for each in found] for found in (paris, custom, utc)] == 3 * [names]
    assert [each.recurrence_id for each in paris] == [each.starts for each in paris]


def test_whole_days_recur_as_days() -> None:
    found = events(vevent("RRULE:FREQ=YEARLY;UNTIL=20300101T000000Z", start="DTSTART:20240229"), end=date(2032, 12, 31))

    assert [each.source_id for each in found] == ["ics:one@example.org:20280229"]
    assert (found[0].starts, found[0].recurrence_id) == (date(2028, 2, 29), date(2028, 2, 29))


def test_dates_are_added_and_taken_out() -> None:
    found = days(
        "RRULE:FREQ=DAILY;COUNT=5",
        "RDATE;TZID=Europe/Paris:20260201T090000,20260201T090000",
        "RDATE;VALUE=PERIOD:20260301T080000Z/PT1H",
        "EXDATE:20260106T080000Z",
        "EXDATE;TZID=Europe/Paris:20260108T090000,20260109T100000",
        "EXDATE;VALUE=DATE:20260107",
    )

    assert found == ["01-05", "01-09", "02-01", "03-01"]


def test_one_of_a_series_that_was_moved_or_called_off_stands_for_it() -> None:
    series = vevent("RRULE:FREQ=DAILY;COUNT=4", "SUMMARY:Daily", start="DTSTART;TZID=Europe/Paris:20260105T090000")
    moved = vevent("RECURRENCE-ID:20260106T080000Z", "SUMMARY:Moved", "SEQUENCE:1", start="DTSTART:20260110T120000Z")
    off = vevent(
        "RECURRENCE-ID;VALUE=DATE:20260107", "STATUS:CANCELLED", start="DTSTART;TZID=Europe/Paris:20260107T090000"
    )
    away = vevent("RECURRENCE-ID;TZID=Europe/Paris:20260108T090000", start="DTSTART:20290101T090000Z")

    found = events(off, moved, series, away)

    assert [(each.summary, each.status, f"{each.starts:%d %H}") for each in found] == [
        ("Daily", "", "05 09"),
        ("", "CANCELLED", "07 09"),
        ("Moved", "", "10 12"),
    ]
    assert found[2].source_id == "ics:one@example.org:20260106T080000Z"
    assert found[2].recurrence_id == datetime(2026, 1, 6, 8, tzinfo=UTC)


def test_one_of_a_series_stands_alone_where_the_series_is_not_in_the_file() -> None:
    (found,) = events(vevent("RECURRENCE-ID:20260106T080000Z"))

    assert found.source_id == "ics:one@example.org:20260106T080000Z"


def test_one_of_a_series_of_which_nobody_knows_which_is_left_out() -> None:
    series = vevent("RRULE:FREQ=DAILY;COUNT=3", start="DTSTART:20260105T080000Z")

    found = read(ics(series, vevent("RECURRENCE-ID:once", "SEQUENCE:7", start="DTSTART:20260106T100000Z")))

    assert told(found) == [("VEVENT[1].RECURRENCE-ID", "not a time")]
    assert len(found.events) == 3


def test_a_change_of_this_and_all_that_follow_is_said() -> None:
    series = vevent("RRULE:FREQ=DAILY;COUNT=3", start="DTSTART:20260105T080000Z")
    changed = vevent(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260106T080000Z", "SUMMARY:Later", start="DTSTART:20260106T100000Z"
    )

    found = read(ics(series, changed))

    assert told(found) == [("VEVENT[1].RECURRENCE-ID", "this and future")]
    assert [f"{each.starts:%d %H}" for each in found.events] == ["05 08", "06 10", "07 08"]


@pytest.mark.parametrize(
    ("rule", "code", "said"),
    [
        ("FREQ=SOMETIMES", "rule", "FREQ=SOMETIMES"),
        ("COUNT=3", "rule", "COUNT=3"),
        ("FREQ=DAILY;COUNT=0", "rule", "COUNT=0"),
        ("FREQ=DAILY;COUNT=-1", "rule", "COUNT=-1"),
        ("FREQ=DAILY;INTERVAL=9999999999", "rule", "INTERVAL=9999999999"),
        ("FREQ=DAILY;UNTIL=never", "rule", "UNTIL=NEVER"),
        ("FREQ=DAILY;FREQ=WEEKLY", "rule", "FREQ=DAILY;FREQ=WEEKLY"),
        ("FREQ=WEEKLY;BYDAY=2MO", "rule", "BYDAY=2MO"),
        ("FREQ=MONTHLY;BYDAY=0MO", "rule", "BYDAY=0MO"),
        ("FREQ=MONTHLY;BYDAY=54MO", "rule", "BYDAY=54MO"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "rule", "BYMONTHDAY=32"),
        ("FREQ=MONTHLY;BYMONTH=13", "rule", "BYMONTH=13"),
        ("FREQ=MONTHLY;WKST=XX", "rule", "WKST=XX"),
        ("FREQ=YEARLY;BYWEEKNO=20", "unsupported", "BYWEEKNO"),
        ("FREQ=YEARLY;BYYEARDAY=1", "unsupported", "BYYEARDAY"),
        ("FREQ=YEARLY;RSCALE=HEBREW", "unsupported", "RSCALE"),
        ("FREQ=DAILY;BYHOUR=9,12", "unsupported", "BYHOUR"),
        ("FREQ=HOURLY;BYMINUTE=0", "unsupported", "BYMINUTE"),
        ("FREQ=HOURLY;BYSETPOS=1", "unsupported", "BYSETPOS"),
        ("D1 #10", "rule", "D1 #10"),
        ("", "rule", ""),
    ],
)
def test_of_a_rule_that_cannot_be_followed_the_first_time_is_given(rule: str, code: str, said: str) -> None:
    found = read(ics(vevent(f"RRULE:{rule}", start="DTSTART:20260105T090000Z")))

    assert [each.source_id for each in found.events] == ["ics:one@example.org:20260105T090000Z"]
    assert [(each.where, each.code, each.said) for each in found.problems] == [("VEVENT[0].RRULE", code, said)]


def test_rules_that_take_out_are_said() -> None:
    found = read(ics(vevent("RRULE:FREQ=DAILY;COUNT=2", "EXRULE:FREQ=DAILY;COUNT=1")))

    assert told(found) == [("VEVENT[0].EXRULE", "unsupported")]


def test_for_ever_may_be_written_as_the_last_year_there_is() -> None:
    assert len(days("RRULE:FREQ=MONTHLY;UNTIL=99991231T235959Z")) == 12


def test_a_series_that_began_long_ago_is_entered_where_it_is_asked_for() -> None:
    found = events(
        vevent("RRULE:FREQ=WEEKLY;INTERVAL=3", start="DTSTART;TZID=Europe/Paris:19010101T090000"),
        start=date(2026, 11, 1),
        end=date(2026, 11, 30),
    )

    assert {(each.starts.toordinal() - date(1901, 1, 1).toordinal()) % 21 for each in found} == {0}
    assert len(found) in {1, 2}


_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@st.composite
def rules(draw: st.DrawFn) -> str:
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={freq}", f"INTERVAL={draw(st.integers(1, 5))}"]
    if draw(st.booleans()):
        numbers = st.sampled_from(["", "1", "2", "-1", "5", "-5"] if freq in {"MONTHLY", "YEARLY"} else [""])
        named = draw(st.lists(st.tuples(numbers, st.sampled_from(_DAYS)), min_size=1, max_size=4, unique=True))
        # Another program mixes all of a weekday and the nth of it up.
        assume(len({bool(number) for number, _day in named}) == 1)
        parts.append("BYDAY=" + ",".join(number + day for number, day in named))
    # By the standard, a day of the month narrows no week and the nth weekday of no month that is told by its days.
    if freq != "WEEKLY" and not any(char.isdigit() for part in parts[2:] for char in part) and draw(st.booleans()):
        found = draw(st.lists(st.integers(-31, 31).filter(bool), min_size=1, max_size=3, unique=True))
        parts.append("BYMONTHDAY=" + ",".join(map(str, found)))
    if draw(st.booleans()):
        parts.append(
            "BYMONTH=" + ",".join(map(str, draw(st.lists(st.integers(1, 12), min_size=1, max_size=4, unique=True))))
        )
    if len(parts) > 2 and freq in {"MONTHLY", "YEARLY"} and draw(st.booleans()):
        parts.append(f"BYSETPOS={draw(st.sampled_from(['1', '2', '-1', '-2', '3,-1']))}")
    parts.append(f"WKST={draw(st.sampled_from(_DAYS))}")
    return ";".join(parts)


@settings(max_examples=150)
@given(
    rules(),
    st.dates(date(2023, 1, 1), date(2026, 6, 30)),
    st.none() | st.integers(1, 60),
    st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
)
def test_a_series_is_what_another_program_makes_of_it(
    rule: str, first: date, count: int | None, until: date | None
) -> None:
    start = datetime.combine(first, time(9))
    if count is not None:
        rule += f";COUNT={count}"
    elif until is not None:
        rule += f";UNTIL={until:%Y%m%d}T090000"
    spread = other.rrulestr(rule, dtstart=start)
    # The other begins with the first day that the rule names; the standard counts the first day of all.
    assume(next(iter(spread), None) == start)

    found = read(ics(vevent(f"RRULE:{rule}", start=f"DTSTART:{start:%Y%m%dT%H%M%S}")))

    expected = spread.between(midnight(2026, 1, 1), midnight(2027, 1, 1), inc=True)
    assert found.problems == ()
    assert [each.starts.replace(tzinfo=None) for each in found.events if isinstance(each.starts, datetime)] == expected


@given(
    st.sampled_from(["HOURLY", "MINUTELY", "SECONDLY"]),
    st.integers(1, 999_999),
    st.none() | st.integers(1, 200),
    st.integers(0, 10**7),
)
def test_what_recurs_by_the_clock_is_what_another_program_makes_of_it(
    freq: str, interval: int, count: int | None, before: int
) -> None:
    start = midnight(2026, 3, 2) - timedelta(seconds=before)
    rule = f"FREQ={freq};INTERVAL={max(interval, {'HOURLY': 1, 'MINUTELY': 30, 'SECONDLY': 1000}[freq])}"
    rule += f";COUNT={count}" if count else ""

    found = read(
        ics(vevent(f"RRULE:{rule}", start=f"DTSTART:{start:%Y%m%dT%H%M%S}")),
        start=date(2026, 3, 1),
        end=date(2026, 3, 3),
    )

    expected = other.rrulestr(rule, dtstart=start).between(
        midnight(2026, 3, 1), midnight(2026, 3, 4) - timedelta(seconds=1), inc=True
    )
    assert found.problems == ()
    assert [each.starts.replace(tzinfo=None) for each in found.events if isinstance(each.starts, datetime)] == expected
