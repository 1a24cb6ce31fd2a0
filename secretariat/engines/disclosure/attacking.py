"""How wide each hidden number stays under a pattern, as the search sees it; and the inequality that says why not."""

from dataclasses import dataclass
from time import monotonic

import numpy as np
import numpy.typing as npt

from secretariat.engines.disclosure.lp import Floats, Programme
from secretariat.engines.disclosure.system import FARTHEST, Bools, System

__all__ = ["Attack", "Cut"]

TOLERANCE = 1e-6
# Moves that are kept, to be asked again when a number is shown again.
KEPT = 400
# So many of the cells nearest to a closed one are looked at first, and so often many are moved at once.
NEAREST = 4
PUSHES = 6


@dataclass(frozen=True)
class Cut:
    """Of these cells so many must be blank that the sum of their ``factors`` reaches ``low``.

    ``given`` is the cell whose being blank asks for it, or -1 where it is asked in any case.
    """

    cells: npt.NDArray[np.intp]
    factors: Floats
    low: float
    given: int = -1


class Attack:
    """The linear programmes of one pattern: only cells that can move are in them."""

    def __init__(self, system: System, is_open: Bools, deadline: float) -> None:
        """Take a pattern; nothing is solved yet."""
        self._system = system
        self._deadline = deadline
        self.is_open = is_open.copy()
        self._low = np.where(is_open, system.open_low, system.closed_low)
        self._high = np.where(is_open, system.open_high, system.closed_high)
        self._columns = np.flatnonzero(self._low < self._high)
        self._place = np.full(len(is_open), -1, dtype=np.int32)
        self._place[self._columns] = np.arange(len(self._columns), dtype=np.int32)
        frame = system.frame_of(self._columns)
        self._programme = Programme(frame, self._low[self._columns], self._high[self._columns])
        self._moves: list[Floats] = []
        # How far each column was seen to move, and the moves that showed it.
        self._reach_low = np.zeros(len(self._columns))
        self._reach_high = np.zeros(len(self._columns))

    def required(self) -> npt.NDArray[np.intp]:
        """Cells that must stay uncertain: small ones, and all that are blank in the release."""
        return np.flatnonzero(self._system.small | (self.is_open & self._system.published))

    def width(self, cell: int) -> float:
        """How wide this cell was found to be so far."""
        place = self._place[cell]
        return float(self._reach_high[place] - self._reach_low[place]) if place >= 0 else 0.0

    def is_wide(self, cell: int) -> bool:
        """Whether this cell is wide enough; solves what is needed to know."""
        if self._is_shown_wide(cell):
            return True
        if self._place[cell] < 0:
            return False
        for sense in (1.0, -1.0):
            self._push(np.array([cell]), np.array([sense]))
            if self._is_shown_wide(cell):
                return True
        return False

    def cut(self, cell: int) -> Cut | None:
        """What must be blank for this cell to be wide enough, by the prices of its two programmes."""
        system = self._system
        pulls = [self._pull(cell, sense) for sense in (1.0, -1.0)]
        if any(pull is None for pull in pulls):
            return None
        up = sum(np.maximum(pull[0], 0.0) for pull in pulls if pull is not None)
        down = sum(np.maximum(-pull[0], 0.0) for pull in pulls if pull is not None)
        rest = sum(pull[1] for pull in pulls if pull is not None)
        closed = up * system.closed_high - down * system.closed_low
        opened = up * system.open_high - down * system.open_low
        given = -1 if system.small[cell] else cell
        if given >= 0:
            closed[cell] = opened[cell]
        low = float(system.need[cell] - rest - closed.sum())
        gains = np.where(system.openable, opened - closed, 0.0)
        cells = np.flatnonzero(gains > TOLERANCE)
        return Cut(cells, np.minimum(gains[cells], low), low, given) if low > TOLERANCE else None

    def narrow(self, generator: np.random.Generator) -> list[int]:
        """The cells that are not wide enough."""
        required = self.required()
        self._push_by_chance(required, generator)
        return [int(cell) for cell in required if not self.is_wide(cell)]

    def can_close(self, cell: int, generator: np.random.Generator) -> bool:
        """Show this cell again if all others stay wide enough, else leave it as it is."""
        if not self._may_close(cell):
            return False
        kept = self._moves
        self._set(cell, self._system.closed_low[cell], self._system.closed_high[cell])
        self.is_open[cell] = False
        place = self._place[cell]
        self._moves = [move for move in kept if self._low[cell] <= move[place] <= self._high[cell]]
        self._look_again()
        if self._are_wide(self._by_doubt(cell), generator):
            return True
        self._set(cell, self._system.open_low[cell], self._system.open_high[cell])
        self.is_open[cell] = True
        self._moves = kept
        self._look_again()
        return False

    def _may_close(self, cell: int) -> bool:
        """Whether each sum with this cell would still leave the others in it enough room; quicker than a programme."""
        system = self._system
        room = np.minimum(self._high, FARTHEST) - np.maximum(self._low, -FARTHEST)
        room[cell] = system.closed_high[cell] - system.closed_low[cell]
        needs = system.small | (self.is_open & system.published)
        needs[cell] = system.small[cell]
        for row in system.rows_with(cell):
            inside = system.rows.columns[system.rows.starts[row] : system.rows.starts[row + 1]]
            held = inside[needs[inside]]
            rest = room[inside].sum() + system.rows.high[row] - system.rows.low[row]
            if (rest - room[held] < system.need[held] - TOLERANCE).any():
                return False
        return True

    def _are_wide(self, cells: npt.NDArray[np.intp], generator: np.random.Generator) -> bool:
        if not all(self.is_wide(int(cell)) for cell in cells[:NEAREST]):
            return False
        self._push_by_chance(cells, generator)
        return all(self.is_wide(int(cell)) for cell in cells)

    def _by_doubt(self, cell: int) -> npt.NDArray[np.intp]:
        """Cells not yet seen to be wide, first those that share a sum with this one: they are hurt first."""
        required = self.required()
        moving = self._place[required] >= 0
        moving[moving] = ~self._shown_wide(required[moving])
        doubtful = required[moving | (self._place[required] < 0)]
        rows = self._system.rows
        near = np.zeros(len(self._place), dtype=bool)
        for row in self._system.rows_with(cell):
            near[rows.columns[rows.starts[row] : rows.starts[row + 1]]] = True
        return doubtful[np.argsort(~near[doubtful], kind="stable")]

    def _push_by_chance(self, cells: npt.NDArray[np.intp], generator: np.random.Generator) -> None:
        """Move many cells at once, each up or down."""
        moving = cells[self._place[cells] >= 0]
        for _ in range(PUSHES):
            doubtful = moving[~self._shown_wide(moving)]
            if len(doubtful) < 4:
                break
            signs = generator.choice([-1.0, 1.0], size=len(doubtful))
            self._push(doubtful, signs * generator.uniform(1.0, 2.0, size=len(doubtful)))

    def _set(self, cell: int, low: float, high: float) -> None:
        self._low[cell], self._high[cell] = low, high
        place = self._place[cell]
        self._programme.bound(np.array([place], dtype=np.int32), np.array([low]), np.array([high]))

    def _is_shown_wide(self, cell: int) -> bool:
        return bool(self.width(cell) >= self._system.need[cell] - TOLERANCE)

    def _shown_wide(self, cells: npt.NDArray[np.intp]) -> Bools:
        places = self._place[cells]
        return (self._reach_high[places] - self._reach_low[places]) >= self._system.need[cells] - TOLERANCE

    def _push(self, cells: npt.NDArray[np.intp], costs: Floats) -> Floats | None:
        """Move these cells as far as they go; returns the rows' prices."""
        aims = np.zeros(len(self._columns))
        aims[self._place[cells]] = costs
        self._programme.aim(aims)
        answer = self._programme.most(seconds=max(5.0, self._deadline - monotonic()))
        if answer.status != "optimal":
            return None
        move = answer.values
        self._moves.append(move)
        np.minimum(self._reach_low, move, out=self._reach_low)
        np.maximum(self._reach_high, move, out=self._reach_high)
        if len(self._moves) > 2 * KEPT:
            self._moves = self._moves[-KEPT:]
        return answer.prices

    def _look_again(self) -> None:
        self._reach_low[:] = 0.0
        self._reach_high[:] = 0.0
        for move in self._moves:
            np.minimum(self._reach_low, move, out=self._reach_low)
            np.maximum(self._reach_high, move, out=self._reach_high)

    def _pull(self, cell: int, sense: float) -> tuple[Floats, float] | None:
        """What each cell's bounds and the rows' bounds add to how far this one moves; true for any prices at all."""
        system = self._system
        aim = np.zeros(len(self._place))
        aim[cell] = sense
        if self._place[cell] < 0:
            return self._priced(aim, np.zeros(len(system.rows.low)))
        prices = self._push(np.array([cell]), np.array([sense]))
        return None if prices is None else self._priced(aim, np.round(prices, 6))

    def _priced(self, aim: Floats, prices: Floats) -> tuple[Floats, float]:
        pull = np.round(aim - self._system.pull_of(prices), 6)
        rows = self._system.rows
        rest = np.maximum(prices, 0.0) @ rows.high - np.maximum(-prices, 0.0) @ rows.low
        return pull, float(rest)
