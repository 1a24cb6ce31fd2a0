"""Figures that somebody gives, written down by hand with their sources; a revision never overwrites."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused, action, difference_between
from secretariat.conference.models import Conference
from secretariat.figures import permissions
from secretariat.figures.models import (
    FLAG_SAME_COUNTRY,
    Observation,
    Place,
    PlaceKind,
    Sex,
    ValueStatus,
)

OBSERVATION_FIELDS = (
    "group",
    "measure",
    "origin",
    "asylum",
    "place",
    "sex",
    "min_age",
    "max_age",
    "qualifier",
    "value",
    "unit",
    "period_start",
    "period_end",
    "as_of",
    "method",
    "status",
    "said_by",
    "sensitivity",
)
COUNTRIES = (PlaceKind.COUNTRY, PlaceKind.OTHER)


@action(allow=permissions.may_record_observation)
def record_observation(
    actor: User, conference: Conference, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()
) -> Observation:
    """Write down a number of people on somebody's word, with the sources that give it."""
    observation = Observation(conference=conference, entered_by=actor)
    return _kept(actor, observation, details, list(cited))


@action(allow=permissions.may_revise_observation)
def revise_observation(
    actor: User, observation: Observation, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()
) -> Observation:
    """Write down what the number is said to be now; the earlier one is kept, and the new one points back to it."""
    if Observation.objects.filter(revises=observation).exists():
        raise Refused(_("This figure is revised already. Revise the one that took its place."))
    new = Observation(conference_id=observation.conference_id, entered_by=actor, revises=observation)
    _set(new, {name: getattr(observation, name) for name in OBSERVATION_FIELDS})
    _set(new, details)
    if not difference_between(new, observation, OBSERVATION_FIELDS):
        raise Refused(_("Nothing is different from what is kept."))
    return _kept(actor, new, {"status": ValueStatus.REVISED, **details}, list(cited))


def _kept(actor: User, observation: Observation, details: Mapping[str, Any], cited: list[Cited]) -> Observation:
    _set(observation, details)
    if not cited and observation.said_by is None:
        raise Refused(_("Name a source or say on whose word: a number of people is somebody's."), field="source_1")
    _refuse_periods(observation)
    _refuse_places(observation)
    _refuse_ages(observation)
    observation.year = observation.period_end.year
    if observation.origin is not None and observation.origin == observation.asylum:
        observation.flags = FLAG_SAME_COUNTRY
    said = [name for name in OBSERVATION_FIELDS if name != "sensitivity"]
    others = Observation.objects.in_office_of(actor).filter(
        conference_id=observation.conference_id, edition=None, group=observation.group, year=observation.year
    )
    if any(not difference_between(observation, other, said) for other in others):
        raise Refused(_("The same figure is written down already. If another source gives it, cite it on that one."))
    observation.save()
    Citation.objects.bulk_create(citations_for(observation, cited))
    return observation


def _set(observation: Observation, details: Mapping[str, Any]) -> None:
    for name in OBSERVATION_FIELDS:
        if name in details:
            setattr(observation, name, details[name])


def _refuse_periods(observation: Observation) -> None:
    if observation.period_start > observation.period_end:
        raise Refused(_("The period ends before it begins."), field="period_end")
    if not observation.period_end.isoformat().startswith(observation.as_of):
        raise Refused(_("The date as it was given is another than that to which the period runs."), field="as_of")


def _refuse_places(observation: Observation) -> None:
    places: tuple[tuple[str, Place | None], ...] = (
        ("origin", observation.origin),
        ("asylum", observation.asylum),
        ("place", observation.place),
    )
    for field, place in places:
        if place is None:
            continue
        if place.conference_id != observation.conference_id:
            raise Refused(_("This place belongs to another conference."), field=field)
        if (place.kind in COUNTRIES) is (field == "place"):
            raise Refused(_("Here stands a country, there an area or a site within it."), field=field)
    if observation.origin is None and observation.asylum is None and observation.place is None:
        raise Refused(_("Say from where the people are, or where."), field="asylum")
    site, asylum = observation.place, observation.asylum
    if site is not None and asylum is not None and site.country_id != asylum.pk:
        raise Refused(_("This area or site is in another country."), field="place")


def _refuse_ages(observation: Observation) -> None:
    if observation.sex not in Sex.values:
        raise Refused(_("Choose one of the sexes."), field="sex")
    youngest, oldest = observation.min_age, observation.max_age
    if oldest is not None and (youngest is None or youngest > oldest):
        raise Refused(_("Ages run from the youngest to the oldest."), field="max_age")
