"""What pledges are about and where they came from: obstacles, initiatives, meetings, and what was said there."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused, action
from secretariat.dossier import permissions
from secretariat.dossier.models import Initiative, Obstacle, Tie
from secretariat.meetings.models import Meeting, Point
from secretariat.pledges.actions import Reach, record_pledge
from secretariat.pledges.models import Pledge

Tieable = Obstacle | Initiative | Meeting | Point


@action(allow=permissions.may_tie_pledge)
def tie_pledge(actor: User, pledge: Pledge, *, to: Tieable) -> Tie:
    """Say what a pledge addresses or where it came from."""
    del actor
    if to.conference_id != pledge.conference_id:
        raise Refused(_("This belongs to another conference."), field="to")
    tie = _tie(pledge, to)
    if _same(tie).exists():
        raise Refused(_("The pledge is tied to this already."), field="to")
    tie.save()
    return tie


@action(allow=permissions.may_untie_pledge)
def untie_pledge(actor: User, tie: Tie) -> None:
    """Take back that a pledge has to do with something; the record keeps that it was said."""
    del actor
    tie.delete()


@action(allow=permissions.may_draw_pledge)
def draw_pledge(actor: User, point: Point, *, details: Mapping[str, Any], reach: Reach | None = None) -> Pledge:
    """Write down as a pledge what was promised in a meeting, with the passage that says it."""
    pledge = record_pledge(actor, point.conference, details=details, reach=reach, cited=_cited_for(actor, point))
    _tie(pledge, point).save()
    return pledge


def _tie(pledge: Pledge, to: Tieable) -> Tie:
    tie = Tie(conference_id=pledge.conference_id, pledge=pledge)
    if isinstance(to, Obstacle):
        tie.obstacle = to
    elif isinstance(to, Initiative):
        tie.initiative = to
    elif isinstance(to, Meeting):
        tie.meeting = to
    else:
        tie.meeting, tie.point = to.meeting, to
    return tie


def _same(tie: Tie) -> Any:
    return Tie.objects.filter(
        Q(obstacle=tie.obstacle, initiative=tie.initiative, meeting=tie.meeting, point=tie.point), pledge=tie.pledge
    )


def _cited_for(actor: User, point: Point) -> list[Cited]:
    """The sources of the point with their passages; where it has none, those of its meeting."""
    for thing in (point, point.meeting):
        citations = Citation.objects.visible_to(actor).of([thing])
        found = [Cited(each.source, each.passage, each.start, each.end) for each in citations]
        if found:
            return found
    return []
