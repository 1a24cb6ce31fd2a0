"""What is wrong between events that are each well by themselves: their day, their room at the same time."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta

from secretariat.engines.frab.models import Day
from secretariat.engines.frab.moments import day_date
from secretariat.engines.frab.values import Notes

__all__ = ["check"]


def check(notes: Notes, days: tuple[Day, ...]) -> None:
    """Note what stands on another day than its own, twice in one room, and days that come twice."""
    _check_days(notes, days)
    by_room: dict[str, list[tuple[datetime, datetime, str]]] = defaultdict(list)
    standing = ((day, room, event) for day in days for room in day.rooms for event in room.events)
    for (day, room, event), where in zip(standing, notes.paths, strict=True):
        if event.date is None:
            continue
        if not _is_on(notes, event.date, day, is_first=day is days[0]):
            notes.say(f"{where}.date", "day differs", event.date.isoformat())
        if event.duration:
            by_room[room.name].append(_taken(event.date, event.duration, where))
    for taken in by_room.values():
        _check_room(notes, taken)


def _check_days(notes: Notes, days: tuple[Day, ...]) -> None:
    for key, code in (("date", "day twice"), ("index", "index")):
        seen: set[object] = set()
        for where, day in zip(notes.day_paths, days, strict=True):
            value = getattr(day, key)
            if value in seen:
                notes.say(f"{where}.{key}", code, str(value))
            seen.add(value)


def _is_on(notes: Notes, moment: datetime, day: Day, *, is_first: bool) -> bool:
    """Whether a beginning is within the day as it is given, or before three o'clock of the next."""
    if day.day_start <= moment < day.day_end:
        return True
    local = moment.astimezone(notes.zone) if notes.zone else moment
    # Before the first day there is none to which the hours after midnight could belong (pretalx, schedule exporter).
    return day_date(local) == day.date or (is_first and local.date() == day.date)


def _taken(begins: datetime, duration: timedelta, where: str) -> tuple[datetime, datetime, str]:
    begins = begins.astimezone(UTC)
    return begins, begins + duration, where


def _check_room(notes: Notes, taken: list[tuple[datetime, datetime, str]]) -> None:
    taken.sort(key=lambda each: each[0])
    last: tuple[datetime, datetime, str] | None = None
    for each in taken:
        if last is not None and each[0] < last[1]:
            notes.say(f"{each[2]}.date", "overlap", last[2])
        if last is None or each[1] > last[1]:
            last = each
