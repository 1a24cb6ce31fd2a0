"""Codes of groups, sexes, ages, places and dates, in the spellings of UNHCR, HDX HAPI and HXL."""

import calendar
import re
from datetime import date
from functools import lru_cache

__all__ = [
    "ACCOMMODATIONS",
    "FLOWS",
    "GROUPS",
    "SETTINGS",
    "SEXES",
    "Undated",
    "ages_in",
    "day_in",
    "group_in",
    "level_in",
]

GROUPS = frozenset({"REF", "ASY", "OIP", "ROC", "IDP", "RET", "RDP", "STA", "OOC", "HST", "RST", "NAT"})
# What happens in a period; all else is counted at a date.
FLOWS = frozenset({"RET", "RDP", "RST", "NAT"})
SEXES = {
    "": "all",
    "all": "all",
    "total": "all",
    "both": "all",
    "f": "f",
    "female": "f",
    "women": "f",
    "m": "m",
    "male": "m",
    "men": "m",
    "x": "x",
    "o": "x",
    "other": "x",
    "non-binary": "x",
    "u": "u",
    "unknown": "u",
}
ACCOMMODATIONS, SETTINGS = frozenset("PSCRIU"), frozenset("URV")
_SPOKEN = {
    "REFUGEES": "REF",
    "ASYLUM SEEKERS": "ASY",
    "ASYLUM-SEEKERS": "ASY",
    "IDPS": "IDP",
    "RETURNEES": "RET",
    "RETURNED REFUGEES": "RET",
    "RETURNED IDPS": "RDP",
    "STATELESS": "STA",
    "STATELESS PEOPLE": "STA",
    "HOST COMMUNITY": "HST",
    "IOC": "OOC",
}
_AGES = re.compile(r"(\d{1,3})\s*(?:-|–|to|_)\s*(\d{1,3})")
_OLDER = re.compile(r"(\d{1,3})\s*(?:\+|and older|and over)|>\s*(\d{1,3})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_LEVEL = re.compile(r"admin(?:istrative)?(?: level)? ?([1-4])(.*)", re.IGNORECASE)


class Undated(Exception):  # noqa: N818 - it says what the cell is
    """A cell that is no date: "not a date" or "ambiguous date"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def group_in(text: str) -> str:
    """Return the code of a population group, or nothing if it is not known."""
    said = " ".join(text.upper().replace("_", " ").split())
    return said if said in GROUPS else _SPOKEN.get(said, "")


def ages_in(text: str) -> tuple[int | None, int | None] | None:
    """Return the first and last year of an age range; both empty for all ages; nothing if it cannot be read."""
    said = text.strip().casefold()
    if said in {"", "all", "total"}:
        return None, None
    whole = _AGES.fullmatch(said)
    if whole:
        first, last = int(whole[1]), int(whole[2])
        return (first, last) if first <= last else None
    older = _OLDER.fullmatch(said)
    return (int(older[1] or older[2]), None) if older else None


@lru_cache(maxsize=5_000)
def day_in(text: str) -> tuple[date, date, str]:
    """Return the first and last day that a date names, and the date as far as it was given (2020, 2020-11, …)."""
    said = text.strip()
    try:
        return _day(said)
    except ValueError:
        raise Undated("not a date") from None


def _day(said: str) -> tuple[date, date, str]:
    if len(said) == 4 and said.isdigit() and 1900 <= int(said) <= 2100:
        return date(int(said), 1, 1), date(int(said), 12, 31), said
    whole = _ISO.fullmatch(said)
    if whole:
        found = date(int(whole[1]), int(whole[2]), int(whole[3]))
        return _sane(found), found, found.isoformat()
    month = _MONTH.fullmatch(said)
    if month:
        first = _sane(date(int(month[1]), int(month[2]), 1))
        return first, first.replace(day=calendar.monthrange(first.year, first.month)[1]), f"{first:%Y-%m}"
    slashed = _SLASHED.fullmatch(said)
    if slashed is None:
        raise Undated("not a date")
    one, other = int(slashed[1]), int(slashed[2])
    if one <= 12 and other <= 12 and one != other:
        raise Undated("ambiguous date")
    found = date(int(slashed[3]), other if one > 12 else one, one if one > 12 else other)
    return _sane(found), found, found.isoformat()


def _sane(found: date) -> date:
    if not 1900 <= found.year <= 2100:
        raise Undated("not a date")
    return found


def level_in(text: str) -> str:
    """Return the kind of place that a level names: "admin 1" … "admin 4", or "site".

    UNHCR writes "Admin 3: POC" and "Admin 3: PRP" for single places below an area.
    """
    level = _LEVEL.fullmatch(text.strip())
    return f"admin {level[1]}" if level and not level[2].strip(" :") else "site"
