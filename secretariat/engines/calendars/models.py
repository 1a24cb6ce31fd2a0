"""What is read from calendars of others, what an invitation and a reply are made of, and how far a file is read."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

__all__ = [
    "LONGEST_LINE",
    "LONGEST_NAME",
    "LONGEST_TEXT",
    "LONGEST_UID",
    "MAIL_LIMIT",
    "MOST_ATTENDEES",
    "MOST_DATES",
    "MOST_DEPTH",
    "MOST_EVENTS",
    "MOST_LINES",
    "MOST_OCCURRENCES",
    "MOST_PROBLEMS",
    "MOST_RETURNED",
    "MOST_STEPS",
    "MOST_STEPS_OF_A_SERIES",
    "MOST_ZONES",
    "REPLY_LIMIT",
    "SIZE_LIMIT",
    "Attendee",
    "CalendarRead",
    "Event",
    "Invitation",
    "Problem",
    "Reply",
    "Unreadable",
    "Unwritable",
]

# Bytes of a calendar, of a reply, and of a whole mail with its attachments.
SIZE_LIMIT = 8 * 1024 * 1024
REPLY_LIMIT = 1024 * 1024
MAIL_LIMIT = 16 * 1024 * 1024
# Lines before unfolding, and bytes of one after it: a picture that somebody put into a calendar may be long.
MOST_LINES = 250_000
LONGEST_LINE = 64 * 1024
# Components within components, events of a file, zones that it describes itself.
MOST_DEPTH = 8
MOST_EVENTS = 10_000
MOST_ZONES = 100
# Of one event.
MOST_ATTENDEES = 500
MOST_DATES = 2_000
MOST_OCCURRENCES = 1_000
# Of all events together.
MOST_RETURNED = 20_000
MOST_PROBLEMS = 500
# Candidates that are looked at while series are spread out: of one series, and of a file.
MOST_STEPS_OF_A_SERIES = 20_000
MOST_STEPS = 500_000
# Characters.
LONGEST_NAME = 500
LONGEST_TEXT = 20_000
LONGEST_UID = 255


class Unreadable(Exception):  # noqa: N818 - it says what the file is
    """A file that is not read at all.

    Of any file: "empty", "too large", "too many lines", "too deep", "utf-16", "no calendar".
    Of a calendar: "too many events", "too many occurrences", "too much work"; by its method "reply", "counter",
    "refresh", "declinecounter".
    Of a mail: "too many parts", "too deep", "tnef" (Outlook packed the answer into a file of its own, winmail.dat).
    Of a reply, by what it is instead: "request", "cancel", "publish", "add", "refresh", "counter", "declinecounter",
    "no method", "other method", "not a meeting", "no event", "several events"; by what it lacks: "no uid",
    "no attendee", "several attendees", "no answer", "recurrence" (of which meeting of a series cannot be told).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Unwritable(Exception):  # noqa: N818 - it says what the invitation is
    """An invitation that is not written: which field is wrong, and how.

    Codes: "empty", "too long", "not a mail", "not aware", "ends before it starts", "negative", "too many", "twice",
    "status", "role", "partstat", "cutype", "url", "language", "out of range", "signs"
    (of a UID). ``where`` is a path such as ``attendees[3].mail``.
    """

    def __init__(self, where: str, code: str) -> None:
        super().__init__(f"{where}: {code}")
        self.where, self.code = where, code


@dataclass(frozen=True)
class Problem:
    """Something wrong with a part of a file, all else of which was read.

    ``where`` is a path such as ``VEVENT[3].RRULE`` (events counted from 0 as they stand in the file), or "" for
    the file; ``said`` is what stands there, cut short; ``line`` is counted from 1, 0 where none is known.

    Codes of lines and components: "not a line", "line too long", "encoding", "not ended", "not begun", "not read" (a
    component of another kind, once for each kind; ``said`` is its name), "more problems" (``said`` is how many).
    Codes of events, which are left out: "missing", "not a time", "out of range" (of DTSTART or RECURRENCE-ID),
    "duplicate" (an older version).
    Codes of fields: "ends before it starts", "not a time", "not a duration", "kinds differ", "unknown zone" (read by
    the caller's), "offsets differ" (of a zone that the file describes otherwise than the register does), "not an
    offset", "rule", "unsupported" (``said`` is the part), "too many occurrences", "too many", "this and future",
    "not a number", "not a mail", "url", "value", "too long", "missing" (of a UID: the source id is made of the time and
    the summary).
    """

    where: str
    code: str
    said: str = ""
    line: int = 0


@dataclass(frozen=True)
class Attendee:
    """A person or a room that is invited, or who invites (RFC 5545, 3.8.4.1): mail is "" where none can be read."""

    mail: str
    name: str = ""
    partstat: str = ""
    role: str = ""
    cutype: str = ""


@dataclass(frozen=True)
class Event:
    """One meeting, or one of a series.

    ``starts`` and ``ends`` are aware, or dates of whole days; the end is the first moment or day after it. ``status``
    is "TENTATIVE", "CONFIRMED", "CANCELLED" or "". ``recurrence_id`` is what it was planned for at first, for a meeting
    of a series. ``source_id`` stays the same when the file is read again, whatever the zone in which it is told.
    ``classification`` is CLASS: "PUBLIC", "PRIVATE" or "CONFIDENTIAL", and whatever else is said is "PRIVATE".
    """

    uid: str
    source_id: str
    starts: datetime | date
    ends: datetime | date
    sequence: int = 0
    status: str = ""
    summary: str = ""
    description: str = ""
    location: str = ""
    organizer: Attendee | None = None
    attendees: tuple[Attendee, ...] = ()
    categories: tuple[str, ...] = ()
    url: str = ""
    recurrence_id: datetime | date | None = None
    classification: str = "PUBLIC"
    line: int = 0


@dataclass(frozen=True)
class CalendarRead:
    """What was read of a calendar: events in the order of their time, and what could not be read."""

    events: tuple[Event, ...]
    problems: tuple[Problem, ...] = ()
    method: str = ""
    name: str = ""
    x_wr_timezone: str = ""


@dataclass(frozen=True)
class Invitation:
    """A meeting to which people are invited.

    ``starts``, ``ends`` and ``dtstamp`` are aware; the meeting is told by the clocks of ``zone``. ``sequence`` is to be
    higher each time that time or place change, and when it is called off. ``status`` is "CONFIRMED" or "TENTATIVE";
    ``comment`` says why it changes or is called off.
    """

    uid: str
    sequence: int
    dtstamp: datetime
    starts: datetime
    ends: datetime
    zone: ZoneInfo
    summary: str
    organizer: Attendee
    attendees: tuple[Attendee, ...]
    description: str = ""
    location: str = ""
    url: str = ""
    status: str = "CONFIRMED"
    comment: str = ""
    language: str = ""
    prodid: str = "-//Secretariat//Invitations//EN"


@dataclass(frozen=True)
class Reply:
    """An answer to an invitation, as it says itself: who sent it is not proven by anything in it.

    ``recurrence_id`` is UTC, or a date. ``partstat`` is "ACCEPTED", "DECLINED", "TENTATIVE" or "DELEGATED", and then
    ``delegated_to`` are the mails of those who come instead; ``delegated_from`` are those for whom this person comes.
    ``sent_by`` is who answered on behalf. Of two replies of one person to one version, the later ``dtstamp`` counts.
    """

    uid: str
    attendee: str
    partstat: str
    sequence: int = 0
    recurrence_id: datetime | date | None = None
    name: str = ""
    comment: str = ""
    delegated_to: tuple[str, ...] = ()
    delegated_from: tuple[str, ...] = ()
    sent_by: str = ""
    organizer: str = ""
    dtstamp: datetime | None = None
