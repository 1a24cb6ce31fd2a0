"""Numbers in, shapes out: lines, bars, flows and circles as plain data that a template draws as SVG.

``lines`` draws several series over the same places (years), with a gap where nothing was collected; ``bars`` draws
categories, grouped or stacked, lying or upright; ``flow`` draws bands between two columns; ``circles`` puts circles of
equal value per area on a map. All lengths are user units of the SVG, y runs downwards. A value of None is "not
collected": it is never drawn as zero. Time runs from left to right in every language; lying bars and flows begin on
the side from which the reader reads (``from_right``).
"""

from secretariat.engines.charts.bars import bars
from secretariat.engines.charts.circles import circles
from secretariat.engines.charts.flow import flow
from secretariat.engines.charts.labels import shortened, spread, width_of
from secretariat.engines.charts.lines import lines
from secretariat.engines.charts.models import (
    SERIES_AT_MOST,
    Band,
    Bar,
    BarChart,
    Circle,
    CircleMap,
    Dot,
    End,
    FlowChart,
    Key,
    Line,
    LineChart,
    Node,
    Point,
    Series,
    Text,
    Tick,
)
from secretariat.engines.charts.ticks import round_ticks

__all__ = [
    "SERIES_AT_MOST",
    "Band",
    "Bar",
    "BarChart",
    "Circle",
    "CircleMap",
    "Dot",
    "End",
    "FlowChart",
    "Key",
    "Line",
    "LineChart",
    "Node",
    "Point",
    "Series",
    "Text",
    "Tick",
    "bars",
    "circles",
    "flow",
    "lines",
    "round_ticks",
    "shortened",
    "spread",
    "width_of",
]
