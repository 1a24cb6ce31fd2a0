"""Places: the countries whose refugees the conference is about, areas and sites, and which are areas of return."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action, unless_stale
from secretariat.conference.models import Conference
from secretariat.engines.statistics import key_of
from secretariat.figures import permissions
from secretariat.figures.actions.places_kept import keep_countries
from secretariat.figures.models import AREAS, OriginCountry, Place, PlaceKind
from secretariat.parties.models import Party

PLACE_FIELDS = (
    "name",
    "valid_from",
    "valid_to",
    "accommodation",
    "setting",
    "state",
    "opened_date",
    "closed_date",
    "capacity",
)


@action(allow=permissions.may_name_origin)
def name_origin(actor: User, conference: Conference, *, party: Party) -> OriginCountry:
    """Say that the conference is about refugees from this country."""
    del actor
    if not party.is_state or not party.iso3:
        raise Refused(_("People come from a country; this is none."), field="party")
    kept, _new = keep_countries(conference.pk, [party.iso3])
    origins = OriginCountry.objects.filter(conference=conference)
    if origins.filter(place=kept[party.iso3]).exists():
        raise Refused(_("This country is named already."), field="party")
    last = origins.aggregate(last=Max("position"))["last"]
    origin = OriginCountry(conference=conference, place=kept[party.iso3], position=0 if last is None else last + 1)
    origin.save()
    return origin


@action(allow=permissions.may_remove_origin)
def remove_origin(actor: User, origin: OriginCountry) -> OriginCountry:
    """Take a country off the list of those whose refugees the conference is about; its figures stay."""
    del actor
    origin.delete()
    return origin


@action(allow=permissions.may_add_place)
def add_place(
    actor: User,
    conference: Conference,
    *,
    kind: str,
    country: Place,
    details: Mapping[str, Any],
    parent: Place | None = None,
) -> Place:
    """Add an area or a site that no list brought; an area without a list is provisional."""
    del actor
    code = str(details.get("code") or "")
    if kind not in {*AREAS, PlaceKind.SITE}:
        raise Refused(_("Countries come from the register of parties."), field="kind")
    _refuse_elsewhere(conference.pk, country, parent)
    place = Place(conference=conference, kind=kind, country=country, parent=parent or country)
    _set(place, details)
    name = place.name.data.get("en") if isinstance(getattr(place.name, "data", None), dict) else ""
    name = str(name or place.name)
    if not name.strip():
        raise Refused(_("Give it a name."), field="name")
    if kind in AREAS and not code:
        raise Refused(_("An area goes by its P-code."), field="code")
    place.code = code or key_of(country.code, kind, name)
    place.is_provisional = kind in AREAS
    if Place.objects.filter(conference=conference, kind=kind, code=place.code).exists():
        raise Refused(_("There is such a place already."), field="code" if code else "name")
    place.save()
    return place


@action(allow=permissions.may_revise_place)
def revise_place(actor: User, place: Place, *, details: Mapping[str, Any], version: int | None = None) -> Place:
    """Correct what is kept of a place; its code and its figures stay."""
    del actor
    unless_stale(place, version)
    if place.party_id is not None:
        raise Refused(_("Countries go by their names in the register of parties."))
    _set(place, details)
    place.save(update_fields=list(PLACE_FIELDS))
    return place


@action(allow=permissions.may_mark_area_of_return)
def mark_area_of_return(actor: User, place: Place, *, is_area_of_return: bool) -> Place:
    """Say whether the conference looks at the return to an area."""
    del actor
    if place.kind not in AREAS:
        raise Refused(_("Only administrative areas are areas of return."))
    place.is_area_of_return = is_area_of_return
    place.save(update_fields=["is_area_of_return"])
    return place


def _refuse_elsewhere(conference_id: int, country: Place, parent: Place | None) -> None:
    if country.conference_id != conference_id or country.kind != PlaceKind.COUNTRY:
        raise Refused(_("Choose a country of this conference."), field="country")
    if parent is not None and (parent.conference_id != conference_id or parent.country_id != country.pk):
        raise Refused(_("The area it is a part of lies in another country."), field="parent")


def _set(place: Place, details: Mapping[str, Any]) -> None:
    for name in PLACE_FIELDS:
        if name in details:
            setattr(place, name, details[name])
    if place.valid_from and place.valid_to and place.valid_to < place.valid_from:
        raise Refused(_("It ends before it begins."), field="valid_to")
    if place.opened_date and place.closed_date and place.closed_date[:4] < place.opened_date[:4]:
        raise Refused(_("It was closed before it was opened."), field="closed_date")
