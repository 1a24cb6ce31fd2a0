"""The programme as a schedule that the programs of other conferences read (frab, pretalx): entries in, a file out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils.translation import override

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.conference.queries import address
from secretariat.engines import frab
from secretariat.programme.models import Session
from secretariat.programme.queries.calendars import public_entries
from secretariat.programme.queries.entries import CANCELLED, latest_publication, working_entries
from secretariat.programme.queries.feeds import seen_by
from secretariat.programme.queries.known import Entry, Known, kind_of, title_of

CONTENT_TYPES = {"json": "application/json; charset=utf-8", "xml": "application/xml; charset=utf-8"}
# A day lasts until those who sat late have gone home.
DAY_BEGINS = time(3)
LONGEST, LAST_YEAR = timedelta(days=366), 2200
_WRITERS = {"json": frab.write_json, "xml": frab.write_xml}


@dataclass(frozen=True)
class Edition:
    """Of which version a schedule is, in which language, and where the programme is to be read.

    ``page`` is empty before there is such a page; ``told`` holds the sessions that stand on it, all where it is None.
    """

    version: str
    language: str
    page: str
    told: frozenset[str] | None = None

    def address_of(self, entry: Entry) -> str:
        """Where a session is to be read; nowhere before it is published."""
        is_told = self.told is None or entry["uid"] in self.told
        return f"{self.page}#session-{entry['uid']}" if self.page and is_told else ""


def working_edition(conference: Conference, language: str) -> Edition:
    """The working timetable as an edition: it names the pages of what everybody finds already, and no others."""
    publication = latest_publication(conference)
    entries = public_entries(publication.entries) if publication and conference.is_public else []
    page = address("public:programme", language, conference.slug) if conference.is_public and publication else ""
    version = f"{publication.number}+" if publication else "0"
    return Edition(version, language, page, frozenset(str(each["uid"]) for each in entries))


def schedule_file(known: Known, entries: Sequence[Entry], edition: Edition, kind: str) -> bytes:
    """The sessions among these entries as a schedule, "json" or "xml". No query. Raises ``frab.Unwritable``."""
    return _WRITERS[kind](schedule_of(known, entries, edition))


def schedule_of(known: Known, entries: Sequence[Entry], edition: Edition) -> frab.Schedule:
    """The sessions among these entries that have hours and a room, by day and room. No query."""
    conference = known.conference
    # A last day that was mistyped is no reason to write a thousand years of empty days.
    if conference.end_date - conference.start_date > LONGEST or conference.end_date.year >= LAST_YEAR:
        raise frab.Unwritable("year")
    with override(edition.language):
        held = [each for each in entries if _reason(each) == ""]
        names = _names_of_rooms(known)
        days = _days(known, held, edition, names)
        # In which other rooms a conference could meet is nothing that a file tells.
        used = {each["room"] for each in held}
        rooms = tuple(frab.Room(name, capacity=known.rooms[pk].seats) for pk, name in names.items() if pk in used)
        return frab.Schedule(
            frab.Conference(
                acronym=conference.slug,
                title=str(conference.title),
                start=conference.start_date,
                end=conference.end_date,
                days_count=len(days),
                time_zone_name=conference.time_zone,
                url=edition.page,
                rooms=rooms,
                days=days,
            ),
            version=edition.version,
            url=edition.page,
            base_url=settings.BASE_URL.rstrip("/"),
            generator=frab.Generator("Secretariat"),
        )


def lost_in_schedule(entries: Iterable[Entry]) -> Counter[str]:
    """What a schedule cannot carry of these entries, counted by a code.

    Left out as a whole: "bilaterals", "cancelled", "no hours", "no room". Of sessions that are in it: "languages"
    (several are interpreted, a schedule names one), "titles" (in other languages; there is a file for each), "capacity"
    (of the chair), "delegations" (which must attend).
    """
    found: Counter[str] = Counter()
    for entry in entries:
        reason = _reason(entry)
        if reason:
            found[reason] += 1
            continue
        chair = entry.get("chair") or {}
        found["languages"] += len(entry["languages"]) > 1
        found["titles"] += len(entry["title"] or {}) > 1
        found["capacity"] += bool(chair.get("capacity"))
        found["delegations"] += bool(entry["delegations"])
    return +found


def entries_in_office(conference: Conference, user: User) -> list[Entry]:
    """The working timetable as the office shows it to this person, with the descriptions of its sessions."""
    publication = latest_publication(conference)
    entries = seen_by(user, conference, working_entries(conference, publication.entries if publication else []))
    seen = Session.objects.in_office_of(user).filter(conference=conference)
    texts = {str(uid): text for uid, text in seen.values_list("uid", "text")}
    return [{**each, "text": texts.get(each["uid"])} for each in entries]


def _reason(entry: Entry) -> str:
    """Why an entry is in no schedule; nothing where it is in one."""
    if entry["kind"] != "session":
        return "bilaterals"
    if entry["status"] == CANCELLED:
        return "cancelled"
    if not entry["starts"]:
        return "no hours"
    return "" if entry["room"] else "no room"


def _names_of_rooms(known: Known) -> dict[int, str]:
    """What the rooms are called in the language in force, each otherwise: by its name alone a file knows a room."""
    found: dict[int, str] = {}
    taken: set[str] = set()
    for room in sorted(known.rooms.values(), key=lambda room: (room.position, room.pk)):
        name, number = str(room.name), 1
        while name in taken:
            number += 1
            name = f"{room.name} ({number})"
        taken.add(name)
        found[room.pk] = name
    return found


def _days(known: Known, held: Iterable[Entry], edition: Edition, names: Mapping[int, str]) -> tuple[frab.Day, ...]:
    """The days of the conference and those on which something else is held, each with its rooms."""
    conference = known.conference
    length = (conference.end_date - conference.start_date).days
    by_day: dict[date, list[frab.Event]] = {
        conference.start_date + timedelta(days=number): [] for number in range(length + 1)
    }
    for entry in held:
        event = _event(known, entry, edition, names.get(entry["room"], ""))
        if event.date is not None:
            by_day.setdefault(frab.day_date(event.date), []).append(event)
    days = []
    for index, day in enumerate(sorted(by_day), start=1):
        first, last = (datetime.combine(each, DAY_BEGINS, conference.zone) for each in (day, day + timedelta(days=1)))
        days.append(frab.Day(index, day, first, last, _rooms(by_day[day])))
    return tuple(days)


def _rooms(events: Iterable[frab.Event]) -> tuple[frab.DayRoom, ...]:
    by_room: dict[str, list[frab.Event]] = {}
    for event in sorted(events, key=lambda each: (str(each.date), each.guid)):
        by_room.setdefault(event.room, []).append(event)
    return tuple(frab.DayRoom(name, tuple(found)) for name, found in sorted(by_room.items()))


def _event(known: Known, entry: Entry, edition: Edition, room: str) -> frab.Event:
    starts, ends = (datetime.fromisoformat(entry[name]) for name in ("starts", "ends"))
    chair = entry.get("chair") or {}
    name = chair.get("name") or chair.get("delegate") or ""
    agenda = [f"{item.number}. {item.title}" for item in known.agenda_of(entry)]
    languages = entry["languages"]
    return frab.Event(
        guid=entry["uid"],
        id=entry["id"],
        date=starts.astimezone(known.conference.zone),
        duration=ends - starts,
        room=room,
        url=edition.address_of(entry),
        title=str(title_of(entry)),
        type=kind_of(entry),
        language=languages[0] if len(languages) == 1 else "",
        abstract="\n".join(agenda),
        description=str(entry.get("text") or ""),
        persons=(frab.Person(name=name),) if name else (),
    )
