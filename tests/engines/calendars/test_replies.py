"""Replies to invitations, pasted or received; what is none is told by what it is instead."""

import base64
from contextlib import suppress
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event, vCalAddress

from secretariat.engines.calendars import Reply, Unreadable, models, read_reply, write_cancel, write_request
from tests.engines.calendars.made import CUSTOM, STAMP, ics, invitation, vevent

AMAL = "ATTENDEE;CN=Amal Haddad;PARTSTAT=ACCEPTED:mailto:amal@lb.example"


def reply(*lines: str, head: str = "METHOD:REPLY", uid: str = "meeting-7@secretariat.example") -> bytes:
    said = ["SEQUENCE:2", "ORGANIZER:mailto:office@secretariat.example", *(lines or (AMAL,))]
    return ics(vevent(*said, uid=uid), head=f"VERSION:2.0\n{head}")


def mail(
    data: bytes, *, encoding: str = "base64", method: str = "REPLY", kind: str = "calendar", **more: Any
) -> EmailMessage:
    """A mail as programs send it: words, words in HTML, and the calendar."""
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"], made["Subject"] = (
        "amal@lb.example",
        "office@secretariat.example",
        "Zugesagt: Schulen für alle",
    )
    made.set_content("Ich komme.\n")
    made.add_alternative("<p>Ich komme.</p>", subtype="html")
    parameters = {"charset": "UTF-8", **({"method": method} if method else {}), **more}
    made.add_alternative(
        data, maintype="text" if kind == "calendar" else "application", subtype=kind, cte=encoding, params=parameters
    )
    return made


def code(data: bytes | str) -> str:
    with pytest.raises(Unreadable) as refused:
        read_reply(data)
    return refused.value.code


def test_a_reply_says_who_answers_what_and_how() -> None:
    found = read_reply(reply(AMAL, r"COMMENT:I shall be late\, sorry.\nAmal", "COMMENT:PS"))

    assert found == Reply(
        uid="meeting-7@secretariat.example",
        attendee="amal@lb.example",
        partstat="ACCEPTED",
        sequence=2,
        name="Amal Haddad",
        comment="I shall be late, sorry.\nAmal\nPS",
        organizer="office@secretariat.example",
        dtstamp=datetime(2026, 1, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize("partstat", ["ACCEPTED", "DECLINED", "TENTATIVE", "declined"])
def test_each_answer_is_read(partstat: str) -> None:
    assert read_reply(reply(f"ATTENDEE;PARTSTAT={partstat}:MAILTO:a@b.example")).partstat == partstat.upper()


def test_who_sends_somebody_else_says_whom() -> None:
    found = read_reply(
        reply(
            'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:li@lb.example","mailto:nour@lb.example",x:mailto:amal@lb.example'
        )
    )

    assert (found.partstat, found.delegated_to) == ("DELEGATED", ("li@lb.example", "nour@lb.example"))


def test_who_comes_for_somebody_else_answers_for_themselves() -> None:
    sent = 'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:li@lb.example":mailto:amal@lb.example'
    comes = 'ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:amal@lb.example":mailto:li@lb.example'

    for lines in ((sent, comes), (comes, sent)):
        found = read_reply(reply(*lines))
        assert (found.attendee, found.partstat, found.delegated_from) == (
            "li@lb.example",
            "ACCEPTED",
            ("amal@lb.example",),
        )


def test_who_delegates_and_names_the_other_as_not_yet_asked_is_the_one_who_answers() -> None:
    sent = 'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:li@lb.example":mailto:amal@lb.example'
    other = 'ATTENDEE;PARTSTAT=NEEDS-ACTION;DELEGATED-FROM="mailto:amal@lb.example":mailto:li@lb.example'

    assert read_reply(reply(sent, other)).attendee == "amal@lb.example"


def test_who_answered_on_behalf_is_told() -> None:
    assert (
        read_reply(reply('ATTENDEE;SENT-BY="mailto:aide@lb.example";PARTSTAT=DECLINED:mailto:amal@lb.example')).sent_by
        == "aide@lb.example"
    )


def test_what_some_programs_say_of_the_attendee_is_a_comment() -> None:
    assert (
        read_reply(
            reply('ATTENDEE;X-RESPONSE-COMMENT="In a train, sorry";PARTSTAT=DECLINED:mailto:a@b.example')
        ).comment
        == "In a train, sorry"
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("RECURRENCE-ID:20260701T070000Z", datetime(2026, 7, 1, 7, tzinfo=UTC)),
        ("RECURRENCE-ID;TZID=Romance Standard Time:20260701T090000", datetime(2026, 7, 1, 7, tzinfo=UTC)),
        ("RECURRENCE-ID;TZID=Customized Time Zone:20260701T090000", datetime(2026, 7, 1, 7, tzinfo=UTC)),
        ("RECURRENCE-ID;VALUE=DATE:20260701", date(2026, 7, 1)),
    ],
)
def test_which_of_a_series_is_told_in_universal_time(line: str, expected: object) -> None:
    data = ics(CUSTOM, vevent(line, AMAL), head="METHOD:REPLY")

    assert read_reply(data).recurrence_id == expected


@pytest.mark.parametrize(
    "line", ["RECURRENCE-ID:20260701T090000", "RECURRENCE-ID;TZID=Mars:20260701T090000", "RECURRENCE-ID:some day"]
)
def test_which_of_a_series_is_never_guessed(line: str) -> None:
    assert code(reply(AMAL, line)) == "recurrence"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        ("  \n", "empty"),
        (write_request(invitation()), "request"),
        (write_cancel(invitation()), "cancel"),
        (reply(head="METHOD:COUNTER"), "counter"),
        (reply(head="METHOD:publish"), "publish"),
        (reply(head="METHOD:ADD"), "add"),
        (reply(head="METHOD:REFRESH"), "refresh"),
        (reply(head="METHOD:DECLINECOUNTER"), "declinecounter"),
        (reply(head="METHOD:DANCE"), "other method"),
        (reply(head="X:1"), "no method"),
        (b"I accept, thank you.", "no calendar"),
        ("قبول", "no calendar"),
        (b"From: a@b.example\r\nContent-Type: text/plain\r\n\r\nI accept.\r\n", "no calendar"),
        (ics(head="METHOD:REPLY"), "no event"),
        (ics("BEGIN:VTODO\nUID:x\nEND:VTODO", head="METHOD:REPLY"), "not a meeting"),
        (ics("BEGIN:VFREEBUSY\nUID:x\nEND:VFREEBUSY", head="METHOD:REPLY"), "not a meeting"),
        (ics(vevent(AMAL), vevent(AMAL), head="METHOD:REPLY"), "several events"),
        (reply(uid=""), "no uid"),
        (reply(uid="u" * 256), "no uid"),
        (reply("SUMMARY:x"), "no attendee"),
        (reply("ATTENDEE;PARTSTAT=ACCEPTED:urn:uuid:1"), "no attendee"),
        (reply("ATTENDEE:mailto:a@b.example"), "no answer"),
        (reply("ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:a@b.example"), "no answer"),
        (reply("ATTENDEE;PARTSTAT=X-PERHAPS:mailto:a@b.example"), "no answer"),
        (reply(AMAL, AMAL.replace("amal", "li")), "several attendees"),
        (reply().decode().encode("utf-16"), "utf-16"),
    ],
)
def test_what_is_no_reply_is_told_by_what_it_is(data: bytes | str, expected: str) -> None:
    assert code(data) == expected


def test_a_reply_is_read_as_it_is_pasted() -> None:
    text = reply().decode()

    assert read_reply(text) == read_reply(reply())
    assert read_reply("\ufeff" + text.replace("\r\n", "\n")) == read_reply(reply())
    assert read_reply(f"\n\nHello,\nhere it is:\n{text}\nRegards\n") == read_reply(reply())


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
def test_a_reply_is_found_in_a_mail(encoding: str) -> None:
    data = reply(AMAL.replace("Amal Haddad", "Амаль Хаддад = я"), "COMMENT:" + "Хорошо " * 30)
    whole = mail(data, encoding=encoding)

    for content in (bytes(whole), bytes(whole).replace(b"\r\n", b"\n"), b"From amal Mon Jan  1\r\n" + bytes(whole)):
        found = read_reply(content)
        assert (found.name, found.partstat) == ("Амаль Хаддад = я", "ACCEPTED")
        assert found.comment == ("Хорошо " * 30).strip()


def test_a_reply_is_found_within_parts_and_forwarded_mails() -> None:
    outer = EmailMessage(policy=SMTP)
    outer.set_content("See below\n")
    outer.add_attachment(mail(reply()))

    assert read_reply(bytes(outer)).attendee == "amal@lb.example"


def test_a_mail_of_nothing_but_a_calendar_is_read() -> None:
    head = b'MIME-Version: 1.0\r\nContent-Type: text/calendar;\r\n\tmethod=reply; charset="utf-8"\r\nContent-Transfer-Encoding: BASE64\r\n\r\n'

    assert read_reply(head + base64.encodebytes(reply())).uid == "meeting-7@secretariat.example"


def test_a_calendar_that_is_attached_as_a_file_is_read_where_no_other_is() -> None:
    first = mail(reply(), kind="octet-stream", name="answer.ICS", method="")
    both = mail(reply())
    both.add_attachment(
        reply(AMAL.replace("ACCEPTED", "DECLINED")), maintype="application", subtype="ics", filename="invite.ics"
    )

    assert read_reply(bytes(first)).partstat == "ACCEPTED"
    assert read_reply(bytes(both)).partstat == "ACCEPTED"


def test_the_method_of_the_mail_counts_where_the_calendar_has_none() -> None:
    assert read_reply(bytes(mail(reply(head="X:1")))).partstat == "ACCEPTED"
    assert code(bytes(mail(write_request(invitation())))) == "request"


def test_old_encodings_are_read_as_the_mail_says() -> None:
    data = reply(AMAL.replace("Amal Haddad", "Zoé")).decode().encode("windows-1252")
    whole = bytes(mail(data)).replace(b'charset="UTF-8"', b"charset=windows-1252")

    assert b"windows-1252" in whole
    assert read_reply(whole).name == "Zoé"


def test_a_boundary_that_begins_like_another_parts_nothing() -> None:
    body = b"\r\n".join([
        b"Content-Type: multipart/mixed; boundary=b", b"", b"preface", b"--b",
        b"Content-Type: multipart/alternative; boundary=\"b1\"", b"", b"--b1", b"", b"words", b"--b1",
        b"Content-Type: text/calendar", b"", reply(), b"--b1--", b"--b--", b"after", b"--b", b"", b"not read",
    ])  # fmt: skip

    assert read_reply(body).partstat == "ACCEPTED"


def nested(depth: int) -> bytes:
    text = b"Content-Type: text/calendar\n\n" + reply()
    for number in range(depth):
        text = b"Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n%s\n--x%d--\n" % (number, number, text, number)
    return text


def test_parts_within_parts_are_followed_so_deep_and_no_deeper() -> None:
    assert read_reply(nested(models.MOST_DEPTH - 1)).partstat == "ACCEPTED"
    assert code(nested(models.MOST_DEPTH)) == "too deep"
    assert code(nested(300)) == "too deep"
    assert code(b"Content-Type: message/rfc822\n\n" * 5_000) == "too deep"


def test_an_answer_that_outlook_packed_away_is_told_as_such() -> None:
    made = EmailMessage(policy=SMTP)
    made.set_content("Accepted\n")
    made.add_attachment(b"\x78\x9f\x3e\x22", maintype="application", subtype="ms-tnef", filename="winmail.dat")

    assert code(bytes(made)) == "tnef"


def test_parts_are_counted() -> None:
    many = b"Content-Type: multipart/mixed; boundary=x\n" + b"\n--x\n\nwords" * 5_000

    assert code(many) == "too many parts"


@pytest.mark.parametrize(
    "data",
    [
        b"Content-Type: multipart/mixed\n\n" + reply()[:0] + b"--x\n\n",
        b'Content-Type: multipart/mixed; boundary=""\n\n--\n\nx',
        b"Content-Type: multipart/mixed; boundary=" + b"x" * 300 + b"\n\n--\n\nx",
        b"Content-Type: text/calendar\nContent-Transfer-Encoding: base64\n\nA",
        b"Content-Type: text/calendar\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(b"hello"),
        b"Content-Type: text/calendar; charset=idna\n\nhello",
        b"Content-Type: text/calendar" + b';a="\\' * 50_000 + b"\n\nhello",
        b"Content-Type: text/calendar;" + b" " * 200_000 + b"\n\nhello",
        b"Content-Type:\n\n",
        b"A:" + b"\n " * 100_000 + b"\nContent-Type: text/calendar\n\nx",
    ],
)
def test_mails_that_are_broken_hold_no_calendar(data: bytes) -> None:
    assert code(data) == "no calendar"


def test_what_is_too_large_is_refused() -> None:
    assert code(b"x" * (models.MAIL_LIMIT + 1)) == "too large"
    assert code("x" * (models.MAIL_LIMIT + 1)) == "too large"
    # What stands behind a calendar is nothing to it.
    assert read_reply(reply() + b"\n" * 10 + b"x" * models.REPLY_LIMIT).partstat == "ACCEPTED"
    assert code(reply("COMMENT:" + "\n ".join("x" * 70 for _ in range(models.REPLY_LIMIT // 70)))) == "too large"
    assert code("BEGIN:VCALENDAR\n" + "x" * models.REPLY_LIMIT) == "too large"


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"]), max_size=200),
    st.sampled_from(["base64", "quoted-printable"]),
)
def test_what_the_library_writes_as_a_reply_is_read(comment: str, encoding: str) -> None:
    calendar, event = Calendar(), Event()
    calendar.add("method", "REPLY")
    attendee = vCalAddress("mailto:amal@lb.example")
    attendee.params["PARTSTAT"] = "TENTATIVE"
    for name, said in (("uid", "u-1@x"), ("dtstamp", STAMP), ("sequence", 4), ("comment", f"C {comment}")):
        event.add(name, said)
    event.add("attendee", attendee)
    calendar.add_component(event)

    for data in (calendar.to_ical(), bytes(mail(calendar.to_ical(), encoding=encoding))):
        found = read_reply(data)
        assert (found.uid, found.attendee, found.partstat, found.sequence) == (
            "u-1@x",
            "amal@lb.example",
            "TENTATIVE",
            4,
        )
        assert found.dtstamp == STAMP
        assert found.comment.split()[0] == "C"


def test_an_answer_to_our_own_invitation_names_it() -> None:
    asked = write_request(invitation())
    lines = [line for line in asked.decode().replace("\r\n ", "").split("\r\n") if not line.startswith("ATTENDEE")]
    data = "\r\n".join(lines).replace("METHOD:REQUEST", "METHOD:REPLY").replace("END:VEVENT", f"{AMAL}\r\nEND:VEVENT")

    found = read_reply(data)

    assert (found.uid, found.sequence, found.partstat) == (invitation().uid, 2, "ACCEPTED")


def attempted(data: bytes | str) -> None:
    with suppress(Unreadable):
        read_reply(data)


@given(st.binary(max_size=300) | st.text(max_size=300))
def test_anything_is_a_reply_or_refused(data: bytes | str) -> None:
    attempted(data)


@given(st.binary(min_size=1, max_size=12), st.integers(0, 10**6), st.booleans())
def test_a_mail_with_a_few_bytes_changed_is_a_reply_or_refused(noise: bytes, place: int, is_calendar: bool) -> None:
    data = (
        reply(AMAL, "RECURRENCE-ID;TZID=Romance Standard Time:20260701T090000") if is_calendar else bytes(mail(reply()))
    )
    at = place % len(data)

    attempted(data[:at] + noise + data[at + len(noise) :])


_HEADS = st.sampled_from(
    [
        b"Content-Type: multipart/mixed; boundary=a\n", b"Content-Type: multipart/mixed; boundary=\"a\\\"b\"\n", b"\n", b"--a\n", b"--a--\n",
        b"Content-Type: message/rfc822\n", b"Content-Type: text/calendar; method=REPLY\n", b"Content-Transfer-Encoding: base64\n",
        b"Content-Transfer-Encoding: quoted-printable\n", b"=\n", b"=3D=ZZ\n", b"Content-Disposition: x; filename=a.ics\n", b" folded\n",
        b"BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:1\n", b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b\n", b"END:VEVENT\nEND:VCALENDAR\n",
    ]
)  # fmt: skip


@given(st.lists(_HEADS, max_size=25))
def test_lines_of_mails_in_any_order_are_a_reply_or_refused(lines: list[bytes]) -> None:
    attempted(b"".join(lines))
    attempted(b"Content-Type: multipart/mixed; boundary=a\n" + b"".join(lines))
