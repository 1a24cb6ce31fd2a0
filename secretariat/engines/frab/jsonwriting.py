"""Writing a schedule as JSON: one canonical file, fields in the order in which pretalx exports them."""

import json
from typing import Any

from secretariat.engines.frab.forms import json_fitted
from secretariat.engines.frab.models import Conference, Day, Event, Link, Person, Room, Schedule, Track
from secretariat.engines.frab.moments import clock_text, duration_text

__all__ = ["SCHEMA", "write_json"]

SCHEMA = "https://c3voc.de/schedule/schema.json"

_Made = dict[str, Any]


def write_json(schedule: Schedule) -> bytes:
    """Return the schedule as a JSON file in UTF-8 that is valid by ``SCHEMA``; the same schedule gives the same bytes.

    What it will not say as it stands, ``lost_in_json`` tells before. Raises ``Unwritable``.
    """
    found = json_fitted(schedule)
    made: _Made = {"$schema": SCHEMA}
    if found.generator is not None:
        told = found.generator
        made["generator"] = _said({"name": told.name, "version": told.version, "url": told.url})
    made["schedule"] = {
        **_said({"url": found.url}),
        "version": found.version,
        **_said({"base_url": found.base_url}),
        "conference": _conference(found.conference),
    }
    written = json.dumps(made, ensure_ascii=False, allow_nan=False)
    return written.encode() + b"\n"


def _said(made: _Made) -> _Made:
    """What is there to say: nothing that is empty."""
    return {key: value for key, value in made.items() if value not in ("", None)}


def _conference(conference: Conference) -> _Made:
    start, end, slot = conference.start, conference.end, conference.timeslot_duration
    made: _Made = {
        "acronym": conference.acronym,
        "title": conference.title,
        "start": start and start.isoformat(),
        "end": end and end.isoformat(),
        "daysCount": conference.days_count,
        "timeslot_duration": slot and duration_text(slot),
        **_said({"time_zone_name": conference.time_zone_name, "url": conference.url}),
    }
    # Empty ones are not needed, but programs that read pretalx look for them.
    made["colors"] = dict(conference.colors)
    made["rooms"] = [_room(room) for room in conference.rooms]
    made["tracks"] = [_track(track) for track in conference.tracks]
    made["days"] = [_day(day) for day in conference.days]
    return made


def _room(room: Room) -> _Made:
    made = {"name": room.name, **_said({"slug": room.slug}), "guid": room.guid}
    return {**made, "description": room.description or None, "capacity": room.capacity}


def _track(track: Track) -> _Made:
    return {"name": track.name, **_said({"slug": track.slug, "color": track.color})}


def _day(day: Day) -> _Made:
    return {
        "index": day.index,
        "date": day.date.isoformat(),
        "day_start": day.day_start.isoformat(),
        "day_end": day.day_end.isoformat(),
        "rooms": {room.name: [_event(event) for event in room.events] for room in day.rooms},
    }


def _event(event: Event) -> _Made:
    return {
        "guid": event.guid,
        **_said({"code": event.code}),
        "id": event.id,
        **_said({"logo": event.logo}),
        "date": event.date and event.date.isoformat(),
        "start": event.date and clock_text(event.date),
        "duration": duration_text(event.duration) if event.duration is not None else None,
        "room": event.room,
        "slug": event.slug,
        # An address is required, so one that has none is named by its guid (RFC 9562).
        "url": event.url or f"urn:uuid:{event.guid.lower()}",
        "title": event.title,
        "subtitle": event.subtitle,
        "track": event.track,
        "type": event.type,
        "language": event.language,
        "abstract": event.abstract,
        "description": event.description,
        "recording_license": event.recording_license,
        "do_not_record": event.do_not_record,
        "persons": [_person(person) for person in event.persons],
        "links": [_link(link) for link in event.links],
        **_said({"feedback_url": event.feedback_url}),
        "attachments": [_link(link) for link in event.attachments],
    }


def _person(person: Person) -> _Made:
    first = _said({"id": person.id, "code": person.code})
    more = {"avatar": person.avatar, "biography": person.biography, "guid": person.guid, "url": person.url}
    return {**first, "name": person.name, **_said(more)}


def _link(link: Link) -> _Made:
    return {"url": link.url, "title": link.title, **_said({"type": link.type})}
