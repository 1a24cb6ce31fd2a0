"""What a schedule is made of, what is wrong with one, and how large one may be."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

__all__ = [
    "LONGEST_DURATION",
    "LONGEST_LINE",
    "LONGEST_TEXT",
    "MOST_DAYS",
    "MOST_EVENTS",
    "MOST_PARTS",
    "MOST_PROBLEMS",
    "MOST_ROOMS",
    "SIZE_LIMIT",
    "Conference",
    "Day",
    "DayRoom",
    "Event",
    "Generator",
    "Link",
    "Person",
    "Problem",
    "Read",
    "Room",
    "Schedule",
    "Track",
    "Unreadable",
    "Unwritable",
]

# Bytes.
SIZE_LIMIT = 32 * 1024 * 1024
MOST_DAYS = 400
MOST_ROOMS = 2_000
MOST_EVENTS = 50_000
# Persons, links and attachments of all events, tracks and colours together.
MOST_PARTS = 200_000
MOST_PROBLEMS = 2_000
# Letters: abstracts, descriptions and biographies; and everything else.
LONGEST_TEXT = 200_000
LONGEST_LINE = 2_000
# The XML schema has two figures for hours.
LONGEST_DURATION = timedelta(hours=99, minutes=59, seconds=59)


class Unreadable(Exception):  # noqa: N818 - it says what the file is
    """A file that is not read at all.

    Codes: "empty", "too large", "encoding", "declarations", "not xml", "too deep", "too much", "not a schedule",
    "too many days", "too many rooms", "too many events". ``line`` is 0 where no line is known.
    """

    def __init__(self, code: str, line: int = 0) -> None:
        super().__init__(code)
        self.code, self.line = code, line


class Unwritable(Exception):  # noqa: N818 - it says what the schedule is
    """A schedule of which no valid file can be made.

    Codes: "no days", "year" (one of which no file may tell).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with one field: a path to it, a code, and what stands there.

    The path counts from 0 and is the one of the JSON file, also for XML: ``days[2].rooms["Hall"][4].start``,
    ``conference.acronym``, ``generator.url``.

    Codes: "required" (missing), "type" (another kind of value than the format has), "too long" (cut), "characters"
    (some that no file may hold were left out), "languages" (one of several was taken; ``said`` names those left),
    "number", "id", "guid", "url", "zone" (unknown name), "no zone" (times were taken for UTC), "date", "start",
    "duration", "index", "no such time" and "time twice" (where clocks are changed), "offset differs" (from the zone's),
    "start differs" (from the date, which counts), "end differs" (from date and duration, which count), "room differs"
    (from the key, which counts), "room twice", "guid twice" (the later is left out; ``said`` is the path of the
    first), "id twice", "day twice", "day differs" (the event is on another day than it stands under), "overlap"
    (``said`` is the path of the other), and as the last one "more", with the number of those that are not listed.
    """

    where: str
    code: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An address with its title: ``url`` absolute or relative to the schedule's ``base_url``."""

    url: str
    title: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks. ``public_name`` only where it is another than ``name``; it is the one to be shown."""

    name: str = ""
    public_name: str = ""
    id: int | None = None
    code: str = ""
    guid: str = ""
    biography: str = ""
    url: str = ""
    avatar: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One event: ``date`` is its beginning with a fixed offset from UTC, None where none could be read.

    ``guid`` is the text that stands there, also where it is no UUID; ``id`` is positive. ``duration`` is None where
    none could be read.
    """

    guid: str = ""
    code: str = ""
    id: int | None = None
    logo: str = ""
    date: datetime | None = None
    duration: timedelta | None = None
    room: str = ""
    slug: str = ""
    url: str = ""
    title: str = ""
    subtitle: str = ""
    track: str = ""
    type: str = ""
    language: str = ""
    abstract: str = ""
    description: str = ""
    recording_license: str = ""
    do_not_record: bool = False
    persons: tuple[Person, ...] = ()
    links: tuple[Link, ...] = ()
    feedback_url: str = ""
    attachments: tuple[Link, ...] = ()

    @property
    def start(self) -> time | None:
        """The beginning on the clock of the place."""
        return None if self.date is None else self.date.time()


@dataclass(frozen=True, slots=True)
class DayRoom:
    """A room on one day, with its events in the order of the file."""

    name: str
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the conference: from ``day_start`` to ``day_end``, which lie after midnight as a rule."""

    index: int
    date: date
    day_start: datetime
    day_end: datetime
    rooms: tuple[DayRoom, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """What is said of a room beside its name: ``capacity`` in persons, None where nothing is said."""

    name: str
    slug: str = ""
    guid: str = ""
    description: str = ""
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """A track and its colour."""

    name: str
    slug: str = ""
    color: str = ""


@dataclass(frozen=True, slots=True)
class Conference:
    """A conference: ``colors`` are pairs of a use ("primary") and a colour; ``time_zone_name`` one of IANA's."""

    acronym: str
    title: str = ""
    start: date | None = None
    end: date | None = None
    days_count: int | None = None
    timeslot_duration: timedelta | None = None
    time_zone_name: str = ""
    url: str = ""
    colors: tuple[tuple[str, str], ...] = ()
    rooms: tuple[Room, ...] = ()
    tracks: tuple[Track, ...] = ()
    days: tuple[Day, ...] = ()


@dataclass(frozen=True, slots=True)
class Generator:
    """The program that wrote the file."""

    name: str = ""
    version: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule in one version: ``url`` is its own address, ``base_url`` what relative addresses stand under."""

    conference: Conference
    version: str = ""
    url: str = ""
    base_url: str = ""
    generator: Generator | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A schedule as it was read, and all that is wrong with it."""

    schedule: Schedule
    problems: tuple[Problem, ...] = field(default=())
