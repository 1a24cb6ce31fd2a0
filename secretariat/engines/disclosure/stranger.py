"""Somebody who knows what is published, and looks for all tables that agree with it."""

from math import ceil, floor, inf
from time import monotonic
from typing import Literal

import numpy as np

from secretariat.engines.disclosure.lp import Answer, Floats, Frame, Programme
from secretariat.engines.disclosure.parts import Part

__all__ = ["Stranger"]

# The verdict needs no longer move; short ones keep the arithmetic sound.
FAR = 1_000_000
# Beyond this, floating point numbers are not trusted to bound anything.
SOUND = 10**9
# By how much a bound of the solver may be wrong.
DOUBT = 1e-4

End = Literal["low", "high"]


class Stranger:
    """Looks for the least and the greatest possible move of each number of a part; remembers what was possible."""

    def __init__(self, part: Part) -> None:
        """Set out from the true table, which is possible."""
        size = len(part.cells)
        self._part = part
        self._place = {place: number for number, place in enumerate(part.cells)}
        self._frame = _frame(part)
        self._floor = np.array([max(span.low, -SOUND) for span in part.spans], dtype=np.int64)
        self._ceiling = np.array([_most(span.high) for span in part.spans], dtype=np.int64)
        self._low = np.zeros(size, dtype=np.int64)
        self._high = np.zeros(size, dtype=np.int64)
        self._outer_low = np.array([float(span.low) for span in part.spans])
        self._outer_high = np.array([inf if span.high is None else float(span.high) for span in part.spans])
        self._endless = np.zeros(size, dtype=bool)
        self._near: Programme | None = None
        self._wide: Programme | None = None
        self._whole: Programme | None = None

    def width(self, place: int) -> float:
        """How far apart two possible values of this number were found."""
        number = self._place[place]
        return inf if self._endless[number] else float(self._high[number] - self._low[number])

    def most_width(self, place: int) -> float:
        """No two possible values are farther apart."""
        number = self._place[place]
        return float(self._outer_high[number] - self._outer_low[number])

    def low(self, place: int) -> int:
        """The least possible move that was found."""
        return int(self._low[self._place[place]])

    def high(self, place: int) -> int | None:
        """The greatest possible move that was found; None where there is no end to it."""
        number = self._place[place]
        return None if self._endless[number] else int(self._high[number])

    def is_tight(self, place: int) -> bool:
        """Whether both ends are proved to be the ends."""
        number = self._place[place]
        return self._is_met(number, "low") and self._is_met(number, "high")

    def push(self, places: list[int], generator: np.random.Generator, deadline: float) -> None:
        """Move many numbers at once, each up or down by chance."""
        costs = np.zeros(len(self._part.cells))
        signs = generator.choice([-1.0, 1.0], size=len(places))
        costs[[self._place[place] for place in places]] = signs * generator.uniform(1.0, 2.0, size=len(places))
        programme = self._near_programme()
        programme.aim(costs)
        self._remember(programme.most(seconds=deadline - monotonic()))

    def widen(self, place: int, need: int, deadline: float) -> None:
        """Look for two possible tables that differ by ``need`` in this number, or for a proof that there are none."""
        number = self._place[place]
        ends: tuple[End, End] = ("high", "low")
        for end in ends:
            if self.width(place) < need and monotonic() < deadline:
                self._reach(number, end, self._near_programme(), FAR, deadline)
        for end in ends:
            if self.width(place) < need <= self.most_width(place) and monotonic() < deadline:
                self._reach_whole(number, end, deadline)

    def tighten(self, place: int, deadline: float) -> None:
        """Look for the ends of what is possible for this number."""
        number = self._place[place]
        ends: tuple[End, End] = ("high", "low")
        for end in ends:
            if not self._is_met(number, end) and monotonic() < deadline:
                self._reach(number, end, self._wide_programme(), inf, deadline)
            if not self._is_met(number, end) and monotonic() < deadline:
                self._reach_whole(number, end, min(deadline, monotonic() + 2.0))

    def _is_met(self, number: int, end: End) -> bool:
        if end == "low":
            return bool(self._low[number] == self._outer_low[number])
        return bool(self._endless[number] or self._high[number] == self._outer_high[number])

    def _reach(self, number: int, end: End, programme: Programme, limit: float, deadline: float) -> None:
        answer = self._solve(programme, number, end, deadline)
        if answer.status == "unbounded" and end == "high":
            self._endless[number] = True
        if answer.status == "optimal":
            self._remember(answer)
            # What lies beyond the longest move that was allowed is not bounded by this programme.
            if abs(answer.bound) < limit / 100:
                self._enclose(number, end, answer.bound)

    def _reach_whole(self, number: int, end: End, deadline: float) -> None:
        if self._whole is None:
            self._whole = Programme(self._frame, self._clipped(FAR)[0], self._clipped(FAR)[1], kind="whole")
        answer = self._solve(self._whole, number, end, deadline)
        if answer.status in ("optimal", "feasible"):
            self._remember(answer)
        if answer.status == "optimal" and abs(answer.bound) < FAR / 100:
            self._enclose(number, end, answer.bound)

    def _solve(self, programme: Programme, number: int, end: End, deadline: float) -> Answer:
        costs = np.zeros(len(self._part.cells))
        costs[number] = 1.0
        programme.aim(costs)
        seconds = deadline - monotonic()
        return programme.most(seconds=seconds) if end == "high" else programme.least(seconds=seconds)

    def _enclose(self, number: int, end: End, bound: float) -> None:
        if end == "high":
            self._outer_high[number] = min(self._outer_high[number], max(floor(bound + DOUBT), self._high[number]))
        else:
            self._outer_low[number] = max(self._outer_low[number], min(ceil(bound - DOUBT), self._low[number]))

    def _remember(self, answer: Answer) -> None:
        """Note what this point shows to be possible, if it is a table in whole numbers that agrees with everything."""
        if answer.status not in ("optimal", "feasible") or np.abs(answer.values).max(initial=0.0) > SOUND:
            return
        move = np.rint(answer.values).astype(np.int64)
        if self._is_possible(move):
            np.minimum(self._low, move, out=self._low)
            np.maximum(self._high, move, out=self._high)

    def _is_possible(self, move: np.ndarray) -> bool:
        if (move < self._floor).any() or (move > self._ceiling).any():
            return False
        terms = move[self._frame.columns] * self._frame.factors.astype(np.int64)
        ends = np.concatenate([[0], np.cumsum(terms)])
        sums = ends[self._frame.starts[1:]] - ends[self._frame.starts[:-1]]
        return bool(
            all(_holds(int(total), row.low, row.high) for total, row in zip(sums, self._part.rows, strict=True))
        )

    def _near_programme(self) -> Programme:
        if self._near is None:
            self._near = Programme(self._frame, *self._clipped(FAR))
        return self._near

    def _wide_programme(self) -> Programme:
        if self._wide is None:
            highs = [inf if span.high is None else float(span.high) for span in self._part.spans]
            self._wide = Programme(
                self._frame, np.array([float(span.low) for span in self._part.spans]), np.array(highs)
            )
        return self._wide

    def _clipped(self, limit: int) -> tuple[Floats, Floats]:
        return np.maximum(self._floor, -limit).astype(np.float64), np.minimum(self._ceiling, limit).astype(np.float64)


def _frame(part: Part) -> Frame:
    place = {cell: number for number, cell in enumerate(part.cells)}
    sizes = [len(row.terms) for row in part.rows]
    return Frame(
        starts=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32),
        columns=np.array([place[cell] for row in part.rows for cell, _ in row.terms], dtype=np.int32),
        factors=np.array([float(factor) for row in part.rows for _, factor in row.terms]),
        low=np.array([float(row.low) for row in part.rows]),
        high=np.array([inf if row.high is None else float(row.high) for row in part.rows]),
    )


def _most(high: int | None) -> int:
    return SOUND if high is None else min(high, SOUND)


def _holds(total: int, low: int, high: int | None) -> bool:
    return low <= total and (high is None or total <= high)
