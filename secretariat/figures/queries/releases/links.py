"""Which numbers of a source are parts of which others of it, by place, accommodation, sex and age.

A stranger who reads a total in one release and parts of it in others takes the one from the other, whichever way the
source breaks it down: areas within areas, ages within ages, or women of an age in an area at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product

from secretariat.figures.models import Sex
from secretariat.figures.queries.releases.drawing import Counted, Places
from secretariat.figures.queries.releases.layouts import TOTAL

_Age = tuple[int | None, int | None]
# By place or accommodation, by sex, by age: in which of them a part is narrower than its total.
_Ways = tuple[bool, bool, bool]
_EVERYBODY: _Age = (None, None)


@dataclass(frozen=True)
class Link:
    """A total that the source gives itself, parts of it that it gives too, and how many more the total counts."""

    total: int
    parts: tuple[int, ...]
    rest: int


def links_of(counted: Iterable[Counted], editions: Iterable[int], places: Places) -> list[Link]:
    """Which of these observations are totals of which others, in any edition that was drawn from."""
    rows = list(counted)
    if not any(_is_told_apart(row) for row in rows):
        # Nothing is told apart within a country, so no number is a part of another.
        return []
    found: dict[tuple[int, tuple[int, ...]], Link] = {}
    for edition in sorted(set(editions)):
        families: Mapping[object, list[Counted]] = defaultdict(list)
        for row in rows:
            if row.is_in(edition):
                families[row.family].append(row)
        for family in families.values():
            for link in _Family(family, places).links():
                found[link.total, link.parts] = link
    return list(found.values())


def _is_told_apart(row: Counted) -> bool:
    return row.sex != Sex.ALL or row.age != TOTAL or row.place is not None or bool(row.accommodation)


class _Family:
    """Numbers that differ by place, accommodation, sex and age alone."""

    def __init__(self, rows: list[Counted], places: Places) -> None:
        self.rows = rows
        self.at: Mapping[object, list[Counted]] = defaultdict(list)
        for row in rows:
            self.at[row.place, row.accommodation, row.sex, _age_of(row)].append(row)
        self.above = {pk: places.line(pk)[:-1] for pk in {row.place for row in rows} if pk is not None}
        ages = {_age_of(row) for row in rows}
        self.wider = {age: [other for other in ages if other != age and _holds(other, age)] for age in ages}

    def links(self) -> Iterator[Link]:
        """Each total with its parts, for each way in which it is broken down."""
        groups: Mapping[tuple[int, _Ways], list[Counted]] = defaultdict(list)
        values: dict[int, int] = {}
        for row in self.rows:
            for total, ways in self._totals_of(row):
                groups[total.id, ways].append(row)
                values[total.id] = total.value
        for (total_id, _ways), group in groups.items():
            parts = self._apart(group)
            rest = values[total_id] - sum(part.value for part in parts)
            # Parts that come to more than a total are no parts of it.
            if parts and rest >= 0:
                yield Link(total_id, tuple(sorted(part.id for part in parts)), rest)

    def _totals_of(self, row: Counted) -> Iterator[tuple[Counted, _Ways]]:
        age = _age_of(row)
        for place, accommodation, sex, years in product(
            [row.place, *self._places_above(row.place)],
            {row.accommodation, ""},
            {row.sex, str(Sex.ALL)},
            [age, *self.wider[age]],
        ):
            ways = (
                (place, accommodation) != (row.place, row.accommodation),
                sex != row.sex,
                years != age,
            )
            totals = self.at.get((place, accommodation, sex, years), [])
            # Two numbers of the same are parts of something that the source does not give.
            if any(ways) and len(totals) == 1:
                yield totals[0], ways

    def _places_above(self, place: int | None) -> list[int | None]:
        return [] if place is None else [None, *self.above[place]]

    def _apart(self, group: list[Counted]) -> list[Counted]:
        """Of these the widest, as far as nobody is counted in two of them."""
        places = {row.place for row in group}
        highest = {place for place in places if not places & set(self._places_above(place))}
        blocks: Mapping[object, list[Counted]] = defaultdict(list)
        undivided = {(row.place, row.sex, _age_of(row)) for row in group if not row.accommodation}
        for row in group:
            if row.accommodation and (row.place, row.sex, _age_of(row)) in undivided:
                continue
            if row.place in highest:
                blocks[row.place, row.accommodation, row.sex].append(row)
        return [row for block in blocks.values() for row in self._ages_apart(block)]

    def _ages_apart(self, block: list[Counted]) -> list[Counted]:
        ages = {_age_of(row) for row in block}
        widest = {age for age in ages if not ages & set(self.wider[age])}
        ranges = sorted(_range(age) for age in widest)
        if any(later[0] <= earlier[1] for earlier, later in pairwise(ranges)):
            return []
        return [row for row in block if _age_of(row) in widest]


def _age_of(row: Counted) -> _Age:
    return (row.min_age, row.max_age)


def _range(age: _Age) -> tuple[int, int]:
    low, high = age
    return (-1 if low is None else low, 999 if high is None else high)


def _holds(wide: _Age, narrow: _Age) -> bool:
    (low, high), (least, most) = _range(wide), _range(narrow)
    return wide == _EVERYBODY or (narrow != _EVERYBODY and low <= least and most <= high)
