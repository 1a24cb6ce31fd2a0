"""Areas, sites and countries of origin as the office lists them."""

from django.db.models import QuerySet

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.figures.models import OriginCountry, Place, PlaceKind


def places_of(conference: Conference, user: User) -> QuerySet[Place]:
    """Areas and sites, country by country and in the order of their codes."""
    rows = Place.objects.in_office_of(user).filter(conference=conference)
    below = rows.exclude(kind__in=[PlaceKind.COUNTRY, PlaceKind.OTHER])
    return below.select_related("country__party", "parent__party").order_by("country__code", "kind", "code")


def origins_of(conference: Conference, user: User) -> QuerySet[OriginCountry]:
    """The countries whose refugees the conference is about."""
    rows = OriginCountry.objects.in_office_of(user).filter(conference=conference)
    return rows.select_related("place__party")
