"""Numbers of people as they were counted: observations and movements, for those who read them in the office."""

from collections.abc import Mapping
from typing import Annotated, Any

from django.db.models import QuerySet
from pydantic import Field

from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import PARTY, Deed, Given, row_of
from secretariat.api.v1.desks.figures.places import places
from secretariat.api.v1.given import FOR_WHOM, WHEN, needed, one_of, optional, or_none
from secretariat.api.v1.resources import FACT, Person, Resource, at_desk, citations
from secretariat.api.v1.shapes import Day
from secretariat.conference.models import Conference
from secretariat.engines.conferencefile.limits import MOST
from secretariat.figures.actions import MOVEMENT_FIELDS, OBSERVATION_FIELDS
from secretariat.figures.models import (
    Group,
    Measure,
    Method,
    Movement,
    Observation,
    Qualifier,
    Sex,
    Unit,
    ValueStatus,
)

OBSERVATIONS, MOVEMENTS = "figures/observations", "figures/movements"
# Beyond any number of people, and any age.
MOST_PEOPLE, OLDEST = 10_000_000_000, 150
CODES = ("origin_code=origin__code", "asylum_code=asylum__code", "place_code=place__code")
PATHS = ("from_country", "from_place", "to_country", "to_area")
MAYBE = {name.partition("=")[0]: str | None for name in CODES}


def current(user: Person, conference: Conference) -> "QuerySet[Observation]":
    """What no later edition has revised or left out."""
    rows: QuerySet[Observation] = at_desk(Observation)(user, conference).filter(ended_in=None)
    return rows


RESOURCES: tuple[Resource, ...] = (
    Resource(
        OBSERVATIONS,
        Observation,
        current,
        (
            *(name for name in OBSERVATION_FIELDS if name != "sensitivity"),
            *CODES,
            "year",
            "dataset=edition__dataset",
            "edition",
            "revises",
            "flags",
            *FACT,
        ),
        "Numbers of people as they were counted, of the newest edition of each dataset or written down by hand.",
        filters=(
            "group",
            "measure",
            "origin",
            "asylum",
            "place",
            "sex",
            "year",
            "dataset",
            "edition",
            "period_start_from",
            "period_start_until",
            "period_end_from",
            "period_end_until",
        ),
        parts=(citations(Observation),),
        shapes={**MAYBE, "dataset": int | None},
        has_csv=True,
    ),
    Resource(
        MOVEMENTS,
        Movement,
        at_desk(Movement),
        (*(name for name in MOVEMENT_FIELDS if name != "sensitivity"), *FACT),
        "How many people moved in a week or longer; forced movements stand apart from all others.",
        filters=("kind", "voluntariness", *PATHS, "start_date_from", "end_date_until", "sensitivity"),
        parts=(citations(Movement),),
        has_csv=True,
    ),
)


# ---- deeds ----------------------------------------------------------------------------------------------------------


def _count(most: int, least: int = 0) -> Any:
    return Annotated[int, Field(ge=least, le=most, strict=True)]


def _one(choices: Any, *, or_nothing: bool = False) -> Given:
    return optional(one_of([*choices.values, ""] if or_nothing else choices.values))


def _every(asking: Asking) -> Any:
    return places(asking)


PLACE = or_none(row_of(_every))
NUMBER = Given(_count(MOST) | None, is_needed=False)
AGE = Given(_count(OLDEST) | None, is_needed=False)
NEEDED = ("group", "measure", "value", "period_start", "period_end")
# A revision keeps what is not said, and is marked as one: so nothing is filled in here.
OBSERVED: Mapping[str, Given] = {
    "group": _one(Group),
    "measure": _one(Measure),
    "origin": PLACE,
    "asylum": PLACE,
    "place": PLACE,
    "sex": _one(Sex),
    "min_age": AGE,
    "max_age": AGE,
    "qualifier": _one(Qualifier, or_nothing=True),
    "value": Given(_count(MOST_PEOPLE), is_needed=False),
    "unit": _one(Unit),
    "period_start": Given(Day, is_needed=False),
    "period_end": Given(Day, is_needed=False),
    "as_of": WHEN,
    "method": _one(Method, or_nothing=True),
    "status": _one(ValueStatus),
    "said_by": or_none(PARTY),
    "sensitivity": FOR_WHOM,
}
MOVED = {"details.persons": NUMBER, "details.households": NUMBER}
DEEDS: tuple[Deed, ...] = (
    Deed(
        "figures.record_observation",
        details=OBSERVATION_FIELDS,
        of=Observation,
        makes=True,
        given={f"details.{name}": needed(each) if name in NEEDED else each for name, each in OBSERVED.items()},
    ),
    Deed(
        "figures.revise_observation",
        OBSERVATIONS,
        details=OBSERVATION_FIELDS,
        makes=True,
        given={f"details.{name}": each for name, each in OBSERVED.items()},
    ),
    Deed("figures.record_movement", details=MOVEMENT_FIELDS, of=Movement, makes=True, given=MOVED),
    Deed("figures.revise_movement", MOVEMENTS, details=MOVEMENT_FIELDS, given=MOVED),
)
