"""Reading single values of a file of which nothing is known: each is what it should be, or empty and told."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from secretariat.engines.indico.models import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_LISTED,
    MOST_PROBLEMS,
    Problem,
)
from secretariat.engines.indico.plain import line, plain

__all__ = [
    "Ground",
    "Node",
    "address",
    "child",
    "cut",
    "email",
    "flag",
    "identity",
    "is_address",
    "line_of",
    "nodes",
    "number",
    "path",
    "prose",
    "scalar",
    "tell",
    "text",
    "texts",
    "web_address",
]

_LARGEST = 2**53
_LONGEST_SAID = 100
_LONGEST_STEP = 60
_IDENTITY = re.compile("[A-Za-z0-9_.-]{1,64}", re.ASCII)
_EMAIL = re.compile(r"[^\s@<>,;\"]{1,64}@[^\s@<>,;\"]{1,190}")
# A path of the same server, as timetables have them, or an address of the web.
_WEB = re.compile(r"(?:https?://[^\s/]\S*|/(?!/)\S*)", re.IGNORECASE)


@dataclass(frozen=True)
class Ground:
    """What holds for a whole file: the event's identifier and zone, and the list that problems are told to."""

    event_id: str = ""
    home: ZoneInfo | None = None
    told: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Node:
    """An object of a file, where it stands, and what holds for the whole file."""

    data: Mapping[str, object]
    where: str
    ground: Ground


def path(where: str, step: object) -> str:
    """Return the path of something within something else, by its place in a list or by its name."""
    if isinstance(step, int) and abs(step) < _LARGEST:
        return f"{where}[{step}]"
    if not isinstance(step, str):
        return f"{where}[?]"
    if step.isidentifier() and len(step) <= _LONGEST_STEP:
        return f"{where}.{step}" if where else step
    return f'{where}["{line(step[:_LONGEST_STEP])}"]'


def tell(ground: Ground, where: str, code: str, said: object = "") -> None:
    """Tell a problem; of endlessly many the first are kept, and that there are more."""
    if len(ground.told) < MOST_PROBLEMS - 1:
        shown = line(said[:_LONGEST_SAID]) if isinstance(said, str) else ""
        ground.told.append(Problem(where, code, shown))
    elif len(ground.told) == MOST_PROBLEMS - 1:
        ground.told.append(Problem(where, "more"))


def child(node: Node, name: str) -> Node | None:
    """Return the object of this name, if there is one."""
    value = node.data.get(name)
    if isinstance(value, Mapping):
        return Node(value, path(node.where, name), node.ground)
    # Python's servers write an empty object as an empty list here and there.
    if value is not None and value not in ("", []):
        tell(node.ground, path(node.where, name), "shape", value)
    return None


def nodes(node: Node, name: str, most: int = MOST_LISTED) -> list[Node]:
    """Return the objects of a list; what is none is told and left out, and so is what is beyond the bound."""
    value = node.data.get(name)
    if value is None:
        return []
    where = path(node.where, name)
    if not isinstance(value, list | tuple):
        tell(node.ground, where, "shape", value)
        return []
    if len(value) > most:
        tell(node.ground, where, "too many", str(len(value)))
    found = []
    for place, each in enumerate(value[:most]):
        if isinstance(each, Mapping):
            found.append(Node(each, path(where, place), node.ground))
        else:
            tell(node.ground, path(where, place), "shape", each)
    return found


def scalar(value: object) -> str | None:
    """Return a text or a number as text, or None for anything else; truth is no number."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if abs(value) > _LARGEST or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return str(int(value)) if value == int(value) else str(value)


def cut(ground: Ground, where: str, value: str, most: int) -> str:
    """Return a text within its bound; what is longer is told."""
    if len(value) <= most:
        return value
    tell(ground, where, "too long", str(len(value)))
    return value[:most]


def line_of(ground: Ground, where: str, value: object, most: int = LONGEST_LINE) -> str:
    """Return any value as one line, or "" where it is nothing; what is no text is told."""
    if value is None:
        return ""
    said = scalar(value)
    if said is None:
        tell(ground, where, "shape", value)
        return ""
    # Most texts are short, and blanks or hidden letters do not make one too long.
    return cut(ground, where, line(said if len(said) <= LONGEST_TEXT else said[: LONGEST_TEXT + 1]), most)


def text(node: Node, *names: str) -> str:
    """Return the first of these fields that holds something, as one line."""
    for name in names:
        found = line_of(node.ground, path(node.where, name), node.data.get(name))
        if found:
            return found
    return ""


def prose(node: Node, name: str) -> str:
    """Return a description as plain text."""
    value = node.data.get(name)
    if value is None:
        return ""
    where = path(node.where, name)
    said = scalar(value)
    if said is None:
        tell(node.ground, where, "shape", value)
        return ""
    kept = cut(node.ground, where, said, LONGEST_TEXT)
    # A tag that was cut through is not shown.
    return plain(kept if kept is said or kept.rfind("<") <= kept.rfind(">") else kept[: kept.rfind("<")])


def texts(node: Node, name: str) -> tuple[str, ...]:
    """Return a list of words, each once."""
    value = node.data.get(name)
    if value is None:
        return ()
    where = path(node.where, name)
    if not isinstance(value, list | tuple):
        tell(node.ground, where, "shape", value)
        return ()
    if len(value) > MOST_LISTED:
        tell(node.ground, where, "too many", str(len(value)))
    found = (line_of(node.ground, path(where, place), each) for place, each in enumerate(value[:MOST_LISTED]))
    return tuple(dict.fromkeys(each for each in found if each))


def number(node: Node, name: str) -> int | None:
    """Return a whole number that is not negative: minutes, slots. What is between two is rounded down."""
    value = node.data.get(name)
    if value is None:
        return None
    said = None if isinstance(value, str) else scalar(value)
    if said is None or said.startswith("-"):
        tell(node.ground, path(node.where, name), "shape", value)
        return None
    return int(float(said))


def flag(node: Node, name: str) -> bool:
    """Return whether something is so; what is neither true nor false is told and not so."""
    value = node.data.get(name)
    if value is not None and not isinstance(value, bool):
        tell(node.ground, path(node.where, name), "shape", value)
    return value is True


def identity(node: Node, *names: str) -> str:
    """Return the first of these fields that can be an identifier, without telling where none can."""
    for name in names:
        said = scalar(node.data.get(name))
        if said is not None and _IDENTITY.fullmatch(said):
            return said
    return ""


def email(node: Node, name: str = "email") -> str:
    """Return an address of a field in small letters.

    Servers up to 3.0 write the address of a convener as a list of one.
    """
    value = node.data.get(name)
    if isinstance(value, list | tuple) and len(value) <= 1:
        value = value[0] if value else None
    where = path(node.where, name)
    return address(node.ground, where, line_of(node.ground, where, value))


def address(ground: Ground, where: str, said: str) -> str:
    """Return a text as an address of mail in small letters; one that cannot be one is told."""
    if said and not is_address(said):
        tell(ground, where, "email", said)
        return ""
    return said.lower()


def is_address(said: str) -> bool:
    """Return whether a text can be an address of mail."""
    return _EMAIL.fullmatch(said) is not None


def web_address(node: Node, *names: str) -> str:
    """Return the first of these fields as an address of the web; what is of another kind is told and left out."""
    for name in names:
        value, where = node.data.get(name), path(node.where, name)
        # An address that is cut leads elsewhere.
        is_whole = not isinstance(value, str) or len(value) <= LONGEST_LINE
        said = line_of(node.ground, where, value)
        if said and is_whole and _WEB.fullmatch(said):
            return said
        if said and is_whole:
            tell(node.ground, where, "url", said)
    return ""
