"""Categories as bars: side by side or stacked, lying or upright."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from secretariat.engines.charts.labels import TEXT, shortened, width_of
from secretariat.engines.charts.models import SERIES_AT_MOST, Bar, BarChart, End, Key, Series, Text, Tick
from secretariat.engines.charts.ticks import round_ticks

__all__ = ["bars"]

_PAD, _THICK, _BETWEEN, _KEY = 10.0, 17.0, 12.0, 22.0
_WIDEST_LABEL, _TALL, _FOOT = 0.34, 250.0, 28.0
_BASE = TEXT * 0.35


@dataclass(frozen=True)
class _Cell:
    """One number: of which category and series, in which lane, and where along the axis it begins."""

    place: int
    index: int
    lane: int
    begin: float
    value: float | None


def bars(
    categories: Sequence[str],
    series: Sequence[Series],
    *,
    is_stacked: bool = False,
    is_upright: bool = False,
    from_right: bool = False,
    width: float = 560,
) -> BarChart:
    """Return the bars of these series, one value (or None: not collected) for each category.

    Stacked, the values of a category lie end to end, and the end says their sum: stack only what may be added. Upright
    bars (years) run from left to right; lying ones begin at the right where ``from_right`` says that the reader does.
    Raises ``ValueError`` for a negative value, too many series, or a series of another length.
    """
    _check(categories, series)
    keys = _keys(series, width)
    cells = list(_cells(len(categories), series, is_stacked=is_stacked))
    ends = _sums(cells) if is_stacked else cells
    numbers = round_ticks(max((each.begin + (each.value or 0) for each in cells), default=0), 4)
    lanes = 1 if is_stacked else max(len(series), 1)
    top = keys[-1].y + _KEY / 2 if keys else 0.0
    frame_of = _Upright if is_upright else _Lying
    frame = frame_of(categories, numbers, lanes, (width, top))
    chart = BarChart(
        width=width,
        height=frame.height,
        left=frame.left,
        right=frame.right,
        top=frame.top,
        bottom=frame.bottom,
        is_upright=is_upright,
        zero=frame.along(0),
        bars=tuple(frame.bar(each, categories, series) for each in cells if each.value is not None),
        categories=frame.labels(),
        numbers=tuple(Tick(frame.along(number), number) for number in numbers),
        ends=tuple(frame.end(each) for each in ends if each.value is not None),
        gaps=tuple(frame.gap(each) for each in ends if each.value is None),
        keys=keys,
    )
    return _mirrored(chart) if from_right and not is_upright else _keys_mirrored(chart, from_right)


def _cells(count: int, series: Sequence[Series], *, is_stacked: bool) -> Iterator[_Cell]:
    for place in range(count):
        begin = 0.0
        for index, each in enumerate(series):
            value = each.values[place]
            yield _Cell(place, index, 0 if is_stacked else index, begin, value)
            begin += (value or 0) if is_stacked else 0


def _sums(cells: Sequence[_Cell]) -> list[_Cell]:
    """The sum of each stack; None where none of its numbers was collected."""
    found: dict[int, _Cell] = {}
    for each in cells:
        kept = found.setdefault(each.place, replace(each, begin=0.0, value=None))
        if each.value is not None:
            found[each.place] = replace(kept, value=(kept.value or 0) + each.value)
    return list(found.values())


class _Lying:
    """Categories one beneath the other, numbers from left to right."""

    def __init__(
        self, categories: Sequence[str], numbers: Sequence[float], lanes: int, room: tuple[float, float]
    ) -> None:
        width, top = room
        self._categories, self._lanes = categories, lanes
        self._named = min(max((width_of(each) for each in categories), default=0), width * _WIDEST_LABEL)
        self.left = round(self._named + _PAD, 1)
        self.right = round(width - width_of(f"{numbers[-1]:,.0f}") - _PAD, 1)
        self._pitch = lanes * _THICK + _BETWEEN
        self.top = round(top + 4, 1)
        self.bottom = round(self.top + self._pitch * len(categories), 1)
        self.height = self.bottom + _FOOT
        self._unit = (self.right - self.left) / numbers[-1]

    def along(self, value: float) -> float:
        return round(self.left + value * self._unit, 1)

    def _y(self, cell: _Cell) -> float:
        return round(self.top + cell.place * self._pitch + _BETWEEN / 2 + cell.lane * _THICK, 1)

    def bar(self, cell: _Cell, categories: Sequence[str], series: Sequence[Series]) -> Bar:
        value = cell.value or 0
        x, long = self.along(cell.begin), round(value * self._unit, 1)
        names = categories[cell.place], series[cell.index].label
        return Bar(x, self._y(cell), long, _THICK - 2, cell.index, value, *names)

    def end(self, cell: _Cell) -> End:
        return End(self.along(cell.value or 0) + 4, self._y(cell) + 12, cell.value or 0, "start")

    def gap(self, cell: _Cell) -> Text:
        return Text(self.left + 4, self._y(cell) + 12, "", index=cell.index, full=self._categories[cell.place])

    def labels(self) -> tuple[Text, ...]:
        return tuple(
            Text(
                round(self._named, 1),
                round(self.top + (place + 0.5) * self._pitch + _BASE, 1),
                shortened(each, self._named),
                "end",
                each,
            )
            for place, each in enumerate(self._categories)
        )


class _Upright:
    """Categories from left to right, numbers upwards."""

    def __init__(
        self, categories: Sequence[str], numbers: Sequence[float], lanes: int, room: tuple[float, float]
    ) -> None:
        width, top = room
        self._categories, self._lanes, self._highest = categories, lanes, numbers[-1]
        self.left = round(max(width_of(f"{number:,.0f}") for number in numbers) + _PAD, 1)
        self.right = width - _PAD
        self.top = round(top + TEXT + 4, 1)
        self.bottom = self.top + _TALL
        self.height = self.bottom + _FOOT
        self._pitch = (self.right - self.left) / max(len(categories), 1)
        self._thick = min(self._pitch * 0.8 / lanes, 44.0)

    def along(self, value: float) -> float:
        return round(self.bottom - value / self._highest * (self.bottom - self.top), 1)

    def _x(self, cell: _Cell) -> float:
        begin = self.left + (cell.place + 0.5) * self._pitch - self._lanes * self._thick / 2
        return begin + cell.lane * self._thick

    def bar(self, cell: _Cell, categories: Sequence[str], series: Sequence[Series]) -> Bar:
        value = cell.value or 0
        head, foot = self.along(cell.begin + value), self.along(cell.begin)
        names = categories[cell.place], series[cell.index].label
        thick = max(self._thick - 1, 1)
        return Bar(round(self._x(cell), 1), head, round(thick, 1), round(foot - head, 1), cell.index, value, *names)

    def end(self, cell: _Cell) -> End:
        x = round(self._x(cell) + self._thick / 2, 1)
        # A number wider than its bar would run into the next one; the table has it.
        has_room = width_of(f"{cell.value or 0:,.0f}", TEXT - 2) <= self._pitch / self._lanes
        return End(x, self.along(cell.value or 0) - 4, cell.value or 0, "middle" if has_room else "")

    def gap(self, cell: _Cell) -> Text:
        x = round(self._x(cell) + self._thick / 2, 1)
        return Text(x, self.bottom - 4, "", "middle", self._categories[cell.place], cell.index)

    def labels(self) -> tuple[Text, ...]:
        widest = max((width_of(each) for each in self._categories), default=0) + 4
        step = max(1, -(-int(widest) // max(int(self._pitch), 1)))
        last = len(self._categories) - 1
        return tuple(
            Text(round(self.left + (place + 0.5) * self._pitch, 1), self.bottom + 18, each, "middle", each)
            for place, each in enumerate(self._categories)
            if (last - place) % step == 0
        )


def _keys(series: Sequence[Series], width: float) -> tuple[Key, ...]:
    """What each hatch stands for, in as many rows as it takes; none where there is nothing to tell apart."""
    if len(series) < 2:
        return ()
    found: list[Key] = []
    x, y = 0.0, 4.0
    for index, each in enumerate(series):
        label = shortened(each.label, width - 24)
        wide = 22 + width_of(label) + 14
        if found and x + wide > width:
            x, y = 0.0, y + _KEY
        found.append(Key(index, round(x, 1), y, label, text_x=round(x + 20, 1)))
        x += wide
    return tuple(found)


def _mirrored(chart: BarChart) -> BarChart:
    """The same for those who read from the right."""
    width = chart.width
    turned = {"start": "end", "end": "start", "middle": "middle", "": ""}
    return replace(
        _keys_mirrored(chart, from_right=True),
        left=round(width - chart.right, 1),
        right=round(width - chart.left, 1),
        zero=round(width - chart.zero, 1),
        bars=tuple(replace(each, x=round(width - each.x - each.width, 1)) for each in chart.bars),
        categories=tuple(
            replace(each, x=round(width - each.x, 1), anchor=turned[each.anchor]) for each in chart.categories
        ),
        numbers=tuple(replace(each, at=round(width - each.at, 1)) for each in chart.numbers),
        ends=tuple(replace(each, x=round(width - each.x, 1), anchor=turned[each.anchor]) for each in chart.ends),
        gaps=tuple(replace(each, x=round(width - each.x, 1), anchor=turned[each.anchor]) for each in chart.gaps),
    )


def _keys_mirrored(chart: BarChart, from_right: bool) -> BarChart:  # noqa: FBT001 - passed on as it came
    if not from_right:
        return chart
    keys = tuple(
        replace(each, x=round(chart.width - each.x - 14, 1), text_x=round(chart.width - each.text_x, 1), anchor="end")
        for each in chart.keys
    )
    return replace(chart, keys=keys)


def _check(categories: Sequence[str], series: Sequence[Series]) -> None:
    if len(series) > SERIES_AT_MOST:
        raise ValueError(f"at most {SERIES_AT_MOST} series can be told apart")
    if any(len(each.values) != len(categories) for each in series):
        raise ValueError("each series needs one value, or None, for each category")
    if any(value is not None and value < 0 for each in series for value in each.values):
        raise ValueError("a number of people or of money is not negative")
