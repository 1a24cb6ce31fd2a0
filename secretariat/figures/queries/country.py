"""All that is counted of one country, in sections, each chart with its table and source."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from secretariat.figures.models import Place
from secretariat.figures.queries.camps import Camp, camps_at, camps_of
from secretariat.figures.queries.counting import (
    Side,
    ages_of,
    countries_of,
    counts_of,
    dataset_of_edition,
    datasets_of,
)
from secretariat.figures.queries.given import Given, given_of
from secretariat.figures.queries.maps import maps
from secretariat.figures.queries.pictures import Drawing, ages, arrivals, flows, returns, stocks
from secretariat.figures.queries.reading import Reading
from secretariat.figures.queries.tables import Picture

CAMPS = 10


@dataclass(frozen=True)
class Look:
    """How somebody looks at figures: names and sources, and from which year on."""

    drawing: Drawing
    since: int
    # Sex and age are shown of one year, so that no more than the last few need be read.
    ages_since: int = 0


@dataclass(frozen=True)
class Section:
    """Charts that belong together, side by side."""

    key: str
    title: str
    pictures: list[Picture]


@dataclass(frozen=True)
class Country:
    """One country as origin or as host."""

    place: Place
    name: object
    side: Side
    sections: list[Section]
    camps: list[Camp]
    given: list[Given]

    @property
    def pictures(self) -> Iterator[Picture]:
        """All charts."""
        return (picture for section in self.sections for picture in section.pictures)


def drawing_of(reading: Reading, *, from_right: bool = False) -> Drawing:
    """What the charts of a page need. Two queries."""
    return Drawing(reading, countries_of(reading), datasets_of(reading), from_right)


def country_of(look: Look, place: Place, side: Side) -> Country:
    """What is counted of a country; the sections that hold nothing are left out. Seven queries."""
    drawing = look.drawing
    reading = drawing.reading
    editions = dataset_of_edition(drawing.datasets.values())
    counts = counts_of(reading, place, side, since=look.since, datasets=editions)
    by_age = ages_of(reading, place, side, since=max(look.since, look.ages_since), datasets=drawing.datasets)
    sections = [
        Section("stocks", _("Who is where"), list(stocks(drawing, counts))),
        Section("maps", _("On the map"), list(maps(drawing, counts))),
        Section("flows", _("From where to where"), list(flows(drawing, counts))),
        Section("returns", _("Returns"), list(returns(drawing, counts))),
        Section("arrivals", _("New arrivals"), list(arrivals(drawing, counts))),
        Section("ages", _("Sex and age"), list(ages(drawing, counts, by_age))),
    ]
    is_origin = side == "origin"
    found = camps_of(reading, place if is_origin else None, drawing, host=0 if is_origin else place.pk)
    camps = camps_at(reading, found, drawing, found.ids[:CAMPS])
    return Country(
        place,
        reading.name(place),
        side,
        [each for each in sections if each.pictures],
        camps,
        given_of(reading, place),
    )
