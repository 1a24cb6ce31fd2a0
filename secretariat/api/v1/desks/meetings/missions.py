"""Missions with their stops, and the meetings in which they were reported back."""

from collections.abc import Iterable

from secretariat.api.v1.deeds import Deed
from secretariat.api.v1.desks.meetings.record import LONGEST_NAME
from secretariat.api.v1.given import DAY_OR_MONTH, STATE, needed, optional, text
from secretariat.api.v1.resources import FACT, Part, Person, Resource, at_desk, citations
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegation
from secretariat.meetings.actions import MISSION_FIELDS, STOP_FIELDS
from secretariat.meetings.models import Mission, ReportBack, Stop

MISSIONS, STOPS = "meetings/missions", "meetings/stops"


def _delegations(user: Person, conference: Conference, ids: list[int]) -> Iterable[tuple[int, int]]:
    """The delegation that went, to whom the office shows it."""
    seen = Delegation.objects.in_office_of(user).filter(conference=conference)
    rows = Mission.objects.filter(pk__in=ids, delegation__in=seen)
    return ((pk, delegation) for pk, delegation in rows.values_list("pk", "delegation_id") if delegation)


RESOURCES: tuple[Resource, ...] = (
    Resource(
        MISSIONS,
        Mission,
        at_desk(Mission),
        ("party", "head", "head_capacity", "purpose", "from_date", "until_date", *FACT),
        "Tours that parties made for the conference.",
        filters=("party", "from_date_from", "from_date_until", "sensitivity"),
        parts=(Part("delegation", int, _delegations, is_one=True), citations(Mission)),
    ),
    Resource(
        STOPS,
        Stop,
        at_desk(Stop),
        ("mission", "position", "country", "city", "stop_date", "met", "result", *FACT),
        "Where missions stopped, whom the head met, and what came of it.",
        filters=("mission", "country", "stop_date_from", "stop_date_until"),
        parts=(citations(Stop),),
    ),
    Resource(
        "meetings/reports_back",
        ReportBack,
        at_desk(ReportBack),
        ("mission", "meeting", *FACT),
        "In which meetings the results of missions were told.",
        filters=("mission", "meeting"),
        parts=(citations(ReportBack),),
    ),
)
ABOUT_MISSION = {
    "details.from_date": DAY_OR_MONTH,
    "details.until_date": DAY_OR_MONTH,
    "details.head": text(LONGEST_NAME, is_needed=False),
}
DEEDS: tuple[Deed, ...] = (
    Deed("meetings.record_mission", details=MISSION_FIELDS, of=Mission, makes=True, given=ABOUT_MISSION),
    Deed("meetings.revise_mission", MISSIONS, details=MISSION_FIELDS, given=ABOUT_MISSION),
    Deed(
        "meetings.add_stop",
        MISSIONS,
        details=STOP_FIELDS,
        of=Stop,
        makes=True,
        given={"details.country": needed(STATE), "details.stop_date": DAY_OR_MONTH},
    ),
    Deed(
        "meetings.revise_stop",
        STOPS,
        details=STOP_FIELDS,
        given={"details.country": optional(STATE), "details.stop_date": DAY_OR_MONTH},
    ),
    Deed("meetings.move_stop", MISSIONS),
    Deed("meetings.report_back", MISSIONS),
)
