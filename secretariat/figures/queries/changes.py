"""What an edition changed: by year, by country, and number by number, the largest differences first.

Sums are made within one group and one measure of one dataset, and of whole numbers of people alone: parts by sex and
age are in them already.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from secretariat.figures.models import Edition, Group, Measure, Observation, Place

WHOLE = Q(sex="all", min_age=None)
MOST = 100


@dataclass(frozen=True)
class Change:
    """What changed in one year or one country, within a group and measure."""

    name: object
    group: str
    measure: str
    numbers: int
    before: int
    after: int

    @property
    def difference(self) -> int:
        """By how much the sum changed."""
        return self.after - self.before


@dataclass(frozen=True)
class One:
    """One number that is another now, is new, or is given no longer."""

    observation: Observation
    before: int | None
    after: int | None

    @property
    def difference(self) -> int:
        """By how much it changed."""
        return (self.after or 0) - (self.before or 0)


def counts_of_changes(edition: Edition) -> dict[str, int]:
    """How many numbers are new, changed, and given no longer."""
    made = edition.observations.aggregate(new=Count("pk", filter=Q(revises=None)), changed=Count("revises"))
    return {**made, "ended": _ended(edition).count()}


def changes_summed(edition: Edition, names: dict[int, object]) -> tuple[list[Change], list[Change]]:
    """What changed by year, the newest first; and by country, the largest differences first.

    The country is that of asylum, or of origin where there is no other. Three queries.
    """
    found = _summed(edition)
    years, countries = _folded(found, 0), _folded(found, 1)
    by_year = sorted(years.items(), key=lambda each: -int(each[0][0]))
    by_country = [_change(key, names.get(key[0], "–"), told) for key, told in countries.items()]
    return (
        [_change(key, key[0], told) for key, told in by_year],
        sorted(by_country, key=lambda each: -abs(each.difference)),
    )


def single_changes(edition: Edition, *, most: int | None = MOST) -> Iterator[One]:
    """Number by number: what is another now, the largest differences first; then what is given no longer."""
    changed = edition.observations.filter(revises__isnull=False)
    sized = changed.annotate(by=F("value") - F("revises__value")).select_related(*_PLACES, "revises")
    rows = sorted(sized.iterator() if most is None else sized, key=lambda each: -abs(each.by))
    for each in rows[:most]:
        yield One(each, each.revises.value if each.revises else None, each.value)
    for each in _ended(edition).select_related(*_PLACES).order_by("-value")[:most]:
        yield One(each, each.value, None)


def new_numbers(edition: Edition) -> QuerySet[Observation]:
    """What stood in no edition before."""
    return edition.observations.filter(revises=None).select_related(*_PLACES).order_by("-value", "pk")


def places_of_changes(edition: Edition) -> dict[int, object]:
    """What the countries of a conference are called. One query."""
    rows = Place.objects.filter(conference_id=edition.conference_id, kind__in=["country", "other"])
    return {place.pk: place.party or place for place in rows.select_related("party")}


_PLACES = ("origin__party", "asylum__party", "place")


def _ended(edition: Edition) -> QuerySet[Observation]:
    revised = edition.observations.filter(revises__isnull=False).values("revises")
    return Observation.objects.filter(ended_in=edition).exclude(pk__in=revised)


def _summed(edition: Edition) -> dict[tuple[Any, ...], dict[str, int]]:
    """Sums before and after of all that differs, by year, country, group and measure."""
    found: dict[tuple[Any, ...], dict[str, int]] = {}
    changed = edition.observations.filter(WHOLE, revises__isnull=False)
    was, now = Sum(Coalesce("revises__value", Value(0))), Sum("value")
    for rows, sums in (
        (changed, {"before": was, "after": now}),
        (edition.observations.filter(WHOLE, revises=None), {"after": now}),
        (_ended(edition).filter(WHOLE), {"before": now}),
    ):
        grouped = rows.order_by().annotate(country=Coalesce("asylum_id", "origin_id"))
        keyed = grouped.values("year", "country", "group", "measure").annotate(numbers=Count("pk"), **sums)
        for row in keyed:
            _add(found, (row["year"], row["country"], row["group"], row["measure"]), dict(row))
    return found


def _folded(found: dict[tuple[Any, ...], dict[str, int]], by: int) -> dict[tuple[Any, ...], dict[str, int]]:
    """The same by year alone (0) or by country alone (1)."""
    folded: dict[tuple[Any, ...], dict[str, int]] = {}
    for key, told in found.items():
        _add(folded, (key[by], key[2], key[3]), told)
    return folded


def _add(found: dict[tuple[Any, ...], dict[str, int]], key: tuple[Any, ...], row: dict[str, Any]) -> None:
    told = found.setdefault(key, {"numbers": 0, "before": 0, "after": 0})
    for name in told:
        told[name] += row.get(name) or 0


def _change(key: tuple[Any, ...], name: object, told: dict[str, int]) -> Change:
    return Change(name, str(Group(key[1]).label), str(Measure(key[2]).label), **told)
