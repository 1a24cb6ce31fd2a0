"""From the lines of one card to what it states, by property: decoded, and still escaped."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from secretariat.engines.cards.lines import LONGEST_LINE, unfolded
from secretariat.engines.cards.models import Photo
from secretariat.engines.cards.properties import Property, decoded, pref_of, property_of, types_of
from secretariat.engines.cards.values import photo_of

__all__ = ["Gathered", "Stated", "Tell", "gathered"]

# Told: the property (or nothing for the card itself), the code, and what stands there.
Tell = Callable[..., None]
TEXTS = frozenset(
    {"FN", "N", "ORG", "TITLE", "ROLE", "EMAIL", "TEL", "LANG", "NOTE", "CATEGORIES", "KIND", "UID", "REV"}
)
# Of the frame of a card, and nothing that is told of anybody; an AGENT is told as "nested".
_FRAME = frozenset({"VERSION", "BEGIN", "END", "PRODID", "AGENT"})
_MOST_PASSED = 100


@dataclass(frozen=True)
class Stated:
    """One property as a text: escaped by the rules of ``version``, with its types and its preference."""

    name: str
    text: str
    version: str
    types: tuple[str, ...] = ()
    pref: int = 0


@dataclass(frozen=True)
class Gathered:
    """What one card states, in its order, by the name of the property; and the first picture within it."""

    texts: dict[str, list[Stated]]
    photo: Photo | None = None


def gathered(lines: Iterable[bytes], version: str, tell: Tell, passed: set[str]) -> Gathered:
    """Return what the lines of a card state; names of properties that no ``Card`` has are added to ``passed``."""
    texts: dict[str, list[Stated]] = {}
    photo: Photo | None = None
    for line in lines:
        stated = _property(line, version, tell)
        if stated is None or not stated.value.strip():
            continue
        if stated.name == "PHOTO":
            photo = _photo(stated, photo, tell)
        elif stated.name in TEXTS:
            texts.setdefault(stated.name, []).append(_stated(stated, version, tell))
        elif _is_telling(stated.name) and len(passed) < _MOST_PASSED:
            passed.add(stated.name)
    return Gathered(texts, photo)


def _property(line: bytes, version: str, tell: Tell) -> Property | None:
    is_long = len(line) > LONGEST_LINE
    stated = property_of(unfolded(line[:LONGEST_LINE], version))
    if stated is None:
        tell("", "line", line[:1_000].decode("utf-8", errors="replace"))
        return None
    if is_long and (stated.name == "PHOTO" or stated.name in TEXTS):
        tell(stated.name, "photo too large" if stated.name == "PHOTO" else "too long")
        return None
    return stated


def _is_telling(name: str) -> bool:
    return not name.startswith("X-") and name not in _FRAME


def _photo(stated: Property, before: Photo | None, tell: Tell) -> Photo | None:
    photo, code = photo_of(stated)
    if photo and before:
        code = "several"
    if code:
        tell("PHOTO", code)
    return before or photo


def _stated(stated: Property, version: str, tell: Tell) -> Stated:
    text, code = decoded(stated)
    if code:
        tell(stated.name, code, text)
    return Stated(stated.name, text, version, types_of(stated), pref_of(stated))
