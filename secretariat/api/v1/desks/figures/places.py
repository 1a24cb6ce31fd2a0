"""Places: countries, areas and sites, and the countries whose refugees the conference is about."""

from typing import Annotated, Any

from pydantic import Field

from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import Deed, Given, row_of
from secretariat.api.v1.given import DAY_OR_MONTH, one_of, or_none, text
from secretariat.api.v1.resources import Resource, at_desk
from secretariat.figures.actions import PLACE_FIELDS
from secretariat.figures.models import AREAS, OriginCountry, Place, PlaceKind

PLACES, ORIGINS = "figures/places", "figures/origins"
MOST_PLACES_FOR, LONGEST_CODE = 10_000_000, 80


def places(asking: Asking, *kinds: str) -> Any:
    """Places of the conference as its office shows them, of these kinds or of all."""
    found = Place.objects.in_office_of(asking.person).filter(conference=asking.conference)
    return found.filter(kind__in=kinds) if kinds else found


RESOURCES: tuple[Resource, ...] = (
    Resource(
        PLACES,
        Place,
        at_desk(Place),
        (
            "kind",
            "code",
            "unhcr_code",
            *PLACE_FIELDS,
            "party",
            "country",
            "parent",
            "is_provisional",
            "is_area_of_return",
            "version",
        ),
        "Countries, areas with their P-codes, and sites that the figures name.",
        filters=("kind", "code", "party", "country", "parent", "is_area_of_return", "is_provisional"),
    ),
    Resource(
        ORIGINS,
        OriginCountry,
        at_desk(OriginCountry),
        ("place", "party=place__party", "code=place__code", "position"),
        "Countries whose refugees the conference is about.",
    ),
)
ABOUT_PLACE = {
    "details.opened_date": DAY_OR_MONTH,
    "details.closed_date": DAY_OR_MONTH,
    "details.capacity": Given(Annotated[int, Field(ge=0, le=MOST_PLACES_FOR, strict=True)] | None, is_needed=False),
}
DEEDS: tuple[Deed, ...] = (
    Deed(
        "figures.add_place",
        details=(*PLACE_FIELDS, "code"),
        of=Place,
        makes=True,
        given={
            **ABOUT_PLACE,
            "details.code": text(LONGEST_CODE, is_needed=False),
            "kind": one_of([*AREAS, PlaceKind.SITE]),
            "country": row_of(lambda asking: places(asking, PlaceKind.COUNTRY)),
            "parent": or_none(row_of(lambda asking: places(asking, *AREAS))),
        },
    ),
    Deed("figures.revise_place", PLACES, details=PLACE_FIELDS, given=ABOUT_PLACE),
    Deed("figures.mark_area_of_return", PLACES),
    Deed("figures.name_origin"),
    Deed("figures.remove_origin", ORIGINS),
)
