"""Builders of invitations by mail and of what comes back; plain, never through the door."""

from datetime import datetime
from typing import Any

from secretariat.meetings.models import Meeting
from secretariat.programme.models import Convocation, Invitee, ReceivedReply, Session
from tests import make, make_programme

SENT = make.NOON


def convocation(thing: Any, **fields: Any) -> Convocation:
    """An invitation to a session, to a bilateral meeting or to a meeting, as it was planned when it was sent."""
    kind = type(thing).__name__.lower()
    values: dict[str, Any] = {
        "summary": "Round table",
        "starts_at": make_programme.at(10),
        "ends_at": make_programme.at(11),
    }
    if isinstance(thing, Session | Meeting):
        values["summary"] = str(thing.title)
    values |= {"language": "en", "sent_at": SENT, "entered_by": make._house_hand(), kind: thing}
    return Convocation.objects.create(conference=thing.conference, **{**values, **fields})


def invitee(kept: Convocation, mail: str = "amal@mofa.example", **fields: Any) -> Invitee:
    """Somebody who is invited and has not answered."""
    values = {"name": "Amal Haddad", "told_sequence": kept.sequence}
    return Invitee.objects.create(conference=kept.conference, convocation=kept, mail=mail, **{**values, **fields})


def received(kept: Convocation, mail: str = "amal@mofa.example", **fields: Any) -> ReceivedReply:
    """An answer that waits to be confirmed."""
    values: dict[str, Any] = {"claimed_mail": mail, "answer": "accepted", "sequence": kept.sequence, "stamped_at": SENT}
    values |= {"received_at": SENT, "entered_by": make._house_hand()}
    values["invitee"] = kept.invitees.filter(mail=mail).first()
    return ReceivedReply.objects.create(conference=kept.conference, convocation=kept, **{**values, **fields})


def reply_text(kept: Convocation, answer: str = "ACCEPTED", **fields: Any) -> str:
    """An answer as a mail program writes it."""
    values = {"mail": "amal@mofa.example", "name": "Amal Haddad", "sequence": kept.sequence, "comment": "", "more": ""}
    told = {**values, **fields}
    stamp: datetime = told.get("at", make.NOON)
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:-//Mail//EN",
        "VERSION:2.0",
        "METHOD:REPLY",
        "BEGIN:VEVENT",
        f"UID:{kept.uid}",
        f"SEQUENCE:{told['sequence']}",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        "ORGANIZER:mailto:secretariat@localhost",
        f'ATTENDEE;CN="{told["name"]}";PARTSTAT={answer}{told["more"]}:mailto:{told["mail"]}',
        *([f"COMMENT:{told['comment']}"] if told["comment"] else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\r\n".join(lines) + "\r\n"


def mail_with(reply: str, sender: str = "Amal Haddad <amal@mofa.example>") -> bytes:
    """A whole mail that holds an answer, as a mail server hands it over."""
    head = [
        f"From: {sender}",
        "To: secretariat@localhost",
        "Subject: Accepted: Round table",
        "MIME-Version: 1.0",
        'Content-Type: multipart/alternative; boundary="b"',
        "",
        "--b",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "I shall come.",
        "--b",
        "Content-Type: text/calendar; method=REPLY; charset=utf-8",
        "",
    ]
    return ("\r\n".join(head) + "\r\n" + reply + "\r\n--b--\r\n").encode()
