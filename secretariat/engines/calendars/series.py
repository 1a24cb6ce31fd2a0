"""Events as they stand in a file, and the moments at which each of them takes place."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from secretariat.engines.calendars.components import Component, first
from secretariat.engines.calendars.lines import Property, one
from secretariat.engines.calendars.models import MOST_DATES, MOST_OCCURRENCES
from secretariat.engines.calendars.recurring import Between, TooMany, moments
from secretariat.engines.calendars.rules import BadRule, rule_of
from secretariat.engines.calendars.times import (
    Moment,
    Zones,
    compare_offsets,
    day_of,
    end_told,
    key_of,
    moment_in,
    moment_of,
    utc_of,
)
from secretariat.engines.calendars.values import FIRST_YEAR, LAST_YEAR, Length, Stated, duration, number
from secretariat.engines.calendars.work import Work, noted, spent
from secretariat.engines.calendars.zones import instant, shown

__all__ = ["Asked", "Planned", "asked_of", "is_series", "occurrences", "planned"]

_DAY = timedelta(days=1)
_TWO_DAYS = timedelta(days=2)
# What a date costs that is read, and not reckoned: it is parsed, and told by a clock.
_STEPS_OF_A_DATE = 8


@dataclass(frozen=True)
class Asked:
    """The days that somebody asks for, both included, by the caller's clock; and their midnights in UTC."""

    start: date
    end: date
    zone: ZoneInfo
    low: datetime
    high: datetime


@dataclass
class Planned:
    """An event of a file: when it begins and how long it lasts, the rest as it stands."""

    component: Component
    zones: Zones
    uid: str
    start: Moment
    length: Length
    sequence: int = 0
    stamp: str = ""
    recurrence: Moment | None = None
    # What was moved or called off of this series, by key and by day.
    moved: set[str] = field(default_factory=set)


def asked_of(start: date, end: date, zone: ZoneInfo) -> Asked:
    """Return what is asked for, as far as a calendar can tell of it."""
    start, end = max(start, date(FIRST_YEAR, 1, 2)), min(end, date(LAST_YEAR - 1, 12, 30))
    low, high = (instant(datetime.combine(day, time()), zone) for day in (start, end + _DAY))
    return Asked(start, end, zone, low, high)


def planned(component: Component, uid: str, zones: Zones, work: Work) -> Planned | None:
    """Return an event with its times, or nothing where it has none that can be read."""
    where = component.where
    said = first(component.properties, "DTSTART")
    if said is None:
        noted(work, f"{where}.DTSTART", "missing", uid, component.line)
        return None
    start = moment_of(said, zones, f"{where}.DTSTART", work)
    if start is None:
        return None
    event = Planned(component, zones, uid, start, _length(component, start, zones, work))
    sequence = first(component.properties, "SEQUENCE")
    if sequence:
        found = number(sequence.value)
        event.sequence = found or 0
        if found is None:
            noted(work, f"{where}.SEQUENCE", "not a number", sequence.value, sequence.line)
    stamp = first(component.properties, "DTSTAMP")
    event.stamp = stamp.value.strip() if stamp else ""
    event.recurrence = _recurrence(component, zones, work)
    # One of a series, nobody knows which, would stand for the whole.
    is_lost = event.recurrence is None and first(component.properties, "RECURRENCE-ID") is not None
    return None if is_lost else event


def is_series(event: Planned) -> bool:
    """Whether an event takes place more than once, or was meant to."""
    return event.recurrence is None and any(each.name in {"RRULE", "RDATE"} for each in event.component.properties)


def occurrences(event: Planned, asked: Asked, work: Work) -> list[Moment]:
    """Return the moments at which an event begins, of those that touch the days asked for, in order.

    What is wrong with a rule or a date is noted, and the rest is followed.
    """
    spent(work)
    found: dict[str, Moment] = {}
    for moment in _moments(event, asked, work):
        if not _holds(event, moment, asked):
            continue
        if len(found) == MOST_OCCURRENCES:
            noted(work, event.component.where, "too many occurrences", event.uid, event.component.line)
            break
        found[key_of(moment)] = moment
    if not found:
        return []
    without = _excluded(event, work) | event.moved
    kept = [each for key, each in found.items() if key not in without and day_of(each) not in without]
    kept.sort(key=utc_of)
    if kept:
        where = f"{event.component.where}.DTSTART"
        compare_offsets(kept[0], event.zones, (where, event.component.line), work)
    return kept


def _holds(event: Planned, moment: Moment, asked: Asked) -> bool:
    """Whether something touches one of the days that are asked for."""
    ends = end_told(moment, event.length)
    if not isinstance(ends, datetime):
        return moment.wall.date() <= asked.end and ends > asked.start
    begins = utc_of(moment)
    return begins < asked.high and (ends > asked.low or begins >= asked.low)


def _recurrence(component: Component, zones: Zones, work: Work) -> Moment | None:
    said = first(component.properties, "RECURRENCE-ID")
    if said is None:
        return None
    where = f"{component.where}.RECURRENCE-ID"
    if one(said.parameters, "RANGE"):
        noted(work, where, "this and future", said.value, said.line)
    return moment_of(said, zones, where, work)


def _length(component: Component, start: Moment, zones: Zones, work: Work) -> Length:
    """How long an event lasts: a day or no time at all where nothing is said (RFC 5545, 3.6.1)."""
    least = Length(days=1) if start.is_day else Length()
    end, lasts = (first(component.properties, name) for name in ("DTEND", "DURATION"))
    if end:
        return _until(start, end, f"{component.where}.DTEND", zones, work) or least
    if lasts is None:
        return least
    found, where = duration(lasts.value), f"{component.where}.DURATION"
    if found is None:
        noted(work, where, "not a duration", lasts.value, lasts.line)
    elif start.is_day and (found.exact or not found.days):
        noted(work, where, "kinds differ", lasts.value, lasts.line)
    else:
        return found
    return least


def _until(start: Moment, said: Property, where: str, zones: Zones, work: Work) -> Length | None:
    end = moment_of(said, zones, where, work)
    if end is None:
        return None
    if end.is_day != start.is_day:
        noted(work, where, "kinds differ", said.value, said.line)
        return None
    length = Length((end.wall - start.wall).days) if start.is_day else Length(exact=utc_of(end) - utc_of(start))
    if length.days < 0 or length.exact < timedelta():
        noted(work, where, "ends before it starts", said.value, said.line)
        return None
    # Many a program writes the same day twice for a day.
    return length if length.days or not start.is_day else None


def _moments(event: Planned, asked: Asked, work: Work) -> Iterator[Moment]:
    yield event.start
    if not is_series(event):
        return
    for said in event.component.properties:
        if said.name == "RRULE":
            yield from _by_rule(event, said, asked, work)
        elif said.name == "EXRULE":
            noted(work, f"{event.component.where}.EXRULE", "unsupported", "EXRULE", said.line)
    yield from _dates(event, "RDATE", work)


def _by_rule(event: Planned, said: Property, asked: Asked, work: Work) -> Iterator[Moment]:
    where, start = f"{event.component.where}.RRULE", event.start
    try:
        rule = rule_of(said.value)
        for wall in moments(rule, start.wall, _last(rule.until, start), _between(event, asked), work):
            yield Moment(wall, start.clock, start.is_day, start.tzid)
    except BadRule as wrong:
        noted(work, where, wrong.code, wrong.said, said.line)
    except TooMany:
        noted(work, where, "too many occurrences", said.value, said.line)


def _between(event: Planned, asked: Asked) -> Between:
    """What is asked for by the clock of a series; where it is set to another time, as much more as it is set by."""
    lasts = timedelta(days=event.length.days) + event.length.exact
    if event.start.is_day:
        return Between(datetime.combine(asked.start, time()) - lasts, datetime.combine(asked.end, time()))
    low, high = (shown(each, event.start.clock) for each in (asked.low - lasts, asked.high))
    return Between(low.replace(tzinfo=None) - _set_by(low, event), high.replace(tzinfo=None) + _set_by(high, event))


def _set_by(there: datetime, event: Planned) -> timedelta:
    before, after = (shown(there.astimezone(UTC) + days, event.start.clock) for days in (-_TWO_DAYS, _TWO_DAYS))
    return abs((after.utcoffset() or timedelta()) - (before.utcoffset() or timedelta()))


def _last(until: Stated | None, start: Moment) -> datetime | None:
    """The last moment that UNTIL allows, by the clock of the series."""
    # Year 9999 is how some programs say for ever.
    if until is None or until.wall.year >= LAST_YEAR:
        return None
    if until.wall.year < FIRST_YEAR:
        return until.wall
    if until.is_day or start.is_day:
        return datetime.combine(until.wall.date(), time.max)
    if until.is_utc:
        return shown(until.wall.replace(tzinfo=UTC), start.clock).replace(tzinfo=None)
    return until.wall


def _dates(event: Planned, name: str, work: Work) -> Iterator[Moment]:
    """The times that are named one by one, of all lines of a name; of a period, its beginning."""
    where, left = f"{event.component.where}.{name}", MOST_DATES
    for said in event.component.properties:
        if said.name != name:
            continue
        values = said.value.split(",", left)
        if len(values) > left:
            noted(work, where, "too many", str(MOST_DATES), said.line)
        values = values[:left]
        left -= len(values)
        spent(work, _STEPS_OF_A_DATE * len(values))
        for value in values:
            found = moment_in(said, value.partition("/")[0], event.zones, where, work)
            if found and name == "RDATE" and found.is_day != event.start.is_day:
                noted(work, where, "kinds differ", value, said.line)
            elif found:
                yield found
        if not left:
            return


def _excluded(event: Planned, work: Work) -> set[str]:
    """What is taken out of a series, by key; a day takes out whatever begins on it."""
    return {key_of(each) for each in _dates(event, "EXDATE", work)} if is_series(event) else set()
