"""A pattern that is proved the cheapest: what every protecting pattern must hide, inequality by inequality.

Fischetti & Salazar-González, "Models and algorithms for optimizing cell suppression in tabular data with linear
constraints", Journal of the American Statistical Association 95 (2000): a programme in 0 and 1 chooses the blank cells;
for each number that a stranger can compute too closely, the prices of the stranger's linear programmes say which cells
would have to be blank, and that joins the programme (Benders' decomposition, with the factors cut down to the room
that is asked for).
"""

from time import monotonic

import numpy as np

from secretariat.engines.disclosure.attacking import Attack, Cut
from secretariat.engines.disclosure.lp import Floats, Frame, Programme
from secretariat.engines.disclosure.system import Bools, System

__all__ = ["Proof"]

# Costs are whole numbers of quarters.
GRAIN = 0.25
AT_ONCE = 400
# Of two choices of one cost that is taken which is nearer to the pattern there is; all of that weighs less than this.
NEARNESS = 0.05


class Proof:
    """A proof on its way: the best pattern known, and a bound that no protecting pattern goes below."""

    def __init__(self, system: System, pattern: Bools, *, seed: int) -> None:
        """Set out from a pattern that protects."""
        self._system = system
        self._generator = np.random.default_rng(seed)
        self._choice = _Choice(system, pattern, seed)
        self.best, self.cost, self.bound = pattern, system.cost(pattern), 0.0
        # The last choice: it costs no more than what protects, and protects almost.
        self.last = pattern

    def is_closed(self) -> bool:
        """Whether no cheaper pattern can exist."""
        return self.bound >= self.cost - GRAIN / 2

    def take(self, pattern: Bools) -> None:
        """Hear of another pattern that protects."""
        cost = self._system.cost(pattern)
        if cost < self.cost:
            self.best, self.cost = pattern, cost

    def learn_in_fractions(self, *, until: float) -> None:
        """Choose in fractions: it is quick, and most of what a pattern must hide is learnt from it."""
        while self._goes_on(until) and self._step(until, whole=False):
            pass

    def learn(self, *, until: float) -> None:
        """Choose in whole numbers, to the end or until the time is out."""
        while self._goes_on(until) and self._step(until, whole=True):
            pass

    def _goes_on(self, until: float) -> bool:
        return not self.is_closed() and monotonic() < until

    def _step(self, until: float, *, whole: bool) -> bool:
        """Choose, attack what was chosen, and learn from it; whether anything was learnt."""
        system = self._system
        found, lower, is_least = self._choice.least(until - monotonic(), whole=whole)
        self.bound = max(self.bound, lower)
        if found is None:
            return False
        self.last = found | ~system.published
        attack = Attack(system, self.last, until)
        narrow = attack.narrow(self._generator)
        if not narrow:
            self.take(self.last)
        if not narrow and whole and is_least:
            self.bound = max(self.bound, self.cost)
        cuts = [attack.cut(cell) for cell in narrow[:AT_ONCE] if monotonic() < until]
        return self._choice.add([cut for cut in cuts if cut is not None])


class _Choice:
    """The programme that chooses which cells are blank: in 0 and 1, and in fractions between them."""

    def __init__(self, system: System, pattern: Bools, seed: int) -> None:
        self._cells = np.flatnonzero(system.openable)
        self._place = np.full(len(system.keys), -1, dtype=np.int32)
        self._place[self._cells] = np.arange(len(self._cells), dtype=np.int32)
        self._size = len(system.keys)
        size = len(self._cells)
        none = np.zeros(0, dtype=np.int32)
        nothing = Frame(np.zeros(1, dtype=np.int32), none, np.zeros(0), np.zeros(0), np.zeros(0))
        self._whole = Programme(nothing, np.zeros(size), np.ones(size), kind="whole", seed=seed)
        self._relaxed = Programme(nothing, np.zeros(size), np.ones(size), kind="bounds change", seed=seed)
        most = max(1, int(system.cost(pattern) / GRAIN))
        costs = (system.costs + np.where(pattern, 0.0, NEARNESS / most))[self._cells]
        self._whole.aim(costs)
        self._relaxed.aim(costs)

    def least(self, seconds: float, *, whole: bool) -> tuple[Bools | None, float, bool]:
        """The cheapest choice, a bound on its cost, and whether it is the cheapest.

        In fractions, all that is chosen in part is taken whole.
        """
        answer = (self._whole if whole else self._relaxed).least(seconds=seconds)
        if answer.status not in ("optimal", "feasible"):
            return None, _grained(answer.bound - NEARNESS) if whole else 0.0, False
        is_proved = whole or answer.status == "optimal"
        chosen = np.zeros(self._size, dtype=bool)
        chosen[self._cells[answer.values > (0.5 if whole else 1e-6)]] = True
        return chosen, _grained(answer.bound - NEARNESS) if is_proved else 0.0, answer.status == "optimal"

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
            self._whole.require(columns, factors, low)
            self._relaxed.require(columns, factors, low)
        return bool(cuts)


def _grained(bound: float) -> float:
    return float(max(0.0, np.ceil(bound / GRAIN - 1e-6) * GRAIN)) if np.isfinite(bound) else 0.0
