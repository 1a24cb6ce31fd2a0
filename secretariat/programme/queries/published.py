"""The programme as it is published: its sessions by day, and what changed since the version before."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from i18nfield.strings import LazyI18nString

from secretariat.conference.models import Conference
from secretariat.programme.models import AgendaItem, Publication
from secretariat.programme.queries.calendars import public_entries
from secretariat.programme.queries.entries import CANCELLED, changes_between
from secretariat.programme.queries.known import Entry, Known, kind_of, known_to_strangers, title_of


@dataclass(frozen=True)
class Where:
    """When and where something is held, as far as it is known."""

    day: date | None
    starts: datetime | None
    ends: datetime | None
    room: object
    table: int | None


@dataclass(frozen=True)
class Shown:
    """A session or a bilateral meeting as pages show it, with what changed of it."""

    uid: str
    kind: str
    title: object
    where: Where
    is_cancelled: bool
    change: str = ""
    before: Where | None = None
    kind_in_words: str = ""
    topic: str = ""
    with_whom: list[object] = field(default_factory=list)
    chair: str = ""
    capacity: object = ""
    languages: list[str] = field(default_factory=list)
    items: list[AgendaItem] = field(default_factory=list)


@dataclass(frozen=True)
class ProgrammeDay:
    """A day of the programme, and its sessions in the order of time; those without hours stand last."""

    date: date | None
    sessions: list[Shown]


@dataclass(frozen=True)
class PublicProgramme:
    """The sessions that everybody may know of, by day, and the version they are taken from."""

    publication: Publication
    days: list[ProgrammeDay]
    changed: list[Shown]


def public_programme(conference: Conference) -> PublicProgramme | None:
    """The public sessions of the last version that was published; none if none was. Four queries."""
    versions = list(Publication.objects.filter(conference=conference).order_by("-number")[:2])
    if not versions:
        return None
    known, entries = known_to_strangers(conference), public_entries(versions[0].entries)
    changes = changes_since(versions[1].entries if versions[1:] else None, entries)
    sessions = [shown(known, each, changes.get(each["uid"])) for each in entries if _is_told(each, changes)]
    changed = [each for each in by_time(sessions) if each.change]
    return PublicProgramme(versions[0], _by_day(sessions), changed)


def changes_since(before: Iterable[Entry] | None, after: Iterable[Entry]) -> dict[str, dict[str, Any]]:
    """What differs in public sessions from the version before, by uid; in a first version nothing does.

    What is no longer public is not called off: it is not spoken of any more.
    """
    after = list(after)
    if before is None:
        return {}
    present = {entry["uid"] for entry in after}
    found = changes_between(public_entries(before), after)
    return {change["uid"]: change for change in found if change["uid"] in present}


def next_sessions(conference: Conference, today: date, most: int = 4) -> list[Shown]:
    """The first public sessions of today, or of the next day that has any. Three queries."""
    publication = Publication.objects.filter(conference=conference).order_by("-number").first()
    if publication is None:
        return []
    held = [each for each in public_entries(publication.entries) if each["status"] != CANCELLED and each["day"]]
    days = sorted(day for day in {each["day"] for each in held} if day >= today.isoformat())
    if not days:
        return []
    known = known_to_strangers(conference)
    return by_time(shown(known, each) for each in held if each["day"] == days[0])[:most]


def shown(known: Known, entry: Entry, change: dict[str, Any] | None = None, delegation_id: int | None = None) -> Shown:
    """An entry with the names that the conference gives to what it holds."""
    chair = entry.get("chair") or {}
    what = change["what"] if change else ""
    return Shown(
        uid=entry["uid"],
        kind=entry["kind"],
        title=title_of(entry),
        where=where_of(known, entry),
        is_cancelled=entry["status"] == CANCELLED,
        change=what,
        before=where_of(known, change["before"]) if change and change["before"] and what == "moved" else None,
        kind_in_words=kind_of(entry),
        topic=entry.get("topic", ""),
        with_whom=known.others(entry, delegation_id) if entry["kind"] == "bilateral" else [],
        chair=chair.get("name") or chair.get("delegate") or "",
        capacity=LazyI18nString(chair["capacity"]) if chair.get("capacity") else "",
        languages=list(entry["languages"]),
        items=known.agenda_of(entry),
    )


def where_of(known: Known, place: Entry) -> Where:
    """When and where an entry is held, or was before a change."""
    # Kept in Universal Time: by the clocks of one zone, Python counts no hour that summer time adds or takes.
    first, last = (
        datetime.fromisoformat(place[name]).astimezone(UTC) if place.get(name) else None for name in ("starts", "ends")
    )
    day = (
        first.astimezone(known.conference.zone).date()
        if first
        else date.fromisoformat(place["day"])
        if place.get("day")
        else None
    )
    room = known.rooms.get(place.get("room") or 0)
    table = place.get("table") if room is not None and room.tables > 1 else None
    return Where(day, first, last, room.name if room is not None else "", table)


def by_time(rows: Iterable[Shown]) -> list[Shown]:
    """In the order of time; what is known to the day alone stands last of its day, what is not known at all, last."""
    return sorted(rows, key=_when)


def _when(row: Shown) -> tuple[bool, date, bool, str, str]:
    where = row.where
    starts = where.starts.isoformat() if where.starts else ""
    return where.day is None, where.day or date.min, where.starts is None, starts, row.uid


def _by_day(rows: Iterable[Shown]) -> list[ProgrammeDay]:
    days: dict[date | None, list[Shown]] = {}
    for row in by_time(rows):
        days.setdefault(row.where.day, []).append(row)
    return [ProgrammeDay(day, sessions) for day, sessions in days.items()]


def _is_told(entry: Entry, changes: dict[str, dict[str, Any]]) -> bool:
    """What was called off is told once, by the version that calls it off."""
    return entry["status"] != CANCELLED or entry["uid"] in changes
