"""Findings as JSON and back, for the way between two processes."""

import dataclasses
import types
import typing
from typing import Any

from secretariat.engines.reading import models

__all__ = ["from_plain", "to_plain"]


def to_plain(thing: Any) -> Any:
    """Return a dataclass as dictionaries and lists that JSON can hold."""
    return dataclasses.asdict(thing)


def from_plain(kind: Any, value: Any) -> Any:
    """Return the dataclass that ``to_plain`` was given, as ``kind`` declares its fields."""
    if dataclasses.is_dataclass(kind):
        hints = _hints(typing.cast("type", kind))
        return kind(**{name: from_plain(hints[name], part) for name, part in value.items()})  # type: ignore[operator]
    if typing.get_origin(kind) is tuple:
        inner = typing.get_args(kind)[0]
        return tuple(from_plain(inner, part) for part in value)
    return value


_HINTS: dict[type, dict[str, Any]] = {}


def _hints(kind: type) -> dict[str, Any]:
    if kind not in _HINTS:
        _HINTS[kind] = typing.get_type_hints(kind, vars(models), {"types": types})
    return _HINTS[kind]
