"""Series spread out between two moments: what lies before is skipped by reckoning, and every step is counted.

A library that spreads rules out begins at the first meeting and never ends; a rule of seconds since 1970 would cost
minutes before the first moment that somebody asked for.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from secretariat.engines.calendars.models import MOST_STEPS_OF_A_SERIES
from secretariat.engines.calendars.rules import UNITS, BadRule, Rule
from secretariat.engines.calendars.work import Work, spent

__all__ = ["Between", "TooMany", "moments"]

_CLOCK = {"BYHOUR": "hour", "BYMINUTE": "minute", "BYSECOND": "second"}


class TooMany(Exception):  # noqa: N818 - it says what the series is
    """A series that costs more steps than one may."""


@dataclass(frozen=True)
class Between:
    """The first and the last moment that are asked for, by the clock of the series."""

    low: datetime
    high: datetime


def moments(rule: Rule, start: datetime, until: datetime | None, asked: Between, work: Work) -> Iterator[datetime]:
    """Yield the moments of a series that lie between two others, in order, by the clock of its first one.

    The first moment belongs to the series whether the rule says so or not, and is counted by COUNT. ``until`` is the
    last moment that may be, by the same clock. Raises ``BadRule`` for what a rule says of hours otherwise than its
    first moment does, ``TooMany``, and ``Unreadable`` when the file has cost what it may.
    """
    _check_clock(rule, start)
    high = min(asked.high, until) if until else asked.high
    if asked.low <= start <= high:
        yield start
    left = None if rule.count is None else rule.count - 1
    cost = 0
    for candidates, steps in _periods(rule, start, Between(asked.low, high)):
        cost += steps
        if cost > MOST_STEPS_OF_A_SERIES:
            raise TooMany
        spent(work, steps)
        for each in candidates:
            if each <= start:
                continue
            if each > high or left == 0:
                return
            left = None if left is None else left - 1
            if each >= asked.low:
                yield each


def _check_clock(rule: Rule, start: datetime) -> None:
    for name, numbers in rule.by_clock:
        if numbers != {getattr(start, _CLOCK[name])} or rule.freq in UNITS:
            raise BadRule("unsupported", name)


def _periods(rule: Rule, start: datetime, asked: Between) -> Iterator[tuple[list[datetime], int]]:
    """The moments of each period, days, weeks, months or years, and what it cost to find them."""
    if rule.freq in UNITS:
        yield from _by_clock(rule, start, asked)
        return
    origin = _index(rule, start.date())
    last = _index(rule, asked.high.date())
    place = origin
    if rule.count is None:
        place += max(0, (_index(rule, asked.low.date()) - origin) // rule.interval) * rule.interval
    while place <= last:
        days, steps = _days_of(rule, start, place)
        kept = _by_position(rule, sorted(days))
        yield [datetime.combine(day, start.time()) for day in kept], steps
        place += rule.interval


def _by_clock(rule: Rule, start: datetime, asked: Between) -> Iterator[tuple[list[datetime], int]]:
    step = timedelta(seconds=UNITS[rule.freq] * rule.interval)
    is_plain = not (rule.by_day or rule.by_month or rule.by_month_day)
    place = 1
    if is_plain or rule.count is None:
        place = max(1, (asked.low - start) // step)
    if is_plain and rule.count is not None:
        # What was skipped was counted, and the count of what is left is of no use.
        asked = Between(asked.low, min(asked.high, _latest(start, step, rule.count)))
    while place <= (asked.high - start) // step:
        moment = start + place * step
        yield ([moment] if _passes(rule, moment.date()) else []), 1
        place += 1


def _latest(start: datetime, step: timedelta, count: int) -> datetime:
    try:
        return start + (count - 1) * step
    except OverflowError:
        return datetime.max  # noqa: DTZ901 - by the clock of the series


def _index(rule: Rule, day: date) -> int:
    """The number of the period in which a day lies, counted in its own unit."""
    if rule.freq == "YEARLY":
        return day.year
    if rule.freq == "MONTHLY":
        return 12 * day.year + day.month - 1
    if rule.freq == "WEEKLY":
        return (day.toordinal() - 1 - rule.week_start) // 7
    return day.toordinal()


def _days_of(rule: Rule, start: datetime, place: int) -> tuple[list[date], int]:
    if rule.freq == "YEARLY":
        return _days_of_year(rule, start, place)
    if rule.freq == "MONTHLY":
        year, month = divmod(place, 12)
        if rule.by_month and month + 1 not in rule.by_month:
            return [], 1
        return _days_of_month(rule, start, date(year, month + 1, 1))
    if rule.freq == "WEEKLY":
        monday = date.fromordinal(max(1, 7 * place + 1 + rule.week_start))
        wanted = {day for _every, day in rule.by_day} or {start.weekday()}
        week = [date.fromordinal(monday.toordinal() + number) for number in range(7)]
        return [day for day in week if day.weekday() in wanted and _passes(rule, day)], 7
    day = date.fromordinal(place)
    return ([day] if _passes(rule, day) else []), 1


def _days_of_year(rule: Rule, start: datetime, year: int) -> tuple[list[date], int]:
    if rule.by_day and not rule.by_month:
        first, last = date(year, 1, 1), date(year, 12, 31)
        days = [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]
        return [day for day in days if _is_by_day(rule, day, first, last) and _is_by_month_day(rule, day)], len(days)
    months = sorted(rule.by_month) or (range(1, 13) if rule.by_month_day else [start.month])
    found: list[date] = []
    cost = 1
    for month in months:
        days, steps = _days_of_month(rule, start, date(year, month, 1))
        found += days
        cost += steps
    return found, cost


def _days_of_month(rule: Rule, start: datetime, first: date) -> tuple[list[date], int]:
    length = monthrange(first.year, first.month)[1]
    if not rule.by_day and not rule.by_month_day:
        return ([first.replace(day=start.day)] if start.day <= length else []), 1
    last = first.replace(day=length)
    days = [first.replace(day=number) for number in range(1, length + 1)]
    return [
        day for day in days if _is_by_month_day(rule, day) and (not rule.by_day or _is_by_day(rule, day, first, last))
    ], length


def _passes(rule: Rule, day: date) -> bool:
    """Whether a day is one of those to which a rule is narrowed."""
    if rule.by_month and day.month not in rule.by_month:
        return False
    if rule.by_day and (0, day.weekday()) not in rule.by_day:
        return False
    return _is_by_month_day(rule, day)


def _is_by_month_day(rule: Rule, day: date) -> bool:
    if not rule.by_month_day:
        return True
    from_end = day.day - 1 - monthrange(day.year, day.month)[1]
    return day.day in rule.by_month_day or from_end in rule.by_month_day


def _is_by_day(rule: Rule, day: date, first: date, last: date) -> bool:
    """Whether a day is the one of the week that is meant: every one, the nth of a month or year, or the nth last."""
    weekday = day.weekday()
    places = (0, (day - first).days // 7 + 1, -((last - day).days // 7) - 1)
    return any((place, weekday) in rule.by_day for place in places)


def _by_position(rule: Rule, days: list[date]) -> list[date]:
    if not rule.by_set_pos:
        return days
    places = {place - 1 if place > 0 else len(days) + place for place in rule.by_set_pos}
    return [day for place, day in enumerate(days) if place in places]
