"""A released table as a chart: lines over years, else bars; what the table does not show is not drawn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from secretariat.engines import charts
from secretariat.figures.queries.releases.content import SHOWN
from secretariat.figures.queries.releases.layouts import TOTAL, Dimension
from secretariat.figures.queries.releases.showing import in_words, label_of
from secretariat.ui.templatetags.ui import day

MOST_LINES = 6
MOST_BARS = 20
MOST_SIDE_BY_SIDE = 4


@dataclass(frozen=True)
class ReleaseChart:
    """A chart and the template that draws it."""

    template: str
    drawn: Any
    is_of_all: bool


def chart_of(content: Mapping[str, Any], *, from_right: bool) -> ReleaseChart | None:
    """The chart of a released table; None where there is too little to be drawn."""
    dimensions = (content["row_dimension"], content["column_dimension"])
    if Dimension.YEAR in dimensions:
        return _lines(content, is_by_row=dimensions[0] == Dimension.YEAR)
    return _bars(content, from_right=from_right)


def _lines(content: Mapping[str, Any], *, is_by_row: bool) -> ReleaseChart | None:
    years, others = ("rows", "columns") if is_by_row else ("columns", "rows")
    places = sorted((place for place in _single(content[years])), key=lambda place: content[years][place]["key"])
    series = []
    for other in _single(content[others]):
        values = tuple(_value(content, (place, other) if is_by_row else (other, place)) for place in places)
        if any(value is not None for value in values):
            dimension = content["column_dimension" if is_by_row else "row_dimension"]
            series.append(charts.Series(in_words(label_of(content[others][other], dimension)), values))
    if len(places) < 2 or not series:
        return None
    series.sort(key=lambda each: -max(value or 0 for value in each.values))
    labels = [day(content[years][place]["key"]) for place in places]
    drawn = charts.lines(labels, series[:MOST_LINES])
    return ReleaseChart("ui/_chart_lines.html", drawn, is_of_all=len(series) <= MOST_LINES)


def _bars(content: Mapping[str, Any], *, from_right: bool) -> ReleaseChart | None:
    columns = _single(content["columns"])
    whole = next((place for place, item in enumerate(content["columns"]) if item["key"] == TOTAL), None)
    taken: Sequence[int] = (
        [whole] if whole is not None and len(columns) > MOST_SIDE_BY_SIDE else columns[:MOST_SIDE_BY_SIDE]
    )
    rows = [row for row in _single(content["rows"]) if any(_value(content, (row, at)) is not None for at in taken)]
    rows.sort(key=lambda row: -max(_value(content, (row, at)) or 0 for at in taken))
    # A gap in a bar would be read as "not collected", and it may be hidden.
    rows = [row for row in rows if all(_value(content, (row, at)) is not None for at in taken)]
    if not rows:
        return None
    names = [in_words(label_of(content["rows"][row], content["row_dimension"])) for row in rows[:MOST_BARS]]
    series = [
        charts.Series(
            in_words(label_of(content["columns"][at], content["column_dimension"])),
            tuple(_value(content, (row, at)) for row in rows[:MOST_BARS]),
        )
        for at in taken
    ]
    drawn = charts.bars(names, series, from_right=from_right)
    return ReleaseChart("ui/_chart_bars.html", drawn, is_of_all=len(rows) <= MOST_BARS)


def _single(items: Iterable[Mapping[str, Any]]) -> list[int]:
    """Rows or columns that are no totals of the others."""
    kept = list(items)
    return [
        place
        for place, item in enumerate(kept)
        if item["key"] != TOTAL and not item.get("is_rest") and item.get("level", 1) <= 1
    ]


def _value(content: Mapping[str, Any], at: tuple[int, int]) -> float | None:
    cell = content["cells"][at[0]][at[1]]
    return float(cell["s"]) if cell["k"] == SHOWN else None
