"""Who reads anything of which rows, where facts are kept for the secretariat: one table for the whole API."""

from typing import Any

from secretariat.accounts.models import Role
from secretariat.door.models.places import DOOR_ROLES

EVERYBODY = {*Role.values}
OFFICE = EVERYBODY - {Role.FOCAL_POINT}
SECRETARIAT = {Role.SECRETARY, Role.DESK_OFFICER, Role.RAPPORTEUR, Role.READER}
WITH_DELEGATIONS = SECRETARIAT | {Role.FOCAL_POINT}
DESK = {Role.SECRETARY, Role.DESK_OFFICER}

# What is not named here, those read who read what is kept for the secretariat.
# fmt: off
OTHERS: tuple[tuple[set[Any], tuple[str, ...]], ...] = (
    (EVERYBODY, (
        "conference/conference", "parties/parties", "parties/regions", "archive/sources", "delegations/delegations",
        "delegations/delegates", "meetings/meetings", "pledges/pledges", "figures/returnees", "figures/released",
        "figures/conditions", "figures/releases", "programme/published", "programme/speakers_lists",
        "programme/interventions", "documents/documents", "documents/published", "documents/languages",
        "documents/paragraphs", "documents/amendments", "documents/stances", "documents/explanations",
        "newsroom/published", "newsroom/public_press_kit", "newsroom/published_replies",
    )),
    (OFFICE, (
        "conference/rooms", "figures/datasets", "figures/places", "figures/origins", "programme/sessions",
        "programme/closures", "programme/pairs", "programme/apart", "audit/records",
    )),
    (WITH_DELEGATIONS, (
        "meetings/bilaterals", "meetings/blocked_times", "programme/days", "delegations/changes",
        "delegations/credentials", "documents/ties",
    )),
    (DESK | {Role.FOCAL_POINT}, ("programme/feeds", "delegations/particulars")),
    (SECRETARIAT | {Role.PRESS_OFFICER}, (
        "newsroom/articles", "newsroom/pins", "newsroom/pictures", "newsroom/press_kit",
    )),
    (DESK | {Role.PRESS_OFFICER}, (
        "newsroom/replies", "newsroom/reports", "newsroom/media_requests", "newsroom/rules",
    )),
    ({*DOOR_ROLES}, ("door/zones", "door/classes", "door/gates", "door/keys", "door/badges", "door/devices")),
    (DESK, (
        "conference/people", "figures/reviews", "door/unbadged", "door/print_jobs", "door/templates",
        "programme/replies",
    )),
    ({Role.SECRETARY}, ("conference/members", "delegations/watched_names", "delegations/watch_hits")),
)
# Of these the walk over every address makes no row.
WITHOUT_ROWS = {
    "conference/names", "preparation/assessments", "meetings/progress", "meetings/reports_back", "meetings/stays",
    "pledges/evidence", "pledges/rates", "figures/refugees", "figures/idps", "figures/disclosure_rules",
    "dossier/figures", "dossier/notices", "programme/rules", "programme/hours", "door/rules", "door/scans",
    "door/turned_away", "door/conflicts", "delegations/totals", "delegations/settled_pairs", "delegations/terms",
    "newsroom/corrections", "documents/adoptions", "dossier/areas_of_obstacles",
}
# fmt: on
NAMED = {path: roles for roles, paths in OTHERS for path in paths}


def reads(path: str, role: str) -> bool:
    """Whether this role is told of any row."""
    return role in NAMED.get(path, SECRETARIAT)
