"""Numbers that may be added, and those that may not: a sum of two sources or of a stock and a flow cannot be made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from secretariat.figures.models import Measure


class NotAddable(Exception):  # noqa: N818 - it says what the numbers are
    """Numbers of which no sum is made: they count the same people by two sources, or people and events, or twice."""


@dataclass(frozen=True)
class Kind:
    """What is counted and by whom: only numbers of one kind are ever added."""

    dataset: int
    group: str
    measure: str
    unit: str = "persons"

    @property
    def is_flow(self) -> bool:
        """Whether it counts what happened in a period, not people at a date."""
        return self.measure == Measure.FLOW


@dataclass(frozen=True)
class Series:
    """Numbers of one kind, of one country or place, by year; a year without a number was not collected."""

    kind: Kind
    place: int | None
    values: Mapping[int, int] = field(default_factory=dict)

    def total(self) -> int:
        """What happened in all these years; people at one date and the same people a year later are never added."""
        if not self.kind.is_flow:
            raise NotAddable("people at a date are not added over years")
        return sum(self.values.values())

    def on(self, years: Iterable[int]) -> tuple[int | None, ...]:
        """The numbers of these years, None where nothing was collected."""
        return tuple(self.values.get(year) for year in years)


def total_of(parts: Iterable[Series]) -> Series:
    """The sum of several places, year by year; a year counts what was collected in it.

    Raises ``NotAddable`` for series of different kinds, or of the same place twice.
    """
    rows = list(parts)
    if not rows:
        raise NotAddable("of nothing there is no sum")
    if len({each.kind for each in rows}) > 1:
        raise NotAddable("datasets, groups, stocks and flows are not added to each other")
    if len({each.place for each in rows}) < len(rows):
        raise NotAddable("a place is counted once")
    sums: dict[int, int] = {}
    for each in rows:
        for year, value in each.values.items():
            sums[year] = sums.get(year, 0) + value
    return Series(rows[0].kind, None, sums)


def largest(series: Iterable[Series], count: int, year: int) -> tuple[list[Series], list[Series]]:
    """The largest in a year, and all the others; places without a number in it come last."""
    order = sorted(series, key=lambda each: (-each.values.get(year, -1), each.place or 0))
    return order[:count], order[count:]
