"""Dates in a text, and what a relative one comes to.

A grammar of its own: each language's months, weekdays and words of time make one expression each, compiled once. A
relative date is counted from the day of the report; without that day it stays open.
"""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from secretariat.engines.reading.languages import Language
from secretariat.engines.reading.models import DateFound, Precision, Span
from secretariat.engines.reading.text import fold

__all__ = ["day_of", "find_dates", "is_only_date"]

_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er)?"
_TO = r"(?:\s?[-–]\s?|\s+(?:and|to|et|au|и|по|إلى|و)\s+)[0-3]?\d(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_TIME = re.compile(
    r"\b\d{1,2}[:h]\d\d(?::\d\d)?\s*(?:am|pm|a\.m\.|p\.m\.)?\s*(?:gmt|utc|est|cet|local time|msk)?"
    r"(?:\s*[+-]\d{1,2}(?::?\d\d)?)?",
    re.IGNORECASE,
)
# One sign for one sign, so that offsets hold.
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_WORD = re.compile(r"\w+")
_PARTING = frozenset("./-")
_BEFORE, _BEHIND = 8, 45
_COMMON = frozenset(
    {"the", "of", "at", "in", "day", "this", "next", "last", "later", "early", "late", "a", "la", "le", "в", "на"}
)
_UNITS = frozenset(
    {"days", "weeks", "months", "years", "day", "week", "month", "year", "spring", "summer", "autumn", "fall", "winter"}
)
_YEARS = frozenset({"года", "год", "year"})
_RULES = {"day": 0.97, "month": 0.95, "numeric": 0.93, "relative": 0.9, "weekday": 0.9, "ago": 0.9, "iso": 0.99}


@dataclass(frozen=True)
class _Grammar:
    whole: re.Pattern[str]
    months: dict[str, int]
    weekdays: dict[str, int]
    relative: dict[str, tuple[str, int]]
    numbers: dict[str, int]
    signs: frozenset[str]


def find_dates(text: str, language: Language, published: str = "") -> tuple[DateFound, ...]:
    """Return every date of a text in its order; ``published`` is the report's ISO day, or empty where it is unknown."""
    grammar = _grammar(language)
    base = day_of(published)
    text = text.translate(_DIGITS)
    found = (
        _found(match, grammar, base)
        for start, end in _windows(text, grammar)
        for match in grammar.whole.finditer(text, start, end)
    )
    return tuple(one for one in found if one is not None)


def _windows(text: str, grammar: _Grammar) -> list[tuple[int, int]]:
    """Return the stretches round words of time and years; a grammar this wide is slow where there are none."""
    windows: list[tuple[int, int]] = []
    starts: list[int] = []
    for token in _WORD.finditer(text):
        starts.append(token.start())
        word = token[0]
        if not (word[0].isdigit() and (len(word) == 4 or text[token.end() : token.end() + 1] in _PARTING)) and (
            (word.lower() if word.isascii() else fold(word)) not in grammar.signs
        ):
            continue
        start = starts[max(0, len(starts) - _BEFORE)]
        if windows and start <= windows[-1][1]:
            start = windows.pop()[0]
        windows.append((start, min(len(text), token.end() + _BEHIND)))
    return windows


def day_of(value: str) -> date | None:
    """Return the day an ISO value begins with, or nothing."""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def is_only_date(line: str, language: Language) -> str:
    """Return the ISO day of a line that holds nothing but a date (and a time of day), otherwise nothing."""
    grammar = _grammar(language)
    rest = _TIME.sub(" ", line.translate(_DIGITS))
    for match in grammar.whole.finditer(rest):
        found = _found(match, grammar, None)
        left = rest[: match.start()] + rest[match.end() :]
        if (
            found
            and found.precision == "day"
            and found.value
            and not re.search(r"[^\W\d_]{3,}", _without_days(left, grammar))
        ):
            return found.value
    return ""


def _without_days(text: str, grammar: _Grammar) -> str:
    return re.sub(
        r"[^\W\d_]+", lambda word: "" if fold(word[0]) in grammar.weekdays or word[0] in _YEARS else word[0], text
    )


@cache
def _grammar_of(code: str) -> _Grammar:
    from secretariat.engines.reading.languages import languages  # noqa: PLC0415 - the cache is keyed by the code alone

    tables = languages()[code].dates
    months = _numbered(tables["months"], 1, is_phrased=code == "ar")
    weekdays = _numbered(tables["weekdays"], 0)
    relative = {fold(words): (unit, step) for words, (unit, step) in tables["relative"].items()}
    numbers = {fold(word): value for word, value in tables.get("numbers", {}).items()}
    month = "(?:" + _either(months) + r")\.?(?:\s?/\s?(?:" + _either(months) + "))?"
    second = _DAY.replace("day", "day2")
    parts = [
        r"(?P<iso>\b(?:19|20|21)\d\d-[01]\d-[0-3]\d(?!\d))",
        r"(?P<numeric>\b[0-3]?\d[./][01]?\d[./](?:19|20|21)\d\d\b)",
        rf"(?P<dmy>\b{_DAY}(?:{_TO})?\s+(?:of\s+)?(?P<month1>{month})(?:,?\s+{_YEAR})?)(?!\w)",
        rf"(?P<mdy>\b(?P<month2>{month})\s+{second}(?:{_TO})?(?:,?\s+{_YEAR.replace('year', 'year2')})?)(?!\w)",
        rf"(?P<my>\b(?P<month3>{month})\s+(?:of\s+)?{_YEAR.replace('year', 'year3')})(?!\w)",
        rf"(?P<relative>\b(?:{_either(relative)})\b)",
    ]
    if numbers:
        parts.append(
            rf"(?P<ago>\b(?P<count>\d{{1,2}}|{_either(numbers)})\s+(?P<unit>day|week|month|year)s?"
            rf"\s+(?P<way>ago|earlier|from now|later)\b)"
        )
        parts.append(
            rf"(?P<weekday>\b(?P<which>next|last|this|coming|on|past)\s+(?:the\s+)?(?P<name>{_either(weekdays)})\b)"
        )
        parts.append(
            rf"(?P<inmonth>\b(?:in|next|last|by|since|this|early|late|mid|until|for)\s+(?P<month4>{_long(months)}))(?!\w)(?!\s+\d)"
        )
        seasons = "spring|summer|autumn|fall|winter"
        parts.append(
            rf"(?P<loose>\b(?:(?:in the |next |this |last |early |late )?(?:coming |early |late )?(?:{seasons})"
            rf"(?! of life)|"
            rf"(?:after|within|in) (?:the (?:next|coming) )?(?:\d{{1,2}}|{_either(numbers)}) (?:day|week|month|year)s|"
            rf"in the (?:coming|next) (?:days|weeks|months)|"
            rf"(?:in|at|by|before|until)? ?the (?:first|second|third|last|beginning|end|start|middle|month)"
            rf"(?: week| half| days)? of (?:the )?(?:{_long(months)}|month|year|week))\b)"
        )
    return _Grammar(
        re.compile("|".join(parts), re.IGNORECASE),
        months,
        weekdays,
        relative,
        numbers,
        _signs(months, weekdays, relative),
    )


def _signs(*tables: Mapping[str, object]) -> frozenset[str]:
    """Return every word that a date may hold: a window opens round each."""
    words = {part for table in tables for phrase in table for part in _WORD.findall(phrase)}
    return frozenset(words - _COMMON | _UNITS)


def _grammar(language: Language) -> _Grammar:
    return _grammar_of(language.code)


def _numbered(rows: list[str], first: int, *, is_phrased: bool = False) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, row in enumerate(rows, first):
        names = row.split()
        if is_phrased and len(names) > 2 and names[-1] in {"الثاني", "الأول"}:
            names = [*names[:-2], " ".join(names[-2:])]
        for name in names:
            found[fold(name)] = number
            found[name.lower()] = number
    return found


def _either(words: dict[str, int] | dict[str, tuple[str, int]]) -> str:
    # Spelled with their marks and without; longest first, so that a short form never hides a long one.
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def _long(months: dict[str, int]) -> str:
    return "|".join(word for word in months if len(word) > 3 or word in {"may", "mai"})


def _found(match: re.Match[str], grammar: _Grammar, base: date | None) -> DateFound | None:
    kind = match.lastgroup or ""
    kind = next(name for name in _READERS if name in match.re.groupindex and match[name])
    value, precision, is_relative = _READERS[kind](match, grammar, base)
    if not value and not is_relative:
        return None
    rule = f"date-{kind}"
    return DateFound(
        span=Span(*match.span()),
        confidence=_RULES.get(kind, 0.95),
        rule=rule,
        words=match[0],
        value=value,
        precision=precision,
        is_relative=is_relative,
    )


_Value = tuple[str, Precision, bool]


def _iso(match: re.Match[str], _grammar: _Grammar, _base: date | None) -> _Value:
    return _day(*(int(part) for part in match["iso"].split("-")))


def _numeric(match: re.Match[str], _grammar: _Grammar, _base: date | None) -> _Value:
    first, second, year = (int(part) for part in re.split("[./]", match["numeric"]))
    return _day(year, second, first) if second <= 12 else _day(year, first, second)


def _dmy(match: re.Match[str], grammar: _Grammar, base: date | None) -> _Value:
    return _named(match["month1"], match["day"], match["year"], grammar, base)


def _mdy(match: re.Match[str], grammar: _Grammar, base: date | None) -> _Value:
    return _named(match["month2"], match["day2"], match["year2"], grammar, base)


def _named(month: str, day: str, year: str | None, grammar: _Grammar, base: date | None) -> _Value:
    number = grammar.months[_plain(month)]
    if year:
        return _day(int(year), number, int(day))
    if base is None:
        return "", "open", True
    # Without a year it is the nearest such day to the report's.
    years = [one for one in (base.year - 1, base.year, base.year + 1) if _day(one, number, int(day))[0]]
    nearest = min(years, key=lambda one: abs((date(one, number, int(day)) - base).days), default=None)
    return _day(nearest, number, int(day)) if nearest else ("", "open", False)


def _plain(month: str) -> str:
    """Return a month as the table has it, the first of two names that a slash parts."""
    return " ".join(fold(month.split("/", maxsplit=1)[0]).strip(" .").split())


def _my(match: re.Match[str], grammar: _Grammar, _base: date | None) -> _Value:
    return f"{match['year3']}-{grammar.months[_plain(match['month3'])]:02d}", "month", False


def _relative(match: re.Match[str], grammar: _Grammar, base: date | None) -> _Value:
    unit, step = grammar.relative[" ".join(fold(match["relative"]).split())]
    return _stepped(base, unit, step)


def _ago(match: re.Match[str], grammar: _Grammar, base: date | None) -> _Value:
    count = int(match["count"]) if match["count"].isdigit() else grammar.numbers[match["count"].lower()]
    return _stepped(base, match["unit"].lower(), -count if match["way"].lower() in {"ago", "earlier"} else count)


def _weekday(match: re.Match[str], grammar: _Grammar, base: date | None) -> _Value:
    if base is None:
        return "", "open", True
    wanted = grammar.weekdays[match["name"].lower()]
    ahead = (wanted - base.weekday()) % 7
    if match["which"].lower() in {"next", "coming"}:
        ahead = ahead or 7
    elif match["which"].lower() != "this":
        # A report tells of what was: "on Tuesday" is the last one, its own day included.
        ahead = ahead - 7 if ahead else 0
        ahead = ahead or (-7 if match["which"].lower() in {"last", "past"} else 0)
    return (base + timedelta(days=ahead)).isoformat(), "day", True


def _inmonth(match: re.Match[str], grammar: _Grammar, base: date | None) -> _Value:
    if base is None:
        return "", "open", True
    month = grammar.months[match["month4"].lower()]
    years = (base.year - 1, base.year, base.year + 1)
    year = min(years, key=lambda one: abs((one - base.year) * 12 + month - base.month))
    return f"{year}-{month:02d}", "month", True


def _loose(match: re.Match[str], grammar: _Grammar, base: date | None) -> _Value:
    """Leave a season or the like open, except where it names a month."""
    month = next(
        (grammar.months[word] for word in re.findall(r"[^\W\d_]+", match["loose"].lower()) if word in grammar.months),
        None,
    )
    if base is None or month is None:
        return "", "open", True
    year = min(
        (base.year - 1, base.year, base.year + 1), key=lambda one: abs((one - base.year) * 12 + month - base.month)
    )
    return f"{year}-{month:02d}", "month", True


def _stepped(base: date | None, unit: str, step: int) -> _Value:
    if base is None:
        return "", "open", True
    if unit in {"day", "week"}:
        day = base + timedelta(days=step * (7 if unit == "week" else 1))
        return (day.isoformat(), "day", True) if unit == "day" else (f"{day.year}-{day.month:02d}", "month", True)
    months = base.year * 12 + base.month - 1 + step * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return (f"{year}", "year", True) if unit == "year" else (f"{year}-{month + 1:02d}", "month", True)


def _day(year: int, month: int, day: int) -> _Value:
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return "", "open", False
    return f"{year}-{month:02d}-{day:02d}", "day", False


_READERS = {
    "iso": _iso,
    "numeric": _numeric,
    "dmy": _dmy,
    "mdy": _mdy,
    "my": _my,
    "relative": _relative,
    "ago": _ago,
    "weekday": _weekday,
    "inmonth": _inmonth,
    "loose": _loose,
}
