"""Numbers on a map as circles: the area is the number, so that colour says nothing alone."""

import math
from collections.abc import Sequence

from secretariat.engines.charts.labels import width_of
from secretariat.engines.charts.models import Circle, CircleMap, Point, Text
from secretariat.engines.charts.ticks import round_ticks

__all__ = ["circles"]

# Shares of the width of the map.
_LARGEST, _TEXT, _STROKE = 0.045, 0.019, 0.0012
_NAMES_AT_MOST = 14
_Box = tuple[float, float, float, float]


def circles(points: Sequence[Point], box: _Box) -> CircleMap:
    """Return a circle for each point with a number above nothing; ``box`` is x, y, width and height of the map.

    The largest numbers get their names, as long as no name lies on another one.
    """
    shown = sorted((each for each in points if each.value > 0), key=lambda each: (-each.value, each.key))
    x, y, width, height = box
    size = round(width * _TEXT, 2)
    largest = width * _LARGEST
    highest = shown[0].value if shown else 1
    taken: list[_Box] = []
    drawn = []
    for number, point in enumerate(shown):
        radius = max(largest * math.sqrt(point.value / highest), width * 0.003)
        name = _name(point, radius, size, (taken, box)) if number < _NAMES_AT_MOST else None
        drawn.append(
            Circle(point.key, point.label, round(point.x, 2), round(point.y, 2), round(radius, 2), point.value, name)
        )
    return CircleMap(
        tuple(drawn), _legend(highest, largest, (x, y, width, height), size), size, round(width * _STROKE, 3)
    )


def _name(point: Point, radius: float, size: float, around: tuple[list[_Box], _Box]) -> Text | None:
    """The name at a side of the circle where it lies on no other name, and within the map."""
    taken, (x, y, width, height) = around
    wide = width_of(point.label, size)
    sides = (
        (point.x + radius + size * 0.3, point.y + size * 0.35, "start", 0.0),
        (point.x - radius - size * 0.3, point.y + size * 0.35, "end", -wide),
        (point.x, point.y - radius - size * 0.35, "middle", -wide / 2),
        (point.x, point.y + radius + size, "middle", -wide / 2),
    )
    for at, base, anchor, shift in sides:
        room = (at + shift, base - size, wide, size * 1.2)
        is_inside = room[0] >= x and room[0] + wide <= x + width and room[1] >= y and base <= y + height
        if is_inside and not any(_meets(room, other) for other in taken):
            taken.append(room)
            return Text(round(at, 2), round(base, 2), point.label, anchor, point.label)
    return None


def _meets(one: _Box, other: _Box) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def _legend(highest: float, largest: float, box: _Box, size: float) -> tuple[Circle, ...]:
    """Up to three round numbers as circles at the lower left, one beside the other."""
    step = round_ticks(highest, 2)[1]
    numbers = [each for each in (step, step / 2, step / 10) if each >= 1]
    at = box[0] + size
    found = []
    for number in numbers:
        radius = largest * math.sqrt(number / highest)
        half = max(radius, width_of(f"{number:,.0f}", size) / 2)
        at += half
        foot = box[1] + box[3] - size * 0.7
        label = Text(round(at, 2), round(foot, 2), "", "middle")
        found.append(Circle("", "", label.x, round(foot - size * 1.2 - radius, 2), round(radius, 2), number, label))
        at += half + size
    return tuple(found)
