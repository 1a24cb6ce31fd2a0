"""What is to be timetabled, what a timetable is, and by what it is judged: plain data, in and out as JSON.

Meetings of two or more parties (and sessions, which are meetings that are fixed) are given a start and a room. Slots,
parties, rooms and meetings are named by their index in the problem; keys and names are for people.

Rules that every plan keeps (``check.violations`` names each that a plan breaks):

- a meeting takes ``length`` slots that follow each other on one day without a pause between them; a fixed one takes
  what it was given;
- a party is in one meeting at a time, and never while it is absent;
- a room holds one meeting at a time, is open, has the seats, the equipment and the booths, and a language is
  interpreted in no more rooms at once than there are interpreters for it;
- a meeting lies in its window, after those it must come after, and not directly next to those it must not touch;
- between two rooms a party has the time it takes to change over; two parties that are to be kept apart are not in
  rooms beside each other at one time; so many tables as are to be kept free are free at all times;
- numbers of breaks differ between parties by no more than ``spread``, if it is given;
- a required meeting is placed.

Judged in tiers, one strictly before the next (``TIERS``; ``Score`` says what each counts).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

__all__ = [
    "TIERS",
    "Absence",
    "Meeting",
    "Party",
    "Plan",
    "Problem",
    "Progress",
    "Room",
    "Score",
    "Slot",
    "Solution",
    "Status",
    "Tier",
]

Tier = Literal["unmet", "breaks", "fairness", "preferences", "changes"]
TIERS: tuple[Tier, ...] = ("unmet", "breaks", "fairness", "preferences", "changes")
# Proved the best; legal, and how far from the best is known by its bound; none can exist; none was found in the time.
Status = Literal["optimal", "feasible", "infeasible", "unknown"]


@dataclass(frozen=True)
class Slot:
    """A stretch of time in which meetings are held; slots are given in the order of time and do not overlap.

    ``start`` and ``end`` are minutes from any moment that is the same for all; ``day`` numbers the days, and breaks
    are counted within a day; ``part`` is 1 for the morning, 2 for the afternoon, 3 for the evening, 0 for none.
    """

    day: int
    start: int
    end: int
    part: int = 0


@dataclass(frozen=True)
class Absence:
    """Slots in which a party cannot meet, and why: ``arrival``, ``departure``, ``blocked`` or ``other``."""

    slots: tuple[int, ...]
    reason: str = "other"


@dataclass(frozen=True)
class Party:
    """Who meets: a delegation or a person."""

    key: str
    name: str = ""
    absences: tuple[Absence, ...] = ()

    @cached_property
    def away(self) -> frozenset[int]:
        """All slots in which it cannot meet."""
        return frozenset(slot for absence in self.absences for slot in absence.slots)


@dataclass(frozen=True)
class Room:
    """A room or a table that holds one meeting at a time.

    ``booths`` is how many languages can be interpreted in it; ``languages`` are those that its booths can be used
    for, any if it is empty; ``closed`` are slots in which it cannot be used.
    """

    key: str
    name: str = ""
    seats: int | None = None
    equipment: tuple[str, ...] = ()
    booths: int = 0
    languages: tuple[str, ...] = ()
    closed: tuple[int, ...] = ()


@dataclass(frozen=True)
class Meeting:
    """A wish to meet, or a session.

    ``weight`` is what it costs to leave it out; a ``required`` one is never left out. ``window`` are the slots in
    which it may lie, all if ``None``. ``start`` and ``room`` fix it. ``preferred`` are the slots in which it would
    best begin, any if empty. It begins no sooner than the meetings in ``after`` have ended, and does not directly
    precede or follow one in ``not_next_to`` on the same day. ``seats``, ``equipment`` and ``languages`` (to be
    interpreted) are what its room must have.
    """

    key: str
    parties: tuple[int, ...]
    name: str = ""
    weight: int = 1
    required: bool = False
    length: int = 1
    window: tuple[int, ...] | None = None
    start: int | None = None
    room: int | None = None
    preferred: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    not_next_to: tuple[int, ...] = ()
    seats: int = 0
    equipment: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """For each meeting the slot in which it begins and its room; ``None`` and ``None`` for one that is left out.

    A problem without rooms has plans without rooms.
    """

    starts: tuple[int | None, ...]
    rooms: tuple[int | None, ...]


@dataclass(frozen=True)
class Problem:
    """Everything that a timetable is made from.

    ``interpreters`` says for how many rooms at once there are interpreters of a language; a language that it does not
    name has none. ``travel`` are minutes it takes to change between two rooms (either way), ``adjacent`` rooms beside
    each other, ``apart`` parties who are not to be in such rooms at one time. ``spread`` limits by how much the
    numbers of breaks of two parties may differ. ``keep_free`` tables stay free at all times. ``published`` is the plan
    that people know. ``tiers`` is the order in which a plan is judged.
    """

    slots: tuple[Slot, ...]
    parties: tuple[Party, ...]
    meetings: tuple[Meeting, ...]
    rooms: tuple[Room, ...] = ()
    interpreters: Mapping[str, int] = field(default_factory=dict)
    travel: tuple[tuple[int, int, int], ...] = ()
    adjacent: tuple[tuple[int, int], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
    spread: int | None = None
    keep_free: int = 0
    published: Plan | None = None
    tiers: tuple[Tier, ...] = TIERS


@dataclass(frozen=True)
class Score:
    """What a plan costs, tier by tier; less is better.

    - ``unmet``: the weights of the meetings that are left out, summed;
    - ``breaks``: idle runs between two meetings of a party on one day, counted, not measured, over all parties;
    - ``fairness``: how much the parties' numbers of breaks differ at most, plus how much the numbers of meetings left
      out differ at most between parties that have any meeting;
    - ``preferences``: placed meetings that do not begin in a slot they prefer;
    - ``changes``: meetings of the published plan that begin or are held elsewhere now, or are left out.
    """

    unmet: int = 0
    breaks: int = 0
    fairness: int = 0
    preferences: int = 0
    changes: int = 0

    def ranked(self, tiers: tuple[Tier, ...] = TIERS) -> tuple[int, ...]:
        """The numbers in the order in which they count; compare these."""
        return tuple(getattr(self, tier) for tier in tiers)


@dataclass(frozen=True)
class Progress:
    """How far a search is: seconds since it began, the best score and the proved bound, tier by tier.

    ``bound`` holds what no plan can be below, in the order of the problem's tiers, as far as the tiers before are
    proved; ``None`` where nothing is known yet. ``plan`` is given when it is better than the one before.
    """

    seconds: float
    score: Score | None = None
    bound: tuple[int | None, ...] = ()
    plan: Plan | None = None


@dataclass(frozen=True)
class Solution:
    """What a search found: the best plan, its score, what is proved, and the steps on the way."""

    status: Status
    plan: Plan | None = None
    score: Score | None = None
    bound: tuple[int | None, ...] = ()
    seconds: float = 0.0
    first_seconds: float | None = None
    trace: tuple[Progress, ...] = ()
