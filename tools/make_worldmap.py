"""Draw the world map from Natural Earth.

    npm install world-atlas@2
    python tools/make_worldmap.py node_modules/world-atlas

The argument is the folder of the npm package `world-atlas`, which holds the countries of Natural Earth as TopoJSON.
The result stands in `secretariat/engines/worldmap`: a shape for every ISO 3166-1 code that the 1:50m set draws, and
the land without a code. A line that two countries share is simplified once, so that no gap opens between them.
"""

import itertools
import json
import math
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Geometry = Mapping[str, Any]
Point = tuple[float, float]
Ring = list[Point]
# In tenths of a unit of the view box.
Dots = list[tuple[int, int]]

PACKAGE = Path(__file__).resolve().parent.parent / "secretariat"
TARGET = PACKAGE / "engines" / "worldmap"

WIDTH = 1000
NORTH, SOUTH = 84.0, -60.0
# The map is cut in the Bering Strait, at 169° W, so that neither Chukotka nor Fiji is torn apart.
CENTRE = 11.0
# Square degrees, at the equator: a bend of a line, and an island, that is too slight to be seen. A country smaller
# than `ORDINARY` is drawn finer in proportion, but not finer than `FINEST` times.
BEND, ISLAND = 0.075, 0.15
ORDINARY, FINEST = 40.0, 0.07
# Square units: a country whose largest part is smaller becomes a circle.
SMALL = 2.0
RADIUS = 16
# Antarctica, and an uninhabited reef that shares the code of Australia.
PASSED_OVER = {"010", "Ashmore and Cartier Is."}

EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)


@dataclass(frozen=True)
class Country:
    """An area of the source: its M49 code, empty if it has none, and its outlines in degrees."""

    m49: str
    rings: list[Ring]


def make(atlas: Path) -> None:
    """Write the shapes and the land without a code."""
    rows = json.loads((PACKAGE / "parties" / "data" / "states.json").read_text(encoding="utf-8"))
    codes = {row["m49"]: row["iso2"] for row in rows}
    drawn = list(_countries(atlas / "countries-50m.json", PASSED_OVER))
    # The finer set has a few small states that the coarser one leaves out.
    drawn += _countries(atlas / "countries-10m.json", {"", *PASSED_OVER, *(country.m49 for country in drawn)})
    shapes = {codes[country.m49]: _shape(country) for country in drawn if country.m49}
    # Circles come last, so that they lie on top of the countries around them.
    order = sorted(shapes, key=lambda code: (bool(shapes[code]["is_small"]), code))
    lines = [f'"{code}": {json.dumps(shapes[code], separators=(",", ":"))}' for code in order]
    (TARGET / "shapes.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    other = "".join(_path(_outlines(country)) for country in drawn if not country.m49)
    (TARGET / "other.txt").write_text(f"{other}\n", encoding="utf-8")


def _shape(country: Country) -> dict[str, object]:
    outlines = _outlines(country)
    largest = max(outlines, key=_area)
    is_small = _area(largest) < SMALL * 100
    x, y = _middle(largest) if is_small else _label(largest)
    path = _circle(x, y) if is_small else _path(outlines)
    return {"path": path, "x": x / 10, "y": y / 10, "is_small": is_small}


# From TopoJSON to outlines in degrees.


def _countries(path: Path, passed_over: set[str]) -> Iterator[Country]:
    """Return the countries of a file but those with one of these codes or names."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    whole = dict(enumerate(_arcs(topology)))
    geometries = [
        geometry
        for geometry in topology["objects"]["countries"]["geometries"]
        if not passed_over & {geometry.get("id", ""), geometry["properties"]["name"]}
    ]
    fineness = [_fineness(geometry, whole) for geometry in geometries]
    finest: dict[int, float] = {}
    for geometry, fine in zip(geometries, fineness, strict=True):
        for index in itertools.chain.from_iterable(_outlines_of(geometry)):
            arc = index if index >= 0 else ~index
            finest[arc] = min(fine, finest.get(arc, 1.0))
    arcs = {index: _simplified(whole[index], BEND * fine) for index, fine in finest.items()}
    for geometry, fine in zip(geometries, fineness, strict=True):
        rings = sorted(_rings(geometry, arcs), key=_square_degrees, reverse=True)
        seen = [ring for ring in rings if _square_degrees(ring) >= ISLAND * fine]
        yield Country(geometry.get("id", ""), seen or rings[:1])


def _fineness(geometry: Geometry, arcs: Mapping[int, Ring]) -> float:
    size = sum(map(_square_degrees, _rings(geometry, arcs)))
    return min(max(size / ORDINARY, FINEST), 1.0)


def _rings(geometry: Geometry, arcs: Mapping[int, Ring]) -> list[Ring]:
    return [_ring(indices, arcs) for indices in _outlines_of(geometry)]


def _arcs(topology: Geometry) -> Iterator[Ring]:
    """Undo the rounding and the differences of TopoJSON."""
    (width, height), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    for differences in topology["arcs"]:
        x = y = 0
        arc: Ring = []
        for across, up in differences:
            x, y = x + across, y + up
            arc.append((x * width + left, y * height + bottom))
        yield _unwrapped(arc)


def _outlines_of(geometry: Geometry) -> list[list[int]]:
    """Return the outlines as the indices of their arcs."""
    if geometry["type"] == "MultiPolygon":
        return list(itertools.chain.from_iterable(geometry["arcs"]))
    return list(geometry["arcs"])


def _ring(indices: Iterable[int], arcs: Mapping[int, Ring]) -> Ring:
    """Join arcs to an outline; a negative number is an arc taken backwards."""
    ring: Ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += arc[1:] if ring else arc
    return _unwrapped(ring)


def _unwrapped(points: Ring) -> Ring:
    """Let longitudes run on over the 180th meridian instead of jumping."""
    run: Ring = points[:1]
    for longitude, latitude in points[1:]:
        turns = round((run[-1][0] - longitude) / 360)
        run.append((longitude + 360 * turns, latitude))
    return run


def _simplified(arc: Ring, slightest: float) -> Ring:
    """Leave out the slightest bends, one at a time, after Visvalingam and Whyatt (1993)."""
    points = list(arc)
    # The ends may be shared with other arcs, and an island needs three corners.
    fewest = 4 if arc[0] == arc[-1] else 2
    sizes = [_bend(*points[place - 1 : place + 2]) for place in range(1, len(points) - 1)]
    while len(points) > fewest and min(sizes) < slightest:
        place = sizes.index(min(sizes))
        del points[place + 1], sizes[place]
        for near in range(max(place - 1, 0), min(place + 1, len(sizes))):
            sizes[near] = _bend(*points[near : near + 3])
    return points


def _bend(before: Point, point: Point, after: Point) -> float:
    return _square_degrees([before, point, after])


def _square_degrees(ring: Ring) -> float:
    scale = math.cos(math.radians(ring[0][1]))
    return abs(_doubled(ring)) / 2 * scale


def _doubled(ring: Sequence[tuple[float, float]]) -> float:
    """Return twice the area within an outline, negative if it runs clockwise."""
    origin_x, origin_y = ring[0]
    moved = [(x - origin_x, y - origin_y) for x, y in ring]
    return sum(a * d - c * b for (a, b), (c, d) in zip(moved, [*moved[1:], moved[0]], strict=True))


# From degrees to the view box.


def _outlines(country: Country) -> list[Dots]:
    """Return the outlines as they are drawn, without those that shrink to nothing."""
    drawn = [_dots(part) for ring in country.rings for part in _cut(ring)]
    seen = [dots for dots in drawn if len(dots) > 2]
    return seen or [dots for dots in drawn if dots]


def _cut(ring: Ring) -> Iterator[Ring]:
    """Cut an outline where the map ends at its left and right edge."""
    turns = math.floor((min(longitude for longitude, _ in ring) - CENTRE + 180) / 360)
    moved = [(longitude - CENTRE - 360 * turns, latitude) for longitude, latitude in ring]
    if max(longitude for longitude, _ in moved) <= 180:
        yield moved
        return
    yield _clipped(moved, 1)
    yield [(longitude - 360, latitude) for longitude, latitude in _clipped(moved, -1)]


def _clipped(ring: Ring, side: int) -> Ring:
    """Keep what lies to one side of the edge, after Sutherland and Hodgman (1974)."""
    kept: Ring = []
    for (a, b), (c, d) in zip([ring[-1], *ring[:-1]], ring, strict=True):
        if (side * (180 - a) >= 0) != (side * (180 - c) >= 0):
            kept.append((180.0, b + (d - b) * (180 - a) / (c - a)))
        if side * (180 - c) >= 0:
            kept.append((c, d))
    return kept


def _dots(ring: Ring) -> Dots:
    dots: Dots = []
    for longitude, latitude in ring:
        x, y = _projected(longitude, latitude)
        dot = (round(x * 10), round(y * 10))
        if not dots or dot != dots[-1]:
            dots.append(dot)
    return dots[:-1] if len(dots) > 1 and dots[0] == dots[-1] else dots


def _projected(longitude: float, latitude: float) -> Point:
    scale = WIDTH / 2 / _equal_earth(180.0, 0.0)[0]
    x, y = _equal_earth(longitude, latitude)
    return WIDTH / 2 + x * scale, (_equal_earth(0.0, NORTH)[1] - y) * scale


def _equal_earth(longitude: float, latitude: float) -> Point:
    """Project a place: B. Šavrič, T. Patterson and B. Jenny, "The Equal Earth map projection" (2019)."""
    a1, a2, a3, a4 = EQUAL_EARTH
    angle = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    slope = 9 * a4 * angle**8 + 7 * a3 * angle**6 + 3 * a2 * angle**2 + a1
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(angle) / (3 * slope)
    return x, a4 * angle**9 + a3 * angle**7 + a2 * angle**3 + a1 * angle


# From the view box to paths.


def _path(outlines: Iterable[Dots]) -> str:
    return "".join(_outline(dots) for dots in outlines if len(dots) > 2)


def _outline(dots: Dots) -> str:
    (x, y), steps = dots[0], itertools.pairwise(dots)
    numbers = "".join(_pair(c - a, d - b) for (a, b), (c, d) in steps)
    # A point or a minus sign begins a number of its own, so the space before it, or after a command, can go.
    return re.sub(r"(?<=[Ml]) |(?<=\.\d) (?=\.)", "", f"M{_pair(x, y)}l{numbers}z")


def _pair(x: int, y: int) -> str:
    return _number(x) + _number(y)


def _number(tenths: int) -> str:
    """Write a number as short as the syntax of paths allows, with a space or a minus sign before it."""
    digits = f"{abs(tenths) / 10:.1f}".removesuffix(".0")
    digits = digits[1:] if digits.startswith("0.") else digits
    return f"-{digits}" if tenths < 0 else f" {digits}"


def _circle(x: int, y: int) -> str:
    half = f"a{RADIUS / 10:g} {RADIUS / 10:g} 0 1 0"
    return f"M{(x - RADIUS) / 10:g} {y / 10:g}{half} {RADIUS / 5:g} 0{half}-{RADIUS / 5:g} 0z"


# Where a label goes.


def _area(dots: Dots) -> float:
    return abs(_doubled(dots)) / 2


def _middle(dots: Dots) -> tuple[int, int]:
    xs, ys = zip(*dots, strict=True)
    return (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2


def _label(dots: Dots) -> tuple[int, int]:
    """Return the place inside an outline that is farthest from it, to a twentieth of its size."""
    xs, ys = zip(*dots, strict=True)
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    grid = [(min(xs) + wide * i / 40, min(ys) + high * j / 40) for i in range(1, 40) for j in range(1, 40)]
    inside = [point for point in grid if _holds(dots, point)]
    x, y = max(inside, key=lambda point: _clearance(dots, point))
    return round(x), round(y)


def _holds(dots: Dots, point: Point) -> bool:
    x, y = point
    edges = zip(dots, [*dots[1:], dots[0]], strict=True)
    return sum((b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a for (a, b), (c, d) in edges) % 2 == 1


def _clearance(dots: Dots, point: Point) -> float:
    edges = zip(dots, [*dots[1:], dots[0]], strict=True)
    return min(_distance(point, start, end) for start, end in edges)


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from an edge."""
    (x, y), (a, b), (c, d) = point, start, end
    along = ((x - a) * (c - a) + (y - b) * (d - b)) / ((c - a) ** 2 + (d - b) ** 2)
    along = min(max(along, 0), 1)
    return math.dist(point, (a + along * (c - a), b + along * (d - b)))


if __name__ == "__main__":
    make(Path(sys.argv[1]))
