"""What will not come back from a file as it is: told before the file is written."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from secretariat.engines.frab.models import Conference, Day, DayRoom, Event, Room, Schedule, Track

__all__ = ["differences"]


def differences(before: Schedule, after: Schedule) -> tuple[str, ...]:
    """Return the names of all fields that are not the same in two schedules with the same days, rooms and events.

    A name is the kind of thing and the field: "conference.colors", "event.code", "person.biography".
    """
    return tuple(sorted(_between(before, after)))


def _between(before: Schedule, after: Schedule) -> set[str]:
    found: set[str] = set()
    # No deeper than the parts of a schedule go, whatever a file holds.
    waiting: list[tuple[Any, Any]] = [(before, after)]
    while waiting:
        one, other = waiting.pop()
        for each in fields(one):
            old, new = getattr(one, each.name), getattr(other, each.name)
            if _is_same(old, new):
                continue
            pairs = list(_pairs(old, new))
            if not (_are_matched(old, new) if isinstance(old, tuple) else pairs):
                found.add(f"{type(one).__name__.lower()}.{each.name}")
            waiting += pairs
    return found


def _is_same(old: Any, new: Any) -> bool:
    # Moments are equal though their clocks show different hours, and differ though they show the same.
    if isinstance(old, datetime) and isinstance(new, datetime):
        return old.isoformat() == new.isoformat()
    if isinstance(old, Day | DayRoom | Event | Conference):
        return False
    # In these too there are moments, at any depth.
    return bool(old == new) and not (isinstance(old, tuple) and old and isinstance(old[0], Day | DayRoom | Event))


def _are_matched(old: tuple[Any, ...], new: tuple[Any, ...]) -> bool:
    return [_key(each) for each in old] == [_key(each) for each in new]


def _key(each: Any) -> Any:
    """By what one of several is known in both: rooms and tracks by their name, the others by their place."""
    if isinstance(each, Room | Track):
        return each.name
    return None if is_dataclass(each) else each


def _pairs(old: Any, new: Any) -> Iterator[tuple[Any, Any]]:
    if is_dataclass(old) and is_dataclass(new):
        yield old, new
    elif isinstance(old, tuple) and _are_matched(old, new):
        yield from ((one, other) for one, other in zip(old, new, strict=True) if is_dataclass(one))
    elif isinstance(old, tuple) and old and isinstance(old[0], Room | Track):
        named = {each.name: each for each in reversed(new)}
        yield from ((each, named[each.name]) for each in old if each.name in named)
