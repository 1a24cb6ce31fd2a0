"""What must be true across the figures of a conference file: places that are listed, periods, rules that protect."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from secretariat.engines.conferencefile.figures import ABROAD, DisclosureData
from secretariat.engines.conferencefile.limits import COUNTRY_CODE
from secretariat.engines.conferencefile.parsing import Keyed, Listed
from secretariat.engines.conferencefile.problems import N_, Path, Problem, shortened, spoken
from secretariat.engines.conferencefile.walking import EACH, at, once, periods, repeated_in, within_the_list

Said = tuple[str, dict[str, str]]

# Where figures name a country, and where they name any place.
_COUNTRIES: tuple[tuple[str, ...], ...] = (
    ("places", EACH, "country"),
    ("origins", EACH),
    ("figures", EACH, "origin"),
    ("figures", EACH, "asylum"),
    ("movements", EACH, "from_country"),
    ("movements", EACH, "to_country"),
    ("intentions", EACH, "origin"),
    ("intentions", EACH, "hosts", EACH),
)
_AREAS: tuple[tuple[str, ...], ...] = (
    ("conditions", EACH, "area"),
    ("movements", EACH, "to_area"),
    ("obstacles", EACH, "places", EACH),
)
_ANYWHERE: tuple[tuple[str, ...], ...] = (
    ("places", EACH, "parent"),
    ("figures", EACH, "place"),
    ("movements", EACH, "from_place"),
)
_CODES = (("places", EACH, "party"), ("figures", EACH, "said_by"))
_ONCE = (("origins",), ("intentions", EACH, "hosts"), ("obstacles", EACH, "places"))
_PERIODS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("places", EACH), "valid_from", "valid_until"),
    (("figures", EACH), "from", "until"),
    (("conditions", EACH), "as_of", "valid_until"),
    (("movements", EACH), "from", "until"),
    (("intentions", EACH), "from", "until"),
)
_PLACES = (("conditions", EACH, "threshold"), ("thresholds", EACH, "replaced_by"), ("figures", EACH, "revises"))
_NOT_COUNTRIES = ("admin 1", "admin 2", "admin 3", "admin 4", "site")
_VERIFIED = ("counselling", "group", "border monitoring")
_WEEK = timedelta(days=6)
_COUNTRY = re.compile(COUNTRY_CODE)


def across_the_figures(data: Keyed) -> Iterator[Problem]:
    """Find what is wrong within and between figures; parts malformed in themselves are passed over."""
    yield from _places(data)
    yield from _worded_once(data)
    yield from _places_named(data)
    for listed in _ONCE:
        for path, values, _line in at(data, listed):
            if isinstance(values, Listed):
                yield from repeated_in(values, path)
    for period in _PERIODS:
        yield from periods(data, period)
    for numbered in _PLACES:
        yield from within_the_list(data, numbered, "thresholds" if numbered[0] != "figures" else "figures")
    yield from _earlier(data)
    yield from _figures(data)
    yield from _movements(data)
    yield from _sources(data)
    yield from _rules(data)
    yield from _releases(data)


def codes_in_the_figures(data: Keyed) -> Iterator[tuple[Path, str, int]]:
    """Every code of a party or a country that figures use, with its place and line."""
    for place in _CODES:
        for path, code, line in at(data, place):
            if isinstance(code, str):
                yield path, code, line
    listed = _kinds(data)
    for named in (*_COUNTRIES, *_ANYWHERE):
        for path, name, line in at(data, named):
            if isinstance(name, str) and _COUNTRY.fullmatch(name) and name not in listed:
                yield path, name, line


def _kinds(data: Keyed) -> dict[str, list[str]]:
    """The kinds of the places that the file lists, by their code."""
    kinds: dict[str, list[str]] = {}
    for _path, place, _line in at(data, ("places", EACH)):
        if isinstance(place, Keyed) and isinstance(place.get("code"), str):
            kinds.setdefault(place["code"], []).append(str(place.get("kind")))
    return kinds


def _places(data: Keyed) -> Iterator[Problem]:
    first: dict[tuple[str, str], int] = {}
    for path, place, line in at(data, ("places", EACH)):
        if not isinstance(place, Keyed):
            continue
        identity = str(place.get("kind")), str(place.get("code"))
        if identity in first:
            values = {"code": shortened(identity[1]), "first": str(first[identity])}
            message = N_("the place %(code)s is listed already, on line %(first)s")
            yield Problem(line, spoken(path), message, values)
        first.setdefault(identity, line)
        if place.get("name") is None and place.get("party") is None:
            yield Problem(line, spoken(path), N_("a place needs a name, unless it is a country of the register"))
        if place.get("parent") == int(path[-1]) + 1 or place.get("parent") == place.get("code") is not None:
            yield Problem(place.lines["parent"], spoken((*path, "parent")), N_("a place is no part of itself"))


def _worded_once(data: Keyed) -> Iterator[Problem]:
    yield from once(
        at(data, ("datasets", EACH, "key")), N_("the dataset %(what)s is listed already, on line %(first)s")
    )
    worded: dict[tuple[str, ...], int] = {}
    for path, threshold, line in at(data, ("thresholds", EACH)):
        if isinstance(threshold, Keyed):
            key = tuple(str(threshold.get(name)) for name in ("scheme", "scheme_version", "code"))
            if key in worded:
                message = N_("this threshold is worded already, on line %(first)s")
                yield Problem(line, spoken(path), message, {"first": str(worded[key])})
            worded.setdefault(key, line)


def _places_named(data: Keyed) -> Iterator[Problem]:
    places = data.get("places")
    rows = places if isinstance(places, Listed) else Listed()
    kinds = _kinds(data)
    for role, named in (("country", _COUNTRIES), ("area", _AREAS), ("any", _ANYWHERE)):
        for where in named:
            for path, name, line in at(data, where):
                problem = _problem_with(name, rows, kinds, role)
                if problem is not None:
                    yield Problem(line, spoken(path), *problem)


def _problem_with(name: Any, rows: Listed, kinds: dict[str, list[str]], role: str) -> Said | None:
    """What is wrong with the name of a place, if anything is."""
    if isinstance(name, int) and not isinstance(name, bool) and name > len(rows):
        values = {"place": str(name), "most": str(len(rows))}
        return N_("there is no place %(place)s; the list has %(most)s"), values
    if isinstance(name, str) and len(kinds.get(name, ())) > 1:
        message = N_("several places have the code %(code)s; name the one by its place in the list")
        return message, {"code": shortened(name)}
    kind = _kind_of(name, rows, kinds)
    if kind is None and isinstance(name, str):
        return N_("there is no place %(code)s under places"), {"code": shortened(name)}
    if role == "country" and kind in _NOT_COUNTRIES:
        return N_("%(code)s is no country"), {"code": shortened(name)}
    if role == "area" and kind in {"country", "other"}:
        return N_("%(code)s is a country, and an area is needed here"), {"code": shortened(name)}
    return None


def _kind_of(name: Any, rows: Listed, kinds: dict[str, list[str]]) -> str | None:
    if isinstance(name, str):
        is_told_apart = name == ABROAD or _COUNTRY.fullmatch(name)
        return next(iter(kinds.get(name, ())), "country" if is_told_apart else None)
    row = rows[name - 1] if isinstance(name, int) and 0 < name <= len(rows) else None
    return str(row.get("kind")) if isinstance(row, Keyed) else None


def _earlier(data: Keyed) -> Iterator[Problem]:
    """What is revised comes before; what is replaced is replaced by something else."""
    for path, place, line in at(data, ("figures", EACH, "revises")):
        own = int(path[1]) + 1
        if isinstance(place, int) and place >= own:
            message = N_("this is figure %(own)s; it can revise only an earlier one, not figure %(place)s")
            yield Problem(line, spoken(path), message, {"own": str(own), "place": str(place)})
    replaced: dict[int, int] = {}
    for path, place, line in at(data, ("thresholds", EACH, "replaced_by")):
        if isinstance(place, int):
            replaced[int(path[1]) + 1] = place
            if _comes_back(replaced, int(path[1]) + 1):
                yield Problem(line, spoken(path), N_("a threshold is not replaced by itself"))
                del replaced[int(path[1]) + 1]


def _comes_back(replaced: dict[int, int], first: int) -> bool:
    here = replaced[first]
    while here in replaced and here != first:
        here = replaced[here]
    return here == first


def _figures(data: Keyed) -> Iterator[Problem]:
    for path, figure, line in at(data, ("figures", EACH)):
        if isinstance(figure, Keyed):
            for key, message in (*_when(figure), *_how_old(figure), *_on_whose_word(figure)):
                where = (*path, key) if key in figure else path
                yield Problem(figure.lines.get(key, line), spoken(where), message)


def _when(figure: Keyed) -> Iterator[tuple[str, str]]:
    begins, until = figure.get("from"), figure.get("until")
    if figure.get("as_of") is None and until is None:
        yield "value", N_("a figure needs as_of, or from and until")
    if begins is not None and until is None:
        yield "from", N_("what begins also ends: from and until are given together")
    elif begins is not None and begins != until and figure.get("measure", "stock") == "stock":
        yield "from", N_("a stock is counted at one date; what happened in a period is a flow")


def _how_old(figure: Keyed) -> Iterator[tuple[str, str]]:
    least, most = figure.get("min_age"), figure.get("max_age")
    if most is not None and least is None:
        yield "max_age", N_("an age to which needs one from which")
    if isinstance(least, int) and isinstance(most, int) and most < least:
        yield "max_age", N_("ages run from the lower to the higher")


def _on_whose_word(figure: Keyed) -> Iterator[tuple[str, str]]:
    if not figure.get("sources") and figure.get("said_by") is None:
        yield "value", N_("a number of people is somebody's: it needs a source, or said_by")
    if all(figure.get(key) is None for key in ("origin", "asylum", "place")):
        yield "value", N_("this needs origin, asylum or place: from where the people are, or where")


def _movements(data: Keyed) -> Iterator[Problem]:
    for path, movement, line in at(data, ("movements", EACH)):
        if not isinstance(movement, Keyed):
            continue
        begins, until = _day(movement.get("from")), _day(movement.get("until"))
        if begins is not None and until is not None and begins <= until < begins + _WEEK:
            message = N_("a movement is told for a week at least, so that nobody is found by it")
            yield Problem(movement.lines["until"], spoken((*path, "until")), message)
        if movement.get("persons") is None and movement.get("households") is None:
            yield Problem(line, spoken(path), N_("a movement counts persons or households"))
        if movement.get("kind") == "forced" and movement.get("voluntariness") in _VERIFIED:
            where = spoken((*path, "voluntariness"))
            message = N_("what was forced cannot be verified as voluntary")
            yield Problem(movement.lines["voluntariness"], where, message)


def _sources(data: Keyed) -> Iterator[Problem]:
    """What is said of an area or of people who move is somebody's; that nobody assessed it needs nobody's word."""
    for section in ("conditions", "movements", "intentions"):
        for path, row, line in at(data, (section, EACH)):
            if not isinstance(row, Keyed) or row.get("sources"):
                continue
            if section != "conditions" or row.get("severity", "not assessed") != "not assessed":
                yield Problem(line, spoken(path), N_("this needs a source"))


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def _rules(data: Keyed) -> Iterator[Problem]:
    rules = data.get("disclosure")
    if not isinstance(rules, Keyed):
        return
    said = {name: rules.get(name, field.default) for name, field in DisclosureData.model_fields.items()}
    if not all(isinstance(each, int) for each in said.values()):
        return
    if said["national_threshold"] < said["protection"] + 2:
        message = N_("the national threshold must be at least the protection and two")
        yield Problem(data.lines["disclosure"], "disclosure", message)
    if said["local_threshold"] < said["national_threshold"]:
        message = N_("the local threshold must be at least the national one")
        yield Problem(data.lines["disclosure"], "disclosure", message)


def _releases(data: Keyed) -> Iterator[Problem]:
    numbers: dict[int, int] = {}
    for path, number, line in at(data, ("releases", EACH, "number")):
        if isinstance(number, int) and number in numbers:
            values = {"number": str(number), "first": str(numbers[number])}
            yield Problem(line, spoken(path), N_("release %(number)s is given already, on line %(first)s"), values)
        elif isinstance(number, int):
            numbers[number] = line
    for path, release, line in at(data, ("releases", EACH)):
        if isinstance(release, Keyed):
            before = release.get("replaces")
            if isinstance(before, int) and (before not in numbers or before == release.get("number")):
                message = N_("there is no release %(number)s that this one could replace")
                where = spoken((*path, "replaces"))
                yield Problem(release.lines["replaces"], where, message, {"number": str(before)})
            message = _what_it_lacks(release)
            if message:
                yield Problem(line, spoken(path), message)


def _what_it_lacks(release: Keyed) -> str:
    if release.get("state") != "withdrawn":
        return "" if release.get("content") is not None else N_("a release that is published needs its content")
    if release.get("content") is not None:
        return N_("of a release that was withdrawn nothing is shown any more")
    return "" if release.get("reason") is not None else N_("a release that was withdrawn needs the reason")
