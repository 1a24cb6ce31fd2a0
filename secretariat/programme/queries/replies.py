"""Answers to invitations: read out of what was handed in, and why one was not read, in words."""

from email import policy
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from uuid import UUID

from django.utils.translation import gettext as _

from secretariat.engines import calendars
from secretariat.programme.models import Convocation

_HEAD = 64 * 1024
_PUBLISHED = frozenset({"publish", "add", "refresh", "other method", "no method"})


def uid_of(reply: calendars.Reply) -> UUID | None:
    """By what the meeting is known of which an answer speaks; nothing where no invitation has such a mark."""
    try:
        return UUID(reply.uid)
    except ValueError:
        return None


def convocation_of(reply: calendars.Reply) -> Convocation | None:
    """The invitation that an answer speaks of, in whatever conference."""
    uid = uid_of(reply)
    found = Convocation.objects.filter(uid=uid) if uid is not None else Convocation.objects.none()
    return found.select_related("conference", "session", "bilateral", "meeting").first()


def sender_of(content: bytes) -> str:
    """What a mail says of its sender, which nothing proves; nothing of what is no mail."""
    if content.lstrip()[:15].upper().startswith(b"BEGIN:VCALENDAR"):
        return ""
    head = content[:_HEAD].replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    try:
        said = BytesHeaderParser(policy=policy.compat32).parsebytes(head + b"\n\n").get("From", "")
        return " ".join(_decoded(str(said)).split())[:500]
    except (ValueError, LookupError):
        return ""


def why_not_read(error: calendars.Unreadable) -> str:
    """Why something that was handed in is no answer to an invitation."""
    known = {
        "empty": _("There is nothing in it."),
        "too large": _("It is too large: a mail with an answer is small."),
        "no calendar": _("There is no calendar in it. An answer that was only written as text has to be read by you."),
        "tnef": _("Outlook packed the answer into a file of its own (winmail.dat), which cannot be read here."),
        "utf-16": _("It is written in UTF-16. Save it as UTF-8."),
        "request": _("This is an invitation and no answer to one."),
        "cancel": _("This calls a meeting off; it is no answer to an invitation."),
        "counter": _("Somebody proposes another time. Read the mail: nothing was answered yet."),
        "declinecounter": _("This refuses another time that was proposed; it is no answer to an invitation."),
        "no uid": _("The answer does not say to which meeting."),
        "no attendee": _("The answer does not say whose it is."),
        "several attendees": _("The answer speaks for several people at once."),
        "no answer": _("It answers neither yes nor no."),
        "recurrence": _("It answers for one meeting of a series, and of which cannot be told."),
        "several events": _("It answers for several meetings at once."),
    }
    if error.code in _PUBLISHED:
        return _("This calendar is no answer to an invitation.")
    return known.get(error.code, _("This cannot be read as an answer to an invitation."))


def _decoded(said: str) -> str:

    return str(make_header(decode_header(said)))
