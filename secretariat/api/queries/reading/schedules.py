"""Schedules of pretalx and frab, in JSON and in XML: rooms, and events as sessions."""

import json
from collections.abc import Iterator

from secretariat.api.queries.drafted import Chosen, Draft
from secretariat.api.queries.reading.cells import (
    affiliated,
    described,
    joined,
    language_of,
    put_kind,
    put_times,
    room_named,
    spoken,
)
from secretariat.api.queries.reading.drafting import Making, Row, drafted, leave, tell
from secretariat.api.queries.reading.losses import LEFT_OUT
from secretariat.api.queries.reading.opened import json_of, refused
from secretariat.api.queries.reading.placing import Step, note, steps
from secretariat.engines import frab
from secretariat.engines.frab import Event, Problem, Read
from secretariat.engines.indico.plain import plain

__all__ = ["read_schedule_json", "read_schedule_xml"]

_CELLS = {
    "title": "title",
    "subtitle": "description",
    "abstract": "description",
    "description": "description",
    "persons": "description",
    "date": "starts_at",
    "start": "starts_at",
    "end": "ends_at",
    "duration": "ends_at",
    "room": "room",
    "type": "kind",
    "language": "title",
}
# Where a whole event was not taken.
_GONE = frozenset({"guid twice", "type"})
# By the path of an event, which row it became.
_Rows = dict[tuple[Step, ...], Row]


def read_schedule_json(content: bytes, chosen: Chosen) -> Draft:
    """Draft a ``schedule.json``."""
    data = json_of(content)
    asked = {"zone": chosen.zone, "language": chosen.language}
    return _drafted(refused("schedule", frab.Unreadable, lambda: frab.schedule_of(data, **asked)), chosen)


def read_schedule_xml(content: bytes, chosen: Chosen) -> Draft:
    """Draft a ``schedule.xml``. No entity is resolved and nothing is fetched."""
    asked = {"zone": chosen.zone, "language": chosen.language}
    return _drafted(refused("schedule", frab.Unreadable, lambda: frab.read_xml(content, **asked)), chosen)


def _drafted(read: Read, chosen: Chosen) -> Draft:
    conference, making = read.schedule.conference, Making(chosen)
    namespace = f"schedule:{conference.acronym}" if conference.acronym else "schedule"
    if conference.time_zone_name and conference.time_zone_name != chosen.zone:
        tell(making, "other_zone", theirs=conference.time_zone_name, ours=chosen.zone)
    _rooms(making, namespace, read)
    rows: _Rows = {}
    for path, event in _events(read):
        rows[path] = _session(making, namespace, event)
    if not making.rows:
        tell(making, "nothing")
    if conference.tracks and "tracks" not in making.left:
        leave(making, "tracks", conference.tracks[0].name, len(conference.tracks))
    for problem in read.problems:
        _note(making, rows, problem)
    return drafted(making, LEFT_OUT)


def _rooms(making: Making, namespace: str, read: Read) -> None:
    for room in read.schedule.conference.rooms:
        source = room_named(making, namespace, room.name, room.slug or room.name)
        row = next((each for each in making.rows if each.source_id == source), None)
        if row and room.capacity:
            row.cells["seats"] = room.capacity
        leave(making, "room_texts", room.description, bool(room.description))


def _events(read: Read) -> Iterator[tuple[tuple[Step, ...], Event]]:
    """Each event with the path under which the engine speaks of it: places count what was not taken as well."""
    gone = {tuple(path) for each in read.problems if (path := _event_path(each)) and each.code in _GONE}
    lost_days = {where[1] for each in read.problems if (where := steps(each.where)) and _is_lost_day(where, each.code)}
    places = (place for place in range(len(read.schedule.conference.days) + len(lost_days)) if place not in lost_days)
    for place, day in zip(places, read.schedule.conference.days, strict=False):
        for room in day.rooms:
            index = -1
            for event in room.events:
                index += 1
                while ("days", place, "rooms", _as_path(room.name), index) in gone:
                    index += 1
                yield ("days", place, "rooms", _as_path(room.name), index), event


def _is_lost_day(where: list[Step], code: str) -> bool:
    return code == "required" and len(where) == 3 and where[0] == "days" and where[2] == "date"


def _event_path(problem: Problem) -> list[Step]:
    """The path of the event of which the whole is meant."""
    where = steps(problem.where)
    is_whole = len(where) == 5 or (len(where) == 6 and problem.code == "guid twice")
    return where[:5] if is_whole and where[:1] == ["days"] else []


def _as_path(name: str) -> str:
    """The name of a room as paths have it."""
    quoted = json.dumps(name[:100], ensure_ascii=False)
    return str(next(iter(steps(f"[{quoted}]")), ""))


def _session(making: Making, namespace: str, event: Event) -> Row:
    line = event.code or (str(event.id) if event.id else event.guid)
    room = room_named(making, namespace, event.room, line)
    row = making.row("session", _known_by(namespace, event), line)
    if not row.source_id:
        row.find("", "no_id")
    language = language_of(making, event.language)
    row.cells["title"] = spoken(event.title, language)
    put_kind(making, row, event.type)
    put_times(making, row, event.date, event.date + event.duration if event.date and event.duration else None)
    if room:
        row.cells["room"] = room
    speakers = joined((affiliated(each.public_name or each.name, "") for each in event.persons), ", ")
    # frab writes HTML, pretalx Markdown, which has no marks of that kind.
    told = [event.subtitle, plain(event.abstract), plain(event.description)]
    text = "\n\n".join(each for each in told if each.strip())
    described(making, row, text, [speakers], language)
    _left(making, event)
    return row


def _known_by(namespace: str, event: Event) -> str:
    """A guid is the same in every file; a number or a code is one of its schedule."""
    if event.guid:
        return f"schedule:{event.guid.lower()}"
    known = event.code or (str(event.id) if event.id else "")
    return f"{namespace}:{known}" if known else ""


def _left(making: Making, event: Event) -> None:
    told = [each for each in event.persons if each.biography or each.avatar]
    papers = [*event.links, *event.attachments]
    first = papers[0].title or papers[0].url if papers else ""
    for code, said, count in (
        ("biographies", told[0].name if told else "", len(told)),
        ("materials", first, len(papers)),
        ("pictures", event.title, bool(event.logo)),
        ("tracks", event.track, bool(event.track)),
        ("addresses_of_pages", event.url, bool(event.url)),
        ("recordings", event.title, event.do_not_record or bool(event.recording_license)),
    ):
        leave(making, code, said, count)


def _note(making: Making, rows: _Rows, problem: Problem) -> None:
    """Bring what is wrong to the event that it speaks of."""
    where = steps(problem.where)
    row = rows.get(tuple(where[:5]))
    if row is None:
        # Of the schedule as a whole: its zone, its days, and what was not taken at all.
        if where[:1] == ["days"] or problem.code in ("zone", "no zone", "more"):
            note(making, None, "", problem)
        return
    field = str(where[5]) if len(where) > 5 else ""
    cell = _CELLS.get(field, "")
    if problem.code == "id twice" or (cell and not (cell == "title" and problem.code == "required")):
        note(making, row, cell, problem)
