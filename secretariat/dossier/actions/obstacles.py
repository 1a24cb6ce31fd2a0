"""What is said to keep people from returning."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused, action, difference_between, unless_stale
from secretariat.conference.models import Conference
from secretariat.dossier import permissions
from secretariat.dossier.models import AreaOfObstacle, Claimant, Obstacle
from secretariat.figures.models import Place
from secretariat.parties.models import Party

OBSTACLE_FIELDS = ("kind", "text", "area", "groups", "since_date", "said_date", "sensitivity")


@action(allow=permissions.may_record_obstacle)
def record_obstacle(
    actor: User,
    conference: Conference,
    *,
    details: Mapping[str, Any],
    claimants: Iterable[Party],
    areas: Iterable[Place] = (),
    cited: Iterable[Cited] = (),
) -> Obstacle:
    """Write down what is said to keep people from returning, who says so, and in which areas of return it is."""
    obstacle, named = Obstacle(conference=conference, entered_by=actor), _each_once(claimants)
    places = _each_area_once(conference.pk, areas)
    _set(obstacle, details)
    if any(_says_the_same(obstacle, (named, places), other) for other in _known_to(actor, obstacle)):
        raise Refused(_("The same obstacle is written down already. If another source gives it, cite it on that one."))
    obstacle.save()
    _name(obstacle, named)
    _place(obstacle, places)
    Citation.objects.bulk_create(citations_for(obstacle, cited))
    return obstacle


@action(allow=permissions.may_revise_obstacle)
def revise_obstacle(
    actor: User,
    obstacle: Obstacle,
    *,
    details: Mapping[str, Any],
    claimants: Iterable[Party],
    areas: Iterable[Place] | None = None,
    version: int | None = None,
) -> Obstacle:
    """Correct how an obstacle was written down, who says so, or where it is said to be."""
    del actor
    unless_stale(obstacle, version)
    _set(obstacle, details)
    obstacle.save(update_fields=OBSTACLE_FIELDS)
    named = _each_once(claimants)
    if [each.party_id for each in obstacle.claimants.all()] != [party.pk for party in named]:
        obstacle.claimants.all().delete()
        _name(obstacle, named)
    if areas is not None:
        places = _each_area_once(obstacle.conference_id, areas)
        if {each.place_id for each in obstacle.places.all()} != {place.pk for place in places}:
            obstacle.places.all().delete()
            _place(obstacle, places)
    return obstacle


def _set(obstacle: Obstacle, details: Mapping[str, Any]) -> None:
    for name in OBSTACLE_FIELDS:
        if name in details:
            setattr(obstacle, name, details[name])


def _each_once(claimants: Iterable[Party]) -> list[Party]:
    return list({party.pk: party for party in claimants}.values())


def _name(obstacle: Obstacle, claimants: Iterable[Party]) -> None:
    Claimant.objects.bulk_create(
        Claimant(conference_id=obstacle.conference_id, obstacle=obstacle, party=party) for party in claimants
    )


def _each_area_once(conference_id: int, areas: Iterable[Place]) -> list[Place]:
    places = list({place.pk: place for place in areas}.values())
    if any(place.conference_id != conference_id for place in places):
        raise Refused(_("This area belongs to another conference."), field="areas")
    return places


def _place(obstacle: Obstacle, places: Iterable[Place]) -> None:
    AreaOfObstacle.objects.bulk_create(
        AreaOfObstacle(conference_id=obstacle.conference_id, obstacle=obstacle, place=place) for place in places
    )


def _known_to(actor: User, obstacle: Obstacle) -> Iterable[Obstacle]:
    known = Obstacle.objects.in_office_of(actor).filter(conference_id=obstacle.conference_id, kind=obstacle.kind)
    return known.prefetch_related("claimants", "places")


def _says_the_same(obstacle: Obstacle, named: tuple[list[Party], list[Place]], other: Obstacle) -> bool:
    said = [name for name in OBSTACLE_FIELDS if name != "sensitivity"]
    known = {each.party_id for each in other.claimants.all()}, {each.place_id for each in other.places.all()}
    claimed = {party.pk for party in named[0]}, {place.pk for place in named[1]}
    return known == claimed and not difference_between(obstacle, other, said)
