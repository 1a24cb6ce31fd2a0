"""Reading one event, the persons who speak at it, and its links."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Any

from secretariat.engines.frab.models import LONGEST_TEXT, Event, Link, Person
from secretariat.engines.frab.moments import DAY_CHANGE, clock_of, duration_of, fixed, moment_of, placed
from secretariat.engines.frab.values import Data, Notes, is_guid, listed, number, text, url, yes

__all__ = ["Frame", "event_of", "guid_of"]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where an event stands: its room, and the beginning of the day; ``is_told`` where the file gives that."""

    room: str
    opens: datetime
    is_told: bool = True


def event_of(notes: Notes, where: str, data: Data, frame: Frame) -> Event:
    """Return an event with all of it that can be read; what cannot is noted by field."""
    date = _date(notes, where, data, frame)
    return Event(
        guid=guid_of(notes, where, data),
        code=text(notes, where, data, "code"),
        id=_id(notes, where, data),
        logo=url(notes, where, data, "logo"),
        date=date,
        duration=_duration(notes, where, data, date),
        room=_room(notes, where, data, frame.room),
        slug=text(notes, where, data, "slug"),
        url=_url(notes, where, data),
        title=_title(notes, where, data),
        subtitle=text(notes, where, data, "subtitle"),
        track=text(notes, where, data, "track"),
        type=text(notes, where, data, "type"),
        language=text(notes, where, data, "language"),
        abstract=text(notes, where, data, "abstract", LONGEST_TEXT),
        description=text(notes, where, data, "description", LONGEST_TEXT),
        recording_license=text(notes, where, data, "recording_license"),
        do_not_record=yes(notes, where, data, "do_not_record"),
        persons=tuple(_person(notes, place, each) for place, each in _each(notes, where, data, "persons")),
        links=tuple(_links(notes, where, data, "links")),
        feedback_url=url(notes, where, data, "feedback_url"),
        attachments=tuple(_links(notes, where, data, "attachments")),
    )


def guid_of(notes: Notes, where: str, data: Data, *, is_required: bool = True) -> str:
    """Return what stands for a guid; that it is missing or no UUID is noted."""
    said = text(notes, where, data, "guid").strip()
    if said and not is_guid(said):
        notes.say(f"{where}.guid", "guid", said)
    if is_required and not said:
        notes.say(f"{where}.guid", "required")
    return said


def _id(notes: Notes, where: str, data: Data) -> int | None:
    found = number(notes, where, data, "id", "id")
    if found == 0:
        notes.say(f"{where}.id", "id", found)
    return found or None


def _title(notes: Notes, where: str, data: Data) -> str:
    title = text(notes, where, data, "title")
    # What is of another kind was noted as such.
    if not title.strip() and isinstance(data.get("title"), str | None):
        notes.say(f"{where}.title", "required")
    return title


def _room(notes: Notes, where: str, data: Data, key: str) -> str:
    said = text(notes, where, data, "room")
    if said and said.strip() != key.strip():
        notes.say(f"{where}.room", "room differs", said)
    return key


def _url(notes: Notes, where: str, data: Data) -> str:
    said = data.get("url")
    # An event without an address is written with the name that its guid gives it (RFC 9562).
    if isinstance(said, str) and said.lower().startswith("urn:uuid:"):
        return ""
    return url(notes, where, data, "url")


def _date(notes: Notes, where: str, data: Data, frame: Frame) -> datetime | None:
    said = text(notes, where, data, "date").strip()
    found = moment_of(said)
    if said and found is None:
        notes.say(f"{where}.date", "date", said)
    clock = _start(notes, where, data)
    if found is None:
        if clock is None:
            if not said:
                notes.say(f"{where}.date", "required")
            return None
        return _shown_on(notes, where, _counted(clock, frame), "start")
    day, at, offset = found
    if at is None:
        return _shown_on(notes, where, datetime.combine(day, clock or time()), "date")
    moment = datetime.combine(day, at)
    if offset is None:
        told = _shown_on(notes, where, moment, "date")
    else:
        told = _turned(notes, where, fixed(moment.replace(tzinfo=offset)), clock)
    if clock and (told.hour, told.minute) != (clock.hour, clock.minute):
        notes.say(f"{where}.start", "start differs", text(Notes(), where, data, "start"))
    return told


def _start(notes: Notes, where: str, data: Data) -> time | None:
    """The clock of the beginning, which some write as a whole moment."""
    said = text(notes, where, data, "start").strip()
    if not said:
        return None
    clock, moment = clock_of(said), moment_of(said)
    if clock is None and moment is not None:
        clock = moment[1]
    if clock is None:
        notes.say(f"{where}.start", "start", said)
    return clock


def _counted(clock: time, frame: Frame) -> datetime:
    """When it is so late on this day: after midnight where the day has not begun by then."""
    moment = datetime.combine(frame.opens.date(), clock)
    change = frame.opens.replace(tzinfo=None) if frame.is_told else datetime.combine(moment, time()) + DAY_CHANGE
    return moment + timedelta(days=1) if moment < change else moment


def _shown_on(notes: Notes, where: str, moment: datetime, key: str) -> datetime:
    told, code = placed(moment, notes.clock())
    if code:
        notes.say(f"{where}.{key}", code, moment.isoformat())
    return told


def _turned(notes: Notes, where: str, told: datetime, clock: time | None) -> datetime:
    """The moment on the clock of the conference, if that is the clock by which it begins."""
    local = fixed(told.astimezone(notes.zone)) if notes.zone else told
    if local.utcoffset() == told.utcoffset():
        return told
    if clock and (local.hour, local.minute) == (clock.hour, clock.minute):
        return local
    # One written in UTC differs on purpose.
    if told.utcoffset():
        notes.say(f"{where}.date", "offset differs", told.isoformat())
    return told


def _duration(notes: Notes, where: str, data: Data, date: datetime | None) -> timedelta | None:
    said = text(notes, where, data, "duration").strip()
    end = _end(data, date, notes.zone)
    length = duration_of(said, has_days=notes.is_pretalx)
    other = duration_of(said, has_days=not notes.is_pretalx)
    # Which of the two meanings of three parts is meant, the end tells.
    if length is not None and end is not None and other == end:
        length = other
    if said and length is None:
        notes.say(f"{where}.duration", "duration", said)
        return None
    if length is None and end is None:
        notes.say(f"{where}.duration", "required")
    if length is not None and end is not None and length != end:
        notes.say(f"{where}.end", "end differs", text(Notes(), where, data, "end"))
    return end if length is None else length


def _end(data: Data, date: datetime | None, zone: tzinfo | None) -> timedelta | None:
    """How long after the beginning the end is, where both are given with a day."""
    found = moment_of(text(Notes(), "", data, "end").strip())
    if date is None or found is None:
        return None
    day, at, offset = found
    if at is None:
        return None
    naive = datetime.combine(day, at)
    end = placed(naive, zone or UTC)[0] if offset is None else naive.replace(tzinfo=offset)
    length = end - date
    return length if timedelta() <= length <= timedelta(hours=99) else None


def _each(notes: Notes, where: str, data: Data, key: str) -> Iterator[tuple[str, Any]]:
    found = listed(notes, f"{where}.{key}", data.get(key))
    notes.count(len(found))
    for place, each in enumerate(found):
        yield f"{where}.{key}[{place}]", each


def _person(notes: Notes, where: str, value: object) -> Person:
    if isinstance(value, str):
        value = {"name": value}
    if not isinstance(value, dict):
        notes.say(where, "type", value)
        return Person()
    name = text(notes, where, value, "name")
    public_name = text(notes, where, value, "public_name") or text(notes, where, value, "full_public_name")
    if not name and not public_name:
        notes.say(f"{where}.name", "required")
    return Person(
        name=name or public_name,
        public_name=public_name if name and public_name != name else "",
        id=_id(notes, where, value),
        code=text(notes, where, value, "code"),
        guid=guid_of(notes, where, value, is_required=False),
        biography=text(notes, where, value, "biography", LONGEST_TEXT),
        url=url(notes, where, value, "url"),
        avatar=url(notes, where, value, "avatar"),
    )


def _links(notes: Notes, where: str, data: Data, key: str) -> Iterator[Link]:
    for place, value in _each(notes, where, data, key):
        each = {"url": value} if isinstance(value, str) else value
        if not isinstance(each, dict):
            notes.say(place, "type", each)
            continue
        before = len(notes.problems)
        address = url(notes, place, each, "url")
        if address:
            yield Link(address, text(notes, place, each, "title"), text(notes, place, each, "type"))
        elif len(notes.problems) == before:
            notes.say(f"{place}.url", "required")
