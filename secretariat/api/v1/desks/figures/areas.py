"""Areas of return: what must be met, what they are like and on whose word, and what people intend."""

from typing import Annotated, Any

from django.db.models import QuerySet
from pydantic import Field

from secretariat.api.v1.deeds import Deed, Given, row_of, rows_of
from secretariat.api.v1.desks.figures.places import PLACES, places
from secretariat.api.v1.given import DAY_OR_MONTH, FOR_WHOM, needed, one_of, optional, text
from secretariat.api.v1.resources import (
    FACT,
    Person,
    Resource,
    at_desk,
    citations,
    in_office_or_public,
    related,
    sits_in_office,
)
from secretariat.conference.models import Conference
from secretariat.engines.conferencefile.limits import MOST
from secretariat.figures.actions import CONDITION_FIELDS, INTENTION_FIELDS, THRESHOLD_FIELDS
from secretariat.figures.models import Condition, Criterion, Intention, PlaceKind, SurveyedHost, Threshold

CONDITIONS, THRESHOLDS, INTENTIONS = "figures/conditions", "figures/thresholds", "figures/intentions"
LONGEST_SCHEME, LONGEST_CODE = 300, 40


def conditions(user: Person, conference: Conference) -> "QuerySet[Condition]":
    """Conditions as the office shows them; to all others, what is public of areas of return."""
    rows: QuerySet[Condition] = in_office_or_public(Condition)(user, conference)
    return rows if sits_in_office(user, conference) else rows.filter(area__is_area_of_return=True)


def _said(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name != "sensitivity")


RESOURCES: tuple[Resource, ...] = (
    Resource(
        THRESHOLDS,
        Threshold,
        in_office_or_public(Threshold),
        (*_said(THRESHOLD_FIELDS), "replaced_by", *FACT),
        "What somebody says must be met before return is facilitated.",
        filters=("criterion", "scheme", "scheme_version", "code"),
        parts=(citations(Threshold),),
        is_public=True,
        told_to={"entered_at": sits_in_office},
    ),
    Resource(
        CONDITIONS,
        Condition,
        conditions,
        ("area", "area_code=area__code", *_said(CONDITION_FIELDS), *FACT),
        "What areas of return are like by the eight criteria, on whose word; there is no score and no verdict.",
        filters=("area", "area_code", "criterion", "severity", "threshold", "as_of_date_from", "as_of_date_until"),
        parts=(citations(Condition),),
        is_public=True,
        told_to={"entered_at": sits_in_office},
    ),
    Resource(
        INTENTIONS,
        Intention,
        at_desk(Intention),
        (*_said(INTENTION_FIELDS), *FACT),
        "What surveys asked of whom, and which share answered how; a share says nothing without its base.",
        filters=("origin", "horizon", "end_date_from", "end_date_until"),
        parts=(
            related("hosts", SurveyedHost, by="intention_id", value="place_id", shape=int),
            citations(Intention),
        ),
    ),
)
COUNTRY = row_of(lambda asking: places(asking, PlaceKind.COUNTRY))
BASE = Given(Annotated[int, Field(ge=1, le=MOST, strict=True)])
ASKED: dict[str, Any] = {
    "hosts": optional(rows_of(lambda asking: places(asking, PlaceKind.COUNTRY))),
    "details.start_date": DAY_OR_MONTH,
}
DEEDS: tuple[Deed, ...] = (
    Deed("figures.word_threshold", details=THRESHOLD_FIELDS, of=Threshold, makes=True),
    Deed(
        "figures.replace_threshold",
        THRESHOLDS,
        details=THRESHOLD_FIELDS,
        makes=True,
        # What is not said is as in the wording that is replaced, but for the version and the words.
        given={
            "details.criterion": optional(one_of(Criterion.values)),
            "details.scheme": optional(text(LONGEST_SCHEME)),
            "details.code": optional(text(LONGEST_CODE)),
            "details.sensitivity": FOR_WHOM,
        },
    ),
    Deed("figures.assess_condition", PLACES, details=CONDITION_FIELDS, of=Condition, makes=True),
    Deed("figures.revise_condition", CONDITIONS, details=CONDITION_FIELDS),
    Deed(
        "figures.record_intention",
        details=INTENTION_FIELDS,
        of=Intention,
        makes=True,
        given={
            **ASKED,
            "details.origin": COUNTRY,
            "details.base": BASE,
            "details.end_date": needed(DAY_OR_MONTH),
        },
    ),
    Deed(
        "figures.revise_intention",
        INTENTIONS,
        details=INTENTION_FIELDS,
        given={
            **ASKED,
            "details.origin": optional(COUNTRY),
            "details.base": optional(BASE),
            "details.end_date": DAY_OR_MONTH,
        },
    ),
)
