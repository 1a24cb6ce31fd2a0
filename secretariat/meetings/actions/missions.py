"""Missions: a tour, its stops, and the meeting in which it was reported back."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.archive.queries import is_before
from secretariat.audit.action import Batch, Refused, action, unless_stale
from secretariat.conference.models import Conference
from secretariat.meetings import permissions
from secretariat.meetings.actions.parts import enter, moved, refuse_a_delegation_of_another, renumbered
from secretariat.meetings.models import Meeting, Mission, ReportBack, Stop
from secretariat.parties.models import Party

MISSION_FIELDS = ("head", "head_capacity", "purpose", "from_date", "until_date", "delegation", "sensitivity")
STOP_FIELDS = ("country", "city", "stop_date", "met", "result", "sensitivity")


@action(allow=permissions.may_record_mission)
def record_mission(
    actor: User,
    conference: Conference,
    *,
    party: Party,
    details: Mapping[str, Any],
    cited: Iterable[Cited] = (),
) -> Mission:
    """Write down a tour that a party made for the conference."""
    mission = Mission(conference=conference, party=party, entered_by=actor)
    enter(mission, MISSION_FIELDS, details)
    _judge(mission)
    mission.save()
    Citation.objects.bulk_create(citations_for(mission, cited))
    return mission


@action(allow=permissions.may_revise_mission)
def revise_mission(actor: User, mission: Mission, *, details: Mapping[str, Any], version: int | None = None) -> Mission:
    """Change what is written down of a mission."""
    del actor
    unless_stale(mission, version)
    enter(mission, MISSION_FIELDS, details)
    _judge(mission)
    mission.save(update_fields=MISSION_FIELDS)
    return mission


@action(allow=permissions.may_add_stop)
def add_stop(actor: User, mission: Mission, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()) -> Stop:
    """Write down where a mission stopped, whom the head met, and what came of it."""
    stop = Stop(conference_id=mission.conference_id, mission=mission, entered_by=actor)
    enter(stop, STOP_FIELDS, details)
    last = mission.stops.order_by("-position").values_list("position", flat=True).first()
    stop.position = (last or 0) + 1
    stop.save()
    Citation.objects.bulk_create(citations_for(stop, cited))
    return stop


@action(allow=permissions.may_revise_stop)
def revise_stop(actor: User, stop: Stop, *, details: Mapping[str, Any], version: int | None = None) -> Stop:
    """Change what is written down of a stop."""
    del actor
    unless_stale(stop, version)
    enter(stop, STOP_FIELDS, details)
    stop.save(update_fields=STOP_FIELDS)
    return stop


@action(allow=permissions.may_move_stop)
def move_stop(actor: User, mission: Mission, *, stop: Stop, earlier: bool) -> Batch:
    """Put a stop one place earlier or later among those this person sees."""
    rows = list(mission.stops.order_by("position", "id"))
    if stop.pk not in {each.pk for each in rows}:
        raise Refused(_("This stop belongs to another mission."))
    seen = Stop.objects.in_office_of(actor).filter(mission=mission).values_list("pk", flat=True)
    order = moved(rows, seen, stop, earlier=earlier)
    row = next(each for each in order if each.pk == stop.pk)
    return renumbered(order, row, mission.conference_id, sentence=_("The order of the stops of a mission"))


@action(allow=permissions.may_report_back)
def report_back(
    actor: User, mission: Mission, *, meeting: Meeting, sensitivity: str, cited: Iterable[Cited] = ()
) -> ReportBack:
    """Write down in which meeting the results of a mission were told."""
    if meeting.conference_id != mission.conference_id:
        raise Refused(_("This meeting belongs to another conference."), field="meeting")
    if ReportBack.objects.filter(mission=mission, meeting=meeting).exists():
        raise Refused(_("It is written down already that this mission was reported there."), field="meeting")
    told = ReportBack(conference_id=mission.conference_id, mission=mission, meeting=meeting, entered_by=actor)
    told.sensitivity = sensitivity
    told.save()
    Citation.objects.bulk_create(citations_for(told, cited))
    return told


def _judge(mission: Mission) -> None:
    if mission.until_date and is_before(mission.until_date, mission.from_date):
        raise Refused(_("A mission ends after it begins."), field="until_date")
    refuse_a_delegation_of_another(mission.delegation, mission.party_id, mission.conference_id)
