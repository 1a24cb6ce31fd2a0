"""Writing a schedule as XML: elements in the order of the schema, those of an event as pretalx has them."""

from typing import Any

from secretariat.engines.frab.forms import xml_fitted
from secretariat.engines.frab.models import Conference, Day, DayRoom, Event, Link, Schedule
from secretariat.engines.frab.moments import clock_text, duration_text

__all__ = ["write_xml"]


def write_xml(schedule: Schedule) -> bytes:
    """Return the schedule as an XML file in UTF-8 that is valid by schedule-without-person.xml.xsd.

    The same schedule gives the same bytes. What it will not say as it stands, ``lost_in_xml`` tells before. Raises
    ``Unwritable``.
    """
    from lxml import etree  # noqa: PLC0415 - heavy, and only few pages need it

    found = xml_fitted(schedule)
    root = etree.Element("schedule")
    if found.generator is not None:
        _under(root, "generator", name=found.generator.name, version=found.generator.version)
    _text(root, "version", found.version)
    _conference(root, found.conference, found.base_url)
    guids = {room.name: room.guid for room in found.conference.rooms}
    for day in found.conference.days:
        _day(root, day, guids)
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _under(parent: Any, name: str, /, **attributes: str) -> Any:
    made = parent.makeelement(name, {key: said for key, said in attributes.items() if said})
    parent.append(made)
    return made


def _text(parent: Any, name: str, said: str) -> None:
    made = parent.makeelement(name)
    made.text = said or None
    parent.append(made)


def _conference(root: Any, conference: Conference, base_url: str) -> None:
    made = _under(root, "conference")
    _text(made, "acronym", conference.acronym)
    _text(made, "title", conference.title)
    for name, day in (("start", conference.start), ("end", conference.end)):
        if day is not None:
            _text(made, name, day.isoformat())
    _text(made, "days", str(conference.days_count))
    if conference.timeslot_duration is not None:
        _text(made, "timeslot_duration", duration_text(conference.timeslot_duration))
    for name, said in (("base_url", base_url), ("time_zone_name", conference.time_zone_name)):
        if said:
            _text(made, name, said)


def _day(root: Any, day: Day, guids: dict[str, str]) -> None:
    times = {"start": day.day_start.isoformat(), "end": day.day_end.isoformat()}
    made = _under(root, "day", index=str(day.index), date=day.date.isoformat(), **times)
    for room in day.rooms:
        _room(made, room, guids.get(room.name, ""))


def _room(day: Any, room: DayRoom, guid: str) -> None:
    made = _under(day, "room", guid=guid)
    # Required, also where it is empty.
    made.set("name", room.name)
    for event in room.events:
        _event(made, event)


def _event(room: Any, event: Event) -> None:
    made = _under(room, "event", guid=event.guid, id=str(event.id))
    if event.date is not None:
        _text(made, "date", event.date.isoformat())
        _text(made, "start", clock_text(event.date))
    if event.duration is not None:
        _text(made, "duration", duration_text(event.duration))
    _text(made, "room", event.room)
    _text(made, "slug", event.slug)
    if event.url:
        _text(made, "url", event.url)
    recording = _under(made, "recording")
    _text(recording, "license", event.recording_license)
    _text(recording, "optout", "true" if event.do_not_record else "false")
    for name in ("title", "subtitle", "track", "type", "language", "abstract", "description"):
        _text(made, name, getattr(event, name))
    if event.logo:
        _text(made, "logo", event.logo)
    _persons(made, event)
    _links(made, "links", event.links)
    _links(made, "attachments", event.attachments)


def _persons(event: Any, told: Event) -> None:
    made = _under(event, "persons")
    for each in told.persons:
        person = _under(made, "person", id="" if each.id is None else str(each.id))
        person.text = each.name or None


def _links(event: Any, name: str, links: tuple[Link, ...]) -> None:
    made = _under(event, name)
    for each in links:
        link = _under(made, name.removesuffix("s"), href=each.url)
        link.text = each.title or None
