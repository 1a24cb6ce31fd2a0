"""Calendars, their events and their zones as they stand in a file: nested as far as is needed, and no further."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from secretariat.engines.calendars.lines import Line, Property, name_of, part_of, property_of, unfolded
from secretariat.engines.calendars.models import MOST_DEPTH, MOST_EVENTS, MOST_ZONES, SIZE_LIMIT, Unreadable
from secretariat.engines.calendars.work import Work, noted

__all__ = ["Calendar", "Component", "calendars_in", "first"]

# What is asked for, by the component in which it stands; an alarm has a description and attendees of its own.
_KEPT = {
    "VCALENDAR": frozenset({"METHOD", "NAME", "X-WR-CALNAME", "X-WR-TIMEZONE"}),
    "VEVENT": frozenset(
        {
            "UID", "SEQUENCE", "STATUS", "SUMMARY", "DESCRIPTION", "LOCATION", "DTSTART", "DTEND", "DURATION",
            "ORGANIZER", "ATTENDEE", "CATEGORIES", "URL", "RECURRENCE-ID", "RRULE", "RDATE", "EXDATE", "EXRULE",
            "CLASS", "DTSTAMP", "COMMENT",
        }
    ),
    "VTIMEZONE": frozenset({"TZID", "X-LIC-LOCATION"}),
    "STANDARD": frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"}),
    "DAYLIGHT": frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"}),
}  # fmt: skip
_WITHIN = {
    "VCALENDAR": "",
    "VEVENT": "VCALENDAR",
    "VTIMEZONE": "VCALENDAR",
    "STANDARD": "VTIMEZONE",
    "DAYLIGHT": "VTIMEZONE",
}
_OTHER = frozenset({"VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY", "VPOLL"})
_TOP = frozenset({"VEVENT", "VTIMEZONE"}) | _OTHER
# The parts of a zone that are kept; a register of all changes since the telegraph has fewer.
_MOST_PARTS = 400


@dataclass
class Component:
    """A component with what is kept of it; ``where`` names it to a person."""

    name: str
    line: int
    where: str
    properties: list[Property] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)


@dataclass
class Calendar:
    """One VCALENDAR of a file: its own properties, its events, the zones that it describes, and what else it holds."""

    head: Component
    events: list[Component] = field(default_factory=list)
    zones: list[Component] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


@dataclass
class _Reading:
    work: Work
    calendars: list[Calendar] = field(default_factory=list)
    # Names of what is open, and what is kept of it, where anything is.
    opened: list[tuple[str, Component | None]] = field(default_factory=list)
    events: int = 0
    zones: int = 0


def calendars_in(data: bytes, work: Work, *, limit: int = SIZE_LIMIT) -> list[Calendar]:
    """Return the calendars of a file, in order.

    An event that is not ended is left out, since nobody knows what it lacks. Raises ``Unreadable``.
    """
    if not data.strip():
        raise Unreadable("empty")
    # What is wrong with a file of too many events is their number, whatever it makes of its size.
    if data.count(b"\nBEGIN:VEVENT") > MOST_EVENTS:
        raise Unreadable("too many events")
    if len(data) > limit:
        raise Unreadable("too large")
    reading = _Reading(work)
    for line in unfolded(data):
        _read(reading, line)
    _unwind(reading, 0, 0)
    if not reading.calendars:
        raise Unreadable("no calendar")
    return reading.calendars


def first(properties: Iterable[Property], name: str) -> Property | None:
    """Return the first property of this name."""
    return next((each for each in properties if each.name == name), None)


def _read(reading: _Reading, line: Line) -> None:
    name = name_of(line)
    if name == "BEGIN":
        _begin(reading, part_of(line), line.number)
    elif name == "END":
        _end(reading, part_of(line), line.number)
    elif reading.opened:
        _keep(reading, name, line)


def _unwind(reading: _Reading, depth: int, line: int) -> None:
    """What is still open below a depth is not ended, and what was read of it is lost."""
    while len(reading.opened) > depth:
        name, kept = reading.opened.pop()
        noted(reading.work, kept.where if kept else name, "not ended", name, kept.line if kept else line)


def _begin(reading: _Reading, name: str, line: int) -> None:
    if name in _TOP and len(reading.opened) > 1:
        # None of these holds another: the one before it was not ended.
        _unwind(reading, 1, line)
    if len(reading.opened) >= MOST_DEPTH:
        raise Unreadable("too deep")
    outer, above = reading.opened[-1] if reading.opened else ("", None)
    kept = None
    if _WITHIN.get(name) == outer and (above or not outer):
        kept = Component(name, line, _where(reading, name))
    if name == "VEVENT" and kept:
        reading.events += 1
        if reading.events > MOST_EVENTS:
            raise Unreadable("too many events")
    elif name == "VCALENDAR" and kept:
        reading.calendars.append(Calendar(kept))
    elif name in _OTHER and outer == "VCALENDAR" and name not in reading.calendars[-1].others:
        reading.calendars[-1].others.append(name)
        noted(reading.work, "", "not read", name, line)
    reading.opened.append((name, kept))


def _where(reading: _Reading, name: str) -> str:
    if name == "VEVENT":
        return f"VEVENT[{reading.events}]"
    return f"VTIMEZONE[{reading.zones}]" if name in {"VTIMEZONE", "STANDARD", "DAYLIGHT"} else name


def _end(reading: _Reading, name: str, line: int) -> None:
    names = [each for each, _kept in reading.opened]
    if name not in names:
        if names:
            noted(reading.work, "", "not begun", name, line)
        return
    _unwind(reading, len(names) - names[::-1].index(name), line)
    _name, kept = reading.opened.pop()
    if kept:
        _close(reading, kept)


def _close(reading: _Reading, kept: Component) -> None:
    """What was ended goes where it belongs."""
    if kept.name == "VEVENT":
        reading.calendars[-1].events.append(kept)
    elif kept.name == "VTIMEZONE":
        reading.zones += 1
        if reading.zones <= MOST_ZONES:
            reading.calendars[-1].zones.append(kept)
        elif reading.zones == MOST_ZONES + 1:
            noted(reading.work, kept.where, "too many", "VTIMEZONE", kept.line)
    elif kept.name in {"STANDARD", "DAYLIGHT"}:
        above = reading.opened[-1][1]
        if above and len(above.parts) < _MOST_PARTS:
            above.parts.append(kept)


def _keep(reading: _Reading, name: str, line: Line) -> None:
    component = reading.opened[-1][1]
    if component is None:
        return
    if not name:
        noted(reading.work, component.where, "not a line", line.content[:200].decode("utf-8", "replace"), line.number)
    elif name in _KEPT[component.name]:
        found = property_of(line, f"{component.where}.{name}", reading.work)
        if found:
            component.properties.append(found)
