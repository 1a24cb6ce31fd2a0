"""The places of a conference, as a conference file names and lists them."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from i18nfield.strings import LazyI18nString

from secretariat.api.queries.texts import said_in
from secretariat.conference.models import Conference
from secretariat.dossier.models import AreaOfObstacle
from secretariat.figures.models import (
    AREAS,
    Condition,
    Edition,
    EditionState,
    Intention,
    Layout,
    Movement,
    Observation,
    OriginCountry,
    Place,
    PlaceKind,
    SurveyedHost,
)

ABROAD = "abroad"
ABROAD_NAMES = LazyI18nString(
    {
        "en": "Abroad",
        "ar": "في الخارج",
        "fr": "À l’étranger",
        "es": "En el extranjero",
        "ru": "За рубежом",
        "zh": "境外",
    }
)
_NAMING: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (OriginCountry, ("place_id",)),
    (Condition, ("area_id",)),
    (Movement, ("from_country_id", "from_place_id", "to_country_id", "to_area_id")),
    (Intention, ("origin_id",)),
    (SurveyedHost, ("place_id",)),
    (AreaOfObstacle, ("place_id",)),
)


class NamedPlaces:
    """The places that a file lists, in order, and the name by which it calls each place."""

    def __init__(self, conference: Conference) -> None:
        rows = Place.objects.filter(conference=conference).select_related("party").order_by("id")
        self._all = {row.pk: row for row in rows}
        self.listed = self._to_list(conference)
        self._numbers = {row.pk: number for number, row in enumerate(self.listed, start=1)}
        self._codes = Counter(row.code for row in self.listed)

    def of(self, pk: int | None) -> str | int | None:
        """The name of a place in the file, if one is named."""
        if pk is None:
            return None
        row = self._all[pk]
        if pk not in self._numbers:
            return row.party.code if row.party is not None else row.code
        return row.code if self._codes[row.code] == 1 else self._numbers[pk]

    def _to_list(self, conference: Conference) -> list[Place]:
        wanted = self._named(conference) | self._not_imported(conference)
        listed = [row for row in self._all.values() if row.pk in wanted and not _goes_without_saying(row)]
        codes = {row.code for row in listed}
        # Where the letters of a country are also the code of another place, it is listed too.
        return [
            row
            for row in self._all.values()
            if row in listed or (row.pk in wanted and row.party is not None and row.party.code in codes)
        ]

    def _named(self, conference: Conference) -> set[int]:
        found: set[int] = set()
        for model, fields in _NAMING:
            for ids in model.objects.filter(conference=conference).order_by().values_list(*fields).distinct():
                found.update(each for each in ids if each is not None)
        by_hand = Observation.objects.filter(conference=conference, edition=None).order_by()
        for ids in by_hand.values_list("origin_id", "asylum_id", "place_id").distinct():
            found.update(each for each in ids if each is not None)
        found |= {row.pk for row in self._all.values() if row.is_area_of_return}
        return self._with_what_holds(found)

    def _not_imported(self, conference: Conference) -> set[int]:
        """Areas, sites and others that somebody entered: what an imported edition brings comes with it again."""
        brings_codes = Edition.objects.filter(
            conference=conference, dataset__layout=Layout.P_CODES, state=EditionState.IMPORTED
        ).exists()
        kinds = {PlaceKind.SITE, PlaceKind.OTHER} if brings_codes else {PlaceKind.SITE, PlaceKind.OTHER, *AREAS}
        if not any(row.kind in kinds for row in self._all.values()):
            return set()
        imported = Observation.objects.filter(conference=conference, edition__isnull=False).order_by()
        counted = {
            each
            for field in ("place_id", "origin_id", "asylum_id")
            for each in imported.values_list(field, flat=True).distinct()
        }
        return self._with_what_holds(
            row.pk for row in self._all.values() if row.kind in kinds and row.pk not in counted
        )

    def _with_what_holds(self, found: Iterable[int]) -> set[int]:
        """Places, and the countries and places that they lie in."""
        held: set[int] = set()
        waiting = list(found)
        while waiting:
            pk = waiting.pop()
            if pk not in held:
                held.add(pk)
                row = self._all[pk]
                waiting += [each for each in (row.country_id, row.parent_id) if each is not None]
        return held


def places_of(places: NamedPlaces) -> list[dict[str, Any]]:
    """The places that a file lists."""
    return [
        {
            "kind": row.kind,
            "code": row.code,
            "name": said_in(row.name) if row.party is None or said_in(row.name) != said_in(row.party.name) else None,
            "party": row.party.code if row.party is not None else None,
            "unhcr_code": row.unhcr_code or None,
            "country": places.of(row.country_id),
            "parent": places.of(row.parent_id),
            "valid_from": row.valid_from,
            "valid_until": row.valid_to,
            "provisional": row.is_provisional,
            "accommodation": row.accommodation or None,
            "setting": row.setting or None,
            "state": row.state or None,
            "opened": row.opened_date or None,
            "closed": row.closed_date or None,
            "capacity": row.capacity,
            "area_of_return": row.is_area_of_return,
        }
        for row in places.listed
    ]


def _goes_without_saying(row: Place) -> bool:
    """Whether the letters of the country, or the word for abroad, say all that is kept of a place."""
    particulars = (
        row.country_id,
        row.parent_id,
        row.valid_from,
        row.valid_to,
        row.is_provisional,
        row.accommodation,
        row.setting,
        row.state,
        row.opened_date,
        row.closed_date,
        row.capacity,
        row.is_area_of_return,
    )
    if any(each not in {None, "", False} for each in particulars):
        return False
    if row.party is not None:
        return _is_the_country(row)
    said = (row.kind, row.code, row.unhcr_code, said_in(row.name))
    return said == (PlaceKind.OTHER, ABROAD, "", said_in(ABROAD_NAMES))


def _is_the_country(row: Place) -> bool:
    party = row.party
    said = (row.kind, row.code, row.unhcr_code, said_in(row.name))
    return party is not None and said == (
        PlaceKind.COUNTRY,
        party.iso3 or party.code,
        party.unhcr_code,
        said_in(party.name),
    )
