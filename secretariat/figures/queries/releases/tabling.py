"""A table of people: its rows and columns as trees, its cells, and the sums between them.

Where a source gives a total itself and the parts below it come to less, the rest is a row or column of its own, "not
broken down": so every total is the source's, and everything adds up. Where the parts come to more than the total, no
totals are released, for one of the two is wrong and the difference would tell a stranger too much.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import gettext as _

from secretariat.audit.action import Refused
from secretariat.figures.models import Measure, Sex
from secretariat.figures.queries.releases.drawing import Counted, Places
from secretariat.figures.queries.releases.layouts import TOTAL, Dimension, TableLayout

REST = "rest"
MOST_CELLS = 20_000
# Between row and column in the key of a cell.
BETWEEN = "\t"
_NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Item:
    """A row or a column: the code of what it counts, and in which other it lies."""

    key: str
    parent: str | None
    level: int

    @property
    def is_rest(self) -> bool:
        """Whether it holds what the source does not break down."""
        return self.key.endswith(f" {REST}")


@dataclass(frozen=True)
class Sum:
    """A number of the table, and the observations it is the sum of; a rest is the sum of none."""

    value: int
    parts: frozenset[int] = _NOBODY


@dataclass(frozen=True)
class Table:
    """Rows, columns, and the cells where something was counted."""

    rows: tuple[Item, ...]
    columns: tuple[Item, ...]
    cells: Mapping[tuple[str, str], Sum]
    # (total, parts), by row and column.
    relations: tuple[tuple[tuple[str, str], tuple[tuple[str, str], ...]], ...] = field(default=())


def key_of(at: tuple[str, str]) -> str:
    """The key of a cell, as the engine has it."""
    return BETWEEN.join(at)


def at_of(key: str) -> tuple[str, str] | None:
    """The row and column of a key; None for numbers that are in no table."""
    row, between, column = key.partition(BETWEEN)
    return (row, column) if between else None


def tabled(layout: TableLayout, counted: Iterable[Counted], places: Places) -> Table:
    """Make the table of a layout."""
    rows = list(counted)
    trees = [_tree_of(name, layout, rows, places) for name in (layout.rows, layout.columns)]
    if len(trees[0]) * len(trees[1]) > MOST_CELLS:
        raise Refused(_("This table has too many cells to be protected. Filter it more closely."), field="filters")
    grid = _Grid(trees[0], trees[1])
    for row in rows:
        grid.add(_key_in(layout.rows, row, places), _key_in(layout.columns, row, places), row)
    return grid.table(has_root=layout.has_margins)


def _key_in(name: str, row: Counted, places: Places) -> str:
    """In which item of a dimension an observation stands."""
    if name == Dimension.YEAR:
        return str(row.year)
    if name in {Dimension.ORIGIN, Dimension.ASYLUM}:
        return places.key(row.origin if name == Dimension.ORIGIN else row.asylum) or "?"
    if name == Dimension.AREA:
        return places.key(row.place or row.asylum or row.origin) or "?"
    if name == Dimension.SEX:
        return TOTAL if row.sex == Sex.ALL else row.sex
    if name == Dimension.AGE:
        return row.age
    return row.group if name == Dimension.GROUP else row.accommodation or "?"


def _tree_of(name: str, layout: TableLayout, rows: list[Counted], places: Places) -> list[Item]:
    """The items of a dimension, each after the one it lies in; the first is the total of all."""
    if name == Dimension.AREA:
        return _tree_of_places(rows, places)
    keys = {_key_in(name, row, places) for row in rows} - {TOTAL}
    if name == Dimension.AGE:
        return _tree_of_ages(keys)
    is_summed = not (name == Dimension.YEAR and layout.measure == Measure.STOCK)
    ordered = sorted(keys, key=lambda key: _order(name, key))
    root = [Item(TOTAL, None, 0)] if is_summed else []
    return [*root, *(Item(key, TOTAL if is_summed else None, 1) for key in ordered)]


def _order(name: str, key: str) -> tuple[int, str]:
    if name == Dimension.SEX:
        return (list(Sex.values).index(key), "")
    # What is not said comes last.
    return (1 if key == "?" else 0, key)


def _tree_of_ages(keys: set[str]) -> list[Item]:
    """Ranges of ages: a wide one holds the narrow ones within it."""
    ranges = sorted(((_range(key), key) for key in keys), key=lambda each: (each[0][0], -each[0][1]))
    items = [Item(TOTAL, None, 0)]
    open_: list[tuple[tuple[int, int], Item]] = []
    for (low, high), key in ranges:
        while open_ and open_[-1][0][1] < low:
            open_.pop()
        if open_ and high > open_[-1][0][1]:
            raise Refused(_("Ranges of ages overlap: choose which of them count."), field="filters")
        above = open_[-1][1] if open_ else items[0]
        item = Item(key, above.key, above.level + 1)
        items.append(item)
        open_.append(((low, high), item))
    return items


def _range(key: str) -> tuple[int, int]:
    low, _dash, high = key.rstrip("+").partition("-")
    return int(low), int(high) if high else (999 if key.endswith("+") else int(low))


def _tree_of_places(rows: list[Counted], places: Places) -> list[Item]:
    below: Mapping[str, set[str]] = defaultdict(set)
    for at in {row.place or row.asylum or row.origin for row in rows}:
        line = [TOTAL, *(places.key(pk) for pk in places.line(at))] if at is not None else [TOTAL, "?"]
        for above, beneath in pairwise(line):
            below[above].add(beneath)
    items: list[Item] = []

    def take(key: str, parent: str | None, level: int) -> None:
        items.append(Item(key, parent, level))
        for each in sorted(below.get(key, ())):
            take(each, key, level + 1)

    take(TOTAL, None, 0)
    return items


class _Grid:
    """Cells by row and column; what no observation gives is summed from what lies below."""

    def __init__(self, rows: list[Item], columns: list[Item]) -> None:
        self.trees = [rows, columns]
        self.below = [_children(rows), _children(columns)]
        self.own: dict[tuple[str, str], tuple[int, set[int]]] = {}
        self.known: dict[tuple[str, str], Sum | None] = {}

    def add(self, row: str, column: str, counted: Counted) -> None:
        """Put an observation into its cell."""
        value, parts = self.own.get((row, column), (0, set()))
        self.own[row, column] = (value + counted.value, parts | {counted.id})

    def value(self, row: str, column: str) -> Sum | None:
        """The number of a cell: the source's own, else the larger of the two sums that can be made."""
        at = (row, column)
        if at not in self.known:
            if at in self.own:
                value, parts = self.own[at]
                self.known[at] = Sum(value, frozenset(parts))
            else:
                by_rows = [self.value(each, column) for each in self.below[0].get(row, ())]
                by_columns = [self.value(row, each) for each in self.below[1].get(column, ())]
                sums = [_added(by_rows), _added(by_columns)]
                found = [each for each in sums if each is not None]
                self.known[at] = max(found, key=lambda each: each.value) if found else None
        return self.known[at]

    def table(self, *, has_root: bool) -> Table:
        """The whole, with what is not broken down; without totals, only the items below them."""
        shown = [[item for item in tree if has_root or item.key != TOTAL] for tree in self.trees]
        cells = {
            (row.key, column.key): found
            for row in shown[0]
            for column in shown[1]
            if (found := self.value(row.key, column.key)) is not None
        }
        rows, cells = _with_rests(shown[0], shown[1], cells, is_of_rows=True)
        columns, cells = _with_rests(shown[1], rows, cells, is_of_rows=False)
        relations = _relations(rows, columns, cells, is_of_rows=True)
        relations += _relations(columns, rows, cells, is_of_rows=False)
        return Table(tuple(rows), tuple(columns), cells, tuple(relations))


def _children(items: Iterable[Item]) -> dict[str, list[str]]:
    below: dict[str, list[str]] = defaultdict(list)
    for item in items:
        if item.parent is not None:
            below[item.parent].append(item.key)
    return below


def _added(sums: Iterable[Sum | None]) -> Sum | None:
    found = [each for each in sums if each is not None]
    if not found:
        return None
    return Sum(sum(each.value for each in found), frozenset().union(*(each.parts for each in found)))


def _with_rests(
    items: list[Item], others: list[Item], cells: dict[tuple[str, str], Sum], *, is_of_rows: bool
) -> tuple[list[Item], dict[tuple[str, str], Sum]]:
    """Add to each item that holds others the one of what is not broken down, where there is something."""
    kept, below = dict(cells), _children(items)
    rests: dict[str, Item] = {}
    for item in items:
        beneath = below.get(item.key)
        if not beneath:
            continue
        left: dict[str, int] = {}
        for other in others:
            whole = kept.get(_at(item.key, other.key, is_of_rows))
            parts = [kept.get(_at(each, other.key, is_of_rows)) for each in beneath]
            if whole is not None and any(part is not None for part in parts):
                left[other.key] = whole.value - sum(part.value for part in parts if part is not None)
        if any(value < 0 for value in left.values()):
            raise Refused(
                _("In this dataset parts come to more than their total. Lay the table out without totals."),
                field="has_margins",
            )
        if any(left.values()):
            rests[item.key] = Item(f"{item.key} {REST}", item.key, item.level + 1)
            for beside, value in left.items():
                kept[_at(rests[item.key].key, beside, is_of_rows)] = Sum(value)
    return _placed(items, rests), kept


def _placed(items: list[Item], rests: Mapping[str, Item]) -> list[Item]:
    """Each rest stands after all that lies in its item."""
    placed: list[Item] = []
    open_: list[Item] = []
    for item in [*items, None]:
        level = item.level if item is not None else -1
        while open_ and open_[-1].level >= level:
            closed = open_.pop()
            if closed.key in rests:
                placed.append(rests[closed.key])
        if item is not None:
            placed.append(item)
            open_.append(item)
    return placed


def _relations(
    items: list[Item], others: list[Item], cells: Mapping[tuple[str, str], Sum], *, is_of_rows: bool
) -> list[tuple[tuple[str, str], tuple[tuple[str, str], ...]]]:
    found = []
    for key, beneath in _children(items).items():
        if all(item.key != key for item in items):
            continue
        for other in others:
            total = _at(key, other.key, is_of_rows)
            parts = tuple(at for each in beneath if (at := _at(each, other.key, is_of_rows)) in cells)
            if total in cells and parts:
                found.append((total, parts))
    return found


def _at(item: str, other: str, is_of_rows: bool) -> tuple[str, str]:  # noqa: FBT001 - which of the two comes first
    return (item, other) if is_of_rows else (other, item)
