"""Reading a timetable, as ``/export/timetable/ID.json`` gives it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from secretariat.engines.indico.envelope import results_of
from secretariat.engines.indico.models import (
    MOST_CONTRIBUTIONS,
    MOST_DAYS,
    TimetableEntry,
    TimetableRead,
    Unreadable,
)
from secretariat.engines.indico.moments import moment, ordered, zone_named
from secretariat.engines.indico.parts import attachments, people, references
from secretariat.engines.indico.values import (
    Ground,
    Node,
    flag,
    identity,
    number,
    path,
    prose,
    tell,
    text,
    web_address,
)

__all__ = ["timetable_of"]

_DAY = re.compile("[0-9]{8}", re.ASCII)
_KEY = re.compile("([A-Za-z])([A-Za-z0-9_.-]{1,63})", re.ASCII)
# By the letter of their key; and the field that names the thing itself, which is another number than that of the key.
_KINDS = {"s": "Session", "c": "Contribution", "b": "Break"}
_NUMBERED = {"Session": ("s", "sessionSlotId"), "Contribution": ("c", "contributionId"), "Break": ("b", "")}


def timetable_of(data: object) -> TimetableRead:
    """Read a timetable: blocks with their entries, contributions and breaks, each once and in the order of time.

    ``data`` is the parsed JSON of ``/export/timetable/ID.json`` (https://docs.getindico.io, HTTP export API):
    ``results`` → the event → days ``YYYYMMDD`` → keys ``s…``, ``c…``, ``b…``. A block over midnight stands under both
    days: it is given once with the entries of both, and told where the two differ. A timetable that is not published
    is ``{}``. Times stay in the zone of the file. Raises ``Unreadable`` ("not indico", "error answer", "several
    events", "too many days", "too many entries").
    """
    results = results_of(data)
    if not results and isinstance(results, Mapping | list | tuple):
        return TimetableRead()
    if not isinstance(results, Mapping):
        raise Unreadable("not indico")
    if len(results) != 1:
        raise Unreadable("several events")
    event, days = next(iter(results.items()))
    bare = Node({"id": event}, "results", Ground())
    ground = Ground(identity(bare, "id"))
    if not ground.event_id:
        tell(ground, "results", "missing")
    if not days and isinstance(days, Mapping | list | tuple):
        return TimetableRead(event_id=ground.event_id, problems=tuple(ground.told))
    if not isinstance(days, Mapping):
        raise Unreadable("not indico")
    _counted(days)
    where = path("results", event)
    entries, zones = _merged(ground, where, days), _zones(days)
    return TimetableRead(
        event_id=ground.event_id,
        is_published=True,
        timezone=zones.pop() if len(zones) == 1 else "",
        entries=entries,
        problems=tuple(ground.told),
    )


def _counted(days: Mapping[str, object]) -> None:
    if len(days) > MOST_DAYS:
        raise Unreadable("too many days")
    total = 0
    for entries in days.values():
        for each in entries.values() if isinstance(entries, Mapping) else ():
            inner = each.get("entries") if isinstance(each, Mapping) else None
            total += 1 + (len(inner) if isinstance(inner, Mapping) else 0)
            if total > MOST_CONTRIBUTIONS:
                raise Unreadable("too many entries")


def _zones(days: Mapping[str, object]) -> set[str]:
    """The names of the zones in which entries begin."""
    found = set()
    for entries in days.values():
        for each in entries.values() if isinstance(entries, Mapping) else ():
            begins = each.get("startDate") if isinstance(each, Mapping) else None
            zone = begins.get("tz") if isinstance(begins, Mapping) else None
            found |= {zone} if isinstance(zone, str) and zone_named(zone) else set()
    return found


@dataclass(frozen=True)
class _Standing:
    """An entry as it stands first, where that is, and what stands in it on this day and on others."""

    where: str
    entry: TimetableEntry
    inner: dict[str, TimetableEntry]
    days: dict[str, None]


def _merged(ground: Ground, where: str, days: Mapping[str, object]) -> tuple[TimetableEntry, ...]:
    found: dict[str, _Standing] = {}
    for day, node in _days(ground, where, days):
        for key, inner in _keyed(node):
            known = found.get(key)
            if known is None:
                entry = _entry(inner, key, day)
                kept = {each.key: each for each in entry.entries}
                found[key] = _Standing(inner.where, entry, kept, dict.fromkeys(entry.days))
            else:
                _take(known, inner, day)
    held: set[str] = set()
    blocks = [_whole(ground, each, held) for each in found.values()]
    # Last, for a block may come after what stands in it.
    return _in_time(
        each
        for each, standing in zip(blocks, found.values(), strict=True)
        if _is_new(ground, each, standing.where, held)
    )


def _take(known: _Standing, node: Node, day: str) -> None:
    """Take in what an entry that is known already has on another day; tell where it is another there."""
    # What is wrong with an entry is told once, however often the same stands there.
    aside = Ground(node.ground.event_id)
    other = _entry(Node(node.data, node.where, aside), known.entry.key, day)
    is_same = replace(other, entries=(), days=()) == replace(known.entry, entries=(), days=())
    for each in other.entries:
        before = known.inner.setdefault(each.key, each)
        is_same = is_same and replace(before, days=()) == replace(each, days=())
    known.days.update(dict.fromkeys(other.days))
    if is_same:
        return
    for problem in aside.told:
        tell(node.ground, problem.where, problem.code, problem.said)
    tell(node.ground, node.where, "differs", other.title)


def _whole(ground: Ground, standing: _Standing, held: set[str]) -> TimetableEntry:
    """An entry with all its days and with what stands in it and in no block before it."""
    where = path(standing.where, "entries")
    kept = [each for each in standing.inner.values() if _is_new(ground, each, path(where, each.key), held)]
    return replace(standing.entry, days=tuple(standing.days), entries=_in_time(kept))


def _is_new(ground: Ground, entry: TimetableEntry, where: str, held: set[str]) -> bool:
    """Whether this is the first entry of its name; another is told."""
    name = entry.source_id or entry.key
    if name in held:
        tell(ground, where, "twice", entry.title)
        return False
    held.add(name)
    return True


def _in_time(entries: Iterable[TimetableEntry]) -> tuple[TimetableEntry, ...]:
    def when(entry: TimetableEntry) -> tuple[bool, float]:
        return entry.start_date is None, entry.start_date.timestamp() if entry.start_date else 0.0

    return tuple(sorted(entries, key=when))


def _days(ground: Ground, where: str, days: Mapping[str, object]) -> Iterator[tuple[str, Node]]:
    for name, entries in days.items():
        place = path(where, name)
        day = _day(name)
        if not day:
            tell(ground, place, "date", name)
        if isinstance(entries, Mapping):
            yield day, Node(entries, place, ground)
        elif entries is not None and entries != []:
            tell(ground, place, "shape", entries)


def _day(name: object) -> str:
    if not (isinstance(name, str) and _DAY.fullmatch(name)):
        return ""
    try:
        return date.fromisoformat(f"{name[:4]}-{name[4:6]}-{name[6:]}").isoformat()
    except ValueError:
        return ""


def _keyed(node: Node) -> Iterator[tuple[str, Node]]:
    """The entries of a day or of a block by their keys."""
    for key, value in node.data.items():
        where = path(node.where, key)
        if not isinstance(value, Mapping):
            tell(node.ground, where, "shape", value)
        elif not isinstance(key, str) or not _KEY.fullmatch(key):
            tell(node.ground, where, "missing", key)
        else:
            yield key, Node(value, where, node.ground)


def _entry(node: Node, key: str, day: str, *, is_nested: bool = False) -> TimetableEntry:
    start, end = moment(node, "startDate"), moment(node, "endDate")
    ordered(node, start, end)
    kind = _kind(node, key)
    title = text(node, "title")
    if not title:
        tell(node.ground, path(node.where, "title"), "missing")
    return TimetableEntry(
        source_id=_source_id(node, key, kind),
        key=key,
        entry_type=kind,
        title=title,
        slot_title=text(node, "slotTitle"),
        code=text(node, "code"),
        session_code=text(node, "sessionCode"),
        board_number=text(node, "board_number"),
        start_date=start,
        end_date=end,
        duration=number(node, "duration"),
        room=text(node, "room"),
        location=text(node, "location"),
        description=prose(node, "description"),
        is_poster=flag(node, "isPoster"),
        presenters=people(node, "presenters"),
        authors=people(node, "authors"),
        conveners=people(node, "conveners"),
        attachments=attachments(node),
        references=references(node),
        url=web_address(node, "url"),
        days=(day,) if day else (),
        entries=_entries(node, day, is_nested=is_nested),
    )


def _entries(node: Node, day: str, *, is_nested: bool) -> tuple[TimetableEntry, ...]:
    value = node.data.get("entries")
    if not value:
        return ()
    where = path(node.where, "entries")
    if not isinstance(value, Mapping) or is_nested:
        tell(node.ground, where, "too deep" if is_nested else "shape")
        return ()
    holder = Node(value, where, node.ground)
    return tuple(_entry(inner, key, day, is_nested=True) for key, inner in _keyed(holder))


def _kind(node: Node, key: str) -> str:
    """What an entry says it is, or else what its key says; told where the two are not one."""
    by_key, said = _KINDS.get(key[0], ""), text(node, "entryType")
    if said not in _NUMBERED:
        tell(node.ground, path(node.where, "entryType"), "shape" if said else "missing", said)
        return by_key
    if by_key and by_key != said:
        tell(node.ground, path(node.where, "entryType"), "differs", said)
    return said


def _source_id(node: Node, key: str, kind: str) -> str:
    """The name of the block or contribution itself; what stands only here is known by its key."""
    letter, named = _NUMBERED.get(kind, (key[0], ""))
    known = identity(node, named) if named else ""
    return f"indico:{node.ground.event_id}:{letter}{known or key[1:]}" if node.ground.event_id else ""
