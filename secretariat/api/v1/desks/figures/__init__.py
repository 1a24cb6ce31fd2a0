"""What a program may read and do at the desk of figures: datasets, places, areas of return, releases.

Numbers of people as they were counted are for those who read them in the office. Everybody else is told what was
released, with the field names of HDX HAPI; what a release hides is nowhere in it.
"""

from collections.abc import Mapping

from secretariat.api.v1.deeds import Deed
from secretariat.api.v1.desks.figures import areas, counted, datasets, places, released, releases
from secretariat.api.v1.resources import Resource

RESOURCES: tuple[Resource, ...] = (
    *released.RESOURCES,
    *datasets.RESOURCES,
    *places.RESOURCES,
    *counted.RESOURCES,
    *areas.RESOURCES,
    *releases.RESOURCES,
)
DEEDS: tuple[Deed, ...] = (*datasets.DEEDS, *places.DEEDS, *counted.DEEDS, *areas.DEEDS, *releases.DEEDS)
LEFT_OUT: Mapping[str, str] = {
    "figures.write_edition": "The worker writes what it read, in the name of whoever asked for the import.",
}
