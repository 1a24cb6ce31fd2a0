"""Times of a schedule: days, clocks, durations, and where a clock of a zone shows no time or shows it twice."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from secretariat.engines.frab.models import LONGEST_DURATION

__all__ = [
    "DAY_CHANGE",
    "YEARS",
    "clock_of",
    "clock_text",
    "day_date",
    "day_of",
    "duration_of",
    "duration_text",
    "fixed",
    "moment_of",
    "placed",
    "zone_of",
]

# What begins before this hour belongs to the evening before (pretalx, schedule exporter).
DAY_CHANGE = timedelta(hours=3)
# Of which years a file may tell; so far no zone carries a moment out of the calendar.
YEARS = range(1970, 2200)
_FARTHEST = timedelta(hours=14)
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,9})?)?")
_OFFSET = re.compile(r"([+-])([0-9]{1,2}):?([0-9]{2})?")
_MOMENT = re.compile(rf"({_DAY.pattern})(?:[Tt ]({_CLOCK.pattern}) ?([Zz]|{_OFFSET.pattern})?)?")
_DURATION = re.compile(r"([0-9]{1,4}):([0-9]{1,2})(?::([0-9]{1,2}))?")
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+/-]{1,63}")


def day_date(moment: datetime) -> date:
    """Return the day of the conference to which a beginning belongs: before three o'clock it is the day before."""
    return (moment - DAY_CHANGE).date()


def day_of(text: str) -> date | None:
    """Return the day with which a text begins, as ISO 8601 writes it; None where it is none, or a far one."""
    found = _DAY.match(text)
    if not found or (len(text) > 10 and text[10] not in "Tt "):
        return None
    year, month, day = (int(each) for each in found.groups())
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def clock_of(text: str) -> time | None:
    """Return a time of day without a zone, whole seconds: "9:00", "09:00", "09:00:00"."""
    found = _CLOCK.fullmatch(text)
    if not found:
        return None
    hour, minute, second = (int(each or 0) for each in found.groups())
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def moment_of(text: str) -> tuple[date, time | None, tzinfo | None] | None:
    """Return day, time and offset of a moment as ISO 8601 writes it; without a time or offset they are None."""
    found = _MOMENT.fullmatch(text)
    day = day_of(text) if found else None
    if not found or day is None:
        return None
    clock, zone = found.group(5), found.group(9)
    if clock is None:
        return day, None, None
    at, offset = clock_of(clock), _offset_of(zone) if zone else None
    if at is None or (zone and offset is None):
        return None
    return day, at, offset


def _offset_of(text: str) -> timezone | None:
    found = _OFFSET.fullmatch(text)
    if not found:
        return UTC
    sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if offset > _FARTHEST or int(minutes or 0) > 59:
        return None
    return timezone(-offset if sign == "-" else offset)


def placed(moment: datetime, zone: tzinfo) -> tuple[datetime, str]:
    """Return the moment at which a clock of the zone shows this time, with its offset fixed, and a code or nothing.

    Codes: "no such time" (the clock was put forward; the time is counted on from before), "time twice" (it was put
    back; the first is taken).
    """
    first, second = moment.replace(tzinfo=zone, fold=0), moment.replace(tzinfo=zone, fold=1)
    before, after = first.utcoffset() or timedelta(), second.utcoffset() or timedelta()
    code = "" if before == after else "no such time" if before < after else "time twice"
    return fixed(first), code


def fixed(moment: datetime) -> datetime:
    """Return the same moment with its offset as a number, whole seconds; in UTC where the offset is no usual one."""
    moment = moment.replace(microsecond=0)
    offset = moment.utcoffset() or timedelta()
    if offset % timedelta(minutes=1) or abs(offset) > _FARTHEST:
        return moment.astimezone(UTC)
    return moment.replace(tzinfo=timezone(offset), fold=0)


def zone_of(name: str) -> ZoneInfo | None:
    """Return the time zone of a name in IANA's list, or nothing."""
    if not _ZONE.fullmatch(name):
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def duration_of(text: str, *, has_days: bool = False) -> timedelta | None:
    """Return how long "0:30", "01:30" or "1:00:00" is; None where it is no duration or one beyond the format's bound.

    Three parts are hours, minutes and seconds, as in the XML schema. ``has_days`` says that pretalx wrote the text: a
    single figure before two parts is then its number of days.
    """
    found = _DURATION.fullmatch(text)
    if not found:
        return None
    first, second, third = (int(each or 0) for each in found.groups())
    is_of_days = has_days and found.group(3) is not None and len(found.group(1)) == 1 and first > 0
    if is_of_days:
        length = timedelta(days=first, hours=second, minutes=third)
    else:
        length = timedelta(hours=first, minutes=second, seconds=third)
    return length if length <= LONGEST_DURATION else None


def duration_text(length: timedelta) -> str:
    """Return a duration as the format writes it: hours and minutes in two figures, seconds only where there are."""
    minutes, seconds = divmod(int(length.total_seconds()), 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")


def clock_text(moment: datetime) -> str:
    """Return the time of day as the format writes it: in two figures, seconds only where there are."""
    return moment.strftime("%H:%M:%S" if moment.second else "%H:%M")
