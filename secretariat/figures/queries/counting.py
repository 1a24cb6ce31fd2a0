"""What datasets say of a country, read in one query and kept apart by dataset, group and measure."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from django.db.models import Expression, ExpressionWrapper, F, Q, Sum, TextField
from django.db.models.functions import Coalesce
from i18nfield.strings import LazyI18nString

from secretariat.conference.models import ShownName
from secretariat.figures.models import (
    Dataset,
    Edition,
    EditionState,
    Group,
    Layout,
    Measure,
    Observation,
    ObservationQuerySet,
    Place,
    PlaceKind,
    Sex,
    Unit,
)
from secretariat.figures.queries.reading import Reading
from secretariat.figures.queries.series import Kind, Series

Side = Literal["origin", "asylum"]
OTHER_SIDE: dict[Side, Side] = {"origin": "asylum", "asylum": "origin"}
# Numbers of a whole country: of no area below it, of no sex or age of its own.
WHOLE = Q(place=None, sex=Sex.ALL, min_age=None, max_age=None, accommodation="", setting="")
STOCKS = (Group.REFUGEES, Group.OTHER_PROTECTION, Group.ASYLUM_SEEKERS)
_Key = tuple[Kind, int | None, int]


@dataclass(frozen=True)
class NamedCountry:
    """A country and what the conference calls it; ``iso2`` is empty for what is no country."""

    iso2: str
    kept: str
    shown: ShownName | None = None

    @cached_property
    def name(self) -> str:
        """Its name in the language in force."""
        if self.shown is not None and str(self.shown.name):
            return str(self.shown.name)
        try:
            return str(LazyI18nString(json.loads(self.kept)))
        except ValueError:
            return self.kept


@dataclass(frozen=True)
class Published:
    """A dataset with the editions that its current numbers come from, the newest first."""

    dataset: Dataset
    editions: list[Edition] = field(default_factory=list)


@dataclass(frozen=True)
class Counts:
    """All series of one country on one side, by kind, and how many of their numbers carry a flag."""

    place: Place
    side: Side
    by_kind: dict[Kind, list[Series]]
    flagged: dict[Kind, int]

    def kinds(self, group: str, measure: str) -> list[Kind]:
        """Kinds of this group and measure, one for each dataset and unit."""
        found = [each for each in self.by_kind if each.group == group and each.measure == measure]
        return sorted(found, key=lambda each: (each.dataset, each.unit))


@dataclass(frozen=True)
class Ages:
    """People by sex and age in one year, and how many of all are counted that way."""

    kind: Kind
    year: int
    # (sex, from age, to age) → persons.
    values: dict[tuple[str, int, int | None], int]
    whole: int | None


def current(reading: Reading) -> ObservationQuerySet:
    """What this person sees of the numbers that no later edition has revised."""
    rows = reading.of(Observation).filter(ended_in=None)
    assert isinstance(rows, ObservationQuerySet)  # noqa: S101 - the manager's own kind
    return rows


def datasets_of(reading: Reading) -> dict[int, Published]:
    """The datasets of the conference with their editions. One query."""
    rows = reading.of(Edition).filter(state=EditionState.IMPORTED).select_related("dataset", "source")
    found: dict[int, Published] = {}
    for edition in rows.order_by("dataset__name", "dataset_id", "-number"):
        found.setdefault(edition.dataset_id, Published(edition.dataset)).editions.append(edition)
    return found


def dataset_of_edition(published: Iterable[Published]) -> dict[int, int]:
    """Which dataset an edition belongs to."""
    return {edition.pk: each.dataset.pk for each in published for edition in each.editions}


def countries_of(reading: Reading) -> dict[int, NamedCountry]:
    """Countries, and what statistics count as such. One query."""
    rows = Place.objects.filter(conference=reading.conference, kind__in=(PlaceKind.COUNTRY, PlaceKind.OTHER))
    # A name in six languages is read only where it is said: most countries are on no page.
    kept = Coalesce(_as_kept("party__name"), _as_kept("name"))
    found = rows.annotate(named=kept).values_list("pk", "party_id", "party__code", "named")
    return {pk: NamedCountry(code or "", named or "", reading.names.get(party)) for pk, party, code, named in found}


def _as_kept(field: str) -> Expression:
    return ExpressionWrapper(F(field), output_field=TextField())


def counts_of(reading: Reading, place: Place, side: Side, *, since: int, datasets: dict[int, int]) -> Counts:
    """What each dataset counts of a country by the countries on the other side. One query, two where periods meet."""
    other = OTHER_SIDE[side]
    rows = _of_groups(current(reading).filter(WHOLE, edition__in=datasets, **{side: place}), since)
    flagged: dict[Kind, int] = defaultdict(int)
    met: set[_Key] = set()
    read = rows.values_list("edition_id", "group", "measure", "unit", f"{other}_id", "year", "value", "flags")
    # Thousands of rows: the kind of each is found by a plain tuple, which is quicker than to hash the kind.
    found: dict[tuple[int, str, str, str], tuple[Kind, dict[int | None, dict[int, int]]]] = {}
    for edition, group, measure, unit, country, year, value, flags in read:
        named = (datasets[edition], group, measure, unit)
        if named not in found:
            found[named] = Kind(*named), defaultdict(dict)
        kind, countries = found[named]
        years = countries[country]
        if year in years:
            met.add((kind, country, year))
        years[year] = value
        if flags:
            flagged[kind] += 1
    by_kind = dict(found.values())
    if met:
        for (kind, country, year), value in _joined(rows, met, (other, datasets)).items():
            by_kind[kind][country][year] = value
    series = {kind: [Series(kind, *each) for each in countries.items()] for kind, countries in by_kind.items()}
    return Counts(place, side, series, dict(flagged))


def _of_groups(rows: ObservationQuerySet, since: int) -> ObservationQuerySet:
    """The groups that the charts show, so that the index by group and year serves."""
    groups = [*STOCKS, Group.REFUGEE_LIKE, Group.RETURNED]
    return rows.filter(group__in=groups, year__gte=since).order_by()


def _joined(rows: ObservationQuerySet, met: Collection[_Key], where: tuple[Side, dict[int, int]]) -> dict[_Key, int]:
    """Where a dataset has several numbers of one year: the last of a stock, the sum of periods that do not overlap."""
    other, datasets = where
    years = {year for _kind, _country, year in met}
    periods: dict[_Key, list[tuple[date, date, int]]] = defaultdict(list)
    read = rows.filter(year__in=years).values_list(
        "edition_id", "group", "measure", "unit", f"{other}_id", "year", "period_start", "period_end", "value"
    )
    for edition, group, measure, unit, country, year, start, end, value in read:
        key = (Kind(datasets[edition], group, measure, unit), country, year)
        if key in met:
            periods[key].append((start, end, value))
    return {key: in_a_year(key[0], found) for key, found in periods.items()}


def in_a_year(kind: Kind, periods: Iterable[tuple[date, date, int]]) -> int:
    """One number of several within a year: the last stock; of flows the longest periods that do not overlap."""
    rows = list(periods)
    if not kind.is_flow:
        return max(rows, key=lambda each: each[1])[2]
    taken: list[tuple[date, date, int]] = []
    for start, end, value in sorted(rows, key=lambda each: (each[0] - each[1], each[0])):
        if all(end < other[0] or start > other[1] for other in taken):
            taken.append((start, end, value))
    return sum(value for _start, _end, value in taken)


def ages_of(reading: Reading, place: Place, side: Side, *, since: int, datasets: Mapping[int, Published]) -> list[Ages]:
    """People of a country by sex and age, on the latest day of each dataset that tells it. One query.

    A dataset by location tells it of places that do not overlap, so that they may be added; of any other dataset only
    what it says of the whole country counts.
    """
    editions = dataset_of_edition(datasets.values())
    by_location = [
        edition.pk
        for each in datasets.values()
        if each.dataset.layout == Layout.UNHCR_LOCATIONS
        for edition in each.editions
    ]
    rows = current(reading).filter(
        Q(place=None, accommodation="", setting="") | Q(edition__in=by_location),
        Q(sex__in=(Sex.FEMALE, Sex.MALE), min_age__isnull=False) | Q(sex=Sex.ALL, min_age=None, max_age=None),
        **{side: place},
        edition__in=[pk for pk, known in editions.items() if known in datasets],
        measure=Measure.STOCK,
        unit=Unit.PERSONS,
        group__in=STOCKS,
        year__gte=since,
    )
    summed = (
        rows.order_by()
        .values_list("edition_id", "group", "period_end", "sex", "min_age", "max_age")
        .annotate(persons=Sum(F("value")))
    )
    found: dict[tuple[Kind, date], dict[tuple[str, int | None, int | None], int]]
    found = defaultdict(lambda: defaultdict(int))
    for edition, group, end, sex, youngest, oldest, persons in summed:
        found[Kind(editions[edition], group, Measure.STOCK), end][sex, youngest, oldest] += persons
    return _latest(found)


def _latest(found: dict[tuple[Kind, date], dict[tuple[str, int | None, int | None], int]]) -> list[Ages]:
    latest: dict[Kind, Ages] = {}
    for (kind, end), persons in sorted(found.items(), key=lambda each: each[0][1]):
        values = {
            (sex, youngest, oldest): value
            for (sex, youngest, oldest), value in persons.items()
            if sex != Sex.ALL and youngest is not None
        }
        if values:
            latest[kind] = Ages(kind, end.year, values, persons.get((Sex.ALL, None, None)))
    return sorted(latest.values(), key=lambda each: (each.kind.dataset, STOCKS.index(Group(each.kind.group))))
