"""The world as shapes: one for each state and area, to be drawn as SVG on the server.

The projection is Equal Earth, so that areas compare, cut at 169° W; Antarctica is left out. Units are those of
`VIEW_BOX`, with y downwards. A state too small to be seen is a circle. Boundaries are those of the source, Natural
Earth, which shows who controls an area; they imply no endorsement, and a page with the map says so.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

__all__ = ["HEIGHT", "OTHER", "VIEW_BOX", "WIDTH", "Box", "Shape", "bounds", "land_within", "shapes"]

Box = tuple[float, float, float, float]

WIDTH, HEIGHT = 1000.0, 443.0
VIEW_BOX = f"0 0 {WIDTH:g} {HEIGHT:g}"

_FOLDER = files("secretariat.engines.worldmap")
# Land that has no code in ISO 3166-1, as the data of one path.
OTHER = _FOLDER.joinpath("other.txt").read_text(encoding="utf-8").strip()

_MARGIN = 0.06
_NARROWEST = 40.0
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d)?|\.\d)")


@dataclass(frozen=True)
class Shape:
    """How one state or area is drawn: its ISO 3166-1 alpha-2 code, the data of its path and the place of its label."""

    code: str
    path: str
    x: float
    y: float
    is_small: bool


@cache
def shapes() -> Mapping[str, Shape]:
    """Return the shapes by ISO 3166-1 alpha-2 code, in upper case, the circles last, to be drawn on top."""
    rows = json.loads(_FOLDER.joinpath("shapes.json").read_text(encoding="utf-8"))
    return MappingProxyType({code: Shape(code=code, **row) for code, row in rows.items()})


def bounds(codes: Iterable[str]) -> Box:
    """Return x, y, width and height of the part of the map that shows these states and areas.

    Of each only the largest part counts, since an island beyond the ocean would widen the view to the world.
    A code without a shape is passed over; with none left, the whole map is returned.
    """
    boxes = [_box(shapes()[code]) for code in codes if code in shapes()]
    if not boxes:
        return 0.0, 0.0, WIDTH, HEIGHT
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    x, width = _span(min(lefts), max(rights), WIDTH)
    y, height = _span(min(tops), max(bottoms), HEIGHT)
    return x, y, width, height


def land_within(box: Box) -> str:
    """Return all land that reaches into this part of the map, as the data of one path; boundaries are in it."""
    x, y, width, height = box
    if (width, height) == (WIDTH, HEIGHT):
        return OTHER + "".join(shape.path for shape in shapes().values())
    kept = [
        outline
        for outline, (left, top, right, bottom) in _outlines()
        if left <= x + width and right >= x and top <= y + height and bottom >= y
    ]
    return "".join(kept)


@cache
def _outlines() -> tuple[tuple[str, Box], ...]:
    """Each piece of land with its left, top, right and bottom."""
    paths = (OTHER, *(shape.path for shape in shapes().values() if not shape.is_small))
    pieces = [f"{piece}z" for path in paths for piece in path.split("z") if piece]
    return tuple((piece, _part(piece)) for piece in pieces)


def _span(start: float, end: float, limit: float) -> tuple[float, float]:
    """Widen a stretch by a margin, and keep it inside the map."""
    length = min(max((end - start) * (1 + 2 * _MARGIN), _NARROWEST), limit)
    first = min(max((start + end - length) / 2, 0.0), limit - length)
    return round(first, 1), round(length, 1)


def _box(shape: Shape) -> Box:
    """Return left, top, right and bottom of the largest part of a shape."""
    if shape.is_small:
        return shape.x, shape.y, shape.x, shape.y
    parts = [_part(outline) for outline in shape.path.split("z") if outline]
    return max(parts, key=lambda part: (part[2] - part[0]) * (part[3] - part[1]))


def _part(outline: str) -> Box:
    numbers = [float(number) for number in _NUMBER.findall(outline)]
    xs, ys = numbers[0:1], numbers[1:2]
    for across, down in zip(numbers[2::2], numbers[3::2], strict=True):
        xs.append(xs[-1] + across)
        ys.append(ys[-1] + down)
    return min(xs), min(ys), max(xs), max(ys)
