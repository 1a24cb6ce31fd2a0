"""Bands between two columns: from where to where, as thick as the numbers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from secretariat.engines.charts.labels import TEXT, shortened, width_of
from secretariat.engines.charts.models import SERIES_AT_MOST, Band, FlowChart, Node, Text

__all__ = ["flow"]

_NODE, _PAD, _GAP, _THINNEST = 12.0, 8.0, 6.0, 1.0
# How thick all bands are together, and what a label of two lines needs.
_THICK, _ROW = 200.0, TEXT * 2 + 5
_WIDEST_LABEL = 0.3


def flow(links: Sequence[tuple[str, str, float]], *, from_right: bool = False, width: float = 560) -> FlowChart:
    """Return the bands of these links (from, to, how many), the largest nodes at the top.

    Bands of one source share an index, so that eyes can follow them. Links of nothing are left out; links of the same
    two ends are one band. It begins at the right where ``from_right`` says that the reader does. Raises ``ValueError``
    for a negative number.
    """
    if any(value < 0 for _, _, value in links):
        raise ValueError("a number of people is not negative")
    joined: dict[tuple[str, str], float] = defaultdict(float)
    for source, target, value in links:
        joined[source, target] += value
    kept = {ends: value for ends, value in joined.items() if value > 0}
    sums = _sums(kept, 0), _sums(kept, 1)
    rooms = [_label_room(each, width) for each in sums]
    scale = _THICK / max(sum(sums[0].values()), 1.0)
    height = max(_THICK, *(sum(_slots(each, scale)) for each in sums))
    order = {label: number % SERIES_AT_MOST for number, label in enumerate(sums[0])}
    left = _column(sums[0], (rooms[0] + _PAD, rooms[0], "end"), scale, height)
    right = _column(sums[1], (width - rooms[1] - _PAD - _NODE, rooms[1], "start"), scale, height)
    left = [replace(node, index=order[node.label.full]) for node in left]
    chart = FlowChart(width, round(height, 1), tuple(left), tuple(right), _bands(kept, left, right, scale))
    return _mirrored(chart, kept, scale) if from_right else chart


def _sums(links: Mapping[tuple[str, str], float], end: int) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for ends, value in links.items():
        found[ends[end]] += value
    return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))


def _label_room(sums: Mapping[str, float], width: float) -> float:
    widest = max((max(width_of(label), width_of(f"{value:,.0f}")) for label, value in sums.items()), default=0)
    return min(widest, width * _WIDEST_LABEL)


def _slots(sums: Mapping[str, float], scale: float) -> list[float]:
    """How much room each node takes: as thick as its number, and high enough for its label."""
    return [max(value * scale + _GAP, _ROW) for value in sums.values()]


def _column(sums: Mapping[str, float], place: tuple[float, float, str], scale: float, height: float) -> list[Node]:
    x, room, anchor = place
    slots = _slots(sums, scale)
    text_x = x - _PAD if anchor == "end" else x + _NODE + _PAD
    foot = (height - sum(slots)) / 2
    found = []
    for (label, value), slot in zip(sums.items(), slots, strict=True):
        tall, middle = max(value * scale, _THINNEST), foot + slot / 2
        name = Text(round(text_x, 1), round(middle, 1), shortened(label, room), anchor, label)
        found.append(Node(round(x, 1), round(middle - tall / 2, 1), _NODE, round(tall, 1), name, value, 0))
        foot += slot
    return found


def _bands(
    links: Mapping[tuple[str, str], float], sources: Sequence[Node], targets: Sequence[Node], scale: float
) -> tuple[Band, ...]:
    """Bands leave and arrive in the order of the other column, so that they cross as little as may be."""
    leaving = {node.label.full: node.y for node in sources}
    arriving = {node.label.full: node.y for node in targets}
    begin, end = sources[0].x + _NODE if sources else 0, targets[0].x if targets else 0
    found = []
    for source in sources:
        for target in targets:
            names = source.label.full, target.label.full
            value = links.get(names, 0)
            if value <= 0:
                continue
            thick = max(value * scale, _THINNEST / 2)
            path = _band((begin, leaving[names[0]]), (end, arriving[names[1]]), thick)
            leaving[names[0]] += thick
            arriving[names[1]] += thick
            found.append(Band(path, source.index, *names, value))
    return tuple(found)


def _band(begin: tuple[float, float], end: tuple[float, float], thick: float) -> str:
    (x, y), (far, other) = begin, end
    middle = (x + far) / 2
    return (
        f"M{x:.1f} {y:.1f}C{middle:.1f} {y:.1f} {middle:.1f} {other:.1f} {far:.1f} {other:.1f}"
        f"V{other + thick:.1f}C{middle:.1f} {other + thick:.1f} {middle:.1f} {y + thick:.1f} {x:.1f} {y + thick:.1f}Z"
    )


def _mirrored(chart: FlowChart, links: Mapping[tuple[str, str], float], scale: float) -> FlowChart:
    """The same for those who read from the right: sources at the right, targets at the left."""
    turned = {"start": "end", "end": "start"}

    def over(node: Node) -> Node:
        label = replace(node.label, x=round(chart.width - node.label.x, 1), anchor=turned[node.label.anchor])
        return replace(node, x=round(chart.width - node.x - node.width, 1), label=label)

    sources, targets = tuple(map(over, chart.sources)), tuple(map(over, chart.targets))
    begin = sources[0].x - _NODE if sources else 0
    end = targets[0].x + _NODE if targets else 0
    # Bands begin at the inner side of both columns.
    moved = [replace(node, x=begin) for node in sources], [replace(node, x=end) for node in targets]
    return replace(chart, sources=sources, targets=targets, bands=_bands(links, *moved, scale))
