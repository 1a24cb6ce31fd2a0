"""The places of a conference file: countries by their letters, areas, sites and camps by their code."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from secretariat.api.actions.record import Words
from secretariat.api.actions.rows import Loading
from secretariat.api.queries.places import ABROAD, ABROAD_NAMES
from secretariat.audit.action import Refused
from secretariat.figures.models import OriginCountry, Place, PlaceKind
from secretariat.parties.models import Party

if TYPE_CHECKING:
    from secretariat.engines.conferencefile.figures import GeographyData

_FIELDS = (
    "unhcr_code",
    "name",
    "party",
    "valid_from",
    "valid_to",
    "is_provisional",
    "accommodation",
    "setting",
    "state",
    "opened_date",
    "closed_date",
    "capacity",
    "is_area_of_return",
)


class Places:
    """Places as a file names them, and as the house keeps them; a country that is not there yet is added."""

    def __init__(self, loading: Loading, listed: Iterable[Place]) -> None:
        self._loading = loading
        self._listed = list(listed)
        self._by_code: dict[str, list[Place]] = defaultdict(list)
        for place in self._listed:
            self._by_code[place.code].append(place)
        kept = Place.objects.filter(conference=loading.conference, kind__in=[PlaceKind.COUNTRY, PlaceKind.OTHER])
        self._kept = {(place.kind, place.code): place for place in kept.select_related("party").order_by("id")}
        self._countries = {place.party_id: place for place in self._kept.values() if place.party_id is not None}

    def of(self, name: str | int | None) -> Place | None:
        """The place of a name, if one is named."""
        return None if name is None else self.named(name)

    def named(self, name: str | int) -> Place:
        """The place of a name: by its place in the list, its code, or the letters of its country."""
        if isinstance(name, int):
            return self._listed[name - 1]
        if name in self._by_code:
            return self._by_code[name][0]
        if name == ABROAD:
            return self._abroad()
        return self._country(name)

    def _abroad(self) -> Place:
        kept = self._kept.get((PlaceKind.OTHER, ABROAD))
        if kept is not None:
            return kept
        return self._added(Place(kind=PlaceKind.OTHER, code=ABROAD, name=ABROAD_NAMES))

    def _country(self, code: str) -> Place:
        party = self._loading.parties.get(code)
        if party is None or not party.is_state:
            raise Refused(_("%(code)s is no country, and no place under places.") % {"code": code})
        kept = self._countries.get(party.pk) or self._kept.get((PlaceKind.COUNTRY, party.iso3))
        return kept or self._added(country_of(party))

    def _added(self, place: Place) -> Place:
        place.conference = self._loading.conference
        self._loading.ledger.put([(place.code, place)], {}, ())
        self._kept[place.kind, place.code] = place
        if place.party_id is not None:
            self._countries[place.party_id] = place
        return place


def country_of(party: Party) -> Place:
    """A country as it is added where a file names it by its letters alone."""
    row = Place(kind=PlaceKind.COUNTRY, code=party.iso3 or party.code, party=party, name=party.name)
    row.unhcr_code = party.unhcr_code
    return row


def load_places(loading: Loading) -> Places:
    """Bring in the places that the file lists, and the countries whose refugees the conference is about."""
    words = Words(loading)
    wanted = [((said.kind, said.code), _place(loading, words, said)) for said in loading.file.places]
    there = Place.objects.filter(conference=loading.conference) if wanted else Place.objects.none()
    rows = loading.ledger.put(wanted, {(row.kind, row.code): row for row in there}, _FIELDS)
    places = Places(loading, rows)
    _lie_within(loading, places, rows)
    origins = [places.named(name) for name in loading.file.origins]
    present = {row.place_id: row for row in OriginCountry.objects.filter(conference=loading.conference)}
    ordered = [
        (place.pk, OriginCountry(conference=loading.conference, place=place, position=position))
        for position, place in enumerate(origins)
    ]
    loading.ledger.put(ordered, present, ("position",))
    return places


def _place(loading: Loading, words: Words, said: "GeographyData") -> Place:
    row = Place(conference=loading.conference, kind=said.kind, code=said.code, party=words.party(said.party))
    row.name = words.text(said.name) if said.name else getattr(row.party, "name", words.text(said.code))
    row.unhcr_code, row.valid_from, row.valid_to = said.unhcr_code or "", said.valid_from, said.valid_until
    row.is_provisional, row.is_area_of_return = said.provisional, said.area_of_return
    row.accommodation, row.setting, row.state = said.accommodation or "", said.setting or "", said.state or ""
    row.opened_date, row.closed_date, row.capacity = said.opened or "", said.closed or "", said.capacity
    return row


def _lie_within(loading: Loading, places: Places, rows: list[Place]) -> None:
    """Say in which country and place each lies, when all of them are there."""
    differing = []
    for row, said in zip(rows, loading.file.places, strict=True):
        country, parent = places.of(said.country), places.of(said.parent)
        if (row.country_id, row.parent_id) == (_pk(country), _pk(parent)):
            continue
        loading.ledger.note_changed(row, _moved(loading, row, country, parent))
        row.country, row.parent = country, parent
        differing.append(row)
    Place.objects.bulk_update(differing, ["country", "parent"], batch_size=500)


def _moved(
    loading: Loading, row: Place, country: Place | None, parent: Place | None
) -> dict[str, list[int | None]] | None:
    if loading.ledger.is_made(row):
        return None
    return {"country_id": [row.country_id, _pk(country)], "parent_id": [row.parent_id, _pk(parent)]}


def _pk(place: Place | None) -> int | None:
    return place.pk if place is not None else None
