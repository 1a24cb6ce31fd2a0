"""Calendars: what takes place on the days of the conference, as sessions; series spread out."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from secretariat.api.queries.drafted import Chosen, Draft, Unreadable
from secretariat.api.queries.reading.cells import described, joined, put_times, room_named, spoken, zoned
from secretariat.api.queries.reading.drafting import Making, Row, drafted, leave, tell
from secretariat.api.queries.reading.losses import LEFT_OUT
from secretariat.api.queries.reading.opened import refused
from secretariat.api.queries.reading.placing import CODES, note, steps
from secretariat.engines import calendars
from secretariat.engines.calendars import CalendarRead, Event, Problem
from secretariat.engines.indico.plain import plain

__all__ = ["read_calendar"]

_CELLS = {
    "SUMMARY": "title",
    "DESCRIPTION": "description",
    "LOCATION": "room",
    "DTSTART": "starts_at",
    "RRULE": "starts_at",
    "RDATE": "starts_at",
    "EXDATE": "starts_at",
    "EXRULE": "starts_at",
    "RECURRENCE-ID": "starts_at",
    "DTEND": "ends_at",
    "DURATION": "ends_at",
    "STATUS": "is_cancelled",
    "UID": "",
}
_CODES = {**CODES, "ends before it starts": "ends_first", "missing": "no_id", "duplicate": "twice"}
# An event with one of these was not taken; the engine says so at the property, or at the event.
_GONE = frozenset({"missing", "not a time", "out of range", "duplicate"})
_TELLING = frozenset({"DTSTART", "RECURRENCE-ID"})
_BEGIN = re.compile(rb"(?:^|\r\n|\n|\r)BEGIN[ \t]*:[ \t]*VEVENT[ \t]*(?=\r|\n|$)", re.IGNORECASE)
_LINE_END = re.compile(rb"\r\n|\n|\r")


def read_calendar(content: bytes, chosen: Chosen) -> Draft:
    """Draft what a calendar has on the days of the conference; whatever it has on others is counted."""
    if chosen.first_day is None or chosen.last_day is None:
        raise Unreadable("calendar no days")
    making = Making(chosen)
    asked = {"start": chosen.first_day, "end": chosen.last_day}
    read = refused("calendar", calendars.Unreadable, lambda: calendars.read_ics(content, **asked, zone=zoned(making)))
    by_line: dict[int, list[Row]] = {}
    for event in read.events:
        by_line.setdefault(event.line, []).append(_session(making, event))
    begins = _begins(content)
    _outside(making, read, begins, by_line)
    if not read.events:
        tell(making, "nothing")
    for problem in read.problems:
        _note(making, problem, begins, by_line)
    return drafted(making, LEFT_OUT)


def _session(making: Making, event: Event) -> Row:
    line = str(event.line)
    room = room_named(making, "ics", event.location, line)
    row = making.row("session", event.source_id, line)
    row.cells["title"] = spoken(event.summary, making.language)
    _times(making, row, event)
    if room:
        row.cells["room"] = room
    # Calendars of the web write HTML into what is meant to be a text.
    described(making, row, plain(event.description), [], making.language)
    row.cells["is_cancelled"] = event.status == "CANCELLED"
    if event.status == "TENTATIVE":
        row.find("starts_at", "tentative")
    if event.classification != "PUBLIC":
        row.find("", "private")
    invited = [each.name or each.mail for each in event.attendees]
    for code, said, count in (
        ("attendees", invited[0] if invited else "", len(invited)),
        ("organisers", event.organizer.name or event.organizer.mail if event.organizer else "", bool(event.organizer)),
        ("tags", joined(event.categories), len(event.categories)),
        ("addresses_of_pages", event.url, bool(event.url)),
    ):
        leave(making, code, said, count)
    return row


def _times(making: Making, row: Row, event: Event) -> None:
    starts, ends = event.starts, event.ends
    if isinstance(starts, datetime) and isinstance(ends, datetime):
        theirs = getattr(starts.tzinfo, "key", "UTC")
        # What is written in UTC has no zone of its own.
        if theirs not in ("UTC", making.chosen.zone):
            tell(making, "other_zone", theirs=theirs, ours=making.chosen.zone)
        put_times(making, row, starts, ends if ends != starts else None)
    elif not isinstance(starts, datetime):
        row.cells["day"] = starts.isoformat()
        last = _last(ends)
        if last > starts:
            row.find("day", "several_days", last=last.isoformat())
        else:
            row.find("starts_at", "whole_day")


def _last(ends: date) -> date:
    """The last day of what ends before this one."""
    return ends - timedelta(days=1)


def _begins(content: bytes) -> list[int]:
    """The number of the line in which each event begins, in the order of the file."""
    found, line, at = [], 1, 0
    for each in _BEGIN.finditer(content):
        start = each.end() - len(each.group().lstrip(b"\r\n"))
        line += sum(1 for _end in _LINE_END.finditer(content, at, start))
        at = start
        found.append(line)
    return found


def _outside(making: Making, read: CalendarRead, begins: list[int], by_line: Mapping[int, list[Row]]) -> None:
    """Count the events that are on other days; those that could not be read were told one by one."""
    gone = {begins[place] for each in read.problems if _is_gone(each) and (place := _place(each, begins)) >= 0}
    leave(making, "outside", "", len([line for line in begins if line not in by_line and line not in gone]))


def _is_gone(problem: Problem) -> bool:
    """Whether a problem says that its event was not taken."""
    where = steps(problem.where)
    return problem.code in _GONE and (len(where) < 3 or where[2] in _TELLING)


def _place(problem: Problem, begins: list[int]) -> int:
    """Of which event a problem speaks, counted from 0 as they stand in the file; -1 where of none."""
    where = steps(problem.where)
    is_event = len(where) > 1 and where[0] == "VEVENT" and isinstance(where[1], int)
    return int(where[1]) if is_event and int(where[1]) < len(begins) else -1


def _note(making: Making, problem: Problem, begins: list[int], by_line: Mapping[int, list[Row]]) -> None:
    """Bring what is wrong to the session that is made of the event, at its first time."""
    if problem.code == "not read":
        leave(making, "other_components", problem.said)
        return
    where, place = steps(problem.where), _place(problem, begins)
    rows = by_line.get(begins[place], []) if place >= 0 else []
    field = str(where[2]) if len(where) > 2 else ""
    if rows and field in _CELLS:
        note(making, rows[0], _CELLS[field], problem, _CODES)
    elif rows and not field:
        note(making, rows[0], "", problem, _CODES)
    elif not rows and (place < 0 or _is_gone(problem)):
        if problem.code == "not ended":
            tell(making, "file_not_ended")
        else:
            note(making, None, "", replace(problem, where=str(problem.line or "")))
