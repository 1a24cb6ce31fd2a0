"""Drawing the observations of a release from its edition, each person counted once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from secretariat.audit.action import Refused
from secretariat.conference.models import Conference
from secretariat.figures.models import Edition, Measure, Place, PlaceKind, Sex
from secretariat.figures.queries.releases.layouts import (
    TOTAL,
    Dimension,
    TableLayout,
    age_key,
    observations_of,
    place_key,
)

# More than this is not counted within the moment that a page may take, and no table for people is made of more.
MOST_OBSERVATIONS = 30_000
_FIELDS = (
    "id",
    "value",
    "group",
    "origin_id",
    "asylum_id",
    "place_id",
    "sex",
    "min_age",
    "max_age",
    "accommodation",
    "year",
    "period_start",
    "period_end",
    "edition__number",
    "ended_in__number",
)


@dataclass(frozen=True, slots=True)
class Counted:
    """One observation, as tables are made of it."""

    id: int
    value: int
    group: str
    origin: int | None
    asylum: int | None
    place: int | None
    sex: str
    min_age: int | None
    max_age: int | None
    accommodation: str
    year: int
    period_start: date
    period_end: date
    since: int
    until: int | None

    @property
    def age(self) -> str:
        """The range of ages, as layouts write it."""
        return age_key(self.min_age, self.max_age)

    @property
    def family(self) -> tuple[object, ...]:
        """What is the same of all who are told apart by place, sex and age alone."""
        return (self.group, self.origin, self.asylum, self.period_start, self.period_end)

    def is_in(self, number: int) -> bool:
        """Whether the edition of this number still says so."""
        return self.since <= number and (self.until is None or self.until > number)


class Places:
    """The places of a conference, by id and by the key that layouts write."""

    def __init__(self, conference: Conference) -> None:
        rows = Place.objects.filter(conference=conference).select_related("party")
        self.by_id = {place.pk: place for place in rows}
        self.by_key = {place_key(place): place for place in self.by_id.values()}

    def key(self, pk: int | None) -> str:
        """The key of a place; nothing where none is said."""
        return place_key(self.by_id[pk]) if pk is not None else ""

    def line(self, pk: int) -> list[int]:
        """The place and all that it lies in, from the country down."""
        line: list[int] = []
        at: int | None = pk
        while at is not None and at not in line and at in self.by_id:
            line.insert(0, at)
            place = self.by_id[at]
            at = place.parent_id or (place.country_id if place.kind != PlaceKind.COUNTRY else None)
        return line


def drawn(layout: TableLayout, edition: Edition, places: Places) -> list[Counted]:
    """What the table is made of: the observations it filters, and of each sum that they give twice, one."""
    rows = _filtered(layout, edition, places)
    if len(rows) > MOST_OBSERVATIONS:
        raise Refused(_("This table is drawn from too many figures. Filter it more closely."), field="filters")
    _refuse_two_dates(layout, rows)
    laid_out = {layout.rows, layout.columns}
    if Dimension.AREA not in laid_out:
        rows = _topmost_places(rows, places)
    if Dimension.SEX not in laid_out:
        rows = _topmost(rows, lambda row: (*row.family, row.place, row.accommodation, row.age), _says_all_sexes)
    if Dimension.AGE not in laid_out:
        rows = _topmost(rows, lambda row: (*row.family, row.place, row.accommodation, row.sex), _says_all_ages)
        _refuse_ages_that_overlap(rows)
    return rows


def _filtered(layout: TableLayout, edition: Edition, places: Places) -> list[Counted]:
    found = observations_of(edition).filter(measure=layout.measure, unit=layout.unit, group__in=layout.groups)
    filters = layout.filters
    if filters.get(Dimension.YEAR):
        found = found.filter(year__in=[int(code) for code in filters[Dimension.YEAR]])
    for name in (Dimension.ORIGIN, Dimension.ASYLUM):
        if filters.get(name):
            ids = [places.by_key[code].pk for code in filters[name] if code in places.by_key]
            found = found.filter(**{f"{name}_id__in": ids})
    for name in (Dimension.SEX, Dimension.ACCOMMODATION):
        if filters.get(name):
            found = found.filter(**{f"{name}__in": filters[name]})
    rows = [Counted(*row) for row in found.order_by("id").values_list(*_FIELDS)[: MOST_OBSERVATIONS + 1]]
    if filters.get(Dimension.AGE):
        wanted = set(filters[Dimension.AGE])
        rows = [row for row in rows if row.age in wanted]
    if filters.get(Dimension.AREA):
        wanted_places = {places.by_key[code].pk for code in filters[Dimension.AREA] if code in places.by_key}
        rows = [row for row in rows if row.place is not None and wanted_places & set(places.line(row.place))]
    return rows


def _topmost(
    rows: Iterable[Counted], key_of: Callable[[Counted], object], is_total: Callable[[Counted], bool]
) -> list[Counted]:
    """Of rows that count the same people, the total where there is one, else the parts."""
    rows = list(rows)
    if all(is_total(row) for row in rows):
        return rows
    groups: Mapping[object, list[Counted]] = defaultdict(list)
    for row in rows:
        groups[key_of(row)].append(row)
    kept: list[Counted] = []
    for group in groups.values():
        totals = [row for row in group if is_total(row)]
        kept += totals or group
    return kept


def _topmost_places(rows: list[Counted], places: Places) -> list[Counted]:
    """Of rows that count the same people, those of the largest places."""
    if all(row.place is None for row in rows):
        return rows
    groups: Mapping[object, list[Counted]] = defaultdict(list)
    for row in rows:
        groups[(*row.family, row.sex, row.age)].append(row)
    kept: list[Counted] = []
    for group in groups.values():
        whole = [row for row in group if row.place is None]
        if whole:
            kept += whole
            continue
        there = {row.place for row in group}
        kept += [row for row in group if not there & set(places.line(row.place or 0)[:-1])]
    return kept


def _says_all_sexes(row: Counted) -> bool:
    return row.sex == Sex.ALL


def _says_all_ages(row: Counted) -> bool:
    return row.age == TOTAL


def _refuse_two_dates(layout: TableLayout, rows: list[Counted]) -> None:
    if layout.measure != Measure.STOCK:
        return
    if Dimension.YEAR not in {layout.rows, layout.columns} and len({row.year for row in rows}) > 1:
        raise Refused(
            _("Stocks of several years are never added: put the year in rows or columns, or choose one year."),
            field="columns",
        )
    dates: dict[int, date] = {}
    for row in rows:
        if dates.setdefault(row.year, row.period_end) != row.period_end:
            raise Refused(
                _("The dataset gives stocks at several dates of %(year)s; they are never added.") % {"year": row.year}
            )


def _refuse_ages_that_overlap(rows: Iterable[Counted]) -> None:
    """Ranges of ages that share years are no sum."""
    groups: Mapping[object, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        if row.min_age is not None:
            high = 999 if row.max_age is None else row.max_age
            groups[(*row.family, row.place, row.accommodation, row.sex)].append((row.min_age, high))
    for ranges in groups.values():
        ranges.sort()
        if any(later[0] <= earlier[1] for earlier, later in pairwise(ranges)):
            raise Refused(_("Ranges of ages overlap: choose which of them count."), field="filters")
