"""The part of the walk over every address that leads through pledges."""

from typing import Any

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from tests import make_pledges, make_programme

POSTED = "posted"
OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
SEES: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR}
DESK: set[str] = {Role.SECRETARY, Role.DESK_OFFICER}

# Who gets the page, and who is told they may not; everybody else of the office gets 404.
EVERY_OFFICER: tuple[set[str], set[str]] = (OFFICE, set())
WHO_SEES: tuple[set[str], set[str]] = (SEES, set())
WHO_SEES_ALL: tuple[set[str], set[str]] = (SEES, OFFICE - SEES)
WHO_ADDS: tuple[set[str], set[str]] = (DESK, OFFICE - DESK)
WHO_CHANGES: tuple[set[str], set[str]] = (DESK, SEES - DESK)
BY_POST: tuple[set[str], set[str]] = ({POSTED}, set())

FOCAL: set[str] = {Role.FOCAL_POINT}
# A party reports on the pledges that it makes or shares in.
WHO_REPORTS: tuple[set[str], set[str]] = (DESK | FOCAL, SEES - DESK)

# A public page is for everybody, signed in or not.
ALL: set[str] = {"stranger", *Role.values, "keeper", "secretary elsewhere"}

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "public:pledges": (ALL, set()),
    "public:pledge": (ALL, set()),
    "public:pledges_iati": (ALL, set()),
    "pledges:pledges": (OFFICE | FOCAL, set()),
    "pledges:due": EVERY_OFFICER,
    "pledges:send_reminders": BY_POST,
    "pledges:pledge": (SEES | FOCAL, set()),
    "pledges:record_pledge": (DESK | FOCAL, OFFICE - DESK),
    "pledges:revise_pledge": WHO_CHANGES,
    "pledges:update_stage": WHO_REPORTS,
    "pledges:verify_update": WHO_CHANGES,
    "pledges:set_target": WHO_REPORTS,
    "pledges:revise_target": WHO_CHANGES,
    # What the office wrote down for itself is not the party's to see.
    "pledges:report_progress": WHO_CHANGES,
    "pledges:verify_progress": WHO_CHANGES,
    "pledges:record_flow": WHO_REPORTS,
    "pledges:revise_flow": WHO_CHANGES,
    "pledges:add_evidence": WHO_REPORTS,
    "programme:announce_pledge": WHO_CHANGES,
    "programme:withdraw_announcement": BY_POST,
    "programme:announcements_of_pledge": WHO_SEES,
    "pledges:dashboard": EVERY_OFFICER,
    "pledges:iati": EVERY_OFFICER,
    "pledges:matching": EVERY_OFFICER,
    "pledges:need": WHO_SEES,
    "pledges:propose_match": BY_POST,
    "pledges:discuss_match": BY_POST,
    "pledges:agree_match": BY_POST,
    "pledges:end_match": WHO_CHANGES,
    "pledges:refuse_match": WHO_CHANGES,
    "pledges:rates": EVERY_OFFICER,
    "pledges:enter_rate": WHO_ADDS,
    "pledges:import_rates": WHO_ADDS,
    "pledges:flows": EVERY_OFFICER,
    "pledges:import_flows": WHO_ADDS,
    "pledges:assign_flow": WHO_CHANGES,
}


def rows_of_pledges(conference: Conference, **kept: Any) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it."""
    pledge = make_pledges.pledge(conference, "LB", **kept)
    target = make_pledges.target(pledge, **kept)
    progress = make_pledges.progress(target, **kept)
    session = make_programme.session(conference, **kept)
    announcement = make_pledges.announcement(session, pledge)
    wanted = make_pledges.policy(conference, "LB", **kept)
    match = make_pledges.match(wanted, pledge, state="in discussion")
    return {
        **dict.fromkeys(
            (
                "pledges:pledge",
                "pledges:revise_pledge",
                "pledges:update_stage",
                "pledges:set_target",
                "pledges:record_flow",
                "pledges:add_evidence",
            ),
            pledge,
        ),
        **dict.fromkeys(("pledges:need", "pledges:propose_match"), wanted),
        **dict.fromkeys(
            ("pledges:discuss_match", "pledges:agree_match", "pledges:end_match", "pledges:refuse_match"), match
        ),
        "public:pledge": str(make_pledges.pledge(conference, "JO").number),
        "pledges:assign_flow": make_pledges.flow(conference, **kept),
        "programme:announcements_of_pledge": pledge,
        "programme:announce_pledge": session,
        "programme:withdraw_announcement": announcement,
        "pledges:verify_update": make_pledges.update(pledge, **kept),
        "pledges:revise_target": target,
        "pledges:report_progress": target,
        "pledges:verify_progress": progress,
        "pledges:revise_flow": make_pledges.flow(conference, pledge=pledge, **kept),
    }
