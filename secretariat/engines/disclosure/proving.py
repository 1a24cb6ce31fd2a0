"""A pattern that is proved the cheapest: what every protecting pattern must hide, inequality by inequality.

Fischetti & Salazar-González, "Models and algorithms for optimizing cell suppression in tabular data with linear
constraints", Journal of the American Statistical Association 95 (2000): a programme in 0 and 1 chooses the blank cells;
for each number that a stranger can compute too closely, the prices of the stranger's linear programmes say which cells
would have to be blank, and that joins the programme (Benders' decomposition, with the factors cut down to the room
that is asked for).
"""

from dataclasses import dataclass
from time import monotonic

import numpy as np

from secretariat.engines.disclosure.attacking import Attack, Cut
from secretariat.engines.disclosure.lp import Floats, Frame, Programme
from secretariat.engines.disclosure.system import Bools, System

__all__ = ["Proof", "prove"]

# Costs are whole numbers of quarters.
GRAIN = 0.25
AT_ONCE = 400
# Of two choices of one cost that is taken which is nearer to the pattern there is; all of that weighs less than this.
NEARNESS = 0.05


@dataclass(frozen=True)
class Proof:
    """The best pattern that was found, no protecting pattern costs less than ``bound``."""

    pattern: Bools
    bound: float
    is_best: bool
    # The last choice of the programme: it costs no more than what protects, and protects almost.
    last: Bools


def prove(system: System, pattern: Bools, *, seed: int, until: float) -> Proof:
    """Set out from a pattern that protects and look for a cheaper one, or for the proof that there is none."""
    best, cost, bound = pattern, _cost(system, pattern), 0.0
    choice, last = _Choice(system, pattern, seed), pattern
    generator = np.random.default_rng(seed)
    while bound < cost - GRAIN / 2 and monotonic() < until:
        found, lower, is_least = choice.least(until - monotonic())
        bound = max(bound, lower)
        if found is None:
            break
        last = found | ~system.published
        attack = Attack(system, last, until)
        narrow = attack.narrow(generator)
        if not narrow and _cost(system, found) < cost:
            best, cost = last, _cost(system, found)
        cuts = [cut for cut in (attack.cut(cell) for cell in narrow[:AT_ONCE]) if cut is not None]
        if not narrow and is_least:
            bound = max(bound, cost)
        if not choice.add(cuts):
            break
    return Proof(best, min(bound, cost), bound >= cost - GRAIN / 2, last)


class _Choice:
    """The programme in 0 and 1: which cells are blank."""

    def __init__(self, system: System, pattern: Bools, seed: int) -> None:
        self._cells = np.flatnonzero(system.openable)
        self._place = np.full(len(system.keys), -1, dtype=np.int32)
        self._place[self._cells] = np.arange(len(self._cells), dtype=np.int32)
        self._size = len(system.keys)
        size = len(self._cells)
        nothing = Frame(np.zeros(1, dtype=np.int32), np.zeros(0, dtype=np.int32), np.zeros(0), np.zeros(0), np.zeros(0))
        self._programme = Programme(nothing, np.zeros(size), np.ones(size), kind="whole", seed=seed)
        most = max(1, int(_cost(system, pattern) / GRAIN))
        self._programme.aim((system.costs + np.where(pattern, 0.0, NEARNESS / most))[self._cells])

    def least(self, seconds: float) -> tuple[Bools | None, float, bool]:
        """The cheapest choice, a bound on its cost, and whether it is the cheapest."""
        answer = self._programme.least(seconds=seconds)
        bound = _grained(answer.bound - NEARNESS)
        if answer.status not in ("optimal", "feasible"):
            return None, bound, False
        chosen = np.zeros(self._size, dtype=bool)
        chosen[self._cells[answer.values > 0.5]] = True
        return chosen, bound, answer.status == "optimal"

    def add(self, cuts: list[Cut]) -> bool:
        """Add inequalities; whether there were any."""
        for cut in cuts:
            columns = self._place[cut.cells]
            factors: Floats = cut.factors
            low = cut.low
            if cut.given >= 0:
                keep = cut.cells != cut.given
                columns = np.append(columns[keep], self._place[cut.given]).astype(np.int32)
                factors = np.append(factors[keep], -low)
                low = 0.0
            self._programme.require(columns, factors, low)
        return bool(cuts)


def _grained(bound: float) -> float:
    return float(max(0.0, np.ceil(bound / GRAIN - 1e-6) * GRAIN)) if np.isfinite(bound) else 0.0


def _cost(system: System, pattern: Bools) -> float:
    return float(system.costs[pattern & system.published].sum())
