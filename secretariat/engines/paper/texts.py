"""Texts as the fonts of the house can set them."""

import unicodedata
from functools import lru_cache

__all__ = ["direction_of", "printable", "script_of"]

# The first word of a letter's name in Unicode, for the scripts of which a font of the house has letters.
_SCRIPTS = {
    "LATIN": "latin",
    "CYRILLIC": "cyrillic",
    "GREEK": "greek",
    "ARABIC": "arabic",
    "CJK": "chinese",
    "HIRAGANA": "japanese",
    "KATAKANA": "japanese",
    "HANGUL": "korean",
    "DEVANAGARI": "devanagari",
    "FULLWIDTH": "latin",
    "MODIFIER": "latin",
    "MASCULINE": "latin",
    "FEMININE": "latin",
}
# They join letters or keep them apart: Persian is wrong without them.
_JOINERS = frozenset("\u200c\u200d")
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk", "Me"})
_SYMBOLS = frozenset("°©®™№")


def printable(text: str) -> str:
    """Return a text without emoji, controls and letters of scripts that no font of the house has.

    Every run of white space becomes one space. The text is composed (NFC) first.
    """
    kept = "".join(character for character in unicodedata.normalize("NFC", text) if _is_kept(character))
    return " ".join(kept.split())


def script_of(text: str) -> str:
    """Name the script of the first letter of a known one; "" if there is none.

    Chinese characters beside kana are Japanese.
    """
    found = [script for script in map(_script, text) if script]
    if "japanese" in found:
        return "japanese"
    return found[0] if found else ""


def direction_of(text: str) -> str:
    """Say "rtl" or "ltr": the way of the first letter that has one."""
    for character in text:
        way = unicodedata.bidirectional(character)
        if way in {"R", "AL"}:
            return "rtl"
        if way == "L":
            return "ltr"
    return "ltr"


@lru_cache(maxsize=8192)
def _is_kept(character: str) -> bool:
    if character in _JOINERS or character in _SYMBOLS or character.isspace():
        return True
    category = unicodedata.category(character)
    if category in _DROPPED or 0xFE00 <= ord(character) <= 0xFE0F:
        return False
    return not category.startswith("L") or bool(_script(character))


@lru_cache(maxsize=8192)
def _script(character: str) -> str:
    if not unicodedata.category(character).startswith("L"):
        return ""
    return _SCRIPTS.get(unicodedata.name(character, "").split(" ", 1)[0].split("-", 1)[0], "")
