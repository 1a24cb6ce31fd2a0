"""Days and times of a file, as moments that know their zone."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from secretariat.engines.indico.values import Ground, Node, path, tell

__all__ = ["moment", "moment_of_text", "ordered", "zone_named"]

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?", re.ASCII)
_LONGEST = 40
_YEARS = range(1900, 2200)


def zone_named(name: object) -> ZoneInfo | None:
    """Return a zone of the IANA's database by its name; only names of the list reach for a file."""
    return ZoneInfo(name) if isinstance(name, str) and name in _names() else None


@cache
def _names() -> frozenset[str]:
    return frozenset(available_timezones())


def moment(node: Node, name: str) -> datetime | None:
    """Return the moment that a field tells, in the zone of the event if it is known, else in that of the field.

    The field is ``{date, time, tz}`` (what is exported) or a text of ISO 8601 with an offset (what the interfaces for
    checking in answer). An hour that came twice is taken as the first, and told.
    """
    value = node.data.get(name)
    if value is None or value == "":
        return None
    where = path(node.where, name)
    if isinstance(value, str):
        return moment_of_text(node.ground, where, value)
    if not isinstance(value, Mapping):
        tell(node.ground, where, "shape", value)
        return None
    zone = zone_named(value.get("tz"))
    parts = (value.get("date"), value.get("time"))
    naive = _naive(*parts)
    if naive is None:
        tell(node.ground, where, "date", " ".join(each for each in parts if isinstance(each, str)))
        return None
    if zone is None:
        tell(node.ground, where, "zone", value.get("tz"))
        return None
    return _at_home(node.ground, _placed(node.ground, where, naive, zone))


def moment_of_text(ground: Ground, where: str, value: str) -> datetime | None:
    """Return the moment of a text of ISO 8601; one without an offset is told, for nobody knows when it is."""
    try:
        found = datetime.fromisoformat(value.strip()) if len(value) <= _LONGEST else None
    except ValueError:
        found = None
    if found is None or found.year not in _YEARS:
        tell(ground, where, "date", value)
        return None
    if found.tzinfo is None:
        tell(ground, where, "zone", value)
        return None
    return _at_home(ground, found)


def ordered(node: Node, start: datetime | None, end: datetime | None, name: str = "endDate") -> None:
    """Tell where something ends before it begins."""
    if start and end and end < start:
        tell(node.ground, path(node.where, name), "order", end.isoformat())


def _at_home(ground: Ground, found: datetime) -> datetime:
    return found.astimezone(ground.home) if ground.home else found


def _naive(day: object, time: object) -> datetime | None:
    if not (isinstance(day, str) and isinstance(time, str) and _DAY.fullmatch(day) and _TIME.fullmatch(time)):
        return None
    try:
        found = datetime.fromisoformat(f"{day}T{time}")
    except ValueError:
        return None
    return found if found.year in _YEARS else None


def _placed(ground: Ground, where: str, naive: datetime, zone: ZoneInfo) -> datetime:
    placed = naive.replace(tzinfo=zone)
    if placed.utcoffset() != placed.replace(fold=1).utcoffset():
        is_possible = placed.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == naive
        tell(ground, where, "ambiguous time" if is_possible else "impossible time", naive.isoformat(" "))
    return placed
