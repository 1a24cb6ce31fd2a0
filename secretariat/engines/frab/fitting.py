"""Making a schedule fit the format: what a valid file must have is added, what it cannot hold is left out."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from secretariat.engines.frab.addresses import address_of, cleaned
from secretariat.engines.frab.models import (
    LONGEST_DURATION,
    LONGEST_TEXT,
    Conference,
    Day,
    DayRoom,
    Event,
    Generator,
    Link,
    Person,
    Room,
    Schedule,
    Track,
    Unwritable,
)
from secretariat.engines.frab.moments import YEARS, fixed
from secretariat.engines.frab.values import is_guid

__all__ = ["Rules", "fitted", "kept", "made_guid", "whole_minutes"]

_CODE = re.compile(r"[A-Z0-9]+")
_FIVE_MINUTES = timedelta(minutes=5)
_TITLE_LETTERS = 60
_MOST_ID = 10**18 - 1
_MOST_INDEX = 1_000_000


@dataclass(frozen=True)
class Rules:
    """What one form of the format asks of names: ``is_unique`` of ids and slugs, and that days count from 1."""

    acronym: re.Pattern[str]
    slug: re.Pattern[str]
    is_unique: bool


@dataclass
class _Names:
    """What is taken already of that which must stand once in a file."""

    rules: Rules
    acronym: str
    base: str
    guids: set[str] = field(default_factory=set)
    ids: set[int] = field(default_factory=set)
    slugs: set[str] = field(default_factory=set)
    next_id: int = 1
    # By a slug how often it was asked for: a thousand of one title need no thousand attempts each.
    asked: dict[str, int] = field(default_factory=dict)


def kept(schedule: Schedule) -> Schedule:
    """Return a schedule in which each event stands once, has a beginning and names its room, and each room has its
    name once on a day."""
    seen: set[str] = set()
    days = tuple(replace(day, rooms=tuple(_kept_rooms(day.rooms, seen))) for day in schedule.conference.days)
    return replace(schedule, conference=replace(schedule.conference, days=days))


def _kept_rooms(rooms: Iterable[DayRoom], seen: set[str]) -> Iterator[DayRoom]:
    by_name: dict[str, list[Event]] = {}
    for room in rooms:
        name = cleaned(room.name)
        events = by_name.setdefault(name, [])
        for event in room.events:
            guid = cleaned(event.guid).strip().lower()
            if event.date is None or event.date.year not in YEARS or (guid and guid in seen):
                continue
            seen.add(guid)
            events.append(replace(event, room=name))
    for name, events in by_name.items():
        yield DayRoom(name, tuple(events))


def fitted(schedule: Schedule, rules: Rules) -> Schedule:
    """Return a schedule that was ``kept`` with all that a form of the format asks for.

    What is missing is made from what there is, the same each time: a guid from address and id, an id by counting, a
    slug from acronym, id and title. Raises ``Unwritable`` with any of its codes.
    """
    conference = schedule.conference
    if not conference.days:
        raise Unwritable("no days")
    told = [each for day in conference.days for each in (day.date, day.day_start, day.day_end)]
    if any(each.year not in YEARS for each in (*told, conference.start, conference.end) if each):
        raise Unwritable("year")
    acronym = _acronym(conference.acronym, rules)
    base = _absolute(schedule.base_url)
    names = _Names(rules, acronym, base or acronym)
    _take(names, conference.days)
    return Schedule(
        conference=_conference(conference, names),
        version=cleaned(schedule.version),
        url=address_of(schedule.url),
        base_url=base,
        generator=_generator(schedule.generator),
    )


def made_guid(base: str, said: str) -> str:
    """Return a guid that is the same for the same words (RFC 9562, version 5)."""
    return str(uuid5(NAMESPACE_URL, f"{base}#{said}"))


def whole_minutes(length: timedelta) -> timedelta:
    """Return a duration without its seconds."""
    return length - length % timedelta(minutes=1)


def _absolute(url: str) -> str:
    found = address_of(url)
    return found if found.startswith(("http://", "https://")) else ""


def _generator(generator: Generator | None) -> Generator | None:
    if generator is None:
        return None
    found = Generator(cleaned(generator.name), cleaned(generator.version), _absolute(generator.url))
    return found if found != Generator() else None


def _acronym(said: str, rules: Rules) -> str:
    name = cleaned(said).lower()
    if rules.acronym.fullmatch(name):
        return name
    return (_plain(said, "_") or "conference").ljust(4, "_")


def _plain(said: str, gap: str) -> str:
    """Letters and figures of ASCII, with one sign for all that stands between."""
    simple = unicodedata.normalize("NFKD", cleaned(said)).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub("[^a-z0-9]+", gap, simple).strip(gap)


def _conference(conference: Conference, names: _Names) -> Conference:
    days = tuple(_day(day, names) for day in conference.days)
    dates = [day.date for day in days]
    slot, count = conference.timeslot_duration, conference.days_count
    if slot is None or not timedelta(minutes=1) <= slot <= LONGEST_DURATION:
        slot = _FIVE_MINUTES
    return Conference(
        acronym=names.acronym,
        title=cleaned(conference.title),
        start=conference.start or min(dates),
        end=conference.end or max(dates),
        days_count=len(days) if count is None or not 0 <= count <= _MOST_ID else count,
        timeslot_duration=whole_minutes(slot),
        time_zone_name=cleaned(conference.time_zone_name).strip(),
        url=_absolute(conference.url),
        colors=tuple({cleaned(use): said for use, color in conference.colors if (said := cleaned(color))}.items()),
        rooms=tuple(_rooms(conference.rooms)),
        tracks=tuple(_tracks(conference.tracks)),
        days=days,
    )


def _rooms(rooms: Iterable[Room]) -> Iterator[Room]:
    for room in rooms:
        name, guid = cleaned(room.name), room.guid.strip()
        if not name.strip():
            continue
        capacity = room.capacity if room.capacity is not None and 0 <= room.capacity <= _MOST_ID else None
        description = cleaned(room.description, LONGEST_TEXT)
        yield Room(name, cleaned(room.slug), guid if is_guid(guid) else "", description, capacity)


def _tracks(tracks: Iterable[Track]) -> Iterator[Track]:
    for track in tracks:
        if cleaned(track.name).strip():
            yield Track(cleaned(track.name), cleaned(track.slug), cleaned(track.color))


def _day(day: Day, names: _Names) -> Day:
    rooms = tuple(DayRoom(room.name, tuple(_event(event, names) for event in room.events)) for room in day.rooms)
    return Day(min(max(day.index, 0), _MOST_INDEX), day.date, fixed(day.day_start), fixed(day.day_end), rooms)


def _event(event: Event, names: _Names) -> Event:
    number = _id(event, names)
    guid = _guid(event, number, names)
    return replace(
        event,
        guid=guid,
        id=number,
        code=cleaned(event.code),
        logo=address_of(event.logo),
        date=None if event.date is None else fixed(event.date),
        duration=_duration(event.duration),
        slug=_slug(event, number, names),
        url=_absolute(event.url),
        title=cleaned(event.title),
        subtitle=cleaned(event.subtitle),
        track=cleaned(event.track),
        type=cleaned(event.type),
        language=cleaned(event.language),
        abstract=cleaned(event.abstract, LONGEST_TEXT),
        description=cleaned(event.description, LONGEST_TEXT),
        recording_license=cleaned(event.recording_license),
        persons=tuple(_person(person) for person in event.persons),
        links=tuple(_links(event.links)),
        feedback_url=_absolute(event.feedback_url),
        attachments=tuple(_links(event.attachments)),
    )


def _take(names: _Names, days: Iterable[Day]) -> None:
    """Take every guid, id and slug that may stay, so that none that is made meets one that comes later."""
    for event in (each for day in days for room in day.rooms for each in room.events):
        names.guids.add(event.guid.strip().lower())
    ids = [each.id for day in days for room in day.rooms for each in room.events]
    names.next_id = max((each for each in ids if each and 0 < each < _MOST_ID - len(ids)), default=0) + 1


def _id(event: Event, names: _Names) -> int:
    number = event.id
    # Beyond it the numbers are for events that have none.
    is_taken = names.rules.is_unique and number in names.ids
    if number is None or not 0 < number <= _MOST_ID or is_taken:
        number = names.next_id
        while number in names.ids:
            number += 1
        names.next_id = number + 1
    names.ids.add(number)
    return number


def _guid(event: Event, number: int, names: _Names) -> str:
    said = event.guid.strip()
    if is_guid(said):
        return said
    made = made_guid(names.base, cleaned(said) or str(number))
    while made in names.guids:
        made = made_guid(made, str(number))
    names.guids.add(made)
    return made


def _slug(event: Event, number: int, names: _Names) -> str:
    slug = cleaned(event.slug).lower()
    if not names.rules.slug.fullmatch(slug):
        acronym = _plain(names.acronym, "").ljust(4, "0")
        title = _plain(event.title, "-")[:_TITLE_LETTERS].strip("-")
        slug = f"{acronym}-{number % 1_000_000}-{title if len(title) >= 4 else f'{title}-event'.strip('-')}"
    found = slug
    while names.rules.is_unique and found in names.slugs:
        names.asked[slug] = names.asked.get(slug, 1) + 1
        found = f"{slug}-{names.asked[slug]}"
    names.slugs.add(found)
    return found


def _duration(duration: timedelta | None) -> timedelta:
    if duration is None or not timedelta() <= duration <= LONGEST_DURATION:
        return timedelta()
    return duration - timedelta(microseconds=duration.microseconds)


def _person(person: Person) -> Person:
    name, public = cleaned(person.name), cleaned(person.public_name)
    guid = person.guid.strip()
    return Person(
        name=name or public,
        public_name=public if name and public != name else "",
        id=person.id if person.id is not None and 0 < person.id <= _MOST_ID else None,
        code=code if _CODE.fullmatch(code := cleaned(person.code)) else "",
        guid=guid if is_guid(guid) else "",
        biography=cleaned(person.biography, LONGEST_TEXT),
        url=address_of(person.url),
        avatar=address_of(person.avatar),
    )


def _links(links: Iterable[Link]) -> Iterator[Link]:
    for link in links:
        address = address_of(link.url)
        if address:
            yield Link(address, cleaned(link.title), cleaned(link.type))
