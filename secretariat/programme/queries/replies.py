"""Answers to invitations: read out of what was handed in, and why one was not read, in words."""

from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from uuid import UUID

from django.utils.translation import gettext as _

from secretariat.engines import calendars
from secretariat.programme.models import Convocation, ReceivedReply

_HEAD = 64 * 1024
# Those that mail programs write; Python knows others, which are no way to write a name.
_CHARSETS = frozenset(
    {"us-ascii", "utf-8", "iso-8859-1", "iso-8859-6", "iso-8859-15", "koi8-r", "gb2312", "gbk", "gb18030"}
    | {f"windows-125{number}" for number in range(9)}
)
# More often no meeting was moved.
MOST_CHANGES = 1_000_000
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


def same_reply(convocation: Convocation, reply: calendars.Reply) -> ReceivedReply | None:
    """The answer that came in already, where this is the same mail once more."""
    told = {"answer": reply.partstat.lower(), "sequence": min(reply.sequence, MOST_CHANGES)}
    claimed = reply.attendee.lower()[:320]
    return convocation.replies.filter(claimed_mail=claimed, stamped_at=reply.dtstamp, **told).first()


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


def _decoded(said: str) -> str:
    """A header in words; one that is encoded in no way that is known, as it stands."""
    try:
        parts = decode_header(said)
        if any(charset and charset.lower() not in _CHARSETS for _part, charset in parts):
            return said
        return str(make_header(parts))
    except (ValueError, LookupError, MessageError):
        return said


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
