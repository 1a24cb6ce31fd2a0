"""The slots of a timetable, from the hours and rules that a conference keeps: moments, told by the venue's clock."""

import hashlib
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from secretariat.conference.models import Conference
from secretariat.programme.models import Hours, ProgrammeRules

MORNING, AFTERNOON, EVENING = 1, 2, 3
_NOON, _SIX = 12, 18


@dataclass(frozen=True)
class Stretch:
    """A slot as people know it: it begins, it ends, and after the minutes to change over the next may begin."""

    day: date
    starts_at: datetime
    ends_at: datetime
    until: datetime
    part: int

    def touches(self, begins: datetime | None, ends: datetime | None) -> bool:
        """Whether a time, open where it is empty, takes some of it; the minutes to change over do not count."""
        return (ends is None or self.starts_at < ends) and (begins is None or begins < self.ends_at)


@dataclass(frozen=True)
class Grid:
    """All slots of a timetable in the order of time, and how long they are."""

    stretches: tuple[Stretch, ...]
    slot_minutes: int
    changeover_minutes: int

    def length_of(self, minutes: int) -> int:
        """How many slots a meeting takes, rounded up."""
        return max(1, math.ceil((minutes + self.changeover_minutes) / (self.slot_minutes + self.changeover_minutes)))

    def touched(self, begins: datetime | None, ends: datetime | None) -> list[int]:
        """The slots of which a time, open where it is empty, takes some."""
        found = [index for index, each in enumerate(self.stretches) if each.touches(begins, ends)]
        if found or begins is None or ends is None:
            return found
        # What lies in the minutes between two slots takes the one before, so that no long meeting runs across it.
        return [index for index, each in enumerate(self.stretches) if each.starts_at < ends and begins < each.until][:1]

    def beginning(self, moment: datetime) -> int | None:
        """The slot that begins at this moment, if one does."""
        return self._beginnings.get(moment)

    def in_part(self, part: int) -> tuple[int, ...]:
        """The slots in a part of the day; none for none."""
        return self._parts.get(part, ()) if part else ()

    @cached_property
    def _beginnings(self) -> dict[datetime, int]:
        return {each.starts_at: index for index, each in enumerate(self.stretches)}

    @cached_property
    def _parts(self) -> dict[int, tuple[int, ...]]:
        found: dict[int, list[int]] = {}
        for index, each in enumerate(self.stretches):
            found.setdefault(each.part, []).append(index)
        return {part: tuple(slots) for part, slots in found.items()}


def grid_of(conference: Conference, rules: ProgrammeRules, hours: Iterable[Hours]) -> Grid:
    """The slots that hours and rules give; what is left of the hours when no whole slot fits any more stays free."""
    slot, between = timedelta(minutes=rules.slot_minutes), timedelta(minutes=rules.changeover_minutes)
    found: list[Stretch] = []
    for begins, ends in _joined(hours):
        day = begins.astimezone(conference.zone).date()
        start = begins
        while start + slot <= ends:
            part = _part(start.astimezone(conference.zone).hour)
            found.append(Stretch(day, start, start + slot, start + slot + between, part))
            start += slot + between
    return Grid(tuple(found), rules.slot_minutes, rules.changeover_minutes)


def rules_of(conference: Conference) -> ProgrammeRules:
    """The rules of a conference, or those that hold as long as none are kept."""
    return ProgrammeRules.objects.filter(conference=conference).first() or ProgrammeRules(conference=conference)


def hours_of(conference: Conference) -> list[Hours]:
    """The hours in which bilateral meetings are held, in the order of time."""
    return list(Hours.objects.filter(conference=conference))


def mark_of(hours: Iterable[Hours]) -> str:
    """Marks hours, so that it is noticed when somebody else changed them."""
    told = "|".join(f"{row.starts_at.timestamp():.0f}-{row.ends_at.timestamp():.0f}" for row in hours)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _joined(hours: Iterable[Hours]) -> Iterator[tuple[datetime, datetime]]:
    """Hours in the order of time; where two overlap or touch they are one."""
    held: tuple[datetime, datetime] | None = None
    for begins, ends in sorted((each.starts_at.astimezone(UTC), each.ends_at.astimezone(UTC)) for each in hours):
        if held is not None and begins <= held[1]:
            held = (held[0], max(held[1], ends))
            continue
        if held is not None:
            yield held
        held = (begins, ends)
    if held is not None:
        yield held


def _part(hour: int) -> int:
    if hour < _NOON:
        return MORNING
    return AFTERNOON if hour < _SIX else EVENING
