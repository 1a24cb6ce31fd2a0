"""Which cells to make blank besides, so that one more number moves: the cheapest set, by one linear programme each.

Kelly, Golden & Assad, "Cell suppression: disclosure protection for sensitive tabular data", Networks 22 (1992): cells
have a price per person moved, those that are blank already have none, and prices fall as the pattern grows.
"""

from time import monotonic

import numpy as np
import numpy.typing as npt

from secretariat.engines.disclosure.lp import Floats, Frame, Programme
from secretariat.engines.disclosure.system import Bools, System

__all__ = ["Augmenter", "OutOfTime"]

MOVED = 1e-6
# A programme that is begun may take so long whatever the hour.
LEAST_SECONDS = 30.0


class OutOfTime(Exception):  # noqa: N818 it is no error of anybody
    """The solver was stopped before it knew."""


class Augmenter:
    """One programme over all cells: a move within what its sign leaves open is free, beyond it is paid for."""

    def __init__(self, system: System, is_open: Bools, among: Bools, prices: Floats, deadline: float) -> None:
        """Take a pattern, the cells among which to look for more, and what each costs to be blank."""
        self._system = system
        self._deadline = deadline
        self._prices = prices
        self.is_open = is_open.copy()
        size = len(system.keys)
        core_low = np.where(is_open, system.open_low, system.closed_low)
        core_high = np.where(is_open, system.open_high, system.closed_high)
        self._core_low, self._core_high = core_low, core_high
        may = system.openable & among & ~is_open
        self._up = np.flatnonzero(may & (system.open_high > system.closed_high))
        self._down = np.flatnonzero(may & (system.open_low < system.closed_low))
        self._core = np.flatnonzero((core_low < core_high) | may | system.small)
        self._place = np.full(size, -1, dtype=np.int32)
        self._place[self._core] = np.arange(len(self._core), dtype=np.int32)
        self._place_up = np.full(size, -1, dtype=np.int32)
        self._place_up[self._up] = len(self._core) + np.arange(len(self._up), dtype=np.int32)
        self._place_down = np.full(size, -1, dtype=np.int32)
        self._place_down[self._down] = len(self._core) + len(self._up) + np.arange(len(self._down), dtype=np.int32)
        self._programme = self._set_up()

    def move(self, cell: int, by: float, *, blank: bool) -> tuple[Floats, npt.NDArray[np.intp]] | None:
        """A move of this cell ``by`` so much and the cells that must be blank for it, or None where there is none.

        ``blank``: the cell itself is blank, so that its own sign does not hold it.
        """
        system = self._system
        low = system.open_low[cell] if blank else self._core_low[cell]
        high = system.open_high[cell] if blank else self._core_high[cell]
        if not low <= by <= high:
            return None
        own = self._own(cell)
        self._programme.bound(own, np.array([by, 0.0, 0.0])[: len(own)], np.array([by, 0.0, 0.0])[: len(own)])
        answer = self._programme.least(seconds=max(LEAST_SECONDS, self._deadline - monotonic()))
        self._restore(cell)
        if answer.status == "impossible":
            return None
        if answer.status != "optimal":
            raise OutOfTime
        extra_up, extra_down = answer.values[self._place_up[self._up]], answer.values[self._place_down[self._down]]
        move = np.zeros(len(system.keys))
        move[self._core] = answer.values[: len(self._core)]
        move[self._up] += extra_up
        move[self._down] -= extra_down
        return move, np.union1d(self._up[extra_up > MOVED], self._down[extra_down > MOVED])

    def open(self, cells: npt.NDArray[np.intp]) -> None:
        """Make these cells blank."""
        for cell in cells[~self.is_open[cells]]:
            self.is_open[cell] = True
            self._core_low[cell] = self._system.open_low[cell]
            self._core_high[cell] = self._system.open_high[cell]
            self._restore(int(cell))

    def free(self, cells: npt.NDArray[np.intp]) -> None:
        """Ask nothing for these cells for now."""
        self._charge(cells, np.zeros(len(self._prices)))

    def charge(self, cells: npt.NDArray[np.intp]) -> None:
        """Ask for these cells what they cost."""
        self._charge(cells, self._prices)

    def _charge(self, cells: npt.NDArray[np.intp], prices: Floats) -> None:
        up = cells[self._place_up[cells] >= 0]
        down = cells[self._place_down[cells] >= 0]
        need = self._system.need
        room = np.maximum(1.0, np.minimum(need[down], -self._system.open_low[down]))
        self._programme.price(self._place_up[up], prices[up] / need[up])
        self._programme.price(self._place_down[down], prices[down] / room)

    def _own(self, cell: int) -> npt.NDArray[np.int32]:
        places = [self._place[cell], self._place_up[cell], self._place_down[cell]]
        return np.array([place for place in places if place >= 0], dtype=np.int32)

    def _restore(self, cell: int) -> None:
        system = self._system
        places, lows, highs = [self._place[cell]], [self._core_low[cell]], [self._core_high[cell]]
        if self._place_up[cell] >= 0:
            places.append(self._place_up[cell])
            lows.append(0.0)
            highs.append(0.0 if self.is_open[cell] else system.open_high[cell] - system.closed_high[cell])
        if self._place_down[cell] >= 0:
            places.append(self._place_down[cell])
            lows.append(0.0)
            highs.append(0.0 if self.is_open[cell] else system.closed_low[cell] - system.open_low[cell])
        self._programme.bound(np.array(places, dtype=np.int32), np.array(lows), np.array(highs))

    def _set_up(self) -> Programme:
        system = self._system
        core = system.frame_of(self._core)
        up, down = system.frame_of(self._up), system.frame_of(self._down)
        frame = _beside([(core, 0, 1.0), (up, len(self._core), 1.0), (down, len(self._core) + len(self._up), -1.0)])
        zeros = np.zeros(len(self._up) + len(self._down))
        extra_up = (system.open_high - system.closed_high)[self._up]
        extra_down = (system.closed_low - system.open_low)[self._down]
        programme = Programme(
            frame,
            np.concatenate([self._core_low[self._core], zeros]),
            np.concatenate([self._core_high[self._core], extra_up, extra_down]),
            kind="bounds change",
        )
        self._programme = programme
        self.charge(np.union1d(self._up, self._down))
        return programme


def _beside(parts: list[tuple[Frame, int, float]]) -> Frame:
    """Frames over the same rows side by side: each with its first column, and times a sign."""
    count = len(parts[0][0].low)
    rows = np.concatenate([np.repeat(np.arange(count), np.diff(frame.starts)) for frame, _, _ in parts])
    columns = np.concatenate([frame.columns + first for frame, first, _ in parts])
    factors = np.concatenate([frame.factors * sign for frame, _, sign in parts])
    order = np.argsort(rows, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=count))]).astype(np.int32)
    frame = parts[0][0]
    return Frame(starts, columns[order].astype(np.int32), factors[order], frame.low, frame.high)
