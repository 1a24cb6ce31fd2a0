"""The day of a session and its hours in a file: put together, known again where they were put right, moved together."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from secretariat.api.models import ImportRow
from secretariat.api.queries.imports import values
from secretariat.api.queries.imports.judged import Judged, Looking
from secretariat.api.queries.imports.kinds import kept
from secretariat.api.queries.imports.known import IN_FILE, mac_of

TIMES = ("starts_at", "ends_at")


def dated(said: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The cells with the day put to times of day that name none, and which of those lack a day."""
    raw = dict(said)
    clocks = _clocks(raw)
    on = str(raw.get("day") or "").strip()
    for name, clock in clocks.items():
        if on:
            raw[name] = f"{on} {clock}" if "." in on else f"{on}T{clock}"
        else:
            raw.pop(name)
    return raw, [] if on else list(clocks)


def put_right(row: ImportRow) -> dict[str, Any]:
    """What the file says in each cell in whose place somebody put something else; a day means its hours, too."""
    names = set(row.corrected)
    if row.kind == "session" and "day" in names:
        names |= set(_clocks(row.cells))
    said = _said(row)
    return {name: said.get(name) for name in names}


def was_put_right(each: Judged, name: str, written: Mapping[str, set[str]]) -> bool:
    """Whether somebody put a cell right when the file said the same as now."""
    marks = written.get(IN_FILE + name)
    if marks is None:
        return False
    if mac_of(_said(each.row).get(name)) in marks:
        return True
    # Hours were once remembered without their day: on another day they are others.
    is_of_day = name in _clocks(each.row.cells) and mac_of(each.row.cells[name]) in marks
    return is_of_day and _day_of(each.row) == kept(each.thing, each.kind.cells["day"])


def settle_day(looking: Looking, each: Judged) -> None:
    """The day follows from the hours; where the file says the day alone, the hours that are known here follow it."""
    if not each.will_be("starts_at"):
        return
    if each.thing is None or any(values.said_anything(each.raw.get(name)) for name in TIMES):
        each.cells.pop("day", None)
        each.old.pop("day", None)
    elif "day" in each.old and _is_moved_here(looking, each):
        each.old.pop("day")
        each.keep_here("day")
    elif "day" in each.old:
        _move(each, looking.conference.zone)


def _is_moved_here(looking: Looking, each: Judged) -> bool:
    """Whether somebody gave other hours here since the last import, which said no day."""
    written = looking.house.kinds["session"].written.get(each.thing.pk, {})
    if "day" in written or "day" in each.row.corrected:
        return False
    return any(
        name in written and mac_of(kept(each.thing, each.kind.cells[name])) not in written[name] for name in TIMES
    )


def _move(each: Judged, zone: ZoneInfo) -> None:
    """Let the hours stand on the other day, by the clocks of the venue."""
    days = date.fromisoformat(each.cells["day"]) - each.thing.starts_at.astimezone(zone).date()
    for name in TIMES:
        there: datetime | None = getattr(each.thing, name)
        if there is not None:
            moved = there.astimezone(zone).replace(tzinfo=None) + days
            each.old[name] = kept(each.thing, each.kind.cells[name])
            each.cells[name] = moved.replace(tzinfo=zone).astimezone(UTC).isoformat()


def _day_of(row: ImportRow) -> Any:
    return values.day(row.cells.get("day"), values.About("en", ZoneInfo("UTC")))[0]


def _said(row: ImportRow) -> Mapping[str, Any]:
    return dated(row.cells)[0] if row.kind == "session" else row.cells


def _clocks(said: Mapping[str, Any]) -> dict[str, str]:
    return {name: clock for name in TIMES if (clock := values.clock_alone(said.get(name)))}
