"""Reading a schedule that was parsed from JSON, or made of the same parts by the reader of XML."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from secretariat.engines.frab.addresses import cleaned
from secretariat.engines.frab.checking import check
from secretariat.engines.frab.events import Frame, event_of, guid_of
from secretariat.engines.frab.models import (
    LONGEST_TEXT,
    MOST_DAYS,
    MOST_EVENTS,
    MOST_ROOMS,
    Conference,
    Day,
    DayRoom,
    Event,
    Generator,
    Read,
    Room,
    Schedule,
    Track,
    Unreadable,
)
from secretariat.engines.frab.moments import day_of, duration_of, fixed, moment_of, placed, zone_of
from secretariat.engines.frab.values import Data, Notes, listed, mapped, number, text, url

__all__ = ["schedule_of"]

_OPENS, _CLOSES = time(4), time(3, 59)
_FARTHEST_INDEX = 1_000_000


def schedule_of(data: object, *, zone: str = "", language: str = "en") -> Read:
    """Return the schedule in a parsed JSON file and all that is wrong with it, field by field.

    ``data`` is what a JSON parser makes: dict, list, str, int, float, bool, None. ``zone`` is the name of the time zone
    for times without one where the file names none, ``language`` the code of the one to take where a text comes in
    several. What is optional may be missing, ids may be text, a duration may have one figure for hours.

    Format: https://c3voc.de/schedule/schema.json, and what pretalx, frab and the tools of c3voc write of it.
    Raises ``Unreadable`` ("not a schedule", "too many days", "too many rooms", "too many events", "too much").
    """
    root = data if isinstance(data, Mapping) else {}
    told = root.get("schedule", root)
    if not isinstance(told, Mapping) or not isinstance(told.get("conference"), Mapping):
        raise Unreadable("not a schedule")
    notes = Notes(language=language)
    generator = _generator(notes, root.get("generator") or told.get("generator"))
    notes.is_pretalx = bool(generator and generator.name.lower() == "pretalx")
    schedule = Schedule(
        conference=_conference(notes, told["conference"], zone),
        version=text(notes, "", told, "version"),
        url=url(notes, "", told, "url"),
        base_url=url(notes, "", told, "base_url"),
        generator=generator,
    )
    check(notes, schedule.conference.days)
    return Read(schedule, notes.all())


def _generator(notes: Notes, value: object) -> Generator | None:
    if isinstance(value, str):
        value = {"name": value}
    data = mapped(notes, "generator", value)
    found = Generator(*(read(notes, "generator", data, key) for read, key in _GENERATOR))
    return found if found != Generator() else None


_GENERATOR = ((text, "name"), (text, "version"), (url, "url"))


def _conference(notes: Notes, data: Data, zone: str) -> Conference:
    where = "conference"
    name = _zone(notes, data, zone)
    days = tuple(_days(notes, data))
    acronym = text(notes, where, data, "acronym")
    title = text(notes, where, data, "title")
    for key, said in (("acronym", acronym), ("title", title)):
        if not said.strip():
            notes.say(f"{where}.{key}", "required")
    dates = [day.date for day in days]
    return Conference(
        acronym=acronym,
        title=title,
        start=_day(notes, data, "start") or min(dates, default=None),
        end=_day(notes, data, "end") or max(dates, default=None),
        days_count=len(days) if (count := number(notes, where, data, "daysCount")) is None else count,
        timeslot_duration=_timeslot(notes, data),
        time_zone_name=name,
        url=url(notes, where, data, "url"),
        colors=tuple(_colors(notes, data)),
        rooms=tuple(_rooms(notes, data)),
        tracks=tuple(_tracks(notes, data)),
        days=days,
    )


def _zone(notes: Notes, data: Data, other: str) -> str:
    """The name of the zone, which is kept in mind for times without an offset."""
    where = "conference.time_zone_name"
    name = text(notes, "conference", data, "time_zone_name").strip()
    notes.zone = zone_of(name)
    if name and notes.zone is None:
        notes.say(where, "zone", name)
    if notes.zone is None:
        notes.zone = zone_of(other)
    return name


def _mappings(value: object) -> list[Data]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _day(notes: Notes, data: Data, key: str) -> date | None:
    said = text(notes, "conference", data, key).strip()
    found = day_of(said)
    if said and found is None:
        notes.say(f"conference.{key}", "date", said)
    return found


def _timeslot(notes: Notes, data: Data) -> timedelta | None:
    said = text(notes, "conference", data, "timeslot_duration").strip()
    found = duration_of(said)
    if said and found is None:
        notes.say("conference.timeslot_duration", "duration", said)
    return found


def _colors(notes: Notes, data: Data) -> Iterator[tuple[str, str]]:
    colors = mapped(notes, "conference.colors", data.get("colors"))
    notes.count(len(colors))
    for key in colors:
        said = text(notes, "conference.colors", colors, key)
        if said:
            yield cleaned(str(key)), said


def _rooms(notes: Notes, data: Data) -> Iterator[Room]:
    found = listed(notes, "conference.rooms", data.get("rooms"))
    if len(found) > MOST_ROOMS:
        raise Unreadable("too many rooms")
    names: set[str] = set()
    for place, value in enumerate(found):
        where = f"conference.rooms[{place}]"
        each = mapped(notes, where, {"name": value} if isinstance(value, str) else value)
        name = text(notes, where, each, "name")
        if not name.strip():
            notes.say(f"{where}.name", "required")
            continue
        if name in names:
            notes.say(f"{where}.name", "room twice", name)
        names.add(name)
        yield Room(
            name=name,
            slug=text(notes, where, each, "slug"),
            guid=guid_of(notes, where, each, is_required=False),
            description=text(notes, where, each, "description", LONGEST_TEXT),
            capacity=number(notes, where, each, "capacity"),
        )


def _tracks(notes: Notes, data: Data) -> Iterator[Track]:
    found = listed(notes, "conference.tracks", data.get("tracks"))
    notes.count(len(found))
    for place, value in enumerate(found):
        where = f"conference.tracks[{place}]"
        each = mapped(notes, where, {"name": value} if isinstance(value, str) else value)
        name = text(notes, where, each, "name")
        if name.strip():
            yield Track(name, text(notes, where, each, "slug"), text(notes, where, each, "color"))
        else:
            notes.say(f"{where}.name", "required")


def _days(notes: Notes, data: Data) -> Iterator[Day]:
    found = listed(notes, "conference.days", data.get("days"))
    if len(found) > MOST_DAYS:
        raise Unreadable("too many days")
    _bound(found)
    for place, value in enumerate(found):
        where = f"days[{place}]"
        day = _opened(notes, where, mapped(notes, where, value), place)
        if day is not None:
            notes.day_paths.append(where)
            yield day


def _bound(days: list[Any]) -> None:
    names: set[str] = set()
    events = 0
    for day in days:
        rooms = day.get("rooms") if isinstance(day, Mapping) else None
        for name, each in rooms.items() if isinstance(rooms, Mapping) else ():
            names.add(str(name))
            events += len(each) if isinstance(each, list) else 0
        if len(names) > MOST_ROOMS:
            raise Unreadable("too many rooms")
    if events > MOST_EVENTS:
        raise Unreadable("too many events")


def _opened(notes: Notes, where: str, data: Data, place: int) -> Day | None:
    """A day with its bounds: those of pretalx, from four to four, where the file has none."""
    opens, closes = (_bounds(notes, where, data, key) for key in ("day_start", "day_end"))
    said = text(notes, where, data, "date").strip()
    day = day_of(said)
    if said and day is None:
        notes.say(f"{where}.date", "date", said)
    day = day or (opens.date() if opens else _first_of(data))
    if day is None:
        notes.say(f"{where}.date", "required")
        return None
    index = number(notes, where, data, "index", "index")
    if index is not None and index > _FARTHEST_INDEX:
        notes.say(f"{where}.index", "index", index)
        index = None
    zone = notes.zone or UTC
    is_told = opens is not None
    opens = opens or placed(datetime.combine(day, _OPENS), zone)[0]
    closes = closes or placed(datetime.combine(day + timedelta(days=1), _CLOSES), zone)[0]
    bare = Day(place + 1 if index is None else index, day, opens, closes)
    return replace(bare, rooms=tuple(_day_rooms(notes, where, data, Frame("", opens, is_told))))


def _bounds(notes: Notes, where: str, data: Data, key: str) -> datetime | None:
    said = text(notes, where, data, key).strip()
    found = moment_of(said)
    if said and (found is None or found[1] is None):
        notes.say(f"{where}.{key}", "date", said)
    if found is None or found[1] is None:
        return None
    moment = datetime.combine(found[0], found[1])
    return fixed(moment.replace(tzinfo=found[2])) if found[2] else placed(moment, notes.clock())[0]


def _first_of(data: Data) -> date | None:
    """The day of the first event, for a day that does not say which it is."""
    rooms = data.get("rooms")
    every = [each for events in rooms.values() for each in _mappings(events)] if isinstance(rooms, Mapping) else []
    days = [day_of(said) for each in every if isinstance(said := each.get("date"), str)]
    return min((day for day in days if day), default=None)


def _day_rooms(notes: Notes, where: str, data: Data, frame: Frame) -> Iterator[DayRoom]:
    rooms = mapped(notes, f"{where}.rooms", data.get("rooms"))
    for key, value in rooms.items():
        name = cleaned(str(key))
        place = f"{where}.rooms[{json.dumps(name[:100], ensure_ascii=False)}]"
        if name != key:
            notes.say(place, "characters", str(key))
        framed = replace(frame, room=name)
        events = (
            _event(notes, f"{place}[{index}]", each, framed) for index, each in enumerate(listed(notes, place, value))
        )
        yield DayRoom(name, tuple(each for each in events if each is not None))


def _event(notes: Notes, where: str, value: object, frame: Frame) -> Event | None:
    """An event, once: where it stands a second time, that is noted and it is left out."""
    if not isinstance(value, Mapping):
        notes.say(where, "type", value)
        return None
    guid = value.get("guid")
    key = f"guid:{guid.strip().lower()}" if isinstance(guid, str) and guid.strip() else f"id:{_shortly(value)}"
    first = notes.guids.setdefault(key, where) if key != "id:" else where
    if first != where:
        code = "guid twice" if key.startswith("guid:") else "id twice"
        notes.say(f"{where}.{code.removesuffix(' twice')}", code, first)
        if code == "guid twice":
            return None
    notes.paths.append(where)
    return event_of(notes, where, value, frame)


def _shortly(event: Data) -> str:
    said = event.get("id")
    return said[:50] if isinstance(said, str) else str(said) if isinstance(said, int) and 0 < said < 10**18 else ""
