"""Calendars become sessions on the days of the conference; series are spread out, and what is elsewhere is counted."""

from dataclasses import replace

import pytest

from secretariat.api.models import ImportFormat
from secretariat.api.queries.drafted import Chosen, Draft, Unreadable
from tests.api import drafts
from tests.engines.calendars.made import ics, vevent

CALENDAR = ImportFormat.CALENDAR
MORNING = "DTSTART:20201111T070000Z"


def of(*parts: str, **fields: str) -> Draft:
    """What is drafted of a calendar with these parts."""
    return drafts.drafted(CALENDAR, ics(*parts, **fields))


def test_an_event_becomes_a_session_by_the_clocks_of_the_conference() -> None:
    draft = drafts.drafted(CALENDAR)

    assert drafts.row(draft, "ics:opening@example.org").cells == {
        "title": {"en": "Opening, with words of welcome"},
        "starts_at": "2020-11-11T09:00:00+02:00",
        "ends_at": "2020-11-11T10:00:00+02:00",
        "room": "ics:room:hall a",
        "description": {"en": "One\nTwo"},
        "is_cancelled": False,
    }
    said = next(each for each in draft.problems if each.code == "other_zone")
    assert said.values == {"theirs": "Europe/Zurich", "ours": "Asia/Damascus"}


def test_a_series_without_end_gives_its_times_on_the_days_of_the_conference_and_one_that_was_moved() -> None:
    daily = [each for each in drafts.drafted(CALENDAR).rows if each.source_id.startswith("ics:briefing")]

    assert [(each.source_id, each.cells["starts_at"]) for each in daily] == [
        ("ics:briefing@example.org:20201111T060000Z", "2020-11-11T08:00:00+02:00"),
        ("ics:briefing@example.org:20201112T060000Z", "2020-11-12T09:00:00+02:00"),
    ]
    assert [each.cells["title"]["en"] for each in daily] == ["Daily briefing", "Daily briefing, an hour later"]


def test_a_room_is_one_however_it_is_capitalised() -> None:
    rooms = drafts.rows(drafts.drafted(CALENDAR), "room")

    assert [each.source_id for each in rooms] == ["ics:room:hall a", "ics:room:hall b"]


def test_what_was_called_off_is_cancelled_and_what_is_private_says_so() -> None:
    dinner = drafts.row(drafts.drafted(CALENDAR), "ics:dinner@example.org")

    assert dinner.cells["is_cancelled"] is True
    assert drafts.told(dinner) == [("", "private")]


def test_a_calendar_that_cancels_cancels_all_that_is_in_it() -> None:
    draft = of(vevent("SUMMARY:Dinner", "DURATION:PT1H", start=MORNING), head="VERSION:2.0\nMETHOD:CANCEL")

    assert draft.rows[0].cells["is_cancelled"] is True


def test_whole_days_keep_their_day_and_of_several_the_first() -> None:
    one = of(vevent("SUMMARY:Exhibition", start="DTSTART;VALUE=DATE:20201112"))
    several = drafts.row(drafts.drafted(CALENDAR), "ics:holiday@example.org")

    assert (one.rows[0].cells["day"], drafts.told(one.rows[0])) == ("2020-11-12", [("starts_at", "whole_day")])
    assert (several.cells["day"], drafts.told(several)) == ("2020-11-11", [("day", "several_days")])
    assert several.findings[0].values == {"last": "2020-11-12"}


def test_what_is_on_other_days_or_no_event_is_counted() -> None:
    left = drafts.left(drafts.drafted(CALENDAR))

    assert left == {"organisers": 1, "attendees": 1, "addresses_of_pages": 1, "outside": 1, "other_components": 1}


def test_an_event_without_a_time_that_can_be_read_is_told_with_its_line() -> None:
    said = next(each for each in drafts.drafted(CALENDAR).problems if each.code == "time")

    assert said.values["where"] == "80"
    assert said.values["said"] == "20201340T990000Z"


def test_times_without_a_zone_are_those_that_were_chosen() -> None:
    file = ics(vevent("SUMMARY:Talk", "DURATION:PT1H", start="DTSTART:20201111T090000"))

    here = drafts.drafted(CALENDAR, file)
    there = drafts.drafted(CALENDAR, file, replace(drafts.CHOSEN, zone="Asia/Tokyo"))

    assert here.rows[0].cells["starts_at"] == "2020-11-11T09:00:00+02:00"
    assert there.rows[0].cells["starts_at"] == "2020-11-11T09:00:00+09:00"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("DTEND:20201111T060000Z",), ("ends_at", "ends_first")),
        (("DTEND:never",), ("ends_at", "time")),
        (("DURATION:never",), ("ends_at", "time")),
        (("RRULE:FREQ=NEVER",), ("starts_at", "rule")),
        (("STATUS:MAYBE",), ("is_cancelled", "shape")),
        (("STATUS:TENTATIVE", "DURATION:PT1H"), ("starts_at", "tentative")),
        ((f"DESCRIPTION:{'x' * 20_001}",), ("description", "cut")),
    ],
)
def test_what_is_wrong_with_a_field_stands_at_its_cell(lines: tuple[str, ...], told: tuple[str, str]) -> None:
    first = vevent("SUMMARY:Before", "DURATION:PT1H", start=MORNING, uid="before")
    # Events that are not on these days come before those that are, and take nothing from them.
    outside = vevent("SUMMARY:Outside", "DTEND:never", start="DTSTART:20210101T000000Z", uid="outside")

    draft = of(first, outside, vevent("SUMMARY:Talk", *lines, start=MORNING))

    (talk,) = (each for each in draft.rows if each.cells["title"] == {"en": "Talk"})
    assert told in drafts.told(talk)
    assert drafts.told(drafts.row(draft, "ics:before")) == []
    assert drafts.problems(draft) == []


def test_an_older_version_is_told_and_counted_nowhere_else() -> None:
    draft = of(
        vevent("SUMMARY:Old", "SEQUENCE:1", "DURATION:PT1H", start=MORNING),
        vevent("SUMMARY:New", "SEQUENCE:2", "DURATION:PT1H", start=MORNING),
    )

    assert [each.cells["title"] for each in draft.rows] == [{"en": "New"}]
    assert drafts.problems(draft) == ["twice"]
    assert drafts.left(draft) == {}


def test_html_in_a_description_becomes_plain_text() -> None:
    draft = of(vevent("SUMMARY:a", "DURATION:PT1H", "DESCRIPTION:<p>One</p><br>Two\\, three", start=MORNING))

    assert draft.rows[0].cells["description"] == {"en": "One\nTwo, three"}


def test_lines_end_as_they_like() -> None:
    for ends in ("\r\n", "\n"):
        first = vevent("SUMMARY:Before", "DURATION:PT1H", start=MORNING, uid="before")
        last = vevent("SUMMARY:Talk", "DTEND:never", start=MORNING)
        draft = drafts.drafted(CALENDAR, ics(first, last, ends=ends))

        assert [drafts.told(each) for each in draft.rows] == [[], [("ends_at", "no_end"), ("ends_at", "time")]]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (b"", "calendar empty"),
        (b"Dear Sir", "calendar no calendar"),
        (ics(vevent("SUMMARY:a"), head="VERSION:2.0\nMETHOD:REPLY"), "calendar reply"),
    ],
)
def test_what_is_no_calendar_is_refused(file: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        drafts.drafted(CALENDAR, file)

    assert refused.value.code == code


def test_a_conference_without_days_reads_no_calendar() -> None:
    with pytest.raises(Unreadable, match="no days"):
        drafts.drafted(CALENDAR, drafts.content(CALENDAR), Chosen("Asia/Damascus", "en"))


def test_a_calendar_with_nothing_on_these_days_says_so() -> None:
    draft = of(vevent("SUMMARY:Talk", start="DTSTART:20210101T000000Z"))

    assert draft.rows == ()
    assert drafts.problems(draft) == ["nothing"]
    assert drafts.left(draft) == {"outside": 1}
