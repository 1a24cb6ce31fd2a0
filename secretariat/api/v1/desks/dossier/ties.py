"""What pledges are about and where they came from, and pledges that were spoken in a meeting."""

from typing import Any, Literal

from django.db.models import QuerySet

from secretariat.api.v1.asking import Asking
from secretariat.api.v1.deeds import Deed, Given, row_of
from secretariat.api.v1.desks.meetings.record import POINTS
from secretariat.api.v1.desks.pledges.promises import ABOUT_PLEDGE, PLEDGES
from secretariat.api.v1.resources import Person, Resource, sits_in_office
from secretariat.api.v1.shapes import Id, Shape
from secretariat.conference.models import Conference
from secretariat.dossier.models import Initiative, Obstacle, Tie
from secretariat.meetings.models import Meeting, Point
from secretariat.pledges.actions import PLEDGE_FIELDS
from secretariat.pledges.models import Pledge

TIES = "dossier/ties"
KINDS: dict[str, Any] = {"obstacle": Obstacle, "initiative": Initiative, "meeting": Meeting, "point": Point}


def ties(user: Person, conference: Conference) -> "QuerySet[Tie]":
    """Ties between what the office shows its people."""
    found = Tie.objects.in_office_of(user).filter(conference=conference)
    return found if sits_in_office(user, conference) else found.none()


RESOURCES: tuple[Resource, ...] = (
    Resource(
        TIES,
        Tie,
        ties,
        ("pledge", "obstacle", "initiative", "meeting", "point"),
        "What pledges address, and the initiatives, meetings and statements they came from.",
        filters=("pledge", "obstacle", "initiative", "meeting", "point"),
    ),
)


class TiedShape(Shape):
    """One thing that a pledge has to do with."""

    kind: Literal["obstacle", "initiative", "meeting", "point"]
    id: Id


def tied(value: TiedShape, asking: Asking, pointer: str) -> Any:
    """The thing, if the office shows it to this person."""

    def rows(asking: Asking) -> Any:
        return KINDS[value.kind]._default_manager.in_office_of(asking.person).filter(conference=asking.conference)

    return row_of(rows).made(value.id, asking, f"{pointer}/id")


DEEDS: tuple[Deed, ...] = (
    Deed("dossier.tie_pledge", PLEDGES, given={"to": Given(TiedShape, tied)}),
    Deed("dossier.untie_pledge", TIES),
    Deed("dossier.draw_pledge", POINTS, details=PLEDGE_FIELDS, of=Pledge, makes=True, given=ABOUT_PLEDGE),
)
