"""How many people moved in a week or longer, and what surveys were told."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused, action, difference_between, unless_stale
from secretariat.conference.models import Conference
from secretariat.figures import permissions
from secretariat.figures.models import (
    AREAS,
    VERIFIED,
    WEEK,
    Intention,
    Movement,
    MovementType,
    OriginCountry,
    Place,
    PlaceKind,
    SurveyedHost,
)

MOVEMENT_FIELDS = (
    "kind",
    "start_date",
    "end_date",
    "from_country",
    "from_place",
    "to_country",
    "to_area",
    "persons",
    "households",
    "qualifier",
    "voluntariness",
    "agreement",
    "method",
    "sensitivity",
)
INTENTION_FIELDS = (
    "origin",
    "population",
    "question",
    "answer",
    "share",
    "base",
    "horizon",
    "start_date",
    "end_date",
    "method",
    "sensitivity",
)
HUNDREDTH = Decimal("0.01")


@action(allow=permissions.may_record_movement)
def record_movement(
    actor: User, conference: Conference, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()
) -> Movement:
    """Write down how many people moved in a period, on somebody's word; never a convoy, a route or a day."""
    movement, sources = Movement(conference=conference, entered_by=actor), list(cited)
    _set_movement(movement, details)
    if not sources:
        raise Refused(_("Name a source: a number of people is somebody's."), field="source_1")
    said = [name for name in MOVEMENT_FIELDS if name != "sensitivity"]
    others = Movement.objects.in_office_of(actor).filter(conference=conference, end_date=movement.end_date)
    if any(not difference_between(movement, other, said) for other in others):
        raise Refused(_("The same movement is written down already. If another source gives it, cite it on that one."))
    movement.save()
    Citation.objects.bulk_create(citations_for(movement, sources))
    return movement


@action(allow=permissions.may_revise_movement)
def revise_movement(
    actor: User, movement: Movement, *, version: int | None = None, details: Mapping[str, Any]
) -> Movement:
    """Correct how a movement was written down; another number by another source stands beside it."""
    del actor
    unless_stale(movement, version)
    _set_movement(movement, details)
    movement.save(update_fields=MOVEMENT_FIELDS)
    return movement


@action(allow=permissions.may_record_intention)
def record_intention(
    actor: User,
    conference: Conference,
    *,
    details: Mapping[str, Any],
    hosts: Iterable[Place] = (),
    cited: Iterable[Cited] = (),
) -> Intention:
    """Write down what a survey asked of whom, and which share answered how."""
    intention, sources = Intention(conference=conference, entered_by=actor), list(cited)
    _set_intention(intention, details)
    if not sources:
        raise Refused(_("Name a source: a survey is somebody's."), field="source_1")
    said = [name for name in INTENTION_FIELDS if name != "sensitivity"]
    others = Intention.objects.in_office_of(actor).filter(conference=conference, end_date=intention.end_date)
    if any(not difference_between(intention, other, said) for other in others):
        raise Refused(_("The same answer is written down already. If another source gives it, cite it on that one."))
    intention.save()
    _survey(intention, hosts)
    Citation.objects.bulk_create(citations_for(intention, sources))
    return intention


@action(allow=permissions.may_revise_intention)
def revise_intention(
    actor: User,
    intention: Intention,
    *,
    version: int | None = None,
    details: Mapping[str, Any],
    hosts: Iterable[Place] | None = None,
) -> Intention:
    """Correct how the answer of a survey was written down, or where people were asked."""
    del actor
    unless_stale(intention, version)
    _set_intention(intention, details)
    intention.save(update_fields=INTENTION_FIELDS)
    if hosts is not None:
        wanted = _each_once(hosts)
        if {each.place_id for each in intention.surveyed.all()} != {place.pk for place in wanted}:
            intention.surveyed.all().delete()
            _survey(intention, wanted)
    return intention


def _set_movement(movement: Movement, details: Mapping[str, Any]) -> None:
    for name in MOVEMENT_FIELDS:
        if name in details:
            setattr(movement, name, details[name])
    _refuse_short_periods(movement)
    _refuse_what_counts_nobody(movement)
    if movement.kind == MovementType.FORCED and movement.voluntariness in VERIFIED:
        raise Refused(_("What was forced cannot be verified as voluntary."), field="voluntariness")
    for name in ("from_country", "to_country"):
        _refuse_place(movement, name, (PlaceKind.COUNTRY, PlaceKind.OTHER))
    _refuse_place(movement, "from_place", (PlaceKind.ADMIN_1, PlaceKind.SITE))
    _refuse_place(movement, "to_area", AREAS)
    _refuse_a_small_area(movement)
    if not any((movement.from_country, movement.from_place, movement.to_country, movement.to_area)):
        raise Refused(_("Say at least from where or to where people moved."), field="to_country")


def _refuse_short_periods(movement: Movement) -> None:
    if movement.end_date < movement.start_date:
        raise Refused(_("The period ends before it begins."), field="end_date")
    if movement.end_date < movement.start_date + WEEK:
        days = (movement.end_date - movement.start_date).days + 1
        raise Refused(
            ngettext(
                "This period is %(days)s day long. A movement is counted over a week at least, so that nobody can be"
                " followed on the way.",
                "This period is %(days)s days long. A movement is counted over a week at least, so that nobody can be"
                " followed on the way.",
                days,
            )
            % {"days": days},
            field="end_date",
        )


def _refuse_what_counts_nobody(movement: Movement) -> None:
    if movement.persons is None and movement.households is None:
        raise Refused(_("Give the number of persons or of households."), field="persons")
    for name in ("persons", "households"):
        if (getattr(movement, name) or 0) < 0:
            raise Refused(_("A number of people cannot be less than nothing."), field=name)


def _refuse_place(movement: Movement, name: str, kinds: Iterable[str]) -> None:
    place = getattr(movement, name)
    if place is None:
        return
    if place.conference_id != movement.conference_id:
        raise Refused(_("This place belongs to another conference."), field=name)
    if place.kind not in kinds:
        raise Refused(_("This place is of another kind than is asked for here."), field=name)
    side, country = name.partition("_")[0], getattr(place, "country_id", None)
    named = getattr(movement, f"{side}_country_id")
    if country and named and named != country:
        raise Refused(_("This place lies in another country than the one named."), field=name)


def _refuse_a_small_area(movement: Movement) -> None:
    """Small areas are named where the conference looks at the return to them, and nowhere else."""
    area = movement.to_area
    if area is None or area.is_area_of_return:
        return
    origins = OriginCountry.objects.filter(conference_id=movement.conference_id, place=area.country_id)
    if area.kind not in (PlaceKind.ADMIN_1, PlaceKind.ADMIN_2) or not origins.exists():
        raise Refused(_("Name an area of return, or a large area of a country of origin."), field="to_area")


def _set_intention(intention: Intention, details: Mapping[str, Any]) -> None:
    for name in INTENTION_FIELDS:
        if name in details:
            setattr(intention, name, details[name])
    for name in ("population", "question", "answer"):
        if not str(getattr(intention, name)):
            raise Refused(_("A share says nothing without who was asked, what, and the answer counted."), field=name)
    _refuse_share_without_base(intention)
    # As it is kept: 5.9 and 5.90 are one share.
    intention.share = Decimal(intention.share).quantize(HUNDREDTH)
    if not intention.end_date:
        raise Refused(_("Say until when people were asked."), field="end_date")
    _refuse_backward_survey(intention)
    if intention.origin.conference_id != intention.conference_id:
        raise Refused(_("This place belongs to another conference."), field="origin")


def _refuse_share_without_base(intention: Intention) -> None:
    if not intention.base or intention.base < 1:
        raise Refused(_("A share says nothing without its base: how many answered."), field="base")
    if intention.share is None or not 0 <= intention.share <= 100:
        raise Refused(_("A share is between 0 and 100 per cent."), field="share")


def _refuse_backward_survey(intention: Intention) -> None:
    begun, ended = intention.start_date, intention.end_date
    # A month and a day are compared as far as both are known.
    known = min(len(begun), len(ended))
    if begun and ended[:known] < begun[:known]:
        raise Refused(_("The period ends before it begins."), field="end_date")


def _each_once(places: Iterable[Place]) -> list[Place]:
    return list({place.pk: place for place in places}.values())


def _survey(intention: Intention, hosts: Iterable[Place]) -> None:
    wanted = _each_once(hosts)
    if any(place.conference_id != intention.conference_id for place in wanted):
        raise Refused(_("This place belongs to another conference."), field="hosts")
    SurveyedHost.objects.bulk_create(
        SurveyedHost(conference_id=intention.conference_id, intention=intention, place=place) for place in wanted
    )
