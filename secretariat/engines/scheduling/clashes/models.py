"""What can clash in a programme, in which venue, and how gravely."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

__all__ = ["RULES", "Clash", "Code", "Hall", "Item", "Level", "Span", "Venue", "minute_of", "moment_of"]

Code = Literal[
    "ends_first",
    "outside",  # Not within the days of the conference.
    "needs_room",
    "unknown_room",
    "room_taken",
    "room_closed",
    "room_small",
    "equipment",
    "booths",
    "language",  # The booths of the room cannot be used for it.
    "interpreters",
    "party_twice",
    "person_twice",
    "absent",  # Not yet arrived, already left, or otherwise engaged: ``word`` is the reason.
    "travel",
    "apart",
]
Level = Literal["block", "warn", "ignore"]

RULES: Mapping[Code, Level] = {
    "ends_first": "block",
    "outside": "warn",
    "needs_room": "warn",
    "unknown_room": "block",
    "room_taken": "block",
    "room_closed": "block",
    "room_small": "warn",
    "equipment": "warn",
    "booths": "block",
    "language": "block",
    "interpreters": "block",
    "party_twice": "block",
    "person_twice": "block",
    "absent": "block",
    "travel": "warn",
    "apart": "warn",
}

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def minute_of(moment: datetime) -> int:
    """An instant as whole minutes since 1970 in UTC: no zone, no summer time. Raises ``ValueError`` without a zone."""
    if moment.utcoffset() is None:
        raise ValueError("A time without its zone is no instant.")
    return (moment - _BEGINNING) // timedelta(minutes=1)


def moment_of(minute: int) -> datetime:
    """The instant that ``minute_of`` was given, in UTC."""
    return _BEGINNING + timedelta(minutes=minute)


@dataclass(frozen=True)
class Span:
    """From one minute up to another, which is no part of it."""

    start: int
    end: int
    reason: str = ""


@dataclass(frozen=True)
class Item:
    """A session, a bilateral, a press event, a journey: whatever takes somebody's time, with or without a room.

    ``kind`` is any word. With a ``table`` it shares its room with those at other tables; without, it takes the whole.
    ``parties`` and ``people`` are those who must be there.
    """

    key: str
    kind: str
    start: int
    end: int
    room: str | None = None
    table: int | None = None
    parties: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    seats: int = 0
    equipment: tuple[str, ...] = ()
    needs_room: bool = True


@dataclass(frozen=True)
class Hall:
    """A room on the plan of the venue; ``seats`` is ``None`` where nobody counts them."""

    key: str
    seats: int | None = None
    equipment: tuple[str, ...] = ()
    booths: int = 0
    languages: tuple[str, ...] = ()
    closed: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Venue:
    """Where and when things are held: rooms, days (no limit if empty), interpreters, ways, and who is away when.

    ``interpreters`` says in how many rooms at once a language can be interpreted; a language it does not name has none.
    ``travel`` is minutes between two rooms, either way. ``absences`` are by the key of a party or of a person.
    """

    halls: tuple[Hall, ...] = ()
    days: tuple[Span, ...] = ()
    interpreters: Mapping[str, int] = field(default_factory=dict)
    travel: tuple[tuple[str, str, int], ...] = ()
    adjacent: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    absences: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Clash:
    """Two things that cannot both be, or one that cannot be as it is.

    ``items`` are named in the order of time. ``start`` to ``end`` is the stretch in question. ``number`` is how much
    there is (seats, booths, interpreters, minutes), ``limit`` how much there must be; ``word`` is the language, the
    equipment or the reason.
    """

    code: Code
    level: Level
    items: tuple[str, ...]
    room: str | None = None
    parties: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    number: int | None = None
    limit: int | None = None
    word: str = ""
