"""Places that a file names, kept for the conference: countries by their codes, areas by P-codes, sites by name."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from secretariat.engines.folding import folded
from secretariat.engines.statistics import Area, Observed, PlaceSeen
from secretariat.figures.models import AREAS, Place, PlaceKind
from secretariat.figures.queries.comparing import areas_compared, differs
from secretariat.parties.models import Party


def keep_countries(conference_id: int, codes: Iterable[str]) -> tuple[dict[str, Place], list[Place]]:
    """The countries of these codes, by code, and those of them that are new."""
    wanted = {code for code in codes if code}
    rows = Place.objects.filter(conference_id=conference_id, kind__in=[PlaceKind.COUNTRY, PlaceKind.OTHER])
    kept = {each.code: each for each in rows.filter(code__in=wanted)}
    states = {each.iso3: each for each in Party.objects.states().filter(iso3__in=wanted - set(kept))}
    new = [_country(conference_id, code, states.get(code)) for code in sorted(wanted - set(kept))]
    Place.objects.bulk_create(new)
    return {**kept, **{each.code: each for each in new}}, new


def keep_places(
    conference_id: int, observed: Iterable[Observed], seen: Mapping[str, PlaceSeen]
) -> tuple[dict[str, int], list[Place]]:
    """The numbers of all places that observations name, by code or key, and the places that are new."""
    codes = {each.origin for each in observed} | {each.asylum for each in observed}
    used = {each.place for each in observed if each.place}
    named = [seen[key] for key in sorted(used)]
    countries, new = keep_countries(conference_id, codes | {each.country for each in named})
    numbers = {code: place.pk for code, place in countries.items()}
    below = _known_below(conference_id)
    missing = [each for each in named if _known(below, each) is None]
    made = [_place(conference_id, each, countries[each.country]) for each in missing]
    Place.objects.bulk_create(made, batch_size=500)
    below.update({(place.kind, place.code): place.pk for place in made})
    numbers |= {each.key: _known(below, each) or 0 for each in named}
    return numbers, [*new, *made]


def keep_areas(conference_id: int, areas: list[Area]) -> tuple[list[Place], list[Place]]:
    """Areas of a list of P-codes: those that are new, and those of which the list says something else."""
    countries, new = keep_countries(conference_id, (each.country for each in areas))
    _counts, kept = areas_compared(conference_id, areas)
    changed = [kept[each.code] for each in areas if each.code in kept and differs(kept[each.code], each)]
    made: list[Place] = []
    # Levels one after the other, so that parents are there before their parts.
    for level in sorted({each.level for each in areas}):
        mine = [each for each in areas if each.level == level]
        fresh = [
            _named(Place(conference_id=conference_id, code=each.code), each) for each in mine if each.code not in kept
        ]
        _join(mine, {**kept, **{place.code: place for place in fresh}}, countries)
        Place.objects.bulk_create(fresh, batch_size=500)
        kept.update({place.code: place for place in fresh})
        made += fresh
    for each in areas:
        _named(kept[each.code], each)
    Place.objects.bulk_update(
        changed, ["kind", "name", "valid_from", "is_provisional", "parent", "country"], batch_size=200
    )
    return [*new, *made], changed


def _named(place: Place, area: Area) -> Place:
    place.kind, place.valid_from, place.is_provisional = f"admin {area.level}", area.valid_from, area.is_provisional
    words = place.name.data if place.pk and hasattr(place.name, "data") and isinstance(place.name.data, dict) else {}
    # A list speaks one language; what the conference said in others stays.
    place.name = LazyI18nString({**words, "en": area.name[:300]})
    return place


def _join(areas: Iterable[Area], kept: Mapping[str, Place], countries: Mapping[str, Place]) -> None:
    for area in areas:
        country = countries[area.country]
        place = kept[area.code]
        place.country, place.parent = country, kept.get(area.parent, country) if area.parent else country


def _known_below(conference_id: int) -> dict[tuple[str, ...], int]:
    """Places below countries by kind and code, and areas by country, kind and name where only one has that name."""
    rows = Place.objects.filter(conference_id=conference_id).exclude(kind=PlaceKind.COUNTRY)
    found: dict[tuple[str, ...], int] = {}
    twice: set[tuple[str, ...]] = set()
    for pk, kind, code, name, country in rows.values_list("pk", "kind", "code", "name", "country__code"):
        found[kind, code] = pk
        if kind in AREAS and ":" not in code:
            named = (
                str(country),
                kind,
                folded(str(name.data.get("en", "")) if isinstance(name.data, dict) else str(name)),
            )
            if named in found:
                twice.add(named)
            found[named] = pk
    return {key: pk for key, pk in found.items() if key not in twice}


def _known(below: Mapping[tuple[str, ...], int], seen: PlaceSeen) -> int | None:
    if seen.code:
        return next((below[kind, seen.code] for kind in AREAS if (kind, seen.code) in below), None)
    # An area that is named as its P-code's list names it is that area; any other is kept apart as provisional.
    return below.get((seen.kind, seen.key)) or below.get((seen.country, seen.kind, folded(seen.name)))


def _place(conference_id: int, seen: PlaceSeen, country: Place) -> Place:
    return Place(
        conference_id=conference_id,
        kind=seen.kind,
        code=seen.code or seen.key,
        name=LazyI18nString({"en": seen.name}),
        country=country,
        parent=country,
        is_provisional=seen.is_provisional,
        accommodation=seen.accommodation,
        setting=seen.setting,
        state="open" if seen.kind == PlaceKind.SITE else "",
    )


def _country(conference_id: int, code: str, party: Party | None) -> Place:
    if party is not None:
        return Place(
            conference_id=conference_id,
            kind=PlaceKind.COUNTRY,
            code=code,
            unhcr_code=party.unhcr_code,
            name=party.name,
            party=party,
        )
    return Place(conference_id=conference_id, kind=PlaceKind.OTHER, code=code, name=_in_all_languages(code))


def _in_all_languages(code: str) -> LazyI18nString:
    said = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said[language] = {
                "UNK": _("Unknown origin"),
                "XXA": _("Stateless people"),
                "TIB": _("Tibetans"),
                "AB9": _("Abyei area"),
                "VAR": _("Various"),
                "abroad": _("Abroad"),
            }.get(code, code)
    return LazyI18nString(said)
