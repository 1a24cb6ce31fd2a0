"""One row of a table: from where, where, whom and when, read through the codes that are known."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from secretariat.engines.statistics.codes import (
    ACCOMMODATIONS,
    SETTINGS,
    SEXES,
    Undated,
    ages_in,
    day_in,
    group_in,
    level_in,
)
from secretariat.engines.statistics.models import OTHERS, Matching, PlaceSeen, Problem, Register, Unreadable

__all__ = ["Row", "Rows", "Wrong", "key_of"]

_LEVELLED = re.compile(r"(.+?)\s*\[([^\]]*)\]\s*")
_NOWHERE = re.compile(r"dispersed|various|unknown|not (specified|stated|known)|nationwide", re.IGNORECASE)
_PART = re.compile(r"admin(?: level)? ?3 ?: ?(\w+)", re.IGNORECASE)
_UNITS = {"": "persons", "persons": "persons", "individuals": "persons", "people": "persons"}
_UNITS |= {"households": "households", "families": "households"}
_MEASURES = {"": "", "stock": "stock", "flow": "flow"}
_LONGEST_NAME = 300


class Wrong(Exception):  # noqa: N818 - it says what the cell is
    """A row that cannot be kept, and the cell because of which it cannot."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class Row(NamedTuple):
    """What a row says of all its numbers."""

    line: int
    origin: str
    asylum: str
    place: str
    group: str
    measure: str
    sex: str
    ages: tuple[int | None, int | None]
    accommodation: str
    setting: str
    unit: str
    start: date
    end: date
    as_of: str
    # Where it is and how people live there, in the words that a series is made of.
    words: str
    problems: tuple[Problem, ...]


@dataclass
class Rows:
    """Reads rows of one table; ``at`` says where each column stands."""

    matching: Matching
    register: Register
    at: Mapping[str, int]
    places: dict[str, PlaceSeen] = field(default_factory=dict)

    def __post_init__(self) -> None:
        missing = next((name for name in self.matching.roles.values() if name not in self.at), "")
        if missing:
            raise Unreadable("column missing", missing)
        self._column = {role: self.at[name] for role, name in self.matching.roles.items()}
        self._fixed = {key: value for key, value in self.matching.fixed.items() if value}
        self._countries: dict[tuple[str, str], str] = {}
        self._is_long = bool({"group", "sex", "age", "min_age", "measure", "unit"} & set(self._column))

    def read(self, line: int, cells: list[str]) -> Row:
        """Read one row; raise ``Wrong`` at the first cell because of which none of it can be kept."""
        start, end, as_of = self._time(line, cells)
        origin = self._country(line, cells, "origin")
        asylum = self._country(line, cells, "asylum")
        problems: list[Problem] = []
        accommodation = self._letter(cells, "accommodation", ACCOMMODATIONS)
        setting = self._letter(cells, "setting", SETTINGS)
        place = ""
        if "area" in self._column or "place" in self._column:
            place, asylum = self._place(line, cells, asylum, (accommodation, setting, problems))
        if not origin and not asylum:
            role = "asylum" if "asylum" in self.matching.roles else "origin"
            raise Wrong(Problem(line, self.matching.roles.get(role, ""), "no country", ""))
        group, measure, sex, ages, unit = self._whom(line, cells)
        words = f"{origin}|{asylum}|{place}|{accommodation}|{setting}|{unit}"
        return Row(
            line, origin, asylum, place, group, measure, sex, ages, accommodation, setting, unit,
            start, end, as_of, words, tuple(problems),
        )  # fmt: skip

    def _said(self, cells: list[str], role: str) -> str:
        at = self._column.get(role)
        return cells[at].strip() if at is not None else self._fixed.get(role, "")

    def _time(self, line: int, cells: list[str]) -> tuple[date, date, str]:
        first, last = self._said(cells, "start"), self._said(cells, "end")
        role = next((each for each in ("year", "date") if self._said(cells, each)), "")
        try:
            if first or last:
                role = "start" if first else "end"
                begins = day_in(first or last)
                role = "end" if last else "start"
                ends = day_in(last or first)
                if ends[1] < begins[0]:
                    raise Wrong(
                        Problem(line, self.matching.roles.get("end", ""), "dates out of order", f"{first} {last}")
                    )
                return begins[0], ends[1], ""
            if not role:
                raise Wrong(Problem(line, self._name("year", "date", "end"), "no date", ""))
            return day_in(self._said(cells, role))
        except Undated as error:
            raise Wrong(
                Problem(line, self.matching.roles.get(role, ""), error.code, self._said(cells, role)[:80])
            ) from None

    def _country(self, line: int, cells: list[str], role: str) -> str:
        said = self._said(cells, role)
        kind = role
        if not said:
            kind = f"{role}_unhcr"
            said = self._said(cells, kind)
        known = self._countries.get((kind, said))
        if known is None:
            known = self._looked_up(line, kind, said)
            self._countries[kind, said] = known
        return known

    def _looked_up(self, line: int, kind: str, said: str) -> str:
        code = said.upper()
        if not code:
            return ""
        if code in OTHERS:
            return OTHERS[code]
        if kind.endswith("_unhcr"):
            code = self.register.unhcr.get(code, "")
        if code in self.register.countries:
            return code
        raise Wrong(Problem(line, self.matching.roles.get(kind, ""), "unknown country", said[:80]))

    def _letter(self, cells: list[str], role: str, known: frozenset[str]) -> str:
        said = self._said(cells, role)
        # A letter that stands alone: "P", "P - planned"; the first of a word would make a centre of a camp.
        return said[0].upper() if said[:1].upper() in known and not said[1:2].isalpha() else ""

    def _place(
        self, line: int, cells: list[str], asylum: str, living: tuple[str, str, list[Problem]]
    ) -> tuple[str, str]:
        """The key of the area or site, and its country, which an area brings itself."""
        code, name = self._said(cells, "area"), self._said(cells, "place")
        if code:
            return self._area(line, code, asylum, living[2])
        if not name:
            return "", asylum
        if not asylum:
            raise Wrong(Problem(line, self.matching.roles.get("place", ""), "no country", name[:80]))
        levelled = _LEVELLED.fullmatch(name)
        bare, level = (levelled[1], levelled[2]) if levelled else (name, self._said(cells, "level"))
        kind = level_in(level) if level else "site"
        if not level and _NOWHERE.search(bare):
            kind = "other"
        part = _PART.fullmatch(level.strip())
        if kind == "site" and level and not (part and part[1].upper() == "POC"):
            # UNHCR counts people in and beside one settlement apart: "Masisi [Admin 3: POC]", "Masisi [Admin 3: PRP]".
            bare = f"{bare} [{part[1] if part else level.strip()}]"
        key = key_of(asylum, kind, bare)
        if key not in self.places:
            is_site = kind == "site"
            self.places[key] = PlaceSeen(
                key, asylum, kind, bare[:_LONGEST_NAME], "",
                living[0] if is_site else "", living[1] if is_site else "", kind.startswith("admin"),
            )  # fmt: skip
        return key, asylum

    def _area(self, line: int, code: str, asylum: str, problems: list[Problem]) -> tuple[str, str]:
        country = self.register.areas.get(code, "")
        column = self.matching.roles.get("area", "")
        if not country and not (self.matching.keeps_provisional and asylum):
            raise Wrong(Problem(line, column, "unknown area", code[:80]))
        key = f"p-code {code}"
        if not country:
            problems.append(Problem(line, column, "provisional area", code[:80], is_refused=False))
        if key not in self.places:
            self.places[key] = PlaceSeen(key, country or asylum, "admin 1", code, code, is_provisional=not country)
        return key, country or asylum

    def _whom(self, line: int, cells: list[str]) -> tuple[str, str, str, tuple[int | None, int | None], str]:
        if not self._is_long:
            fixed = self._fixed
            return fixed.get("group", ""), fixed.get("measure", ""), "all", (None, None), fixed.get("unit", "persons")
        said = self._said(cells, "group")
        group = group_in(said) if said else ""
        if said and not group:
            raise Wrong(Problem(line, self.matching.roles.get("group", ""), "unknown group", said[:80]))
        sex = self._coded(line, cells, "sex", SEXES)
        unit = self._coded(line, cells, "unit", _UNITS)
        measure = self._coded(line, cells, "measure", _MEASURES)
        return group, measure, sex, self._ages(line, cells), unit

    def _coded(self, line: int, cells: list[str], role: str, known: Mapping[str, str]) -> str:
        said = self._said(cells, role)
        code = known.get(said.casefold())
        if code is None:
            raise Wrong(Problem(line, self.matching.roles.get(role, ""), f"unknown {role}", said[:80]))
        return code

    def _ages(self, line: int, cells: list[str]) -> tuple[int | None, int | None]:
        first, last = self._said(cells, "min_age"), self._said(cells, "max_age")
        if first or last:
            # A whole number may come as 5.0 out of a spreadsheet.
            first, last = first.removesuffix(".0"), last.removesuffix(".0")
            if _is_age(first) and (not last or _is_age(last)) and int(first) <= int(last or 199) < 200:
                return int(first), int(last) if last else None
            raise Wrong(Problem(line, self._name("min_age", "max_age"), "unknown age", f"{first}-{last}"[:80]))
        ages = ages_in(self._said(cells, "age"))
        if ages is None:
            raise Wrong(Problem(line, self.matching.roles.get("age", ""), "unknown age", self._said(cells, "age")[:80]))
        return ages

    def _name(self, *roles: str) -> str:
        return next((self.matching.roles[role] for role in roles if role in self.matching.roles), "")


def _is_age(said: str) -> bool:
    return said.isdecimal() and len(said) < 4


def key_of(country: str, kind: str, name: str) -> str:
    """The key of a place that has no code: its country, its kind and its name without case, accents and blanks."""
    parts = unicodedata.normalize("NFKD", name)
    bare = "".join(char for char in parts if not unicodedata.combining(char)).casefold().replace("’", "'")
    folded = "-".join(bare.split())
    if len(folded) > 50:
        import hashlib  # noqa: PLC0415 - few names are that long

        folded = f"{folded[:40]}-{hashlib.blake2b(folded.encode(), digest_size=4).hexdigest()}"
    return f"{country}:{kind.replace(' ', '')}:{folded}"
