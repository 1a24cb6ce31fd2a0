"""Movements by kind and period, each source by itself, and what surveys were told."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from django.db.models import Prefetch, Q
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from secretariat.archive.queries import Mark
from secretariat.engines.charts import BarChart, Series, bars
from secretariat.engines.folding import folded
from secretariat.figures.models import (
    VERIFIED,
    Horizon,
    Intention,
    Movement,
    MovementType,
    Place,
    SurveyedHost,
)
from secretariat.figures.queries.reading import Reading
from secretariat.ui.templatetags.ui import days, direction_of

RETURNS = (MovementType.SELF_ORGANISED, MovementType.FACILITATED)
PLACES = ("from_country__party", "from_place", "to_country__party", "to_area")


@dataclass(frozen=True)
class Counted:
    """A movement as a page tells it: from where, to where, and on whose word."""

    movement: Movement
    origins: list[object]
    destinations: list[object]
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True)
class Sum:
    """How many moved altogether between the same places, by one source whose periods do not overlap."""

    source: str
    origins: list[object]
    destinations: list[object]
    first: date
    last: date
    periods: int
    persons: int
    # Period by period, as bars; the table says the same in numbers.
    chart: BarChart
    # What tells it apart on its page.
    key: str


@dataclass(frozen=True)
class Kind:
    """Movements that may stand in one table: what it is called, what a reader must know, and which ones they are."""

    key: str
    label: str | Promise
    note: str | Promise
    holds: Callable[[Movement], bool]
    # Of what was not a return nobody asks whether it was voluntary.
    asks_voluntariness: bool = False


@dataclass(frozen=True)
class Section:
    """One table of movements."""

    kind: Kind
    rows: list[Counted]
    sums: list[Sum]


@dataclass(frozen=True)
class Told:
    """The answer of a survey, with the countries in which people were asked."""

    intention: Intention
    origin: object
    hosts: list[object]
    marks: list[Mark]


def is_verified_return(movement: Movement) -> bool:
    """Whether it was verified that people returned of their own free will; only then is the word voluntary used."""
    return movement.kind in RETURNS and movement.voluntariness in VERIFIED


KINDS = (
    Kind(
        "verified",
        _("Returns verified as voluntary"),
        _("Each was verified by counselling, in groups or at the border; how, stands in its row."),
        is_verified_return,
        asks_voluntariness=True,
    ),
    Kind(
        "unverified",
        _("Returns (voluntariness not verified)"),
        _("Nobody verified whether people decided freely."),
        lambda each: each.kind in RETURNS and each.voluntariness not in VERIFIED,
        asks_voluntariness=True,
    ),
    Kind(
        "visits",
        _("Go-and-see visits"),
        _("A visit is no return, and is never counted as one."),
        lambda each: each.kind == MovementType.GO_AND_SEE,
    ),
    Kind(
        "again",
        _("Displaced again"),
        _("People who had returned and had to leave again."),
        lambda each: each.kind == MovementType.RE_DISPLACEMENT,
    ),
    Kind(
        "back",
        _("Back to the country of asylum"),
        _("People who had returned and went back to the country of asylum."),
        lambda each: each.kind == MovementType.BACK_TO_ASYLUM,
    ),
    Kind(
        "forced",
        _("Forced returns and deportations"),
        _("These are no returns of a free will; they stand apart and are added to nothing."),
        lambda each: each.kind == MovementType.FORCED,
    ),
)


def movements_by_kind(reading: Reading, *, kind: str = "", year: str = "", words: str = "") -> list[Section]:
    """Movements in the tables in which they may stand together, the newest period first. Two queries."""
    rows = reading.of(Movement).select_related(*PLACES).order_by("-end_date", "-start_date", "-id")
    if year.isascii() and year.isdecimal() and len(year) == 4:
        rows = rows.filter(start_date__lte=date(int(year) or 1, 12, 31), end_date__gte=date(int(year) or 1, 1, 1))
    return _sections([each for each in _told(reading, rows) if _goes_by(each, words)], kind)


def movements_to(reading: Reading, area: Place) -> list[Section]:
    """Movements to an area or to a part of it. Two queries."""
    rows = reading.of(Movement).select_related(*PLACES).filter(Q(to_area=area) | Q(to_area__parent=area))
    return _sections(_told(reading, rows.order_by("-end_date", "-id")), "")


def years_of_movements(reading: Reading) -> list[int]:
    """The years in which movements are known, the newest first. One query."""
    spans = reading.of(Movement).values_list("start_date__year", "end_date__year").distinct().order_by()
    return sorted({year for first, last in spans for year in range(first, last + 1)}, reverse=True)


def sums_of(rows: Iterable[Counted]) -> list[Sum]:
    """What one source counted between the same places in periods that do not overlap.

    Never across sources, never across places, never what is said to be about or more than a number, and never what
    would count anybody twice.
    """
    by: dict[tuple[object, ...], list[Counted]] = defaultdict(list)
    for each in rows:
        held = each.movement
        key = (
            tuple(mark.number for mark in each.marks),
            held.from_country_id,
            held.from_place_id,
            held.to_country_id,
            held.to_area_id,
        )
        by[key].append(each)
    return [_sum(group) for group in by.values() if _may_be_added(group)]


def intentions_told(reading: Reading) -> list[tuple[str, list[Told]]]:
    """What surveys were told, by the time they asked about; the latest first, several side by side. Three queries."""
    hosts = Prefetch("surveyed", SurveyedHost.objects.select_related("place__party"))
    rows = list(
        reading.of(Intention)
        .select_related("origin__party")
        .prefetch_related(hosts)
        .order_by("-end_date", "-start_date", "id")
    )
    cited = reading.cited(rows)
    found = []
    for horizon, label in Horizon.choices:
        told = [
            Told(
                each,
                reading.name(each.origin),
                [reading.name(host.place) for host in each.surveyed.all()],
                cited[each],
            )
            for each in rows
            if each.horizon == horizon
        ]
        if told:
            found.append((str(label), told))
    return found


def _told(reading: Reading, rows: Iterable[Movement]) -> list[Counted]:
    found = list(rows)
    cited = reading.cited(found)
    return [
        Counted(
            each,
            [reading.name(place) for place in (each.from_place, each.from_country) if place is not None],
            [reading.name(place) for place in (each.to_area, each.to_country) if place is not None],
            cited[each],
        )
        for each in found
    ]


def _sections(told: list[Counted], wanted: str) -> list[Section]:
    found = []
    for kind in KINDS:
        rows = [each for each in told if kind.holds(each.movement)]
        if rows and wanted in {"", kind.key}:
            found.append(Section(kind, rows, sums_of(rows)))
    return found


def _goes_by(counted: Counted, words: str) -> bool:
    wanted = folded(words).split()
    known = folded(" ".join(str(name) for name in (*counted.origins, *counted.destinations)))
    return all(word in known for word in wanted)


def _may_be_added(group: list[Counted]) -> bool:
    if len(group) < 2 or not group[0].marks:
        return False
    if any(each.movement.qualifier or each.movement.persons is None for each in group):
        return False
    spans = sorted((each.movement.start_date, each.movement.end_date) for each in group)
    return all(later[0] > earlier[1] for earlier, later in pairwise(spans))


def _sum(group: list[Counted]) -> Sum:
    first = group[0]
    in_time = sorted((each.movement for each in group), key=lambda each: each.start_date)
    counted = [Series("", tuple(each.persons or 0 for each in in_time))]
    is_rtl = direction_of(get_language() or "en") == "rtl"
    return Sum(
        source=", ".join(mark.title for mark in first.marks),
        origins=first.origins,
        destinations=first.destinations,
        first=min(each.movement.start_date for each in group),
        last=max(each.movement.end_date for each in group),
        periods=len(group),
        persons=sum(each.persons or 0 for each in in_time),
        chart=bars([days(each.start_date, each.end_date) for each in in_time], counted, from_right=is_rtl),
        key=f"-{min(each.pk for each in in_time)}",
    )
