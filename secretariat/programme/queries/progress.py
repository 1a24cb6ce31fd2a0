"""How a search went, as a line: what was found and what was proved over the seconds, drawn without any script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# The drawing in its own units; the page scales it.
WIDTH, HEIGHT = 640, 200
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 14, 34
# The table behind the drawing is read by people.
MOST_ROWS = 40


@dataclass(frozen=True)
class Mark:
    """A number beside an axis."""

    at: float
    value: int


@dataclass(frozen=True)
class Row:
    """A line of the table behind the drawing."""

    seconds: float
    found: int
    proved: int | None


@dataclass(frozen=True)
class Line:
    """A drawing: two lines, the numbers beside its axes, and the table behind it."""

    tier: str
    found: str
    proved: str
    beside: tuple[Mark, ...]
    below: tuple[Mark, ...]
    rows: tuple[Row, ...]
    last: Row

    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    floor: int = HEIGHT - BOTTOM
    edge: int = WIDTH - RIGHT
    ceiling: int = TOP


def line_of(trace: Sequence[Mapping[str, Any]], tier: str, until: float) -> Line | None:
    """What was found and proved of one tier, from the first timetable on; nothing where there was none."""
    rows = [Row(point["seconds"], point[tier], point.get(f"{tier}_bound")) for point in trace]
    if not rows:
        return None
    last = Row(max(until, rows[-1].seconds), rows[-1].found, rows[-1].proved)
    most = max([row.found for row in rows] + [row.proved or 0 for row in rows]) or 1
    scale = _Scale(max(last.seconds, 1.0), most)
    held = [*rows, last]
    return Line(
        tier=tier,
        found=scale.steps([(row.seconds, row.found) for row in held]),
        proved=scale.steps([(row.seconds, row.proved) for row in held if row.proved is not None]),
        beside=tuple(Mark(scale.y(value), value) for value in _marks(most)),
        below=tuple(Mark(scale.x(value), value) for value in _marks(int(scale.seconds))),
        rows=tuple(_thinned(rows)),
        last=last,
    )


@dataclass(frozen=True)
class _Scale:
    seconds: float
    most: int

    def x(self, seconds: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * seconds / self.seconds, 1)

    def y(self, value: float) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / self.most, 1)

    def steps(self, points: Sequence[tuple[float, int]]) -> str:
        """A line that stays where it is until something else is found."""
        told: list[str] = []
        height = 0.0
        for index, (seconds, value) in enumerate(points):
            if index:
                told.append(f"{self.x(seconds)},{height}")
            height = self.y(value)
            told.append(f"{self.x(seconds)},{height}")
        return " ".join(told)


def _marks(most: int) -> list[int]:
    """A few round numbers up to the most."""
    step = next(size * 10**power for power in range(12) for size in (1, 2, 5) if size * 10**power * 5 >= most)
    return list(range(0, most + 1, step))


def _thinned(rows: Sequence[Row]) -> list[Row]:
    if len(rows) <= MOST_ROWS:
        return list(rows)
    step = len(rows) / (MOST_ROWS - 1)
    return [*(rows[int(index * step)] for index in range(MOST_ROWS - 1)), rows[-1]]
