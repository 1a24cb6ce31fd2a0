"""Several series over the same places, from left to right; a gap stays a gap."""

from collections.abc import Sequence
from itertools import groupby

from secretariat.engines.charts.labels import TEXT, shortened, spread, width_of
from secretariat.engines.charts.models import SERIES_AT_MOST, Dot, Line, LineChart, Series, Text, Tick
from secretariat.engines.charts.ticks import round_ticks

__all__ = ["lines"]

_TOP, _FOOT, _PAD = 12.0, 28.0, 10.0
_WIDEST_NAME = 0.28
_MARKS_AT_MOST = 60
# Outlines of marks round 0, 0, so that series are told apart without colour.
_MARKS = (
    "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z",
    "M-3.2 -3.2h6.4v6.4h-6.4z",
    "M0 -4L4 3.2H-4z",
    "M0 -4.4L4.4 0L0 4.4L-4.4 0z",
    "M0 4L4 -3.2H-4z",
    "M-1.4 -4h2.8v2.6h2.6v2.8h-2.6v2.6h-2.8v-2.6h-2.6v-2.8h2.6z",
    "M-4.2 -2.2h8.4v4.4h-8.4z",
    "M-2.2 -4.2h4.4v8.4h-4.4z",
)


def lines(places: Sequence[str], series: Sequence[Series], *, width: float = 560, height: float = 320) -> LineChart:
    """Return the lines of these series; ``places`` are the labels of years, one for each value.

    Raises ``ValueError`` where a series has not one value (or None) for each place, or there are too many series.
    """
    _check(places, series)
    numbers = round_ticks(max((value for each in series for value in each.values if value is not None), default=0))
    left = max(width_of(f"{number:,.0f}") for number in numbers) + _PAD
    named = min(max((width_of(each.label) for each in series), default=0), width * _WIDEST_NAME)
    right, bottom = width - named - 2 * _PAD, height - _FOOT
    frame = _Frame(left, right, bottom, numbers[-1], len(places))
    ends = _names(series, frame, named)
    is_marked = len(series) * len(places) <= _MARKS_AT_MOST
    return LineChart(
        width=width,
        height=height,
        left=round(left, 1),
        right=round(right, 1),
        top=_TOP,
        bottom=bottom,
        places=frame.place_ticks(places),
        numbers=tuple(Tick(frame.y(number), number) for number in numbers),
        lines=tuple(
            _line(index, each, places, (frame, ends.get(index), is_marked)) for index, each in enumerate(series)
        ),
        has_gaps=any(value is None for each in series for value in each.values),
    )


class _Frame:
    """Where places and numbers lie."""

    def __init__(self, left: float, right: float, bottom: float, highest: float, count: int) -> None:
        self.left, self.right, self.bottom = left, right, bottom
        self._highest = highest
        # Half a step of air at both ends, so that marks do not touch the axes.
        self._step = (right - left) / max(count, 1)

    def x(self, place: int) -> float:
        return round(self.left + (place + 0.5) * self._step, 1)

    def y(self, value: float) -> float:
        return round(self.bottom - value / self._highest * (self.bottom - _TOP), 1)

    def place_ticks(self, places: Sequence[str]) -> tuple[Tick, ...]:
        """As many labels as there is room for, the last one always."""
        widest = max((width_of(each) for each in places), default=0) + _PAD
        step = max(1, -(-int(widest) // max(int(self._step), 1)))
        last = len(places) - 1
        return tuple(
            Tick(self.x(place), place, label) for place, label in enumerate(places) if (last - place) % step == 0
        )


def _line(index: int, series: Series, places: Sequence[str], drawn: tuple[_Frame, Text | None, bool]) -> Line:
    frame, name, is_marked = drawn
    known = [(place, value) for place, value in enumerate(series.values) if value is not None]
    runs = [[point for _, point in run] for _, run in groupby(enumerate(known), key=lambda each: each[0] - each[1][0])]
    alone = {run[0][0] for run in runs if len(run) == 1}
    marked = [point for point in known if is_marked or point[0] in alone or point is known[-1]]
    mark = _MARKS[index % SERIES_AT_MOST]
    leader = ""
    if name is not None and known:
        x, y = frame.x(known[-1][0]), frame.y(known[-1][1])
        if abs(y - (name.y - TEXT * 0.35)) > 1 or name.x - x > 2 * _PAD:
            leader = f"M{x + 5:.1f} {y}L{name.x - 3:.1f} {name.y - TEXT * 0.35:.1f}"
    return Line(
        index=index,
        label=series.label,
        pieces=tuple(_path(frame, run) for run in runs if len(run) > 1),
        dots=tuple(Dot(frame.x(place), frame.y(value), value, places[place], mark) for place, value in marked),
        name=name,
        leader=leader,
    )


def _path(frame: _Frame, run: Sequence[tuple[int, float]]) -> str:
    return "M" + "L".join(f"{frame.x(place)} {frame.y(value)}" for place, value in run)


def _names(series: Sequence[Series], frame: _Frame, width: float) -> dict[int, Text]:
    """Each name beside the last number of its line, as near as the others allow."""
    last = {
        index: next(value for value in reversed(each.values) if value is not None)
        for index, each in enumerate(series)
        if any(value is not None for value in each.values)
    }
    wanted = [frame.y(value) + TEXT * 0.35 for value in last.values()]
    placed = spread(wanted, TEXT + 3, _TOP + TEXT * 0.5, frame.bottom)
    return {
        index: Text(
            round(frame.right + _PAD, 1),
            y,
            shortened(series[index].label, width),
            full=series[index].label,
            index=index,
        )
        for index, y in zip(last, placed, strict=True)
    }


def _check(places: Sequence[str], series: Sequence[Series]) -> None:
    if len(series) > SERIES_AT_MOST:
        raise ValueError(f"at most {SERIES_AT_MOST} series can be told apart")
    if any(len(each.values) != len(places) for each in series):
        raise ValueError("each series needs one value, or None, for each place")
