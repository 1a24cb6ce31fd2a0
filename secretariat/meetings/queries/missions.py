"""Missions with their stops, and the meetings in which they were reported back."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.conference.queries import shown_names
from secretariat.delegations.models import Delegation
from secretariat.meetings.models import Meeting, Mission, ReportBack, Stop
from secretariat.meetings.queries.meetings import UNKNOWN, called


@dataclass(frozen=True)
class StopRow:
    """A stop with its number on the tour and the name of its country."""

    stop: Stop
    number: int
    country_name: object


@dataclass(frozen=True)
class MissionRow:
    """A mission with whose it was, its stops, and where it was reported back."""

    mission: Mission
    name: object
    delegation: Delegation | None = None
    stops: list[StopRow] = field(default_factory=list)
    reports: list[ReportBack] = field(default_factory=list)


def missions_of(conference: Conference, user: User, *, pk: int | None = None) -> list[MissionRow]:
    """Missions that the office shows this person, in the order of time, or the one asked for. Five queries."""
    seen = Mission.objects.in_office_of(user).filter(conference=conference).select_related("party")
    missions = list(seen if pk is None else seen.filter(pk=pk))
    names = shown_names(conference)
    stops, reports = stops_of(missions, user), _reports_of(missions, user)
    delegations = Delegation.objects.in_office_of(user).in_bulk(
        [mission.delegation_id for mission in missions if mission.delegation_id]
    )
    rows = [
        MissionRow(
            mission,
            called(mission.party, names),
            delegations.get(mission.delegation_id or 0),
            [
                StopRow(stop, number, called(stop.country, names))
                for number, stop in enumerate(stops[mission.pk], start=1)
            ],
            reports[mission.pk],
        )
        for mission in missions
    ]
    return sorted(rows, key=lambda row: (row.mission.from_date or UNKNOWN, row.mission.pk))


def stops_of(missions: Iterable[Mission], user: User) -> dict[int, list[Stop]]:
    """The stops of these missions, by mission, in the order of the tour. One query."""
    found: dict[int, list[Stop]] = defaultdict(list)
    ids = [mission.pk for mission in missions]
    stops = Stop.objects.in_office_of(user).filter(mission__in=ids).select_related("country")
    for stop in stops.order_by("position", "id"):
        found[stop.mission_id].append(stop)
    return found


def reports_back_in(meeting: Meeting, user: User) -> list[ReportBack]:
    """The missions that were reported back in a meeting. One query."""
    told = ReportBack.objects.in_office_of(user).filter(meeting=meeting)
    return list(told.select_related("mission__party").order_by("id"))


def _reports_of(missions: Iterable[Mission], user: User) -> dict[int, list[ReportBack]]:
    found: dict[int, list[ReportBack]] = defaultdict(list)
    ids = [mission.pk for mission in missions]
    told = ReportBack.objects.in_office_of(user).filter(mission__in=ids)
    for report in told.select_related("meeting__country").order_by("id"):
        found[report.mission_id].append(report)
    return found
