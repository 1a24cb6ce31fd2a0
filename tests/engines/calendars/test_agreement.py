"""What others write is read as they mean it, in whatever order it stands; each code has its words."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, vCalAddress
from icalendar import Event as Written

from secretariat.engines import calendars
from secretariat.engines.calendars import models
from tests.engines.calendars.made import CUSTOM, ics, read, vevent

SOURCES = "\n".join(path.read_text() for path in Path(calendars.__file__).parent.glob("*.py"))

# Letters that no reader composes, hides or takes for an end.
_WORDS = st.text(st.characters(codec="ascii", exclude_categories=["Cc"]) | st.sampled_from("éяعال中😀"), max_size=150)


@given(
    _WORDS,
    _WORDS,
    st.lists(_WORDS.map(lambda text: " ".join(text.split())).filter(bool), max_size=4, unique=True),
    st.datetimes(datetime(2026, 1, 2), datetime(2026, 12, 30)),  # noqa: DTZ001
    st.sampled_from(["Europe/Paris", "Asia/Damascus", "America/New_York", "UTC"]),
    st.none()
    | st.sampled_from([{"freq": ["daily"], "count": [5]}, {"freq": ["monthly"], "byday": ["-1FR"], "count": [3]}]),
)
def test_what_the_library_writes_is_read(
    summary: str, description: str, categories: list[str], begins: datetime, key: str, rule: dict[str, Any] | None
) -> None:
    starts = begins.replace(microsecond=0, tzinfo=ZoneInfo(key))
    calendar, event, attendee = Calendar(), Written(), vCalAddress("mailto:amal@lb.example")
    attendee.params["CN"] = f"A {summary}"
    for name, said in (("uid", "u-1@x"), ("summary", summary), ("description", description), ("dtstart", starts)):
        event.add(name, said)
    event.add("duration", timedelta(minutes=50))
    event.add("attendee", attendee)
    if categories:
        event.add("categories", categories)
    if rule:
        event.add("rrule", rule)
    calendar.add_component(event)
    calendar.add_missing_timezones()

    found = read(calendar.to_ical(), end=date(2027, 12, 31))

    assert found.problems == ()
    first = found.events[0]
    assert first.summary == " ".join(summary.split())
    assert first.description == "\n".join(line.rstrip() for line in description.split("\n")).strip()
    assert first.categories == tuple(categories)
    assert first.attendees[0].name == " ".join(f"A {summary}".split())
    assert isinstance(first.starts, datetime)
    # Of an hour that comes twice the first is meant.
    assert first.starts.astimezone(UTC) == starts.replace(fold=0).astimezone(UTC)
    assert len(found.events) == (int(rule["count"][0]) if rule else 1)


@given(st.permutations(range(7)))
def test_the_order_in_which_a_file_tells_of_its_events_changes_nothing(order: list[int]) -> None:
    start = "DTSTART;TZID=Customized Time Zone:20260301T090000"
    parts = [
        CUSTOM,
        vevent("RRULE:FREQ=WEEKLY;COUNT=6", "SUMMARY:Series", start=start),
        vevent(
            "RECURRENCE-ID;TZID=Customized Time Zone:20260308T090000",
            "SUMMARY:Moved",
            start=start.replace("0301", "0309"),
        ),
        vevent("RECURRENCE-ID:20260329T070000Z", "STATUS:CANCELLED", start="DTSTART:20260329T070000Z"),
        vevent("SUMMARY:Day", uid="two", start="DTSTART:20260310"),
        vevent("SUMMARY:Old", "SEQUENCE:1", uid="three"),
        vevent("SUMMARY:New", "SEQUENCE:2", uid="three", start="DTSTART:20260311T090000Z"),
    ]
    plain, mixed = (read(ics(*each)) for each in (parts, [parts[place] for place in order]))

    assert [replace(each, line=0) for each in plain.events] == [replace(each, line=0) for each in mixed.events]
    assert [each.summary for each in plain.events] == [
        "Series",
        "Moved",
        "Day",
        "New",
        "Series",
        "Series",
        "",
        "Series",
    ]
    assert {each.code for each in mixed.problems} == {"duplicate"}


def test_each_code_that_is_handed_out_is_explained() -> None:
    refusals = set(re.findall(r'Unreadable\("([^"]+)"', SOURCES))
    noted = set(re.findall(r'noted\([^"]*(?:f?"[^"]*"[^"]*)?, "([a-z -]+)"', SOURCES))
    unwritten = set(re.findall(r'Unwritable\([^,]+, "([^"]+)"', SOURCES))

    assert len(refusals) > 15
    assert len(noted) > 15
    assert len(unwritten) > 8
    for codes, kind in ((refusals, models.Unreadable), (noted, models.Problem), (unwritten, models.Unwritable)):
        assert {code for code in codes if f'"{code}"' not in str(kind.__doc__)} == set()
