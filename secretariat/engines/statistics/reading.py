"""Rows of a table into observations, in chunks; what is wrong is told by cell, and nothing is held in memory.

A chunk comes as soon as it is full, and whoever asks for no more stops the reading.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from secretariat.engines.statistics.codes import FLOWS
from secretariat.engines.statistics.models import (
    FLAG_SAME_COUNTRY,
    FLAG_SUM,
    Chunk,
    Matching,
    Observed,
    Problem,
    Register,
    Unreadable,
    ValueColumn,
)
from secretariat.engines.statistics.numbers import NotCounted, number_in
from secretariat.engines.statistics.rows import Row, Rows, Wrong
from secretariat.engines.statistics.sums import Judged, judged, sums_of
from secretariat.engines.statistics.text import Opened

__all__ = ["CHUNK", "observations"]

CHUNK = 4_000
# Groups of people who left their country: for them alone origin and asylum must differ.
_ABROAD = frozenset({"REF", "ROC", "ASY", "OIP", "RET", "RST", "NAT"})
_MASK = (1 << 63) - 1


class _Value(NamedTuple):
    """A column of numbers as a row is read: where it stands, its name, and whom it counts."""

    at: int
    number: int
    column: ValueColumn


@dataclass
class _Seen:
    """What came before in this file: the line and value of each series."""

    series: dict[int, tuple[int, int]] = field(default_factory=dict)


def observations(table: Opened, matching: Matching, register: Register, *, chunk: int = CHUNK) -> Iterator[Chunk]:
    """Read the observations of a table; raise ``Unreadable`` where a column is missing.

    ``chunk`` is the number of rows that come at once.
    """
    at = {name: number for number, name in enumerate(table.header)}
    missing = next((each.column for each in matching.values if each.column not in at), "")
    if missing:
        raise Unreadable("column missing", missing)
    values = [_Value(number, at[each.column], each) for number, each in enumerate(matching.values)]
    reading = _Reading(Rows(matching, register, at), values, _meaning_of(table, matching, values))
    made, rows = reading.begun(), 0
    for line, cells in table.rows():
        rows += 1
        reading.take(made, line, cells)
        if rows % chunk == 0:
            made.rows = rows
            yield made
            made = reading.begun()
    made.rows = rows
    yield made


def _meaning_of(table: Opened, matching: Matching, values: list[_Value]) -> Callable[[list[str], int], bool] | None:
    """Whether a zero means anything: where the same pair of countries has another number in some year.

    UNHCR's table has a zero in each cell of a row that has any number. The file is read once for it beforehand.
    """
    if not matching.zeros_fill:
        return None
    at = {name: number for number, name in enumerate(table.header)}
    keys = [at[matching.roles[role]] for role in ("origin", "asylum") if role in matching.roles]
    keys = keys or [at[matching.roles[role]] for role in ("origin_unhcr", "asylum_unhcr") if role in matching.roles]
    columns, width = [value.number for value in values], len(table.header)
    counted: set[tuple[str, ...]] = set()
    for _line, cells in table.rows():
        if len(cells) == width:
            pair = tuple([cells[key] for key in keys])
            counted.update((*pair, str(each)) for each in columns if cells[each] not in {"0", ""})

    def means(cells: list[str], column: int) -> bool:
        return (*[cells[key] for key in keys], str(column)) in counted

    return means


@dataclass
class _Reading:
    """One reading of a table."""

    rows: Rows
    values: list[_Value]
    means: Callable[[list[str], int], bool] | None
    seen: _Seen = field(default_factory=_Seen)

    def __post_init__(self) -> None:
        columns = [value.column for value in self.values]
        self._sums = sums_of(columns)
        self._remainders = frozenset(at for at, each in enumerate(columns) if each.is_remainder)
        self._width = len(self.rows.at)

    def begun(self) -> Chunk:
        """A chunk to fill, with the places that were seen so far."""
        return Chunk(places=self.rows.places)

    def take(self, made: Chunk, line: int, cells: list[str]) -> None:
        """Read one row into a chunk."""
        if len(cells) != self._width:
            if len(cells) > self._width and any(cells[self._width :]):
                made.problems.append(Problem(line, "", "too many cells", cells[self._width][:80]))
                return
            cells = [*cells, *[""] * (self._width - len(cells))][: self._width]
        numbers = self._numbers(made, line, cells)
        if not any(number is not None for number in numbers):
            return
        try:
            row = self.rows.read(line, cells)
        except Wrong as wrong:
            made.problems.append(wrong.problem)
            return
        made.problems.extend(row.problems)
        self._keep(made, row, cells, numbers)

    def _numbers(self, made: Chunk, line: int, cells: list[str]) -> list[int | None]:
        found: list[int | None] = []
        empty = fillers = 0
        for value in self.values:
            text = cells[value.number]
            if self.means is not None and text == "0" and not self.means(cells, value.number):
                fillers += 1
                found.append(None)
                continue
            try:
                number = number_in(text)
            except NotCounted as error:
                made.problems.append(Problem(line, value.column.column, error.code, text[:80], said=error.said))
                number = None
            else:
                empty += number is None
            found.append(number)
        made.empty += empty
        made.fillers += fillers
        return found

    def _keep(self, made: Chunk, row: Row, cells: list[str], numbers: list[int | None]) -> None:
        said = judged(self._sums, numbers, self._remainders)
        for value, number in zip(self.values, numbers, strict=True):
            if number is None or value.column.is_remainder:
                continue
            if value.at in said.undivided:
                made.undivided += 1
                continue
            try:
                self._add(made, row, value, (number, cells, said))
            except Wrong as wrong:
                made.problems.append(wrong.problem)

    def _add(self, made: Chunk, row: Row, value: _Value, what: tuple[int, list[str], Judged]) -> None:
        number, cells, said = what
        column = value.column
        group = column.group or row.group
        if not group:
            raise Wrong(Problem(row.line, column.column, "no group", cells[value.number]))
        measure = column.measure or row.measure or ("flow" if group in FLOWS else "stock")
        sex = column.sex or row.sex
        ages = (column.min_age, column.max_age) if column.min_age is not None else row.ages
        start, end = _period(row, measure)
        words = f"{row.words}|{group}|{measure}|{sex}|{ages[0]}-{ages[1]}|{start}|{end}"
        series = int.from_bytes(blake2b(words.encode(), digest_size=8).digest()) & _MASK
        self._once(row, value, series, number)
        flags = self._flags(made, row, value, (number, group, said))
        made.observed.append(
            Observed(
                row.line, series, group, measure, row.origin, row.asylum, row.place, sex, ages[0], ages[1],
                row.accommodation, row.setting, number, row.unit, start, end, row.as_of, flags, column.column,
            )
        )  # fmt: skip

    def _once(self, row: Row, value: _Value, series: int, number: int) -> None:
        """Refuse what stands in the file already, with another number or the same."""
        before = self.seen.series.get(series)
        if before is None:
            self.seen.series[series] = (row.line, number)
        else:
            code = "duplicate" if before[1] == number else "conflicting"
            raise Wrong(Problem(row.line, value.column.column, code, str(number), said=str(before[0])))

    def _flags(self, made: Chunk, row: Row, value: _Value, what: tuple[int, str, Judged]) -> str:
        number, group, said = what
        flags = []
        # Who came home is counted at home, where it is known to which area.
        is_abroad = group in _ABROAD and not (group == "RET" and row.place)
        if number and row.origin and row.origin == row.asylum and is_abroad:
            flags.append(FLAG_SAME_COUNTRY)
            made.problems.append(
                Problem(row.line, value.column.column, "origin is asylum", str(number), is_refused=False)
            )
        difference = said.differing.get(value.at)
        if difference is not None:
            flags.append(FLAG_SUM)
            made.problems.append(
                Problem(
                    row.line, value.column.column, "sum differs", str(number), is_refused=False, said=str(difference)
                )
            )
        return " ".join(flags)


def _period(row: Row, measure: str) -> tuple[date, date]:
    """A stock is counted at the end of what the file names, a flow from its first day to its last."""
    return (row.end, row.end) if measure == "stock" else (row.start, row.end)
