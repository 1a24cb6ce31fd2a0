"""Entries and exits by the hour as bars.

Across, places are shares of the width in percent; down, they are CSS pixels. Time runs from left to right in every
language.
"""

from dataclasses import dataclass
from datetime import date

from secretariat.door.queries.numbers import HourNow

HEIGHT, HEAD, FOOT = 220, 18, 22
GAP = 0.12
# On a narrow screen every third hour has its name.
EVERY = 3


@dataclass(frozen=True)
class Bar:
    """How many went one way in an hour."""

    x: float
    y: float
    width: float
    height: float
    count: int


@dataclass(frozen=True)
class HourDrawn:
    """An hour: its name, where it begins, its entries and its exits."""

    label: str
    x: float
    middle: float
    is_named_on_narrow_screens: bool
    entries: Bar
    exits: Bar


@dataclass(frozen=True)
class HoursDrawn:
    """The whole drawing."""

    hours: list[HourDrawn]
    most: int
    height: int = HEIGHT
    head: int = HEAD

    @property
    def floor(self) -> int:
        """Where the bars stand."""
        return self.height - FOOT


def drawn(hours: list[HourNow], day: date) -> HoursDrawn | None:
    """The hours of a day from the first to the last in which anything happened; nothing if nothing did."""
    of_day = {each.hour.hour: each for each in hours if each.hour.date() == day}
    if not of_day:
        return None
    first, last = min(of_day), max(of_day)
    most = max(max(each.entries, each.exits) for each in of_day.values())
    width = 100 / (last - first + 1)
    found = []
    for place, hour in enumerate(range(first, last + 1)):
        here = of_day.get(hour)
        x, half = place * width, width * (1 - 2 * GAP) / 2
        start = x + width * GAP
        found.append(
            HourDrawn(
                label=f"{hour:02d}:00",
                x=round(x, 2),
                middle=round(x + width / 2, 2),
                is_named_on_narrow_screens=place % EVERY == 0,
                entries=_bar(start, half, here.entries if here else 0, most),
                exits=_bar(start + half, half, here.exits if here else 0, most),
            )
        )
    return HoursDrawn(found, most)


def _bar(x: float, width: float, count: int, most: int) -> Bar:
    room = HEIGHT - HEAD - FOOT
    height = round(room * count / most, 1) if most else 0.0
    return Bar(round(x, 2), round(HEIGHT - FOOT - height, 1), round(width, 2), height, count)
