"""Numbers of people as files write them; what can be read in two ways is read in none."""

import re
from functools import lru_cache

__all__ = ["MOST", "NotCounted", "number_in"]

# What a column of 64 bits holds with room for sums; no number of people comes near it.
MOST = 10**12
_MOST_DIGITS = 100
_EMPTY = frozenset({"", "-", "–", "—", "..", "...", "n/a", "na", "nan", "null", "none", "n.a."})
_HIDDEN = re.compile(r"\*+|<\s*\d+|:c?|\[?redacted\]?", re.IGNORECASE)
_BLANKS = re.compile("[\\s\u00a0\u202f'’٬]")
_WHOLE = re.compile(r"[+]?\d+")
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+")
_POINT_ZERO = re.compile(r"(\d+)[.,](0{1,2}|0{4,})")
_ONE_MARK = re.compile(r"(\d{1,3})([.,])(\d{3})")
_TWO_MARKS = re.compile(r"\d+(?:([.,])\d+)+[.,]\d+")
_DECIMAL = re.compile(r"\d*[.,]\d+")
_NUMBER_WORDS = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|million|billion|mille|millions?|milliards?"
    r"|mil|millones|тысяч\w*|миллион\w*|миллиард\w*|ألف|مليون|مليار|万|亿)\b",
    re.IGNORECASE,
)


class NotCounted(Exception):  # noqa: N818 - it says what the cell is
    """A cell that is no number of people: a code as in ``Problem``, and the readings it might have."""

    def __init__(self, code: str, said: str = "") -> None:
        super().__init__(code)
        self.code, self.said = code, said


def number_in(text: str) -> int | None:
    """Return the whole number in a cell, nothing if it was not collected; raise ``NotCounted`` otherwise."""
    # Digits alone are most of what comes.
    if text.isascii() and text.isdigit() and len(text) < 13:
        return int(text)
    if not text:
        return None
    return _careful(text)


@lru_cache(maxsize=20_000)
def _careful(text: str) -> int | None:
    said = text.strip()
    if said.casefold() in _EMPTY:
        return None
    if _HIDDEN.fullmatch(said):
        raise NotCounted("hidden at the source")
    bare = _BLANKS.sub("", said).replace("−", "-").replace("٫", ",")
    if bare.startswith("-") and _is_numeric(bare[1:]):
        raise NotCounted("negative")
    if _WHOLE.fullmatch(bare):
        return _bounded(bare)
    grouped = _GROUPED.fullmatch(bare)
    if grouped:
        return _bounded(bare.replace(grouped[1], ""))
    exact = _POINT_ZERO.fullmatch(bare)
    if exact:
        return _bounded(exact[1])
    raise _refusal(bare, said)


def _refusal(bare: str, said: str) -> NotCounted:
    once = _ONE_MARK.fullmatch(bare)
    if once:
        return NotCounted("ambiguous number", f"{once[1]}{once[3]} {int(once[1])}.{once[3]}")
    if _TWO_MARKS.fullmatch(bare):
        last = max(bare.rfind("."), bare.rfind(","))
        whole, rest = re.sub("[.,]", "", bare[:last]), bare[last + 1 :]
        return NotCounted("ambiguous number", f"{whole}.{rest} {whole}{rest}")
    if _DECIMAL.fullmatch(bare):
        return NotCounted("fraction")
    return NotCounted("words" if _NUMBER_WORDS.search(said) else "not a number")


def _is_numeric(bare: str) -> bool:
    return bool(re.fullmatch(r"\d[\d.,]*", bare))


def _bounded(digits: str) -> int:
    # Python reads no number of thousands of digits.
    if len(digits) > _MOST_DIGITS or int(digits) > MOST:
        raise NotCounted("too large")
    return int(digits)
