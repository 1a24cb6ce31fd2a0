"""The part of the walk that leads through meetings, preparation and dossier: who is expected where, and a row for each."""

from typing import Any

from i18nfield.strings import LazyI18nString

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.dossier.models import Draft, DraftKind, Report
from secretariat.meetings.models import Minutes
from tests import make, make_dossier, make_meetings, make_preparation

POSTED = "posted"
OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
SEES: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR}
DESK: set[str] = {Role.SECRETARY, Role.DESK_OFFICER}
WRITES: set[str] = {*DESK, Role.RAPPORTEUR}

# Who gets the page, and who is told they may not; everybody else of the office gets 404.
EVERY_OFFICER: tuple[set[str], set[str]] = (OFFICE, set())
WHO_SEES: tuple[set[str], set[str]] = (SEES, set())
WHO_WRITES_NEW: tuple[set[str], set[str]] = (WRITES, OFFICE - WRITES)
WHO_WRITES: tuple[set[str], set[str]] = (WRITES, SEES - WRITES)
WHO_ADDS: tuple[set[str], set[str]] = (DESK, OFFICE - DESK)
WHO_CHANGES: tuple[set[str], set[str]] = (DESK, SEES - DESK)
BY_POST: tuple[set[str], set[str]] = ({POSTED}, set())

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "meetings:meetings": EVERY_OFFICER,
    "meetings:record_meeting": WHO_WRITES_NEW,
    "meetings:meeting": WHO_SEES,
    "meetings:revise_meeting": WHO_WRITES,
    "meetings:make_point": WHO_WRITES,
    "meetings:revise_point": WHO_WRITES,
    "meetings:move_point": BY_POST,
    "meetings:withdraw_point": WHO_WRITES,
    "meetings:write_minutes": WHO_WRITES,
    "meetings:compare_minutes": WHO_SEES,
    "meetings:minutes": WHO_SEES,
    "meetings:circulate_minutes": WHO_CHANGES,
    "meetings:agree_minutes": WHO_CHANGES,
    "meetings:follow_ups": EVERY_OFFICER,
    "meetings:follow_up": WHO_SEES,
    "meetings:agree_follow_up": WHO_CHANGES,
    "meetings:revise_follow_up": WHO_CHANGES,
    "meetings:report_progress": WHO_CHANGES,
    "meetings:missions": EVERY_OFFICER,
    "meetings:record_mission": WHO_ADDS,
    "meetings:mission": WHO_SEES,
    "meetings:revise_mission": WHO_CHANGES,
    "meetings:add_stop": WHO_CHANGES,
    "meetings:revise_stop": WHO_CHANGES,
    "meetings:move_stop": BY_POST,
    "meetings:report_back": WHO_CHANGES,
    "preparation:plan": EVERY_OFFICER,
    "preparation:plan_task": WHO_ADDS,
    "preparation:lay_template": WHO_ADDS,
    "preparation:lay_plan_of": WHO_ADDS,
    "preparation:finish_tasks": BY_POST,
    "preparation:shift_tasks": BY_POST,
    "preparation:task": WHO_SEES,
    "preparation:revise_task": WHO_CHANGES,
    "preparation:move_task": WHO_CHANGES,
    "preparation:challenges": EVERY_OFFICER,
    "preparation:raise_challenge": WHO_ADDS,
    "preparation:challenge": WHO_SEES,
    "preparation:revise_challenge": WHO_CHANGES,
    "preparation:assess_challenge": WHO_CHANGES,
    "dossier:positions": EVERY_OFFICER,
    "dossier:record_position": WHO_ADDS,
    "dossier:revise_position": WHO_CHANGES,
    "dossier:open_topic": WHO_ADDS,
    "dossier:topic": WHO_SEES,
    "dossier:rename_topic": WHO_CHANGES,
    "dossier:party": EVERY_OFFICER,
    "dossier:initiatives": EVERY_OFFICER,
    "dossier:record_initiative": WHO_ADDS,
    "dossier:revise_initiative": WHO_CHANGES,
    "dossier:obstacles": EVERY_OFFICER,
    "dossier:record_obstacle": WHO_ADDS,
    "dossier:revise_obstacle": WHO_CHANGES,
    "dossier:as_reported": EVERY_OFFICER,
    "dossier:record_figure": WHO_ADDS,
    "dossier:record_notice": WHO_ADDS,
    "dossier:keep_unread": WHO_ADDS,
    "dossier:join_drafts": BY_POST,
    "dossier:read_again": WHO_CHANGES,
    "dossier:timeline": EVERY_OFFICER,
    "dossier:brief": WHO_SEES,
    "dossier:brief_party": EVERY_OFFICER,
    "dossier:reports": EVERY_OFFICER,
    "dossier:read_report": WHO_ADDS,
    "dossier:report": WHO_SEES,
    "dossier:accept_drafts": BY_POST,
    "dossier:refuse_drafts": BY_POST,
    "dossier:accept_draft": BY_POST,
    "dossier:join_draft": BY_POST,
    "dossier:mend_draft": WHO_CHANGES,
    "dossier:refuse_draft": BY_POST,
    "dossier:take_up_draft": BY_POST,
}


def rows_of_the_record(conference: Conference, **kept: Any) -> dict[str, Any]:
    """A row for every address that names one."""
    return {**_of_meetings(conference, kept), **_of_preparation(conference, kept), **_of_dossier(conference, kept)}


def _for(row: Any, *names: str) -> dict[str, Any]:
    return dict.fromkeys(names, row)


def _of_meetings(conference: Conference, kept: dict[str, Any]) -> dict[str, Any]:
    meeting = make_meetings.meeting(conference, **kept)
    point, follow_up = make_meetings.point(meeting, **kept), make_meetings.follow_up(meeting, **kept)
    mission = make_meetings.mission(conference, **kept)
    stop = make_meetings.stop(mission, **kept)
    make_meetings.minutes(meeting, "First", number=1)
    draft = make_meetings.minutes(meeting, "Second", number=2)
    circulated: Minutes = make_meetings.minutes(make_meetings.meeting(conference, **kept), state="circulated")
    whole = ("meeting", "revise_meeting", "make_point", "write_minutes", "compare_minutes", "agree_follow_up")
    return {
        **_for(meeting, *(f"meetings:{name}" for name in whole), "dossier:brief"),
        **_for(point, "meetings:revise_point", "meetings:move_point", "meetings:withdraw_point"),
        **_for(draft, "meetings:minutes", "meetings:circulate_minutes"),
        **_for(circulated, "meetings:agree_minutes"),
        **_for(follow_up, "meetings:follow_up", "meetings:revise_follow_up", "meetings:report_progress"),
        **_for(mission, "meetings:mission", "meetings:revise_mission", "meetings:add_stop", "meetings:report_back"),
        **_for(stop, "meetings:revise_stop", "meetings:move_stop"),
        "public:meeting": make_meetings.meeting(conference).key,
    }


def _of_preparation(conference: Conference, kept: dict[str, Any]) -> dict[str, Any]:
    task, challenge = make_preparation.task(conference, **kept), make_preparation.challenge(conference, **kept)
    return {
        **_for(task, "preparation:task", "preparation:revise_task", "preparation:move_task"),
        **_for(challenge, *(f"preparation:{name}" for name in ("challenge", "revise_challenge", "assess_challenge"))),
    }


def _of_dossier(conference: Conference, kept: dict[str, Any]) -> dict[str, Any]:
    topic = make_dossier.topic(conference)
    position = make_dossier.position(topic, **kept)
    hand = position.entered_by
    report = Report.objects.create(
        conference=conference, name="Report", text="It says so.", sha256="0" * 64, entered_by=hand, **kept
    )
    said = {"party": "LB", "text": "A second conference"}
    draft = Draft.objects.create(conference=conference, report=report, kind=DraftKind.INITIATIVE, data=said)
    decisions = ("accept_draft", "join_draft", "mend_draft", "refuse_draft", "take_up_draft")
    return {
        **_for(topic, "dossier:topic", "dossier:rename_topic"),
        "dossier:revise_position": position,
        "dossier:revise_initiative": make_dossier.initiative(conference, **kept),
        "dossier:revise_obstacle": make_dossier.obstacle(conference, text=LazyI18nString({"en": "Mines"}), **kept),
        # A party is everybody's: its number is the same in every conference.
        **_for(str(make.party("LB").pk), "dossier:party", "dossier:brief_party"),
        **_for(report, "dossier:report", "dossier:accept_drafts", "dossier:refuse_drafts"),
        **_for(report, "dossier:join_drafts", "dossier:read_again"),
        **_for(draft, *(f"dossier:{name}" for name in decisions)),
    }
