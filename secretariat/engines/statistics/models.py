"""What a statistical file is read as: observations with their places, problems by cell, and how columns are matched."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

__all__ = [
    "FLAG_SAME_COUNTRY",
    "FLAG_SUM",
    "OTHERS",
    "Area",
    "Chunk",
    "Fault",
    "Looked",
    "Matching",
    "Observed",
    "PlaceSeen",
    "Problem",
    "Register",
    "Unreadable",
    "ValueColumn",
    "matching_from",
]

FLAG_SAME_COUNTRY, FLAG_SUM = "origin-is-asylum", "sum-differs"
# Codes of statistics that are no country, by every spelling that files use.
OTHERS = {
    "UNK": "UNK",
    "UKN": "UNK",
    "UNKNOWN": "UNK",
    "XXA": "XXA",
    "STA": "XXA",
    "STATELESS": "XXA",
    "TIB": "TIB",
    "AB9": "AB9",
    "VAR": "VAR",
    "VARIOUS": "VAR",
    "ABROAD": "abroad",
}


class Unreadable(Exception):  # noqa: N818 - it says what the file is
    """A file that is not read.

    Codes: "empty", "too large", "html", "not a table", "encoding", "broken", "no rows", "too many columns",
    "old workbook", "encrypted", "too slow", "no hashtags", "column missing" (name), "column twice" (name).
    """

    def __init__(self, code: str, name: str = "") -> None:
        super().__init__(code)
        self.code, self.name = code, name


class Problem(NamedTuple):
    """Something about one cell: the line of the file, the column's name, a code, and what stood there.

    Codes that refuse: "negative", "fraction", "ambiguous number" (readings), "words", "not a number", "too large",
    "hidden at the source", "unknown country", "unknown area", "unknown group", "unknown sex", "unknown age",
    "unknown measure", "unknown unit", "no country", "no group", "no date", "not a date", "ambiguous date",
    "dates out of order", "duplicate" (line), "conflicting" (line), "too many cells", "parent missing", "no name".
    Codes that flag: "origin is asylum", "sum differs" (difference), "provisional", "provisional area".
    """

    line: int
    column: str
    code: str
    value: str
    is_refused: bool = True
    # Numbers that the sentence needs: readings, a difference, another line.
    said: str = ""


class PlaceSeen(NamedTuple):
    """A place as the file names it; ``key`` is the same in each edition.

    ``kind`` is "site", "admin 1" … "admin 4" or "other"; ``code`` a P-code where there is one.
    """

    key: str
    country: str
    kind: str
    name: str
    code: str = ""
    accommodation: str = ""
    setting: str = ""
    is_provisional: bool = False


class Observed(NamedTuple):
    """A number of people: from where, where, whom, when; ``series`` is 63 bits of a hash over all that is counted."""

    line: int
    series: int
    group: str
    measure: str
    origin: str
    asylum: str
    # Key of a ``PlaceSeen``.
    place: str
    sex: str
    min_age: int | None
    max_age: int | None
    accommodation: str
    setting: str
    value: int
    unit: str
    start: date
    end: date
    as_of: str
    flags: str
    column: str


class Area(NamedTuple):
    """A row of a list of P-codes."""

    line: int
    code: str
    level: int
    name: str
    country: str
    parent: str
    valid_from: date | None
    is_provisional: bool = False


@dataclass
class Chunk:
    """Some rows of the file: what they hold, and what is wrong with their cells."""

    observed: list[Observed] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    places: dict[str, PlaceSeen] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    # How many rows of the file are behind us.
    rows: int = 0
    # Cells that hold nothing, zeros that only fill, and zeros beside a larger total: none of them was collected.
    empty: int = 0
    fillers: int = 0
    undivided: int = 0


@dataclass(frozen=True)
class Register:
    """Codes that are known: ISO 3166-1 alpha-3, UNHCR's own as keys to ISO's, P-codes as keys to their country's."""

    countries: frozenset[str]
    unhcr: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ValueColumn:
    """A column of numbers, and whom it counts; a remainder (age not known) only helps to check sums."""

    column: str
    group: str = ""
    measure: str = ""
    sex: str = ""
    min_age: int | None = None
    max_age: int | None = None
    is_remainder: bool = False


@dataclass(frozen=True)
class Matching:
    """Which column says what.

    Roles: year, date, start, end, origin, asylum, origin_unhcr, asylum_unhcr, area, place, level, group, measure, sex,
    age, min_age, max_age, accommodation, setting, unit. ``fixed`` says what no column does: year, origin, asylum,
    group, measure, unit, countries (of a list of P-codes, apart by a blank).
    """

    layout: str
    roles: Mapping[str, str] = field(default_factory=dict)
    values: tuple[ValueColumn, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)
    # A zero stands in every cell of a row that has anything: it counts only where there are other numbers too.
    zeros_fill: bool = False
    # Areas that are in no list, and P-codes whose parent is missing, are kept as provisional.
    keeps_provisional: bool = False
    # The table has no line of names above its hashtags or rows.
    is_tagged: bool = False

    def as_data(self) -> dict[str, Any]:
        """The matching in plain words, for a JSON field."""
        said = [vars(each).items() for each in self.values]
        values = [
            {key: value for key, value in each if value not in ("", None) and value is not False} for each in said
        ]
        return {**vars(self), "roles": dict(self.roles), "fixed": dict(self.fixed), "values": values}

    def with_fixed(self, **said: str) -> "Matching":
        """The same, with more said of all rows."""
        return replace(self, fixed={**self.fixed, **{key: value for key, value in said.items() if value}})


def matching_from(data: Mapping[str, Any]) -> Matching:
    """The matching that ``as_data`` wrote."""
    known = {key: value for key, value in data.items() if key in Matching.__dataclass_fields__}
    return Matching(**{**known, "values": tuple(ValueColumn(**each) for each in data.get("values", ()))})


@dataclass(frozen=True)
class Fault:
    """Why a matching cannot be used: a code and the column or role it speaks of.

    Codes: "matched twice", "no value", "no time", "no group", "no place", "column missing".
    """

    code: str
    name: str = ""


@dataclass(frozen=True)
class Looked:
    """What a file turned out to be: its columns, the matching proposed, and its first rows with their lines."""

    header: tuple[str, ...]
    tags: tuple[str, ...]
    matching: Matching
    sample: tuple[tuple[int, tuple[str, ...]], ...]
    encoding: str
    separator: str
    size: int
    has_unhcr_codes_only: bool = False
