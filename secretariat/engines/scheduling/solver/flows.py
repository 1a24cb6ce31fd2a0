"""A bound on breaks that looks at no meeting: each party's days as a path, tied to the others by what rooms there are.

A party that meets in so many slots goes slot by slot through states: how many slots it has met in so far, whether it
met just now, and whether it has met before on that day. To meet again after an idle run is a break. The shares of all
paths in which no slot is overcrowded are a linear program; its prices for slots, rounded to whole numbers, give a bound
(Lagrange) that is then counted exactly, party by party, so nothing hangs on the precision of the program.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ortools.linear_solver import pywraplp

from secretariat.engines.scheduling.capacity import capacities
from secretariat.engines.scheduling.solver.ground import Ground

__all__ = ["breaks_bound"]

# More steps than this take longer than they are worth.
_MOST_STEPS = 60_000
# Prices are whole numbers of this part of a break.
_SCALE = 100_000

# Not yet met today; met just now; met before today, but not just now.
_FRESH, _BUSY, _IDLE = 0, 1, 2
_State = tuple[int, int, int]


@dataclass(frozen=True)
class _Step:
    """From one state to the next, through a slot in which the party meets or does not."""

    before: _State
    after: _State
    is_busy: bool
    is_break: bool


@dataclass(frozen=True)
class _Way:
    """What parties have in common who are alike here: the days, slots in which they can meet, how often at least and at
    most by the end of each slot."""

    days: tuple[int, ...]
    can_meet: tuple[bool, ...]
    least: tuple[int, ...]
    most: tuple[int, ...]

    @property
    def end(self) -> tuple[int, int]:
        """The slot after the last, and how often they meet in all."""
        return len(self.days), self.most[-1]

    @cached_property
    def steps(self) -> tuple[_Step, ...]:
        """All steps that can be taken, sooner ones first."""
        steps: list[_Step] = []
        here: dict[_State, None] = {(0, 0, _FRESH): None}
        for slot in range(len(self.days)):
            there: dict[_State, None] = {}
            for state in here:
                for step in self._steps_from(slot, state):
                    steps.append(step)
                    there[step.after] = None
            here = there
        return tuple(steps)

    def _steps_from(self, slot: int, state: _State) -> Iterator[_Step]:
        _, met, phase = state
        if slot and self.days[slot] != self.days[slot - 1]:
            phase = _FRESH
        if self.least[slot] <= met <= self.most[slot]:
            yield _Step(state, (slot + 1, met, _FRESH if phase == _FRESH else _IDLE), is_busy=False, is_break=False)
        if self.can_meet[slot] and self.least[slot] <= met + 1 <= self.most[slot]:
            yield _Step(state, (slot + 1, met + 1, _BUSY), is_busy=True, is_break=phase == _IDLE)

    def cheapest(self, prices: Mapping[int, int]) -> int | None:
        """What the cheapest path costs, with breaks at the full scale and a price for each slot."""
        cost: dict[_State, int] = {(0, 0, _FRESH): 0}
        for step in self.steps:
            if step.before in cost:
                price = cost[step.before] + (prices.get(step.before[0], 0) if step.is_busy else 0)
                price += _SCALE if step.is_break else 0
                cost[step.after] = min(cost.get(step.after, price), price)
        slot, met = self.end
        return min(
            (cost[slot, met, phase] for phase in (_FRESH, _BUSY, _IDLE) if (slot, met, phase) in cost), default=None
        )


def breaks_bound(ground: Ground) -> int:
    """How many breaks there are at least, if every meeting is held; 0 where that is not looked into."""
    if not all(ground.certain) or not ground.days:
        return 0
    limits = _limits(ground)
    ways = Counter(way for way in _ways(ground) if way.most[-1] > 1 or limits)
    if not limits or sum(len(way.steps) for way in ways) > _MOST_STEPS:
        return 0
    return _counted(ways, limits, _prices(ways, limits))


def _limits(ground: Ground) -> dict[int, int]:
    """How many parties can be busy in a slot."""
    most = max((len(meeting.parties) for meeting in ground.problem.meetings), default=0)
    limits: dict[int, int] = {}
    for capacity in capacities(ground.problem):
        if len(capacity.meetings) == len(ground.starts):
            for slot, places in enumerate(capacity.places):
                limits[slot] = min(limits.get(slot, places * most), places * most)
    return limits


def _ways(ground: Ground) -> Iterator[_Way]:
    lengths = [meeting.length for meeting in ground.problem.meetings]
    spans = [
        [slot for start in starts for slot in ground.held(index, start)] for index, starts in enumerate(ground.starts)
    ]
    for theirs in ground.theirs:
        if not theirs or not all(spans[index] for index in theirs):
            continue
        can_meet = {slot for index in theirs for slot in spans[index]}
        over = Counter(dict.fromkeys(range(len(ground.days)), 0))
        begun = Counter(over)
        for index in theirs:
            over[max(spans[index])] += lengths[index]
            begun[min(spans[index])] += lengths[index]
        least, most, total, latest = [], [], 0, 0
        for slot in range(len(ground.days)):
            total, latest = total + over[slot], latest + begun[slot]
            least.append(total)
            most.append(latest)
        yield _Way(ground.days, tuple(slot in can_meet for slot in range(len(ground.days))), tuple(least), tuple(most))


def _prices(ways: Mapping[_Way, int], limits: Mapping[int, int]) -> dict[int, int]:
    """What a place in each slot is worth, from the linear program."""
    program = pywraplp.Solver.CreateSolver("GLOP")
    infinity = program.infinity()
    crowd = {slot: program.Constraint(-infinity, limit) for slot, limit in limits.items()}
    objective = program.Objective()
    for way, number in ways.items():
        balance = _Balance(program, way, number)
        for step in way.steps:
            share = program.NumVar(0, infinity, "")
            balance.at(step.before).SetCoefficient(share, 1)
            balance.at(step.after).SetCoefficient(share, -1)
            if step.is_busy and step.before[0] in crowd:
                crowd[step.before[0]].SetCoefficient(share, 1)
            if step.is_break:
                objective.SetCoefficient(share, 1)
    objective.SetMinimization()
    if program.Solve() != pywraplp.Solver.OPTIMAL:
        return {}
    return {slot: max(0, round(-row.dual_value() * _SCALE)) for slot, row in crowd.items()}


class _Balance:
    """As many parties leave a state as come to it; they begin at the first and leave the last as they like."""

    def __init__(self, program: pywraplp.Solver, way: _Way, number: int) -> None:
        self.program, self.way, self.number = program, way, number
        self.rows: dict[_State, pywraplp.Constraint] = {}

    def at(self, state: _State) -> pywraplp.Constraint:
        if state not in self.rows:
            low, high = self._bounds(state)
            self.rows[state] = self.program.Constraint(low, high)
        return self.rows[state]

    def _bounds(self, state: _State) -> tuple[float, float]:
        if state == (0, 0, _FRESH):
            return self.number, self.number
        # At the end only those may be who have met as often as they are to.
        if state[0] == len(self.way.days):
            return (-self.number, 0) if state[1] == self.way.most[-1] else (0, 0)
        return 0, 0


def _counted(ways: Mapping[_Way, int], limits: Mapping[int, int], prices: Mapping[int, int]) -> int:
    """The bound that some prices prove, in whole breaks."""
    total = -sum(prices.get(slot, 0) * limit for slot, limit in limits.items())
    for way, number in ways.items():
        cheapest = way.cheapest(prices)
        if cheapest is None:
            return 0
        total += number * cheapest
    return max(0, -(-total // _SCALE))
