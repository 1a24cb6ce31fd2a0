"""Calendars of others: their events between two days, series spread out (RFC 5545, 5546, 7986)."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from secretariat.engines.calendars.components import Calendar, Component, calendars_in, first
from secretariat.engines.calendars.details import details_of, within
from secretariat.engines.calendars.models import (
    LONGEST_NAME,
    LONGEST_UID,
    MOST_RETURNED,
    CalendarRead,
    Event,
    Unreadable,
)
from secretariat.engines.calendars.series import Asked, Planned, asked_of, is_series, occurrences, planned
from secretariat.engines.calendars.times import Moment, end_told, key_of, told, utc_of, zones_of
from secretariat.engines.calendars.values import line_of, opaque
from secretariat.engines.calendars.work import Work, noted, problems_of

__all__ = ["read_ics"]

# What these carry is an answer or a question, and no calendar.
_NO_EVENTS = frozenset({"REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER"})
_MARGIN = timedelta(days=400)


def read_ics(data: bytes, *, start: date, end: date, zone: ZoneInfo) -> CalendarRead:
    """Return what takes place on the days from ``start`` to ``end``, both included, in the order of its time.

    ``zone`` is the caller's: days begin at its midnight, and times without a zone are told by its clocks. Of several
    versions of one event (UID, RECURRENCE-ID) the one with the highest SEQUENCE, then the latest DTSTAMP, is kept. A
    series gives one event for each time that it takes place; one of which a rule cannot be followed gives the first.
    What a METHOD of CANCEL names is cancelled. Nothing is fetched, and a file cannot make a reading longer than
    ``MOST_STEPS``. Raises ``Unreadable``.
    """
    work = Work()
    asked = asked_of(start, end, zone)
    calendars = calendars_in(data, work)
    heads = [_head(each.head, work) for each in calendars]
    for head in heads:
        if head["method"] in _NO_EVENTS:
            raise Unreadable(head["method"].lower())
    found: list[tuple[datetime, Event]] = []
    if asked.start <= asked.end:
        for event, is_cancelled in _newest(calendars, heads, asked, work):
            found += _spread(event, asked, work, is_cancelled=is_cancelled)
            if len(found) > MOST_RETURNED:
                raise Unreadable("too many occurrences")
    found.sort(key=lambda each: (each[0], each[1].source_id, each[1].line))
    return CalendarRead(tuple(event for _moment, event in found), problems_of(work), **heads[0])


def _head(component: Component, work: Work) -> dict[str, str]:
    said = {
        name: line_of(found.value) if (found := first(component.properties, name)) else ""
        for name in ("METHOD", "NAME", "X-WR-CALNAME", "X-WR-TIMEZONE")
    }
    name = within(said["NAME"] or said["X-WR-CALNAME"], LONGEST_NAME, ("VCALENDAR.NAME", component.line), work)
    return {"method": said["METHOD"].upper()[:40], "name": name, "x_wr_timezone": said["X-WR-TIMEZONE"][:100]}


def _newest(
    calendars: Iterable[Calendar], heads: Iterable[dict[str, str]], asked: Asked, work: Work
) -> Iterator[tuple[Planned, bool]]:
    """The newest version of each event, and whether its calendar calls it off; each series knows what was moved."""
    until = datetime.combine(asked.end, time()) + _MARGIN
    kept: dict[tuple[str, str], tuple[Planned, bool]] = {}
    for calendar, head in zip(calendars, heads, strict=True):
        zones = zones_of(calendar, asked.zone, until)
        for component in calendar.events:
            event = planned(component, _uid(component, work), zones, work)
            if event:
                _compete(kept, event, work, is_cancelled=head["method"] == "CANCEL")
    for (uid, key), (event, _is_cancelled) in kept.items():
        if key and event.recurrence and (uid, "") in kept:
            kept[uid, ""][0].moved.add(key)
    yield from kept.values()


def _compete(
    kept: dict[tuple[str, str], tuple[Planned, bool]], event: Planned, work: Work, *, is_cancelled: bool
) -> None:
    # What has no name of its own is like nothing else.
    uid = event.uid or event.component.where
    place = (uid, key_of(event.recurrence) if event.recurrence else "")
    older = kept.get(place)
    if older:
        if (older[0].sequence, older[0].stamp) >= (event.sequence, event.stamp):
            noted(work, event.component.where, "duplicate", uid, event.component.line)
            return
        noted(work, older[0].component.where, "duplicate", uid, older[0].component.line)
    kept[place] = (event, is_cancelled)


def _uid(component: Component, work: Work) -> str:
    """The name of an event; one that is too long to be kept is told by what it amounts to."""
    said = first(component.properties, "UID")
    uid = opaque(said.value) if said else ""
    if not uid:
        noted(work, f"{component.where}.UID", "missing", "", component.line)
    elif len(uid) > LONGEST_UID:
        noted(work, f"{component.where}.UID", "too long", uid, said.line if said else 0)
        return _digest(uid)
    return uid


def _spread(event: Planned, asked: Asked, work: Work, *, is_cancelled: bool) -> Iterator[tuple[datetime, Event]]:
    """One event for each time that it takes place."""
    found = occurrences(event, asked, work)
    if not found:
        return
    details = details_of(event.component, work)
    if is_cancelled:
        details["status"] = "CANCELLED"
    source = f"ics:{event.uid or '~' + _digest(key_of(event.start) + details['summary'])}"
    for moment in found:
        yield utc_of(moment), _at(event, moment, source, details)


def _at(event: Planned, moment: Moment, source: str, details: dict[str, Any]) -> Event:
    planned_for = event.recurrence or (moment if is_series(event) else None)
    return Event(
        uid=event.uid,
        source_id=f"{source}:{key_of(planned_for)}" if planned_for else source,
        starts=told(moment),
        ends=end_told(moment, event.length),
        sequence=event.sequence,
        recurrence_id=told(planned_for) if planned_for else None,
        line=event.component.line,
        **details,
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()[:40]
