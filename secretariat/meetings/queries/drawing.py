"""A mission drawn: its route on the map, and its stops on a line of time.

The route is drawn in its own units. On the line of time places across are shares of the width in percent, so that all
of it is on every screen, and down they are CSS pixels.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from math import hypot

from secretariat.engines.worldmap import OTHER, bounds, shapes
from secretariat.meetings.queries.missions import MissionRow
from secretariat.ui.templatetags.ui import day

WIDTH = 640.0
RADIUS = 15.0
# Room at either end of the line of time for half a point.
EDGE = 4.0
LANE, HEAD = 46.0, 30.0
TICKS = 5
FEWEST_DAYS = 7


@dataclass(frozen=True)
class Place:
    """A country of the route: the numbers of its stops, and where it lies."""

    numbers: str
    name: object
    x: float
    y: float
    is_report: bool = False


@dataclass(frozen=True)
class Leg:
    """The way from one place to the next."""

    x1: float
    y1: float
    x2: float
    y2: float
    is_report: bool = False


@dataclass(frozen=True)
class Route:
    """A mission on the map: land around it, the countries it stopped in, and the way between them."""

    height: float
    transform: str
    land: str
    visited: list[str]
    places: list[Place]
    legs: list[Leg]
    absent: list[object] = field(default_factory=list)


@dataclass(frozen=True)
class Lane:
    """One line of the line of time: a point for a day, a bar for a month, and neither where no date is known."""

    label: str
    when: str
    y: float
    kind: str
    x: float = 0.0
    width: float = 0.0
    is_report: bool = False

    @property
    def label_y(self) -> float:
        """Where its name stands: above it."""
        return self.y - 17

    @property
    def text_y(self) -> float:
        """Where words in a bar stand."""
        return self.y + 4

    @property
    def top(self) -> float:
        """Where a bar begins."""
        return self.y - 9


@dataclass(frozen=True)
class Tick:
    """A day on the axis."""

    x: float
    label: str
    anchor: str


@dataclass(frozen=True)
class LineOfTime:
    """The stops of a mission and its reports back, from the first day to the last."""

    height: float
    ticks: list[Tick]
    lanes: list[Lane]


def route_of(row: MissionRow) -> Route | None:
    """The route on the map; none if no country of it has a shape."""
    known = shapes()
    met = [(stop.stop.country.code, str(stop.number), stop.country_name, False) for stop in row.stops]
    told = [report.meeting.country for report in row.reports if report.meeting.country is not None]
    if not any(code in known for code, *_rest in met):
        return None
    met += [(country.code, "", country.name, True) for country in told]
    on_map = [each for each in met if each[0] in known]
    view_x, view_y, width, height = bounds([code for code, *_rest in on_map])
    scale = WIDTH / width
    points = {code: ((known[code].x - view_x) * scale, (known[code].y - view_y) * scale) for code, *_rest in on_map}
    codes = {code for code, *_rest in on_map}
    around = _around((view_x, view_y, width, height)) - codes
    return Route(
        height=round(height * scale, 1),
        transform=f"scale({scale:.3f}) translate({-view_x:g} {-view_y:g})",
        land="".join([*(known[code].path for code in sorted(around)), OTHER]),
        visited=[known[code].path for code in sorted(codes)],
        places=_places(on_map, points),
        legs=_legs(on_map, points),
        absent=[name for code, _number, name, _is_report in met if code not in known],
    )


def line_of_time(row: MissionRow) -> LineOfTime | None:
    """The stops by their dates; none if not one date is known."""
    dated = [(_label(stop.number, stop.stop.city, stop.country_name), stop.stop.stop_date, False) for stop in row.stops]
    dated += [(str(report.meeting.title), report.meeting.held_date, True) for report in row.reports]
    spans = [_span(when) for _label_, when, _is_report in dated if when]
    if not spans:
        return None
    spans += [_span(when) for when in (row.mission.from_date, row.mission.until_date) if when]
    first, last = min(start for start, _end in spans), max(end for _start, end in spans)
    short = FEWEST_DAYS - (last - first).days
    if short > 0:
        first, last = first - timedelta(days=(short + 1) // 2), last + timedelta(days=short // 2)
    axis = _Axis(first, last)
    lanes = [_lane(axis, place, each) for place, each in enumerate(dated)]
    return LineOfTime(HEAD + LANE * len(lanes) + 8, axis.ticks(), lanes)


class _Axis:
    """Days, and where each stands from the left: time runs that way in every language."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.days = first, (last - first).days + 1
        self.unit = (100 - 2 * EDGE) / self.days

    def start_of(self, when: date) -> float:
        return round(EDGE + (when - self.first).days * self.unit, 2)

    def middle_of(self, when: date) -> float:
        return round(self.start_of(when) + self.unit / 2, 2)

    def ticks(self) -> list[Tick]:
        count = min(TICKS, self.days) - 1
        shown = [self.first + timedelta(days=round(number * (self.days - 1) / count)) for number in range(count + 1)]
        # Every other one is named, so that the names do not run into each other.
        return [
            Tick(self.middle_of(when), day(when, "medium") if number % 2 == 0 else "", _anchor(number, count))
            for number, when in enumerate(shown)
        ]


def _anchor(number: int, last: int) -> str:
    return {0: "start", last: "end"}.get(number, "middle")


def _lane(axis: _Axis, place: int, dated: tuple[str, str, bool]) -> Lane:
    label, when, is_report = dated
    y = HEAD + LANE * place + 32
    if not when:
        return Lane(label, "", y, "unknown", EDGE, 100 - 2 * EDGE, is_report)
    first, last = _span(when)
    if first == last:
        return Lane(label, day(when), y, "day", axis.middle_of(first), 0.0, is_report)
    width = round(axis.unit * ((last - first).days + 1), 2)
    return Lane(label, day(when), y, "month", axis.start_of(first), width, is_report)


def _label(number: int, city: object, country: object) -> str:
    return f"{number} · " + (str(city) or str(country))


def _span(when: str) -> tuple[date, date]:
    """The first and the last day that a day or a month can mean."""
    if len(when) == 10:
        known = date.fromisoformat(when)
        return known, known
    year, month = (int(part) for part in when.split("-"))
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _places(on_map: Iterable[tuple[str, str, object, bool]], points: dict[str, tuple[float, float]]) -> list[Place]:
    numbers: dict[str, list[str]] = {}
    names: dict[str, object] = {}
    for code, number, name, _is_report in on_map:
        numbers.setdefault(code, [])
        names.setdefault(code, name)
        if number:
            numbers[code].append(number)
    return [
        Place(", ".join(numbers[code]), names[code], round(x, 1), round(y, 1), not numbers[code])
        for code, (x, y) in points.items()
    ]


def _legs(on_map: list[tuple[str, str, object, bool]], points: dict[str, tuple[float, float]]) -> list[Leg]:
    legs = []
    tour = [each for each in on_map if not each[3]]
    for one, other in pairwise(tour):
        legs.append(_leg(points[one[0]], points[other[0]], is_report=False))
    if tour:
        legs += [_leg(points[tour[-1][0]], points[each[0]], is_report=True) for each in on_map if each[3]]
    return [leg for leg in legs if leg is not None]


def _leg(one: tuple[float, float], other: tuple[float, float], *, is_report: bool) -> Leg | None:
    """The way between two circles, from edge to edge; none within a country."""
    across, down = other[0] - one[0], other[1] - one[1]
    length = hypot(across, down)
    if length <= 2 * RADIUS:
        return None
    step_x, step_y = across / length * (RADIUS + 3), down / length * (RADIUS + 3)
    return Leg(
        round(one[0] + step_x, 1),
        round(one[1] + step_y, 1),
        round(other[0] - step_x, 1),
        round(other[1] - step_y, 1),
        is_report,
    )


def _around(view: tuple[float, float, float, float]) -> set[str]:
    """The states and areas of which some part may lie in this part of the map."""
    x, y, width, height = view
    return {
        code
        for code, (left, top, across, down) in _boxes().items()
        if left < x + width and x < left + across and top < y + height and y < top + down
    }


@cache
def _boxes() -> dict[str, tuple[float, float, float, float]]:
    return {code: bounds([code]) for code in shapes()}
