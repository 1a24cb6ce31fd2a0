"""Clocks: the register's, those that Windows names, and those that a file describes itself (RFC 5545, 3.6.5)."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from secretariat.engines.calendars.components import Component, first
from secretariat.engines.calendars.models import MOST_DATES
from secretariat.engines.calendars.recurring import Between, TooMany, moments
from secretariat.engines.calendars.rules import BadRule, Rule, rule_of
from secretariat.engines.calendars.values import offset, stated
from secretariat.engines.calendars.windows import WINDOWS
from secretariat.engines.calendars.work import Work, noted, spent

__all__ = ["Clock", "Described", "described", "instant", "registered", "shown"]

_EARLIEST = datetime(1970, 1, 1)  # noqa: DTZ001 - by the clocks of a zone
_UTC = frozenset({"utc", "gmt", "z", "etc/utc", "etc/gmt", "coordinated universal time", "tzone://microsoft/utc"})
_ZERO = timedelta()


@dataclass(frozen=True)
class Described:
    """A zone as a file describes it: the offset at first, and each later one with the moment from which it counts.

    ``onsets`` are UTC; ``walls`` is what the clocks show when a change is over, as somebody looks it up by the wall.
    """

    before: timedelta
    onsets: tuple[datetime, ...] = ()
    walls: tuple[datetime, ...] = ()
    offsets: tuple[timedelta, ...] = ()


Clock = tzinfo | Described


def instant(wall: datetime, clock: Clock) -> datetime:
    """Return the moment, in UTC, at which a clock shows this.

    Of an hour that comes twice the first is meant; an hour that is skipped is told by the offset before it (RFC 5545,
    3.3.5).
    """
    if isinstance(clock, Described):
        return (wall - _offset_after(clock, bisect_right(clock.walls, wall))).replace(tzinfo=UTC)
    return wall.replace(tzinfo=clock).astimezone(UTC)


def shown(moment: datetime, clock: Clock) -> datetime:
    """Return what a clock shows at a moment, with the offset that it has then."""
    if isinstance(clock, Described):
        length = _offset_after(clock, bisect_right(clock.onsets, moment.replace(tzinfo=None)))
        return moment.astimezone(timezone(length))
    return moment.astimezone(clock)


def registered(name: str) -> tzinfo | None:
    """Return the zone of a name in the register, of Windows, or with a path before it, or nothing."""
    plain = name.strip().strip('"')
    if plain.lower() in _UTC:
        return UTC
    known = _register()
    found = known.get(plain.lower()) or WINDOWS.get(plain.lower())
    if not found and "/" in plain:
        # Programs put their own name and year before that of the zone: /example.org/20210210_1/Europe/Paris.
        parts = plain.lower().split("/")
        tails = ("/".join(parts[-length:]) for length in (3, 2) if length < len(parts))
        found = next((known[tail] for tail in tails if tail in known), None)
    return ZoneInfo(found) if found else None


def described(zone: Component, until: datetime, work: Work) -> Described | None:
    """Return a zone that a file describes, up to a moment by its clocks, or nothing if it tells no offset."""
    changes: list[tuple[datetime, timedelta, timedelta]] = []
    for part in zone.parts:
        changes += _changes(part, until, work)
    changes.sort()
    if not changes:
        return None
    return Described(
        before=changes[0][1],
        onsets=tuple(onset for onset, _old, _new in changes),
        # By the wall, a change counts when the hour is over that is skipped, or that comes for the first time.
        walls=_rising(onset + max(old, new) for onset, old, new in changes),
        offsets=tuple(new for _onset, _old, new in changes),
    )


def _offset_after(clock: Described, place: int) -> timedelta:
    return clock.offsets[place - 1] if place else clock.before


def _rising(walls: Iterable[datetime]) -> tuple[datetime, ...]:
    """Moments none of which lies before the one before it, whatever offsets a file makes up."""
    found: list[datetime] = []
    for wall in walls:
        found.append(max(wall, found[-1]) if found else wall)
    return tuple(found)


def _changes(part: Component, until: datetime, work: Work) -> Iterator[tuple[datetime, timedelta, timedelta]]:
    """Each change to this observance, as the moment in UTC, the offset before and the offset after."""
    start = first(part.properties, "DTSTART")
    old, new = (_offset(part, name, work) for name in ("TZOFFSETFROM", "TZOFFSETTO"))
    begun = stated(start.value) if start else None
    if begun is None or old is None or new is None:
        noted(work, part.where, "not a time" if begun is None else "not an offset", part.name, part.line)
        return
    for wall in sorted({begun.wall, *_onsets(part, begun.wall, old, until, work)}):
        try:
            yield wall - old, old, new
        except OverflowError:
            continue


def _offset(part: Component, name: str, work: Work) -> timedelta | None:
    said = first(part.properties, name)
    spent(work)
    return offset(said.value) if said else None


def _onsets(part: Component, begun: datetime, old: timedelta, until: datetime, work: Work) -> Iterator[datetime]:
    for said in part.properties:
        if said.name == "RDATE":
            values = said.value.split(",", MOST_DATES)[:MOST_DATES]
            spent(work, len(values))
            for value in values:
                found = stated(value)
                if found:
                    yield found.wall
        elif said.name == "RRULE":
            try:
                rule = rule_of(said.value)
                yield from moments(rule, begun, _last(rule, old), Between(min(_EARLIEST, until), until), work)
            except (BadRule, TooMany, OverflowError) as wrong:
                code = wrong.code if isinstance(wrong, BadRule) else "too many occurrences"
                noted(work, f"{part.where}.RRULE", code, said.value, said.line)


def _last(rule: Rule, old: timedelta) -> datetime | None:
    """The last onset that may be, by the clock that shows the offset before it."""
    if rule.until is None:
        return None
    return rule.until.wall + old if rule.until.is_utc else rule.until.wall


@lru_cache(maxsize=1)
def _register() -> dict[str, str]:
    """Names of zones by their small letters; only a name that stands here is ever looked up as a file."""
    return {name.lower(): name for name in available_timezones() - {"localtime", "Factory"}}
