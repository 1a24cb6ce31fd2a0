"""The sums that the search for a pattern works on, as arrays of moves away from the true values.

A stranger's possible tables are the true one plus a move: each cell by so much up or down as its sign leaves open, so
that every sum still holds. Moves are small where values are large, which keeps the arithmetic sound.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from secretariat.engines.disclosure.lp import Floats, Frame, Ints
from secretariat.engines.disclosure.models import Cell, Hidden, Interval, Tables
from secretariat.engines.disclosure.showing import interval_of_shown, interval_of_small, is_small, rules_of

__all__ = ["FARTHEST", "Bools", "System", "hidden_of", "system_of"]

Bools = npt.NDArray[np.bool_]
# No move is looked for that is longer: it would show nothing more.
FARTHEST = 1e6
# What it loses to show ":" instead of "<5", as a share of the cell's cost.
BLANK_SHARE = 0.25


@dataclass(frozen=True)
class System:
    """Arrays over the ``n`` cells, and the rows of sums.

    ``closed_low``, ``closed_high``: how far a cell moves while it is shown (or shown as "<5"); ``open_low``,
    ``open_high``: while it is blank. ``small``: must be protected; ``need``: how wide; ``openable``: may be made blank;
    ``published``: is part of the release. ``costs``: what making it blank loses.
    """

    keys: tuple[str, ...]
    rows: Frame
    closed_low: Floats
    closed_high: Floats
    open_low: Floats
    open_high: Floats
    small: Bools
    need: Floats
    published: Bools
    openable: Bools
    costs: Floats

    @cached_property
    def row_of(self) -> Ints:
        """The row of each entry of the frame."""
        return np.repeat(np.arange(len(self.rows.low), dtype=np.int32), np.diff(self.rows.starts))

    @cached_property
    def _rows_by_cell(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.rows.columns, kind="stable")
        counts = np.bincount(self.rows.columns, minlength=len(self.keys))
        return self.row_of[order], np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)

    def cost(self, pattern: Bools) -> float:
        """What a pattern loses."""
        return float(self.costs[pattern & self.published].sum())

    def rows_with(self, cell: int) -> Ints:
        """The rows in which this cell is."""
        rows, starts = self._rows_by_cell
        return rows[starts[cell] : starts[cell + 1]]

    def frame_of(self, columns: npt.NDArray[np.intp]) -> Frame:
        """The rows over some of the cells alone; the others do not move."""
        place = np.full(len(self.keys), -1, dtype=np.int32)
        place[columns] = np.arange(len(columns), dtype=np.int32)
        kept = place[self.rows.columns] >= 0
        counts = np.bincount(self.row_of[kept], minlength=len(self.rows.low))
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        return Frame(starts, place[self.rows.columns[kept]], self.rows.factors[kept], self.rows.low, self.rows.high)

    def pull_of(self, prices: Floats) -> Floats:
        """What the rows' prices add up to for each cell (length ``n``)."""
        weights = self.rows.factors * prices[self.row_of]
        return np.bincount(self.rows.columns, weights=weights, minlength=len(self.keys)).astype(np.float64)


def system_of(tables: Tables) -> System:
    """Tables as arrays; the tables have been checked before."""
    cells = tables.cells
    values = np.array([cell.value for cell in cells], dtype=np.float64)
    closed = [_closed(cell, tables) for cell in cells]
    published = np.array([cell.is_published for cell in cells], dtype=bool)
    small = np.array([is_small(cell.value, rules_of(cell, tables)) for cell in cells], dtype=bool)
    costs = np.array([float(max(1, cell.cost)) for cell in cells])
    open_low = np.maximum(-values, -FARTHEST)
    open_high = np.full(len(cells), FARTHEST)
    highs = [FARTHEST if each.high is None else float(each.high - cell.value) for each, cell in _pairs(closed, cells)]
    lows = [float(each.low - cell.value) for each, cell in _pairs(closed, cells)]
    return System(
        keys=tuple(cell.key for cell in cells),
        rows=_rows(tables),
        closed_low=np.where(published, np.maximum(lows, open_low), open_low),
        closed_high=np.where(published, np.minimum(highs, FARTHEST), open_high),
        open_low=open_low,
        open_high=open_high,
        small=small,
        need=np.array([float(rules_of(cell, tables).protection) for cell in cells]),
        published=published,
        openable=published.copy(),
        costs=np.where(small, costs * BLANK_SHARE, costs),
    )


def hidden_of(system: System, is_open: Bools) -> Hidden:
    """A pattern as keys: small numbers that are not blank are shown as "<5"."""
    blank = is_open & system.published
    below = system.small & system.published & ~blank
    return Hidden(
        below=frozenset(system.keys[place] for place in np.flatnonzero(below)),
        blank=frozenset(system.keys[place] for place in np.flatnonzero(blank)),
    )


def _pairs(closed: list[Interval], cells: tuple[Cell, ...]) -> Iterator[tuple[Interval, Cell]]:
    return zip(closed, cells, strict=True)


def _closed(cell: Cell, tables: Tables) -> Interval:
    rules = rules_of(cell, tables)
    return interval_of_small(rules) if is_small(cell.value, rules) else interval_of_shown(cell.value, rules)


def _rows(tables: Tables) -> Frame:
    place = {cell.key: number for number, cell in enumerate(tables.cells)}
    starts, columns, factors, low, high = [0], list[int](), list[float](), list[float](), list[float]()
    for relation in dict.fromkeys(tables.relations):
        columns += [place[relation.total], *(place[part] for part in relation.parts)]
        factors += [-1.0, *(1.0 for _ in relation.parts)]
        starts.append(len(columns))
        low.append(0.0)
        high.append(0.0)
    for known in dict.fromkeys(tables.known):
        total = sum(tables.cells[place[part]].value for part in known.parts)
        columns += [place[part] for part in known.parts]
        factors += [1.0] * len(known.parts)
        starts.append(len(columns))
        low.append(max(-FARTHEST, float(known.interval.low - total)))
        high.append(FARTHEST if known.interval.high is None else min(FARTHEST, float(known.interval.high - total)))
    return Frame(
        np.array(starts, dtype=np.int32),
        np.array(columns, dtype=np.int32),
        np.array(factors),
        np.array(low),
        np.array(high),
    )
