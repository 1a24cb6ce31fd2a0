"""Camps and sites: who lives there by which count, and what is known of the place."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, QuerySet, Sum, When
from django.utils.translation import gettext as _

from secretariat.engines import charts
from secretariat.engines.folding import folded
from secretariat.figures.models import Group, Observation, ObservationQuerySet, Place, PlaceKind, Sex
from secretariat.figures.queries.counting import current
from secretariat.figures.queries.pictures import Drawing
from secretariat.figures.queries.reading import Reading
from secretariat.figures.queries.series import Kind, Series
from secretariat.figures.queries.tables import Picture, Table, isolated, provenance_of, years_between
from secretariat.ui.templatetags.ui import day

MOST = 8


@dataclass(frozen=True)
class Camp:
    """A site with the latest number of each dataset and group; numbers of several datasets are never added."""

    place: Place
    host: str
    counts: list["SiteCount"]


@dataclass(frozen=True)
class Found:
    """Sites by the size of their largest number, and the latest number of each kind: (year, people)."""

    ids: list[int]
    latest: Mapping[int, Mapping[Kind, tuple[int, int]]]


@dataclass(frozen=True)
class SiteCount:
    """A number of people at a site: of which dataset and group, and of which year."""

    kind: Kind
    label: str
    dataset: str
    year: int
    value: int


@dataclass(frozen=True)
class Lines:
    """A row of the site's figures as the table shows it."""

    dataset: str
    group: str
    origin: str
    sex: str
    ages: str
    year: int
    value: int
    qualifier: str


def sites_of(reading: Reading) -> "QuerySet[Place]":
    """The sites of the conference."""
    return Place.objects.in_office_of(reading.user).filter(conference=reading.conference, kind=PlaceKind.SITE)


def hosts_of(reading: Reading) -> list[int]:
    """Countries that have sites. One query."""
    return list(sites_of(reading).exclude(country=None).order_by().values_list("country_id", flat=True).distinct())


def camps_of(reading: Reading, origin: Place | None, drawing: Drawing, *, words: str = "", host: int = 0) -> Found:
    """Sites where people of this origin live (of any, without one), the largest first. One query, two with words."""
    rows = current(reading).filter(
        place__kind=PlaceKind.SITE, place__isnull=False, sex=Sex.ALL, min_age=None, max_age=None
    )
    if origin is not None:
        rows = rows.filter(origin=origin)
    if host:
        rows = rows.filter(asylum=host)
    latest = _latest(rows)
    order = sorted(latest, key=lambda pk: (-max(value for _year, value in latest[pk].values()), pk))
    return Found(order if not words else _named(reading, order, drawing, words), latest)


def _latest(rows: ObservationQuerySet) -> dict[int, dict[Kind, tuple[int, int]]]:
    """Of each site and kind the year and the number of people: of a stock on its last day, of a flow in its last year.

    What was written down by hand is nobody's but its own source's: each is a kind of its own, added to nothing.
    """
    # What a later word by hand revises is told no longer.
    revised = Exists(Observation.objects.filter(revises=OuterRef("pk")))
    kept = rows.exclude(Q(edition=None) & revised)
    whose = Case(When(edition=None, then=-F("pk")), default=F("edition__dataset_id"), output_field=BigIntegerField())
    fields = ("place_id", "group", "measure", "unit", "year", "period_end")
    summed = kept.order_by().annotate(whose=whose).values_list("whose", *fields).annotate(persons=Sum("value"))
    ends: dict[tuple[int, Kind], date] = {}
    latest: dict[int, dict[Kind, tuple[int, int]]] = defaultdict(dict)
    for source, place, group, measure, unit, year, end, persons in summed:
        kind = Kind(source, group, measure, unit)
        last, before = ends.get((place, kind)), latest[place].get(kind, (0, 0))
        if last is None or end > last:
            ends[place, kind] = end
        if kind.is_flow and before[0] == year:
            latest[place][kind] = (year, before[1] + persons)
        elif last is None or end > last:
            latest[place][kind] = (year, persons)
    return latest


def camps_at(reading: Reading, found: Found, drawing: Drawing, ids: Sequence[int]) -> list[Camp]:
    """These sites with their numbers, in this order. One query."""
    places = sites_of(reading).in_bulk(list(ids))
    return [
        Camp(
            places[pk],
            drawing.name(places[pk].country_id),
            [_count(drawing, kind, *said) for kind, said in sorted(found.latest[pk].items(), key=_order)],
        )
        for pk in ids
        if pk in places
    ]


def _named(reading: Reading, ids: list[int], drawing: Drawing, words: str) -> list[int]:
    wanted = folded(words).split()
    rows = sites_of(reading).values_list("pk", "name", "country_id")
    named = {pk: folded(f"{name} {drawing.name(country)}") for pk, name, country in rows}
    return [pk for pk in ids if all(word in named.get(pk, "") for word in wanted)]


def pictures_of_site(reading: Reading, place: Place, drawing: Drawing) -> tuple[list[Picture], list[Lines]]:
    """People at a site by origin and year, one chart for each dataset and group, and every number behind. One query."""
    rows = current(reading).filter(place=place, edition__isnull=False).order_by("-year", "group", "id")
    found: dict[Kind, dict[int | None, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    last: dict[tuple[Kind, int | None, int], date] = {}
    lines = []
    named = {kind_pk: each.dataset.name for kind_pk, each in drawing.datasets.items()}
    fields = ("edition__dataset_id", "group", "measure", "unit", "origin_id", "year", "value")
    for *counted, sex, youngest, oldest, qualifier, end in rows.values_list(
        *fields, "sex", "min_age", "max_age", "qualifier", "period_end"
    ):
        dataset, group, measure, unit, origin, year, value = counted
        if dataset not in drawing.datasets:
            continue
        if sex == Sex.ALL and youngest is None and oldest is None:
            kind = Kind(dataset, group, measure, unit)
            values = found[kind][origin]
            known = last.setdefault((kind, origin, year), end)
            if kind.is_flow or end == known:
                values[year] = values.get(year, 0) + value
            elif end > known:
                # People at two dates of a year are the same people.
                last[kind, origin, year], values[year] = end, value
        ages = "" if youngest is None else f"{youngest}+" if oldest is None else f"{youngest}–{oldest}"
        label = str(Group(group).label)
        lines.append(
            Lines(named[dataset], label, drawing.name(origin), str(Sex(sex).label), ages, year, value, qualifier)
        )
    return [_picture(drawing, place, kind, by_origin) for kind, by_origin in found.items()], lines


def _picture(drawing: Drawing, place: Place, kind: Kind, by_origin: Mapping[int | None, Mapping[int, int]]) -> Picture:
    series = [Series(kind, origin, dict(values)) for origin, values in by_origin.items()]
    years = years_between(year for each in series for year in each.values)
    series.sort(key=lambda each: -each.values.get(years[-1], -1))
    labels = [day(str(year)) for year in years]
    rows = [[drawing.name(each.place), *each.on(years)] for each in series]
    table = Table([_("Country of origin"), *labels], rows)
    shown = series[:MOST]
    if len(years) == 1:
        values = tuple(each.values.get(years[0]) for each in shown)
        drawn: object = charts.bars(
            [drawing.name(each.place) for each in shown], [charts.Series("", values)], from_right=drawing.from_right
        )
    else:
        drawn = charts.lines(labels, [charts.Series(drawing.name(each.place), each.on(years)) for each in shown])
    title = _("%(group)s in %(place)s by country of origin, %(year)s")
    return Picture(
        key=f"site-{kind.dataset}-{kind.group.lower()}-{kind.measure}-{kind.unit}",
        title=title % {"group": drawing.group(kind), "place": isolated(place.name), "year": day(str(years[-1]))},
        words="",
        template="ui/_chart_bars.html" if len(years) == 1 else "ui/_chart_lines.html",
        drawn=drawn,
        table=table,
        whole=table,
        provenance=provenance_of(drawing.datasets[kind.dataset], years[-1]),
    )


def _count(drawing: Drawing, kind: Kind, year: int, value: int) -> SiteCount:
    published = drawing.datasets.get(kind.dataset)
    return SiteCount(kind, drawing.group(kind), published.dataset.name if published else _("By hand"), year, value)


def _order(found: tuple[Kind, tuple[int, int]]) -> tuple[int, str]:
    return found[0].dataset, found[0].group
