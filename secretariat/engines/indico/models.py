"""What people take out of Indico: an event with its contributions, a timetable, registrations; and what is wrong."""

from dataclasses import dataclass
from datetime import datetime

__all__ = [
    "LONGEST_LINE",
    "LONGEST_TEXT",
    "MOST_CONTRIBUTIONS",
    "MOST_DAYS",
    "MOST_FIELDS",
    "MOST_LISTED",
    "MOST_PROBLEMS",
    "MOST_REGISTRATIONS",
    "STATES",
    "Contribution",
    "Event",
    "EventRead",
    "Material",
    "Person",
    "Problem",
    "Reference",
    "Registration",
    "RegistrationsRead",
    "Session",
    "SessionBlock",
    "SubContribution",
    "TimetableEntry",
    "TimetableRead",
    "Unreadable",
]

# Contributions of an event with their sub-contributions; entries of a timetable; session blocks.
MOST_CONTRIBUTIONS = 50_000
MOST_REGISTRATIONS = 50_000
# Fields of one registration; columns of a list.
MOST_FIELDS = 200
# Persons, materials, references, keywords or tags of one thing; choices of one field.
MOST_LISTED = 500
MOST_DAYS = 1_000
# What is wrong beyond it is counted by one problem "more".
MOST_PROBLEMS = 10_000
# Letters of a description or an answer.
LONGEST_TEXT = 200_000
# Letters of a title, a name, a room.
LONGEST_LINE = 2_000
# The states of a registration, as the interface for checking in writes them.
STATES = ("complete", "pending", "rejected", "withdrawn", "unpaid")


class Unreadable(Exception):  # noqa: N818 - it says what the file is
    """A file that is not read at all.

    Codes: "not indico" (it has another shape), "error answer" (the server answered that it gives nothing), "no event",
    "several events", "too many contributions", "too many sessions", "too many entries", "too many days", "too many
    registrations", "no header" (a table that names neither people nor addresses).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Problem:
    """Something wrong with one field: where it stands in the file, a code, and the text found there, cut to be shown.

    ``where`` is a path such as ``results[0].contributions[4].startDate`` or ``rows[3]["Email Address"]``, whose rows
    are counted from 1. Codes: "missing", "shape" (another kind of value than the format has), "date", "zone",
    "ambiguous time" (the clock was put back in this hour: the earlier time is taken), "impossible time" (the clock was
    put forward over it), "order" (it ends before it begins), "state", "email", "url", "too long" (cut), "too many" (the
    first are kept), "too deep", "twice" (the first is kept), "differs" (it is said in two places, and not the same),
    "more" (so many problems that the others are not told).
    """

    where: str
    code: str
    said: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody who speaks, writes, chairs or convenes; an address is there only where a manager took the file out.

    ``source_id`` is "" where the format names nobody (timetables). The hash of an address is never read.
    """

    full_name: str
    first_name: str = ""
    last_name: str = ""
    title: str = ""
    affiliation: str = ""
    email: str = ""
    source_id: str = ""


@dataclass(frozen=True)
class Material:
    """A file or link by its title and address, as text: nothing is ever fetched. ``url`` is of http(s) or a path."""

    title: str
    url: str


@dataclass(frozen=True)
class Reference:
    """An external identifier: a DOI, a report number."""

    type: str
    value: str
    url: str = ""
    urn: str = ""


@dataclass(frozen=True)
class SubContribution:
    """A part of a contribution; it has a length in minutes and no time of its own."""

    source_id: str
    title: str
    friendly_id: str = ""
    code: str = ""
    duration: int | None = None
    speakers: tuple[Person, ...] = ()
    material: tuple[Material, ...] = ()
    references: tuple[Reference, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Contribution:
    """A talk or paper: ``duration`` in minutes, times in the event's own zone; ``session`` is the title of its session.

    ``room`` is the short name, ``room_fullname`` the long one, ``location`` the venue. ``description`` and ``note`` are
    plain text.
    """

    source_id: str
    title: str
    friendly_id: str = ""
    code: str = ""
    board_number: str = ""
    start_date: datetime | None = None
    end_date: datetime | None = None
    duration: int | None = None
    room: str = ""
    room_fullname: str = ""
    location: str = ""
    type: str = ""
    session: str = ""
    track: str = ""
    description: str = ""
    speakers: tuple[Person, ...] = ()
    primaryauthors: tuple[Person, ...] = ()
    coauthors: tuple[Person, ...] = ()
    keywords: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    material: tuple[Material, ...] = ()
    note: str = ""
    url: str = ""
    sub_contributions: tuple[SubContribution, ...] = ()


@dataclass(frozen=True)
class Session:
    """What several blocks have in common: the title, the conveners, the description as plain text."""

    source_id: str
    title: str
    friendly_id: str = ""
    code: str = ""
    type: str = ""
    description: str = ""
    is_poster: bool = False
    session_conveners: tuple[Person, ...] = ()
    material: tuple[Material, ...] = ()


@dataclass(frozen=True)
class SessionBlock:
    """A stretch of time in which a session sits (the format's ``SessionSlot``), with its contributions in order."""

    source_id: str
    title: str
    slot_title: str = ""
    code: str = ""
    session: Session | None = None
    start_date: datetime | None = None
    end_date: datetime | None = None
    room: str = ""
    room_fullname: str = ""
    location: str = ""
    conveners: tuple[Person, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Event:
    """A conference, meeting or lecture; its times are in its own ``timezone``, whichever the file was asked in.

    ``contributions`` are those that stand in no block. ``label`` is what the organisers put on it ("Cancelled").
    """

    source_id: str
    id: str
    title: str
    type: str = ""
    description: str = ""
    timezone: str = ""
    start_date: datetime | None = None
    end_date: datetime | None = None
    location: str = ""
    room: str = ""
    room_fullname: str = ""
    address: str = ""
    url: str = ""
    category: str = ""
    category_id: str = ""
    language: str = ""
    label: str = ""
    organizer: str = ""
    creator: Person | None = None
    chairs: tuple[Person, ...] = ()
    keywords: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    material: tuple[Material, ...] = ()
    note: str = ""
    contributions: tuple[Contribution, ...] = ()
    sessions: tuple[SessionBlock, ...] = ()


@dataclass(frozen=True)
class EventRead:
    """An event and what is wrong with it; ``is_complete`` is false where the server said that it left things out."""

    event: Event
    is_complete: bool = True
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class TimetableEntry:
    """Something in the timetable; ``key`` is that of the timetable itself, ``days`` those under which it stands.

    ``entry_type`` is "Session" (a block, with its ``entries``), "Contribution" or "Break". ``source_id`` is the one
    that the same block or contribution has in an event's file. ``duration`` in minutes; times in the zone of the file.
    """

    source_id: str
    key: str
    entry_type: str
    title: str
    slot_title: str = ""
    code: str = ""
    session_code: str = ""
    board_number: str = ""
    start_date: datetime | None = None
    end_date: datetime | None = None
    duration: int | None = None
    room: str = ""
    location: str = ""
    description: str = ""
    is_poster: bool = False
    presenters: tuple[Person, ...] = ()
    authors: tuple[Person, ...] = ()
    conveners: tuple[Person, ...] = ()
    attachments: tuple[Material, ...] = ()
    references: tuple[Reference, ...] = ()
    url: str = ""
    days: tuple[str, ...] = ()
    entries: tuple["TimetableEntry", ...] = ()


@dataclass(frozen=True)
class TimetableRead:
    """A timetable in the order of time, each entry once; one that is not published is empty and no error.

    ``timezone`` is the zone in which its times are written, if it is the same all over.
    """

    event_id: str = ""
    is_published: bool = False
    timezone: str = ""
    entries: tuple[TimetableEntry, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Registration:
    """Somebody who registered; ``fields`` are the questions of the form and what was answered, in order.

    What the form asks by Indico's own names in English, French or Spanish (affiliation, position, …) stands in fields
    of its own as well. ``state`` is one of ``STATES`` or "". ``friendly_id`` is the number that people see; it is
    another number than the one in ``source_id`` of what the interface gives. The secret of a ticket is never read.
    """

    source_id: str
    full_name: str
    first_name: str = ""
    last_name: str = ""
    title: str = ""
    email: str = ""
    affiliation: str = ""
    position: str = ""
    phone: str = ""
    country: str = ""
    address: str = ""
    friendly_id: str = ""
    regform_id: str = ""
    state: str = ""
    checked_in: bool = False
    checked_in_dt: datetime | None = None
    registration_date: datetime | None = None
    occupied_slots: int = 1
    tags: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class RegistrationsRead:
    """Registrations in the order of the file, and what is wrong with them."""

    registrations: tuple[Registration, ...] = ()
    problems: tuple[Problem, ...] = ()
