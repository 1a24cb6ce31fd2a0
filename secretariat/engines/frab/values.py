"""Single values of a schedule, of whatever kind they come, and the list of what is wrong with them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import Any

from secretariat.engines.frab.addresses import address_of, cleaned
from secretariat.engines.frab.models import (
    LONGEST_LINE,
    MOST_PARTS,
    MOST_PROBLEMS,
    Problem,
    Unreadable,
)

__all__ = ["Data", "Notes", "is_guid", "listed", "mapped", "number", "text", "url", "yes"]

Data = Mapping[str, Any]
_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DIGITS = re.compile(r"[+-]?[0-9]{1,18}")
_LARGEST = 10**18
_SHOWN = 100


@dataclass
class Notes:
    """What is known while a file is read: its zone and language, what was found wrong, and how much there was."""

    zone: tzinfo | None = None
    language: str = "en"
    is_pretalx: bool = False
    problems: list[Problem] = field(default_factory=list)
    unlisted: int = 0
    parts: int = 0
    # By guid (or the id of an event without one) the path of the first event that has it.
    guids: dict[str, str] = field(default_factory=dict)
    # The paths of all events that are kept, in their order, and of the days.
    paths: list[str] = field(default_factory=list)
    day_paths: list[str] = field(default_factory=list)
    is_zone_missed: bool = False

    def clock(self) -> tzinfo:
        """Return the zone of times without an offset; that none is known is noted once."""
        if self.zone is None and not self.is_zone_missed:
            self.is_zone_missed = True
            self.say("conference.time_zone_name", "no zone")
        return self.zone or UTC

    def say(self, where: str, code: str, value: object = "") -> None:
        """Note that something is wrong."""
        if len(self.problems) >= MOST_PROBLEMS:
            self.unlisted += 1
            return
        self.problems.append(Problem(where, code, _shown(value)))

    def count(self, number: int) -> None:
        """Note that so many more parts come; raises ``Unreadable`` where they are too many."""
        self.parts += number
        if self.parts > MOST_PARTS:
            raise Unreadable("too much")

    def all(self) -> tuple[Problem, ...]:
        """Return what was noted."""
        more = (Problem("", "more", str(self.unlisted)),) if self.unlisted else ()
        return (*self.problems, *more)


def _shown(value: object) -> str:
    if isinstance(value, str):
        return cleaned(value, _SHOWN)
    if isinstance(value, int) and not isinstance(value, bool):
        # To write out a number without end takes time without end.
        return str(value) if abs(value) < _LARGEST else "number"
    return repr(value) if isinstance(value, float | bool) else type(value).__name__


def text(notes: Notes, where: str, data: Data, key: str, limit: int = LONGEST_LINE) -> str:
    """Return the text of a field, empty where there is none: as it stands, or in one of several languages."""
    return _text(notes, f"{where}.{key}" if where else key, data.get(key), limit)


def _text(notes: Notes, where: str, value: object, limit: int) -> str:
    if isinstance(value, Mapping):
        value = _spoken(notes, where, value)
    if value is None:
        return ""
    # Of a number that is none (NaN) this is false as well.
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LARGEST:
        value = str(value)
    if not isinstance(value, str):
        notes.say(where, "type", value)
        return ""
    if len(value) > limit:
        notes.say(where, "too long", value)
    said = cleaned(value, limit)
    if len(said) < min(len(value), limit):
        notes.say(where, "characters", value)
    return said


def _spoken(notes: Notes, where: str, texts: Data) -> object:
    """The text in the language asked for, else in English, else the first; the others are said to be left."""
    spoken = {code: said for code, said in texts.items() if isinstance(said, str) and said}
    chosen = next((code for code in (notes.language, "en", *spoken) if code in spoken), None)
    if chosen is None:
        return None
    if len(spoken) > 1:
        notes.say(where, "languages", ", ".join([str(code)[:10] for code in spoken if code != chosen][:10]))
    return spoken[chosen]


def is_guid(said: str) -> bool:
    """Whether a text is a UUID as the XML schema has it."""
    return bool(_GUID.fullmatch(said))


def number(notes: Notes, where: str, data: Data, key: str, code: str = "number") -> int | None:
    """Return a whole number from 0, also where it is written as text; None and a problem where it is none."""
    value = data.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, str) and _DIGITS.fullmatch(value.strip()):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LARGEST:
        return value
    notes.say(f"{where}.{key}", code, value)
    return None


def yes(notes: Notes, where: str, data: Data, key: str) -> bool:
    """Return whether a field says yes: true, 1, "true" or "1" (the XML schema's boolean)."""
    value = data.get(key)
    said = value.strip().lower() if isinstance(value, str) else value
    if said in (None, "", "0", "false", "no"):
        return False
    if said in ("1", "true", "yes"):
        return True
    if isinstance(said, bool | int) and said in (0, 1):
        return said == 1
    notes.say(f"{where}.{key}", "type", value)
    return False


def url(notes: Notes, where: str, data: Data, key: str) -> str:
    """Return an address, absolute or relative; one that a page should not lead to is said and left out."""
    said = text(notes, where, data, key, LONGEST_LINE + 1).strip()
    found = address_of(said)
    if said and not found:
        notes.say(f"{where}.{key}" if where else key, "url", said)
    return found


def mapped(notes: Notes, where: str, value: object) -> Data:
    """Return an object of the file, empty where it is none."""
    if isinstance(value, Mapping):
        return value
    if value not in (None, "", [], ()):
        notes.say(where, "type", value)
    return {}


def listed(notes: Notes, where: str, value: object) -> list[Any]:
    """Return a list of the file, empty where it is none."""
    if isinstance(value, list | tuple):
        return list(value)
    if value not in (None, "", {}):
        notes.say(where, "type", value)
    return []
