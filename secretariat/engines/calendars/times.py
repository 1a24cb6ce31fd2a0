"""Times of events: which clock shows them, and which moment that is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from secretariat.engines.calendars.components import Calendar, Component, first
from secretariat.engines.calendars.lines import Property, one
from secretariat.engines.calendars.values import FIRST_YEAR, LAST_YEAR, Length, Stated, line_of, stated
from secretariat.engines.calendars.work import Work, noted
from secretariat.engines.calendars.zones import Clock, Described, described, instant, registered, shown

__all__ = [
    "Moment",
    "Zones",
    "compare_offsets",
    "day_of",
    "end_told",
    "key_of",
    "moment_in",
    "moment_of",
    "told",
    "utc_of",
    "zones_of",
]


@dataclass
class Zones:
    """The zones of one calendar: those that it describes, and those that were looked up by now.

    ``own`` is the caller's, for times that name none; ``until`` is how far a described zone is reckoned.
    """

    own: ZoneInfo
    until: datetime
    parts: Mapping[str, Component]
    clocks: dict[str, Clock] = field(default_factory=dict)
    compared: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Moment:
    """A time by its clock, or a whole day."""

    wall: datetime
    clock: Clock
    is_day: bool = False
    tzid: str = ""


def zones_of(calendar: Calendar, own: ZoneInfo, until: datetime) -> Zones:
    """Return the zones that a calendar describes; of two of one name the first counts."""
    parts: dict[str, Component] = {}
    for zone in calendar.zones:
        named = first(zone.properties, "TZID")
        if named:
            parts.setdefault(line_of(named.value), zone)
    return Zones(own, until, parts)


def moment_of(said: Property, zones: Zones, where: str, work: Work) -> Moment | None:
    """Return the time of a property that holds one; what is none is noted."""
    return moment_in(said, said.value, zones, where, work)


def moment_in(said: Property, value: str, zones: Zones, where: str, work: Work) -> Moment | None:
    """Return one time of a property that may hold several."""
    found = stated(value, value=one(said.parameters, "VALUE"))
    if found is None or not FIRST_YEAR <= found.wall.year < LAST_YEAR:
        noted(work, where, "out of range" if found else "not a time", value, said.line)
        return None
    return _at(found, line_of(one(said.parameters, "TZID")), zones, (where, said.line), work)


def _at(found: Stated, tzid: str, zones: Zones, place: tuple[str, int], work: Work) -> Moment:
    if found.is_day:
        return Moment(found.wall, zones.own, is_day=True)
    if found.is_utc:
        return Moment(found.wall, UTC)
    if not tzid:
        return Moment(found.wall, zones.own)
    if tzid not in zones.clocks:
        clock = _clock_of(tzid, zones, work)
        if clock is None:
            noted(work, place[0], "unknown zone", tzid, place[1])
        zones.clocks[tzid] = clock or zones.own
    return Moment(found.wall, zones.clocks[tzid], tzid=tzid)


def _clock_of(tzid: str, zones: Zones, work: Work) -> Clock | None:
    known = registered(tzid)
    part = zones.parts.get(tzid)
    if known or part is None:
        return known
    located = first(part.properties, "X-LIC-LOCATION")
    return (registered(located.value) if located else None) or described(part, zones.until, work)


def compare_offsets(moment: Moment, zones: Zones, place: tuple[str, int], work: Work) -> None:
    """Note, once for each zone, that a file describes it otherwise than the register does, which is believed."""
    tzid, part = moment.tzid, zones.parts.get(moment.tzid)
    if not tzid or part is None or tzid in zones.compared or isinstance(moment.clock, Described):
        return
    zones.compared.add(tzid)
    other = described(part, zones.until, work)
    if other and other.walls[0] <= moment.wall and instant(moment.wall, other) != utc_of(moment):
        noted(work, place[0], "offsets differ", tzid, place[1])


def utc_of(moment: Moment) -> datetime:
    """Return a moment in UTC; a whole day begins at midnight by the caller's clock."""
    return instant(moment.wall, moment.clock)


def day_of(moment: Moment) -> str:
    """Return the day of a moment by its clock, as iCalendar writes it."""
    return f"{moment.wall:%Y%m%d}"


def key_of(moment: Moment) -> str:
    """Return what a moment is called whatever the zone in which it is told: a day, or a time in UTC."""
    return day_of(moment) if moment.is_day else f"{utc_of(moment):%Y%m%dT%H%M%SZ}"


def told(moment: Moment) -> datetime | date:
    """Return a moment as it is handed out: aware, or a date."""
    return moment.wall.date() if moment.is_day else shown(utc_of(moment), moment.clock)


def end_told(moment: Moment, length: Length) -> datetime | date:
    """Return when something that begins then is over: days go by the calendar, time by any clock (RFC 5545, 3.3.6)."""
    if moment.is_day:
        return (moment.wall + timedelta(days=length.days)).date()
    begun = instant(moment.wall + timedelta(days=length.days), moment.clock)
    return shown(begun + length.exact, moment.clock)
