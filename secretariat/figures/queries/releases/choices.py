"""What a release can be laid out by: what an edition holds of each dimension."""

from typing import Any

from secretariat.figures.models import Accommodation, Edition, Group, Measure, Place, Sex, Unit
from secretariat.figures.queries.releases.layouts import TOTAL, Dimension, age_key, observations_of, place_key
from secretariat.figures.queries.releases.showing import age_in_words, in_words

# A list of more places than this is none that anybody chooses from.
MOST_PLACES = 3000
Choices = list[tuple[str, Any]]


def what_can_be_chosen(edition: Edition) -> dict[str, Choices]:
    """The measures, groups and units that the edition holds."""
    found = set(observations_of(edition).values_list("measure", "group", "unit").distinct().order_by())
    return {
        "measure": [(each.value, each.label) for each in Measure if any(row[0] == each for row in found)],
        "groups": [(each.value, each.label) for each in Group if any(row[1] == each for row in found)],
        "unit": [(each.value, each.label) for each in Unit if any(row[2] == each for row in found)],
    }


def choices_of_filters(edition: Edition) -> dict[str, Choices]:
    """For each dimension what the edition tells apart by it."""
    rows = observations_of(edition).order_by()
    sexes = set(rows.values_list("sex", flat=True).distinct())
    ages = {age_key(*pair) for pair in rows.values_list("min_age", "max_age").distinct()} - {TOTAL}
    kinds = set(rows.values_list("accommodation", flat=True).distinct())
    years = set(rows.values_list("year", flat=True).distinct())
    return {
        Dimension.YEAR: [(str(year), str(year)) for year in sorted(years, reverse=True)],
        Dimension.ORIGIN: _places(edition, "origin"),
        Dimension.ASYLUM: _places(edition, "asylum"),
        Dimension.AREA: _places(edition, "place"),
        Dimension.SEX: [(each.value, each.label) for each in Sex if each in sexes and each != Sex.ALL],
        Dimension.AGE: [(key, age_in_words(key)) for key in sorted(ages, key=_first_age)],
        Dimension.ACCOMMODATION: [(each.value, each.label) for each in Accommodation if each in kinds],
    }


def _places(edition: Edition, name: str) -> Choices:
    ids = observations_of(edition).exclude(**{name: None}).order_by().values_list(f"{name}_id", flat=True).distinct()
    found = Place.objects.filter(pk__in=ids).select_related("party")[:MOST_PLACES]
    named = [(place_key(place), in_words(place.name if place.party is None else place.party.name)) for place in found]
    return sorted(named, key=lambda each: (each[1], each[0]))


def _first_age(key: str) -> int:
    return int(key.rstrip("+").partition("-")[0])
