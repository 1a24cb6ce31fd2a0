"""What is drawn: texts, ticks, lines, bars, bands and circles with their places, in user units of the SVG.

``index`` is the number of a series from 0; styles, dashes, marks and hatches go by it. ``Text.anchor`` is "start",
"middle" or "end" in the sense of a text that is written from left to right.
"""

from dataclasses import dataclass

__all__ = [
    "HATCHES",
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
]

SERIES_AT_MOST = 8
# Colour never speaks alone: what each series is hatched with, on a tile of 8 by 8; the first is plain.
HATCHES = (
    "",
    "M-2 2L2 -2M0 8L8 0M6 10L10 6",
    "M2 2h1M6 6h1",
    "M0 2h8M0 6h8",
    "M2 0v8M6 0v8",
    "M0 0L8 8M0 8L8 0",
    "M-2 6L2 10M0 0L8 8M6 -2L10 2",
    "M0 4h8M4 0v8",
)


@dataclass(frozen=True)
class Series:
    """Numbers that belong together, one for each place; None where nothing was collected."""

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Text:
    """A label and where it stands; ``full`` is the whole of it where it had to be shortened."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    full: str = ""
    index: int = 0


@dataclass(frozen=True)
class Tick:
    """A round number of an axis, or a label of it, and where it lies."""

    at: float
    value: float
    label: str = ""


@dataclass(frozen=True)
class Key:
    """What a colour and a hatch stand for: a swatch and its label."""

    index: int
    x: float
    y: float
    label: str
    anchor: str = "start"
    text_x: float = 0.0

    @property
    def hatch(self) -> str:
        """The lines over the colour."""
        return HATCHES[self.index % SERIES_AT_MOST]


@dataclass(frozen=True)
class Dot:
    """A number on a line: where, of which place, and the outline of its mark."""

    x: float
    y: float
    value: float
    label: str
    mark: str


@dataclass(frozen=True)
class Line:
    """One series: a piece for each run of places with numbers, and the label at its end."""

    index: int
    label: str
    pieces: tuple[str, ...]
    dots: tuple[Dot, ...]
    name: Text | None
    # From the last number to the label, where the label had to move.
    leader: str = ""


@dataclass(frozen=True)
class LineChart:
    """Lines over places, with both axes."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    places: tuple[Tick, ...]
    numbers: tuple[Tick, ...]
    lines: tuple[Line, ...]
    has_gaps: bool


@dataclass(frozen=True)
class Bar:
    """One number of one category and one series."""

    x: float
    y: float
    width: float
    height: float
    index: int
    value: float
    category: str
    series: str

    @property
    def box(self) -> str:
        """Its place and size as attributes of a ``rect``; numbers alone."""
        return f'x="{self.x}" y="{self.y}" width="{self.width}" height="{self.height}"'


@dataclass(frozen=True)
class End:
    """The number at the end of a bar or a stack."""

    x: float
    y: float
    value: float
    anchor: str


@dataclass(frozen=True)
class BarChart:
    """Bars, the labels of their categories, the axis, and what the hatches stand for."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    is_upright: bool
    # Where the bars begin: y of upright ones, x of lying ones.
    zero: float
    bars: tuple[Bar, ...]
    categories: tuple[Text, ...]
    numbers: tuple[Tick, ...]
    # What each bar or stack says at its end.
    ends: tuple[End, ...]
    gaps: tuple[Text, ...]
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class Node:
    """One end of bands: a country or a group, with its label and the sum of its bands."""

    x: float
    y: float
    width: float
    height: float
    label: Text
    value: float
    index: int


@dataclass(frozen=True)
class Band:
    """So many from here to there."""

    path: str
    index: int
    source: str
    target: str
    value: float


@dataclass(frozen=True)
class FlowChart:
    """Bands between two columns, as thick as their numbers."""

    width: float
    height: float
    sources: tuple[Node, ...]
    targets: tuple[Node, ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class Point:
    """A number at a place on the map; ``key`` finds it again."""

    key: str
    label: str
    x: float
    y: float
    value: float


@dataclass(frozen=True)
class Circle:
    """A number as a circle, whose area is its value; the name where there is room for it."""

    key: str
    label: str
    x: float
    y: float
    radius: float
    value: float
    name: Text | None

    @property
    def box(self) -> str:
        """Its place and size as attributes of a ``circle``; numbers alone."""
        return f'cx="{self.x}" cy="{self.y}" r="{self.radius}"'


@dataclass(frozen=True)
class CircleMap:
    """Circles, the largest first so that none is hidden, and the sizes that the legend explains."""

    circles: tuple[Circle, ...]
    legend: tuple[Circle, ...]
    text_size: float
    stroke: float

    @property
    def halo(self) -> float:
        """How thick the edge of the names is, that parts them from the land."""
        return round(self.text_size / 4, 2)
