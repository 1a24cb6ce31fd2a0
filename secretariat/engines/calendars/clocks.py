"""How the clocks of a zone go in some years, as a calendar tells it (RFC 5545, 3.6.5)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

__all__ = ["Observance", "observances"]


@dataclass(frozen=True)
class Observance:
    """From when clocks show an offset, by the clock that showed the one before."""

    onset: datetime
    old: timedelta
    new: timedelta
    name: str
    is_daylight: bool = False


@lru_cache(maxsize=64)
def observances(zone: ZoneInfo, first: int, last: int) -> tuple[Observance, ...]:
    """Return what the clocks show when the first year begins, and each change until the last is over."""
    at, until = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 2, tzinfo=UTC)
    # A day before, so that the offset is in force when the year begins anywhere.
    at -= timedelta(days=1)
    found = [_observance(zone, at, _offset(zone, at))]
    while at < until:
        later = at + timedelta(days=1)
        if _offset(zone, at) != _offset(zone, later):
            found.append(_observance(zone, _change_between(zone, at, later), _offset(zone, at)))
        at = later
    return tuple(found)


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _observance(zone: ZoneInfo, moment: datetime, old: timedelta) -> Observance:
    there = moment.astimezone(zone)
    return Observance(
        onset=(moment + old).replace(tzinfo=None),
        old=old,
        new=_offset(zone, moment),
        name=there.tzname() or "",
        is_daylight=bool(there.dst()),
    )


def _change_between(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The second at which the clocks are set to another time."""
    old = _offset(zone, low)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // timedelta(seconds=2) * timedelta(seconds=1)
        low, high = (middle, high) if _offset(zone, middle) == old else (low, middle)
    return high
