"""Invitations are read back by the library, by a reader of a few lines, and by the engine itself."""

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from secretariat.engines.calendars import (
    Attendee,
    Invitation,
    Unwritable,
    read_ics,
    write_cancel,
    write_request,
)
from tests.engines.calendars.made import PARIS, STAMP, invitation, plainly, read, value


def by_library(data: bytes) -> Any:
    return Calendar.from_ical(data)


def event_of(data: bytes) -> Any:
    (found,) = by_library(data).walk("VEVENT")
    return found


def offset_by_rules(data: bytes, moment: datetime) -> timedelta:
    """What the calendar's own rules of the zone say, as a program without a register of zones reads them."""
    onsets = sorted(
        ((part["DTSTART"].dt - part["TZOFFSETFROM"].td).replace(tzinfo=UTC), part["TZOFFSETTO"].td)
        for part in by_library(data).walk("VTIMEZONE")[0].subcomponents
    )
    found: timedelta = [offset for onset, offset in onsets if onset <= moment][-1]
    return found


def refused(**fields: Any) -> tuple[str, str]:
    with pytest.raises(Unwritable) as found:
        write_request(invitation(**fields))
    with pytest.raises(Unwritable):
        write_cancel(invitation(**fields))
    return found.value.where, found.value.code


def test_an_invitation_says_what_the_standard_asks_for() -> None:
    data = write_request(invitation(language="en"))

    calendar, event = by_library(data), event_of(data)
    assert (calendar["METHOD"], calendar["VERSION"], calendar["CALSCALE"]) == ("REQUEST", "2.0", "GREGORIAN")
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == ("meeting-7@secretariat.example", 2, "CONFIRMED")
    assert event["DTSTAMP"].dt == STAMP
    assert (event["DTSTART"].dt, event["DTSTART"].params["TZID"]) == (invitation().starts, "Asia/Damascus")
    assert event["DTEND"].dt == invitation().ends
    assert event["SUMMARY"] == "Meeting on schools, part 2; final"
    assert event["SUMMARY"].params["LANGUAGE"] == "en"
    assert event["DESCRIPTION"] == "One\nTwo; three, four\\five"
    assert (event["LOCATION"], event["URL"]) == ("Salon, table 3", "https://secretariat.example/en/meeting?id=7&x=1")
    assert event["ORGANIZER"] == "mailto:office@secretariat.example"
    first, second = event["ATTENDEE"]
    assert (first, dict(first.params)) == (
        "mailto:amal@lb.example",
        {
            "CUTYPE": "INDIVIDUAL",
            "ROLE": "REQ-PARTICIPANT",
            "PARTSTAT": "NEEDS-ACTION",
            "RSVP": "TRUE",
            "CN": "Amal Haddad",
        },
    )
    assert second.params["ROLE"] == "OPT-PARTICIPANT"


def test_what_is_called_off_says_so_and_asks_nobody() -> None:
    data = write_cancel(invitation(sequence=3, comment="Postponed"))

    event = event_of(data)
    assert by_library(data)["METHOD"] == "CANCEL"
    assert (event["STATUS"], event["SEQUENCE"], event["COMMENT"]) == ("CANCELLED", 3, "Postponed")
    assert b"RSVP" not in data


def test_the_same_invitation_is_the_same_bytes_and_nothing_is_written_of_nothing() -> None:
    bare = invitation(description="", location="", url="")

    assert write_request(bare) == write_request(bare)
    for name in (b"DESCRIPTION", b"LOCATION", b"URL", b"COMMENT", b"LANGUAGE"):
        assert name not in write_request(bare)


def test_who_has_answered_is_not_asked_again() -> None:
    event = event_of(write_request(invitation(attendees=(Attendee("a@b.example", partstat="ACCEPTED"),))))

    assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert "RSVP" not in event["ATTENDEE"].params


@pytest.mark.parametrize(
    "key",
    [
        "Asia/Damascus",
        "Europe/Paris",
        "Australia/Lord_Howe",
        "America/St_Johns",
        "Europe/Dublin",
        "Africa/Casablanca",
        "Pacific/Kiritimati",
    ],
)
def test_a_meeting_is_at_the_same_moment_by_the_register_and_by_its_own_rules(key: str) -> None:
    zone = ZoneInfo(key)
    for hours in range(0, 365 * 24, 371):
        starts = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
        data = write_request(invitation(starts=starts, ends=starts + timedelta(hours=1), zone=zone))

        assert event_of(data)["DTSTART"].dt.astimezone(UTC) == starts
        assert offset_by_rules(data, starts) == starts.astimezone(zone).utcoffset()


def test_a_meeting_over_the_turn_of_the_year_has_the_offsets_of_both() -> None:
    starts = datetime(2025, 12, 31, 22, 30, tzinfo=UTC)
    data = write_request(invitation(starts=starts, ends=starts + timedelta(hours=2), zone=PARIS))

    assert {part["DTSTART"].dt.year for part in by_library(data).walk("VTIMEZONE")[0].subcomponents} >= {2025, 2026}
    assert offset_by_rules(data, datetime(2026, 7, 1, tzinfo=UTC)) == timedelta(hours=2)


def test_the_hour_that_comes_twice_and_a_zone_of_no_changes_are_told_by_universal_time() -> None:
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    twice = write_request(invitation(starts=second, ends=second + timedelta(hours=1), zone=PARIS))
    plain = write_request(invitation(zone=ZoneInfo("UTC")))

    assert value(plainly(twice), "DTSTART") == "20261025T013000Z"
    assert value(plainly(plain), "DTSTART") == "20261110T080000Z"
    assert b"VTIMEZONE" not in twice + plain


def test_an_hour_that_is_skipped_is_told_as_the_clocks_show_it() -> None:
    starts = datetime(2026, 3, 29, 2, 30, tzinfo=PARIS)
    data = write_request(invitation(starts=starts, ends=starts + timedelta(hours=3), zone=PARIS))

    assert "DTSTART;TZID=Europe/Paris:20260329T033000" in plainly(data)


@pytest.mark.parametrize(
    ("fields", "where", "code"),
    [
        ({"uid": ""}, "uid", "empty"),
        ({"uid": "a" * 256}, "uid", "too long"),
        ({"uid": "a\r\nMETHOD:CANCEL"}, "uid", "signs"),
        ({"uid": "a b"}, "uid", "signs"),
        ({"summary": " \n"}, "summary", "empty"),
        ({"summary": "s" * 501}, "summary", "too long"),
        ({"description": "d" * 20_001}, "description", "too long"),
        ({"sequence": -1}, "sequence", "negative"),
        ({"sequence": 2**31}, "sequence", "out of range"),
        ({"status": "CANCELLED"}, "status", "status"),
        ({"language": "en\r\nX:1"}, "language", "language"),
        ({"url": "javascript:alert(1)"}, "url", "url"),
        ({"url": "https://a.example/\r\nX:1"}, "url", "url"),
        ({"url": "https://a.example/ b"}, "url", "url"),
        ({"starts": datetime(2026, 1, 1)}, "starts", "not aware"),  # noqa: DTZ001
        ({"dtstamp": datetime(2026, 1, 1)}, "dtstamp", "not aware"),  # noqa: DTZ001
        ({"ends": datetime(2026, 11, 10, 7, tzinfo=UTC)}, "ends", "ends before it starts"),
        ({"ends": datetime(2028, 11, 10, 7, tzinfo=UTC)}, "ends", "too long"),
        ({"starts": datetime(1, 1, 1, tzinfo=UTC)}, "starts", "out of range"),
        ({"ends": datetime(9999, 12, 31, tzinfo=UTC)}, "ends", "out of range"),
        ({"attendees": ()}, "attendees", "empty"),
        ({"attendees": tuple(Attendee(f"a{n}@b.example") for n in range(501))}, "attendees", "too many"),
        ({"attendees": (Attendee("a@b.example"), Attendee("A@b.example"))}, "attendees[1].mail", "twice"),
        ({"attendees": (Attendee("a@b.example", role="BOSS"),)}, "attendees[0].role", "role"),
        ({"attendees": (Attendee("a@b.example", partstat="MAYBE"),)}, "attendees[0].partstat", "partstat"),
        ({"attendees": (Attendee("a@b.example", cutype="CAT"),)}, "attendees[0].cutype", "cutype"),
        ({"attendees": (Attendee("a@b.example", "n" * 501),)}, "attendees[0].name", "too long"),
        ({"organizer": Attendee("")}, "organizer.mail", "not a mail"),
    ],
)
def test_what_no_calendar_should_carry_is_refused_and_named(fields: dict[str, Any], where: str, code: str) -> None:
    assert refused(**fields) == (where, code)


@pytest.mark.parametrize(
    "mail",
    [
        "a", "a@", "@b", "a@b@c", "a b@c.example", "a@b.example\r\nBCC:x", "a@b.example\n", '"a"@b.example', "a@b.example,c@d.example",
        "a@b..example", "a@-b.example", "<a@b.example>", "a;b@c.example", "a:b@c.example", "a@b.example\u202e", "a\ud800@b.example",
        "a" * 65 + "@b.example", "a@" + "b" * 260, "a\x00@b.example",
    ],
)  # fmt: skip
def test_what_is_no_mail_is_refused(mail: str) -> None:
    assert refused(attendees=(Attendee(mail),)) == ("attendees[0].mail", "not a mail")


@pytest.mark.parametrize(
    "mail",
    ["a@b", "o'neil+x@b.example", "a%b@c.example", "a?b=c&d@e.example", "имя@пример.рф", "a.b-c_d=e@sub.b.example"],
)
def test_every_mail_comes_back_as_it_was(mail: str) -> None:
    data = write_request(invitation(attendees=(Attendee(mail),)))

    assert read(data).events[0].attendees[0].mail == mail
    assert plainly(data)


def test_a_name_breaks_out_of_nothing() -> None:
    name = 'Dr. "X":mailto:evil@x.example;PARTSTAT=ACCEPTED\r\nATTENDEE:mailto:y@x.example ^n^^'
    data = write_request(invitation(attendees=(Attendee("a@b.example", name),)))

    (found,) = read(data).events[0].attendees
    assert found == Attendee("a@b.example", " ".join(name.split()), "NEEDS-ACTION", "REQ-PARTICIPANT", "INDIVIDUAL")
    assert sum(line.startswith("ATTENDEE") for line in plainly(data)) == 1
    assert event_of(data)["ATTENDEE"] == "mailto:a@b.example"


# What a calendar carries: no control characters, and no signs that turn or hide what is read.
_TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"]), max_size=120)


@given(_TEXTS, _TEXTS, _TEXTS, _TEXTS)
def test_any_text_comes_back_from_each_reader(summary: str, description: str, location: str, name: str) -> None:
    said = invitation(
        summary=f"S {summary}",
        description=f"D {description}\nE",
        location=location,
        attendees=(Attendee("a@b.example", name),),
    )
    data = write_request(said)

    lines, event = plainly(data), event_of(data)
    assert value(lines, "SUMMARY") == " ".join(said.summary.split()) == event["SUMMARY"]
    assert value(lines, "DESCRIPTION") == said.description == event["DESCRIPTION"]
    assert [line.split(":")[0].split(";")[0] for line in lines].count("SUMMARY") == 1
    (found,) = read(data).events
    assert found.attendees[0].name == _composed(name)
    assert event["ATTENDEE"].params.get("CN", "") == " ".join(name.split())
    assert (found.summary, found.location) == (_composed(said.summary), _composed(location))


@given(st.text(max_size=80), st.text(max_size=200), st.text(max_size=80), st.text(max_size=80))
def test_no_text_at_all_adds_a_line_or_breaks_one(summary: str, description: str, location: str, name: str) -> None:
    plain, told = (
        [line.split(":")[0].split(";")[0] for line in plainly(write_request(each))]
        for each in (
            invitation(comment="c", location="l"),
            invitation(
                summary="s" + summary, description="d" + description, location="l" + location, comment="c" + description,
                attendees=(Attendee("a@b.example", name), Attendee("c@d.example", description[:99])),
            ),
        )
    )  # fmt: skip

    assert told == plain


@given(
    st.datetimes(datetime(1971, 1, 1), datetime(2037, 12, 31)),  # noqa: DTZ001
    st.integers(0, 10_000),
    st.sampled_from(
        [
            "Europe/Paris",
            "Asia/Damascus",
            "Asia/Tehran",
            "Pacific/Apia",
            "America/New_York",
            "Antarctica/Troll",
            "Asia/Gaza",
        ]
    ),
)
def test_any_meeting_is_read_back_as_it_was_written(begins: datetime, minutes: int, key: str) -> None:
    starts = begins.replace(microsecond=0, tzinfo=UTC)
    said = invitation(starts=starts, ends=starts + timedelta(minutes=minutes), zone=ZoneInfo(key))
    data = write_request(said)

    found = read_ics(data, start=date(1970, 1, 1), end=date(2100, 1, 1), zone=PARIS)

    assert found.problems == ()
    assert replaced(found.events[0].starts) == starts
    assert replaced(found.events[0].ends) == said.ends
    assert event_of(data)["DTSTART"].dt.astimezone(UTC) == starts


def test_a_cancelled_meeting_is_read_back_as_cancelled_under_the_same_name() -> None:
    said: Invitation = invitation()
    asked, off = (read(data).events[0] for data in (write_request(said), write_cancel(replace(said, sequence=3))))

    assert (asked.source_id, asked.status, asked.sequence) == (off.source_id, "CONFIRMED", 2)
    assert (off.status, off.sequence) == ("CANCELLED", 3)


def replaced(moment: object) -> datetime:
    assert isinstance(moment, datetime)
    return moment.astimezone(UTC)


def _composed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", " ".join(text.split())).split())
