"""The two forms of the format, JSON and XML: what each can carry of a schedule, and what it cannot."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from secretariat.engines.frab.fitting import Rules, fitted, kept, made_guid, whole_minutes
from secretariat.engines.frab.losses import differences
from secretariat.engines.frab.models import Conference, DayRoom, Event, Generator, Link, Person, Room, Schedule

__all__ = ["json_fitted", "lost_in_json", "lost_in_xml", "xml_fitted"]

# The patterns of acronym, slug and time_zone_name in schema.json; its links have one of these types or none.
_JSON = Rules(
    acronym=re.compile(r"[a-z0-9_-][a-z0-9_]{3,}(?:-2[0-9]{3}-[a-z]+)?"),
    slug=re.compile(r"[a-z0-9_-]+[a-z0-9]"),
    is_unique=False,
)
_LINK_TYPES = frozenset({"slides", "paper", "web", "blog", "article", "media", "related", "activitypub"})
_ZONE = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+.*|UTC")
# The patterns of schedule-without-person.xml.xsd; schedule.xml.xsd has none that is stricter.
_XML = Rules(
    acronym=re.compile(r"[a-z0-9_-]{4,}"),
    slug=re.compile(r"[a-z0-9]{4,}-[0-9]{1,6}-[a-z0-9_-]{3,}[a-z0-9]"),
    is_unique=True,
)


def lost_in_json(schedule: Schedule) -> tuple[str, ...]:
    """Return the names of the fields that will not come back from JSON as they are, each once, sorted.

    A name is the kind of thing and the field, as "event.slug"; what is missing and has to be made counts too. Raises
    ``Unwritable``.
    """
    return _lost(schedule, json_fitted)


def lost_in_xml(schedule: Schedule) -> tuple[str, ...]:
    """Return the names of the fields that will not come back from XML as they are, each once, sorted.

    A name is the kind of thing and the field, as "person.biography"; what is missing and has to be made counts too.
    Raises ``Unwritable``.
    """
    return _lost(schedule, xml_fitted)


def _lost(schedule: Schedule, fit: Callable[[Schedule], Schedule]) -> tuple[str, ...]:
    known = kept(schedule)
    return tuple(sorted({*differences(schedule, known), *differences(known, fit(known))}))


def json_fitted(schedule: Schedule) -> Schedule:
    """Return a schedule as it will come back from JSON. Raises ``Unwritable``."""
    found = fitted(kept(schedule), _JSON)
    conference = found.conference
    base = found.base_url or conference.acronym
    rooms = (
        room if room.guid else replace(room, guid=made_guid(base, f"room:{room.name}")) for room in conference.rooms
    )
    zone = conference.time_zone_name
    made = replace(conference, rooms=tuple(rooms), time_zone_name=zone if _ZONE.fullmatch(zone) else "")
    return replace(found, conference=_with_events(made, _json_event))


def xml_fitted(schedule: Schedule) -> Schedule:
    """Return a schedule as it will come back from XML. Raises ``Unwritable``."""
    found = fitted(kept(schedule), _XML)
    conference = found.conference
    days = conference.days
    guids = {room.name: room.guid for room in reversed(conference.rooms)}
    names = dict.fromkeys(room.name for day in days for room in day.rooms)
    rooms = tuple(Room(name, guid=guids[name]) for name in names if guids.get(name))
    if len({day.index for day in days}) < len(days) or any(day.index < 1 for day in days):
        days = tuple(replace(day, index=place) for place, day in enumerate(days, start=1))
    made = replace(conference, url="", colors=(), tracks=(), rooms=rooms, days=days)
    generator = found.generator
    if generator is not None:
        generator = Generator(generator.name, generator.version) if generator.name or generator.version else None
    return replace(found, url="", generator=generator, conference=_with_events(made, _xml_event))


def _with_events(conference: Conference, change: Callable[[Event], Event]) -> Conference:
    days = (
        replace(day, rooms=tuple(DayRoom(room.name, tuple(map(change, room.events))) for room in day.rooms))
        for day in conference.days
    )
    return replace(conference, days=tuple(days))


def _json_event(event: Event) -> Event:
    return replace(
        event,
        duration=whole_minutes(event.duration or timedelta()),
        persons=tuple(map(_json_person, event.persons)),
        links=tuple(map(_json_link, event.links)),
        attachments=tuple(map(_json_link, event.attachments)),
    )


def _json_person(person: Person) -> Person:
    # Who has a public name is published under it alone. It is written as the name: with an id and a public name beside
    # it somebody would be one of frab's persons as well as of pretalx's, and the schema wants one of both.
    return replace(person, name=person.public_name or person.name, public_name="")


def _json_link(link: Link) -> Link:
    return link if link.type in _LINK_TYPES else replace(link, type="")


def _xml_event(event: Event) -> Event:
    return replace(
        event,
        code="",
        feedback_url="",
        persons=tuple(Person(name=each.public_name or each.name, id=each.id) for each in event.persons),
        links=tuple(Link(each.url, each.title) for each in event.links),
        attachments=tuple(Link(each.url, each.title) for each in event.attachments),
    )
