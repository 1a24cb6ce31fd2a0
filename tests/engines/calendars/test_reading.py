"""Calendars of others: what an event says, and what is wrong with it, field by field."""

from datetime import UTC, date, datetime

import pytest

from secretariat.engines.calendars import Attendee, Unreadable
from tests.engines.calendars.made import DAMASCUS, event, events, ics, read, told, vevent


def test_an_event_is_read_with_everything_it_says() -> None:
    found = event(
        "DTEND:20261110T103000Z",
        "SEQUENCE:4",
        "STATUS:confirmed",
        "CLASS:PRIVATE",
        r"SUMMARY:Opening\, with\; signs \\ and more",
        r"DESCRIPTION:First line\nSecond\Nthird",
        "LOCATION:Hall  1",
        "URL:https://example.org/a?b=1",
        r"CATEGORIES:Plenary,Side\, event",
        "CATEGORIES:Plenary,Press",
        'ORGANIZER;CN="Office, main":MAILTO:office@Example.ORG',
        "ATTENDEE;CN=Amal;PARTSTAT=accepted;ROLE=CHAIR:mailto:amal@example.org",
        "ATTENDEE;CUTYPE=ROOM;CN=Hall:mailto:hall@example.org",
    )

    assert (found.uid, found.source_id, found.sequence) == ("one@example.org", "ics:one@example.org", 4)
    assert (found.status, found.classification) == ("CONFIRMED", "PRIVATE")
    assert found.summary == r"Opening, with; signs \ and more"
    assert found.description == "First line\nSecond\nthird"
    assert (found.location, found.url) == ("Hall 1", "https://example.org/a?b=1")
    assert found.categories == ("Plenary", "Side, event", "Press")
    assert found.organizer == Attendee("office@example.org", "Office, main")
    assert found.attendees == (
        Attendee("amal@example.org", "Amal", "ACCEPTED", "CHAIR", "INDIVIDUAL"),
        Attendee("hall@example.org", "Hall", "NEEDS-ACTION", "REQ-PARTICIPANT", "ROOM"),
    )
    assert found.starts == datetime(2026, 11, 10, 9, tzinfo=UTC)
    assert found.ends == datetime(2026, 11, 10, 10, 30, tzinfo=UTC)
    assert found.recurrence_id is None


def test_a_calendar_says_its_name_method_and_zone() -> None:
    found = read(ics(vevent(), head="METHOD:publish\nX-WR-CALNAME:Old\nNAME:New\nX-WR-TIMEZONE:Asia/Beirut"))

    assert (found.method, found.name, found.x_wr_timezone) == ("PUBLISH", "New", "Asia/Beirut")


@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r", "\r\r\n"])
def test_lines_end_as_every_system_ends_them(ends: str) -> None:
    data = ics(vevent("SUMMARY:A long", "  title", "DESCRIPTION:x", "\ty"), ends=ends)

    found = read(data)

    assert found.problems == ()
    assert (found.events[0].summary, found.events[0].description) == ("A long title", "xy")


def test_a_character_that_is_folded_in_its_middle_is_whole_again() -> None:
    data = ics(vevent("SUMMARY:HERE")).replace(b"HERE", "مؤتمر".encode()[:3] + b"\r\n " + "مؤتمر".encode()[3:])

    assert read(data).events[0].summary == "مؤتمر"


def test_a_mark_of_byte_order_and_words_around_a_calendar_are_passed_over() -> None:
    assert len(read(b"\xef\xbb\xbf" + ics(vevent())).events) == 1
    assert len(read(b"Dear all,\r\n\r\n" + ics(vevent()) + b"\r\nGreetings: me\r\nEND:x\r\n").events) == 1


def test_separators_of_unicode_end_no_line() -> None:
    found = event("SUMMARY:one\u2028two\x85three\x0bfour")

    assert found.summary == "one two three four"


def test_quoted_printable_of_old_calendars_is_undone() -> None:
    found = event(
        "SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=D9=85=D8=A4=D8=AA=D9=85=",
        "=D8=B1",
        "LOCATION;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Caf=E9",
    )

    assert (found.summary, found.location) == ("مؤتمر", "Café")


def test_quoted_printable_that_a_mail_left_in_the_whole_file_is_undone() -> None:
    data = ics(vevent("ATTENDEE;CN=3DAmal;PARTSTAT=3DDECLINED:mailto:amal@exa=", "mple.org", "SUMMARY:=C3=89t=C3=A9"))

    (found,) = read(data).events

    assert found.summary == "Été"
    assert found.attendees == (Attendee("amal@example.org", "Amal", "DECLINED", "REQ-PARTICIPANT", "INDIVIDUAL"),)


def test_signs_that_a_parameter_cannot_hold_are_told_by_carets() -> None:
    found = event("ORGANIZER;CN=The ^'Big^' ^^ ^nOffice:mailto:a@example.org")

    assert found.organizer == Attendee("a@example.org", 'The "Big" ^ Office')


def test_hidden_characters_are_taken_out() -> None:
    found = event("SUMMARY:A\x00B\u202ecod\u202c\x07", "DESCRIPTION:می\u200cخواهم\tx")

    assert (found.summary, found.description) == ("ABcod", "می\u200cخواهم x")


def test_what_stands_in_an_alarm_is_not_the_events() -> None:
    found = event(
        "BEGIN:VALARM",
        "SUMMARY:Alarm",
        "ATTENDEE:mailto:x@example.org",
        "DESCRIPTION:Wake",
        "END:VALARM",
        "LOCATION:Hall",
    )

    assert (found.summary, found.description, found.attendees, found.location) == ("", "", (), "Hall")


def test_a_mail_is_found_wherever_it_is_written() -> None:
    found = event(
        "ATTENDEE;EMAIL=one@example.org:urn:uuid:7",
        "ATTENDEE;CN=Foo: Bar:mailto:two%2Bx@example.org",
        "ATTENDEE:three@example.org",
        "ATTENDEE:mailto:<four@example.org>",
    )

    assert [each.mail for each in found.attendees] == [
        "one@example.org", "two+x@example.org", "three@example.org", "four@example.org",
    ]  # fmt: skip


def test_fields_that_are_wrong_are_named_and_the_rest_is_kept() -> None:
    found = read(
        ics(
            vevent(),
            vevent(
                "SUMMARY:Kept",
                "SEQUENCE:many",
                "STATUS:PERHAPS",
                "CLASS:SECRET",
                "URL:javascript:alert(1)",
                "ATTENDEE;CN=Nobody:invalid:nomail",
                "ORGANIZER:mailto:no mail@x",
                "DTEND:20261110T080000Z",
                "LOCATION",
                'LOCATION;X="open:y',
                uid="two@example.org",
            ),
        )
    )

    second = found.events[1]
    assert (second.summary, second.status, second.url, second.sequence) == ("Kept", "", "", 0)
    assert second.classification == "PRIVATE"
    assert second.starts == second.ends
    assert second.attendees[0] == Attendee("", "Nobody", "NEEDS-ACTION", "REQ-PARTICIPANT", "INDIVIDUAL")
    assert told(found) == [
        ("VEVENT[1]", "not a line"),
        ("VEVENT[1].LOCATION", "not a line"),
        ("VEVENT[1].DTEND", "ends before it starts"),
        ("VEVENT[1].SEQUENCE", "not a number"),
        ("VEVENT[1].STATUS", "value"),
        ("VEVENT[1].CLASS", "value"),
        ("VEVENT[1].URL", "url"),
        ("VEVENT[1].ORGANIZER", "not a mail"),
        ("VEVENT[1].ATTENDEE[0]", "not a mail"),
    ]
    assert [each.line for each in found.problems] == [21, 22, 20, 14, 15, 16, 17, 19, 18]


@pytest.mark.parametrize(
    ("start", "code"),
    [
        ("DTSTART:tomorrow", "not a time"),
        ("DTSTART:20260230", "not a time"),
        ("DTSTART:20261110T250000Z", "not a time"),
        ("DTSTART:2026-11-10T09:00:00", "not a time"),
        ("DTSTART:٢٠٢٦١١١٠", "not a time"),
        ("DTSTART:00010101T000000Z", "out of range"),
        ("DTSTART;TZID=Asia/Tokyo:99991231T235959", "out of range"),
        ("X-DTSTART:20261110", "missing"),
    ],
)
def test_an_event_without_a_time_is_left_out_and_said(start: str, code: str) -> None:
    found = read(ics(vevent(start=start), vevent(uid="two")))

    assert [each.uid for each in found.events] == ["two"]
    assert told(found) == [("VEVENT[0].DTSTART", code)]


def test_bytes_that_are_no_utf_8_are_said_and_shown_as_what_they_are_not() -> None:
    found = read(ics(vevent("SUMMARY:Caf@", "LOCATION:Hall")).replace(b"@\r\nLOC", b"\xe9\r\nLOC"))

    assert (found.events[0].summary, found.events[0].location) == ("Caf\ufffd", "Hall")
    assert told(found) == [("VEVENT[0].SUMMARY", "encoding")]


def test_texts_are_cut_and_said() -> None:
    found = read(ics(vevent("SUMMARY:" + "s" * 600, "DESCRIPTION:" + "d" * 20_001)))

    assert (len(found.events[0].summary), len(found.events[0].description)) == (500, 20_000)
    assert told(found) == [("VEVENT[0].SUMMARY", "too long"), ("VEVENT[0].DESCRIPTION", "too long")]


def test_an_event_that_is_not_ended_is_left_out_and_those_after_it_are_read() -> None:
    cut = vevent("SUMMARY:Cut", uid="cut").removesuffix("\nEND:VEVENT")

    found = read(ics(cut, vevent(uid="two")))
    last = read(ics(vevent(uid="two"), cut)[:-20])

    assert [each.uid for each in found.events] == ["two"]
    assert told(found) == [("VEVENT[0]", "not ended")]
    assert [each.uid for each in last.events] == ["two"]
    assert told(last) == [("VEVENT[1]", "not ended"), ("VCALENDAR", "not ended")]


def test_what_is_no_event_is_said_once_for_each_kind() -> None:
    todo, busy = "BEGIN:VTODO\nUID:t\nEND:VTODO", "BEGIN:VFREEBUSY\nDTSTART:20261110\nEND:VFREEBUSY"

    found = read(ics(todo, vevent(), todo, busy))

    assert [(each.code, each.said) for each in found.problems] == [("not read", "VTODO"), ("not read", "VFREEBUSY")]
    assert len(found.events) == 1


def test_of_two_versions_the_newer_is_kept() -> None:
    found = read(
        ics(vevent("SEQUENCE:1", "SUMMARY:Old"), vevent("SEQUENCE:2", "SUMMARY:New"), vevent("SUMMARY:Oldest"))
    )

    assert [each.summary for each in found.events] == ["New"]
    assert told(found) == [("VEVENT[0]", "duplicate"), ("VEVENT[2]", "duplicate")]


def test_an_event_without_a_name_is_the_same_when_it_is_read_again() -> None:
    nameless = vevent("SUMMARY:Lunch", uid="")
    first, second = (read(ics(*parts)) for parts in ((nameless,), (vevent(), nameless)))

    (only,) = first.events
    assert only.uid == ""
    assert only.source_id.startswith("ics:~")
    assert only.source_id in {each.source_id for each in second.events}
    assert told(first) == [("VEVENT[0].UID", "missing")]


def test_two_events_without_a_name_are_two() -> None:
    found = read(ics(vevent("SUMMARY:Lunch", uid=""), vevent("SUMMARY:Dinner", uid="")))

    assert len({each.source_id for each in found.events}) == 2


def test_a_name_that_is_too_long_is_kept_apart_by_what_it_amounts_to() -> None:
    found = read(ics(vevent(uid="x" * 400), vevent(uid="x" * 399 + "y")))

    assert len({each.source_id for each in found.events}) == 2
    assert max(len(each.source_id) for each in found.events) < 60
    assert told(found) == [("VEVENT[0].UID", "too long"), ("VEVENT[1].UID", "too long")]


def test_what_a_calendar_cancels_is_cancelled() -> None:
    found = read(ics(vevent("STATUS:CONFIRMED"), head="METHOD:CANCEL"))

    assert (found.method, found.events[0].status) == ("CANCEL", "CANCELLED")


def test_calendars_one_after_the_other_in_one_file_are_all_read() -> None:
    found = read(ics(vevent(uid="a")) + ics(vevent(uid="b")))

    assert [each.uid for each in found.events] == ["a", "b"]


def test_only_what_touches_the_days_is_given_in_the_order_of_its_time() -> None:
    # The tenth begins in Damascus at 21:00 of the day before by Universal Time.
    day = date(2026, 11, 10)
    found = events(
        vevent("DTEND:20261109T210000Z", uid="before", start="DTSTART:20261109T200000Z"),
        vevent("DTEND:20261109T210001Z", uid="into", start="DTSTART:20261109T200000Z"),
        vevent(uid="first", start="DTSTART:20261109T210000Z"),
        vevent(uid="last", start="DTSTART:20261110T205959Z"),
        vevent(uid="after", start="DTSTART:20261110T210000Z"),
        vevent(uid="day", start="DTSTART:20261110"),
        vevent("DTEND:20261110", uid="eve", start="DTSTART:20261109"),
        vevent("DTEND:20261201", uid="month", start="DTSTART:20261101"),
        start=day,
        end=day,
    )

    assert [each.uid for each in found] == ["month", "into", "day", "first", "last"]


def test_nothing_lies_between_days_that_are_turned_round() -> None:
    assert read(ics(vevent()), start=date(2026, 12, 1), end=date(2026, 1, 1)).events == ()


def test_a_whole_day_lasts_until_the_next() -> None:
    assert (event(start="DTSTART;VALUE=DATE:20261110").starts, event(start="DTSTART:20261110").ends) == (
        date(2026, 11, 10),
        date(2026, 11, 11),
    )
    assert event("DTEND:20261110", start="DTSTART:20261110").ends == date(2026, 11, 11)
    assert event("DURATION:P1W1D", start="DTSTART:20261110").ends == date(2026, 11, 18)


@pytest.mark.parametrize(
    ("line", "code"),
    [("DTEND:20261111", "kinds differ"), ("DURATION:-PT1H", "not a duration"), ("DURATION:P", "not a duration")],
)
def test_an_end_that_is_none_is_said(line: str, code: str) -> None:
    found = read(ics(vevent(line)))

    assert found.events[0].ends == found.events[0].starts
    assert [each.code for each in found.problems] == [code]


@pytest.mark.parametrize("method", ["REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER"])
def test_an_answer_is_no_calendar(method: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(ics(vevent(), head=f"METHOD:{method}"))

    assert refused.value.code == method.lower()


def test_a_time_without_a_zone_is_told_by_the_callers_clock() -> None:
    assert event(start="DTSTART:20261110T090000").starts == datetime(2026, 11, 10, 9, tzinfo=DAMASCUS)
