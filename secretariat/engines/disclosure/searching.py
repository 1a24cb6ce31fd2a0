"""A pattern that protects, found quickly: number after number, then tidied, then loosened and mended again."""

from math import inf
from time import monotonic

import numpy as np
import numpy.typing as npt

from secretariat.engines.disclosure.attacking import Attack
from secretariat.engines.disclosure.augmenting import Augmenter, OutOfTime
from secretariat.engines.disclosure.lp import Floats
from secretariat.engines.disclosure.system import Bools, System

__all__ = ["Hopeless", "Search"]

SLACK = 1e-6
# So many cells of each sum, and this share of all, are looked at for a first pattern.
CHEAPEST = 8
CHANCE = 0.02
# In so many ways a width is split into up and down, where neither alone will do.
SPLITS = 12
Move = tuple[Floats, npt.NDArray[np.intp]]


class Hopeless(Exception):  # noqa: N818 it is no error of anybody
    """Nothing that could be made blank gives this cell the room it needs."""

    def __init__(self, cell: int) -> None:
        """Keep which cell."""
        super().__init__(cell)
        self.cell = cell


class Search:
    """Looks for patterns of little cost; the same seed looks in the same order."""

    def __init__(self, system: System, *, seed: int, deadline: float) -> None:
        """Take the sums and the time there is."""
        self._system = system
        self._deadline = deadline
        self._generator = np.random.default_rng(seed)

    def mended(self, start: Bools, *, until: float = inf) -> Bools:
        """A pattern that protects, from one that need not, and hides more than it must.

        Raises ``Hopeless``, and ``OutOfTime`` after ``until``.
        """
        return self._mended(start, self._system.costs, until)

    def tidied(self, pattern: Bools) -> Bools:
        """The pattern without what it can do without, the dearest first."""
        attack = Attack(self._system, pattern, self._deadline)
        attack.narrow(self._generator)
        blank = np.flatnonzero(pattern & self._system.openable)
        order = blank[np.lexsort((self._generator.random(len(blank)), -self._system.costs[blank]))]
        for cell in order:
            if monotonic() > self._deadline:
                break
            attack.can_close(int(cell), self._generator)
        return attack.is_open

    def improved(self, pattern: Bools, bound: float, *, until: float) -> Bools:
        """The best pattern found by showing some of the blank cells again and mending what that breaks."""
        best, cost = pattern, self._system.cost(pattern)
        longest, now = 0.0, monotonic()
        while cost > bound and now + longest < until:
            found = self._varied(best)
            longest, now = max(longest, monotonic() - now), monotonic()
            if self._system.cost(found) <= cost:
                best, cost = found, self._system.cost(found)
        return best

    def _varied(self, pattern: Bools) -> Bools:
        blank = np.flatnonzero(pattern & self._system.openable)
        share = self._generator.uniform(0.1, 0.5)
        start = pattern.copy()
        start[blank[self._generator.random(len(blank)) < share]] = False
        prices = self._system.costs * self._generator.uniform(0.8, 1.25, size=len(pattern))
        try:
            return self.tidied(self._mended(start, prices, self._deadline))
        except (Hopeless, OutOfTime):
            return pattern

    def _mended(self, start: Bools, prices: Floats, until: float) -> Bools:
        attack = Attack(self._system, start, self._deadline)
        narrow = attack.narrow(self._generator)
        if not narrow:
            return start
        try:
            return self._augmented((start, self._cheap(prices)), narrow, prices, until)
        except Hopeless:
            return self._augmented((start, np.ones(len(start), dtype=bool)), narrow, prices, until)

    def _cheap(self, prices: Floats) -> Bools:
        """Of each sum the cheapest cells with room to move, and some more by chance: enough to choose from."""
        system = self._system
        room = np.maximum(0.01, np.minimum(1.0, -system.open_low / system.need))
        order = prices / room * self._generator.uniform(0.99, 1.01, size=len(prices))
        cheap = self._generator.random(len(prices)) < CHANCE
        for first, last in zip(system.rows.starts[:-1], system.rows.starts[1:], strict=True):
            inside = system.rows.columns[first:last]
            if len(inside) > CHEAPEST:
                inside = inside[np.argpartition(order[inside], CHEAPEST)[:CHEAPEST]]
            cheap[inside] = True
        return cheap

    def _augmented(self, pair: tuple[Bools, Bools], narrow: list[int], prices: Floats, until: float) -> Bools:
        """``pair``: the pattern to set out from, and the cells among which to choose."""
        start, among = pair
        augmenter = Augmenter(self._system, start, among, prices, self._deadline)
        widths = _Widths(len(start))
        queue = list(self._generator.permutation(narrow))
        while queue:
            if monotonic() > until:
                raise OutOfTime
            cell = int(queue.pop())
            if widths.of(cell) >= self._system.need[cell] - SLACK:
                continue
            for move, opened in self._cheapest(augmenter, cell, prices):
                queue += [each for each in opened if not augmenter.is_open[each] and not self._system.small[each]]
                augmenter.open(opened)
                widths.see(move)
        return augmenter.is_open

    def _cheapest(self, augmenter: Augmenter, cell: int, prices: Floats) -> list[Move]:
        """The moves of least cost that give this cell its width."""
        need = float(self._system.need[cell])
        is_open = bool(augmenter.is_open[cell])
        found = []
        if not is_open and self._system.published[cell]:
            high = min(need, float(self._system.closed_high[cell]))
            found += self._together(augmenter, cell, (high, high - need), blank=False)
        if is_open or self._system.openable[cell] or not self._system.published[cell]:
            found += self._together(augmenter, cell, (need,), blank=True)
            found += self._together(augmenter, cell, (-need,), blank=True)
        if not found and (is_open or self._system.openable[cell]):
            for high in range(1, min(int(need), SPLITS)):
                found += self._together(augmenter, cell, (float(high), high - need), blank=True)
        if not found:
            raise Hopeless(cell)
        return min(found, key=lambda moves: _price(moves, augmenter.is_open, prices))

    def _together(self, augmenter: Augmenter, cell: int, ways: tuple[float, ...], *, blank: bool) -> list[list[Move]]:
        """One choice: a move each way by so much, if there are such; else no choice."""
        moves: list[Move] = []
        for by in ways:
            if abs(by) < SLACK:
                continue
            move = augmenter.move(cell, by, blank=blank)
            if move is None:
                break
            augmenter.free(move[1])
            moves.append(move)
        for _, opened in moves:
            augmenter.charge(opened)
        if len(moves) < sum(abs(by) >= SLACK for by in ways):
            return []
        if blank and self._system.published[cell] and not augmenter.is_open[cell]:
            moves[-1] = (moves[-1][0], np.union1d(moves[-1][1], [cell]))
        return [moves]


class _Widths:
    """How far apart two moves were seen for each cell."""

    def __init__(self, size: int) -> None:
        self._low = np.zeros(size)
        self._high = np.zeros(size)

    def of(self, cell: int) -> float:
        return float(self._high[cell] - self._low[cell])

    def see(self, move: Floats) -> None:
        np.minimum(self._low, move, out=self._low)
        np.maximum(self._high, move, out=self._high)


def _price(moves: list[Move], is_open: Bools, prices: Floats) -> float:
    cells = np.unique(np.concatenate([opened for _, opened in moves])).astype(np.intp)
    return float(prices[cells[~is_open[cells]]].sum())
