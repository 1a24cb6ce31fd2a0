"""The standard ruleset: what the schema cannot say. Each kind of rule is a function that tells where it is broken.

After the Standard Ruleset of IATI (MIT). A *case* names XPaths below the element of its *context*; a case with a
condition counts only where that holds; a *loop* repeats cases for each value of an attribute, written ``$1``.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Any

from secretariat.engines.iati.codes import STANDARD
from secretariat.engines.iati.models import Problem

__all__ = ["KINDS", "cases_of", "problems_of"]

NOW = "NOW"
AGENCIES = "ORG-ID-PREFIX"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_QUOTE = "'"
_IDENTIFIERS = "iati-identifier | ancestor::iati-activity/iati-identifier | organisation-identifier"

Case = Mapping[str, Any]


@dataclass(frozen=True)
class _Place:
    """Where a case is judged: the element of its context, the day, and the codes of registration agencies."""

    element: Any
    today: date
    agencies: frozenset[str]

    def found(self, path: str) -> list[Any]:
        """What an XPath finds below the element: elements, or the texts of attributes."""
        found = _xpath(path)(self.element)
        return list(found) if isinstance(found, list) else [found]

    def each(self, case: Case) -> Iterator[Any]:
        """What all the paths of a case find."""
        for path in case.get("paths", ()):
            yield from self.found(path)

    def holds(self, path: str) -> bool:
        """Whether an XPath says yes."""
        return bool(_xpath(path)(self.element))


def problems_of(root: Any, today: date, agencies: Collection[str] = ()) -> Iterator[Problem]:
    """Return what breaks a rule of the standard, one problem for each place."""
    known = frozenset(agencies)
    tree = root.getroottree()
    for context, rules in _ruleset().items():
        for element in _xpath(context)(tree):
            place = _Place(element, today, known)
            for kind, cases in rules.items():
                for case in cases["cases"]:
                    yield from _judged(kind, case, place)


def cases_of(kind: str) -> list[Case]:
    """Return the cases of a kind of rule, those within loops among them."""
    found: list[Case] = []
    for rules in _ruleset().values():
        found += rules.get(kind, {}).get("cases", [])
        for loop in rules.get("loop", {}).get("cases", []):
            found += loop["do"].get(kind, {}).get("cases", [])
    return found


def _judged(kind: str, case: Case, place: _Place) -> Iterator[Problem]:
    if kind == "loop":
        yield from _loop(case, place)
        return
    if "condition" in case and not place.holds(case["condition"]):
        return
    told = case["ruleInfo"]
    about = next((text for each in place.found(_IDENTIFIERS) if (text := _text(each))), "")
    lines = {_line(broken, place) for broken in KINDS[kind](case, place)}
    for line in sorted(lines):
        yield Problem("rules", told["id"], told["severity"], line, told["message"], about)


def _loop(case: Case, place: _Place) -> Iterator[Problem]:
    values = dict.fromkeys(_text(each) for each in place.found(case["foreach"]))
    for value in values:
        # A quotation mark would end the text of an XPath; no vocabulary has one.
        if _QUOTE in value:
            continue
        for kind, inner in case["do"].items():
            for each in inner["cases"]:
                yield from _judged(kind, _with(each, value), place)


def _with(case: Case, value: str) -> Case:
    def put(said: Any) -> Any:
        if isinstance(said, list):
            return [put(each) for each in said]
        return said.replace("$1", value) if isinstance(said, str) else said

    return {key: said if key == "ruleInfo" else put(said) for key, said in case.items()}


def _atleast_one(case: Case, place: _Place) -> Iterable[Any]:
    return () if any(True for _each in place.each(case)) else (place.element,)


def _no_more_than_one(case: Case, place: _Place) -> Iterable[Any]:
    return list(place.each(case))[1:]


def _unique(case: Case, place: _Place) -> Iterable[Any]:
    seen: set[str] = set()
    for each in place.each(case):
        if _text(each) in seen:
            yield each
        seen.add(_text(each))


def _startswith(case: Case, place: _Place) -> Iterable[Any]:
    if case["prefix"] == [AGENCIES]:
        prefixes = [f"{code}-" for code in place.agencies]
    else:
        given = (_text(each) for path in case["prefix"] for each in place.found(path))
        prefixes = [f"{text}{case.get('separator', '')}" for text in given if text]
    if not prefixes:
        return ()
    return [each for each in place.each(case) if not _text(each).startswith(tuple(prefixes))]


def _one_or_all(case: Case, place: _Place) -> Iterable[Any]:
    if place.found(case["one"]):
        return ()
    if case["all"] == "lang":
        return [each for each in place.element.iter("narrative") if not each.get(_LANGUAGE)]
    if case["all"] == "currency":
        return [each for each in place.element.iter("value") if not each.get("currency")]
    # A sector for each transaction, where any has one; where none has, another rule says so.
    with_it = place.found(f"transaction[{case['all']}]")
    return place.found(f"transaction[not({case['all']})]") if with_it else ()


def _date_now(case: Case, place: _Place) -> Iterable[Any]:
    return [each for each in place.found(case["date"]) if (day := _day(each)) and day > place.today]


def _date_order(case: Case, place: _Place) -> Iterable[Any]:
    later = [place.today] if case["more"] == NOW else [_day(each) for each in place.found(case["more"])]
    for each in place.found(case["less"]):
        first = _day(each)
        if first and any(last and first > last for last in later):
            yield each


def _between_dates(case: Case, place: _Place) -> Iterable[Any]:
    starts, ends = ([_day(each) for each in place.found(case[name])] for name in ("start", "end"))
    for each in place.found(case["date"]):
        day = _day(each)
        if day and (any(start and day < start for start in starts) or any(end and day > end for end in ends)):
            yield each


def _time_limit(case: Case, place: _Place) -> Iterable[Any]:
    for first, last in zip(place.found(case["start"]), place.found(case["end"]), strict=False):
        start, end = _day(first), _day(last)
        if start and end and end > _a_year_after(start):
            yield last


def _regex_matches(case: Case, place: _Place) -> Iterable[Any]:
    pattern = re.compile(case["regex"])
    # Where the identifier is empty another rule, or the schema, says so.
    return [each for each in place.each(case) if _text(each) and not pattern.search(_text(each))]


def _no_spaces(case: Case, place: _Place) -> Iterable[Any]:
    return [each for each in place.each(case) if _raw(each) != _raw(each).strip()]


def _strict_sum(case: Case, place: _Place) -> Iterable[Any]:
    given = list(place.each(case))
    numbers = [_number(each) for each in given]
    if not given or None in numbers or sum(each for each in numbers if each is not None) == Decimal(str(case["sum"])):
        return ()
    return given[:1]


def _range(case: Case, place: _Place) -> Iterable[Any]:
    lowest, highest = Decimal(str(case["min"])), Decimal(str(case["max"]))
    return [each for each in place.each(case) if (said := _number(each)) is None or not lowest <= said <= highest]


def _if_then(case: Case, place: _Place) -> Iterable[Any]:
    if not place.holds(case["if"]) or place.holds(case["then"]):
        return ()
    return [next(place.each(case), place.element)]


KINDS: dict[str, Callable[[Case, _Place], Iterable[Any]]] = {
    "atleast_one": _atleast_one,
    "between_dates": _between_dates,
    "date_now": _date_now,
    "date_order": _date_order,
    "if_then": _if_then,
    "no_more_than_one": _no_more_than_one,
    "no_spaces": _no_spaces,
    "one_or_all": _one_or_all,
    "range": _range,
    "regex_matches": _regex_matches,
    "startswith": _startswith,
    "strict_sum": _strict_sum,
    "time_limit": _time_limit,
    "unique": _unique,
}


@cache
def _ruleset() -> dict[str, dict[str, Any]]:
    read: dict[str, dict[str, Any]] = json.loads((STANDARD / "standard-ruleset.json").read_text(encoding="utf-8"))
    return read


# Bounded: a file brings words of its own into the paths of loops.
@lru_cache(maxsize=1024)
def _xpath(path: str) -> Any:
    from lxml import etree  # noqa: PLC0415 - heavy, and only few pages need it

    return etree.XPath(path)


def _text(found: Any) -> str:
    return _raw(found).strip()


def _raw(found: Any) -> str:
    return str(found) if isinstance(found, str) else "".join(found.itertext())


def _line(found: Any, place: _Place) -> int:
    # The text of an attribute knows the element that it is of.
    element = getattr(found, "getparent", lambda: found)() if isinstance(found, str) else found
    return int(getattr(element, "sourceline", 0) or place.element.sourceline or 0)


def _day(found: Any) -> date | None:
    try:
        return date.fromisoformat(_text(found)[:10])
    except ValueError:
        return None


def _number(found: Any) -> Decimal | None:
    try:
        number = Decimal(_text(found))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _a_year_after(day: date) -> date:
    if day.year == date.max.year:
        return date.max
    # From 29 February a year goes to 1 March.
    return date(day.year + 1, 3, 1) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)
