"""The part of the walk that leads through areas of return, movements, intentions, and what pledges are tied to."""

from typing import Any

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.dossier.models import Tie
from tests import make_dossier, make_figures, make_pledges

POSTED = "posted"
EVERYBODY: set[str] = {"stranger", *Role.values, "keeper", "secretary elsewhere"}
OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
SEES: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR}
DESK: set[str] = {Role.SECRETARY, Role.DESK_OFFICER}

# Who gets the page, and who is told they may not; everybody else of the office gets 404.
PUBLIC: tuple[set[str], set[str]] = (EVERYBODY, set())
EVERY_OFFICER: tuple[set[str], set[str]] = (OFFICE, set())
WHO_SEES: tuple[set[str], set[str]] = (SEES, set())
WHO_ADDS: tuple[set[str], set[str]] = (DESK, OFFICE - DESK)
WHO_CHANGES: tuple[set[str], set[str]] = (DESK, SEES - DESK)
BY_POST: tuple[set[str], set[str]] = ({POSTED}, set())

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "public:areas": PUBLIC,
    "public:area": PUBLIC,
    "figures:areas": EVERY_OFFICER,
    "figures:assess_condition": WHO_ADDS,
    "figures:revise_condition": WHO_CHANGES,
    "figures:thresholds": EVERY_OFFICER,
    "figures:word_threshold": WHO_ADDS,
    "figures:replace_threshold": WHO_CHANGES,
    "figures:movements": (SEES, OFFICE - SEES),
    "figures:record_movement": WHO_ADDS,
    "figures:revise_movement": WHO_CHANGES,
    "figures:intentions": EVERY_OFFICER,
    "figures:record_intention": WHO_ADDS,
    "figures:revise_intention": WHO_CHANGES,
    "dossier:area": EVERY_OFFICER,
    "dossier:ties_of_pledge": WHO_SEES,
    "dossier:tie_pledge": WHO_CHANGES,
    "dossier:untie_pledge": BY_POST,
    "dossier:pledges_of_meeting": WHO_SEES,
    "dossier:draw_pledge": WHO_CHANGES,
}


def rows_of_areas(conference: Conference, **kept: Any) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it."""
    area = make_figures.area(conference)
    # So that a stranger finds the area at all.
    make_figures.condition(area, sensitivity="public")
    pledge, obstacle = make_pledges.pledge(conference, "LB", **kept), make_dossier.obstacle(conference, **kept)
    meeting = make_dossier.meeting(conference, **kept)
    return {
        "public:area": area.code,
        **dict.fromkeys(("figures:assess_condition", "dossier:area"), area),
        "figures:revise_condition": make_figures.condition(area, criterion="living", **kept),
        "figures:replace_threshold": make_figures.threshold(conference, **kept),
        "figures:revise_movement": make_figures.movement(conference, **kept),
        "figures:revise_intention": make_figures.intention(conference, **kept),
        **dict.fromkeys(("dossier:ties_of_pledge", "dossier:tie_pledge"), pledge),
        "dossier:untie_pledge": Tie.objects.create(conference=conference, pledge=pledge, obstacle=obstacle),
        "dossier:pledges_of_meeting": meeting,
        "dossier:draw_pledge": make_dossier.point(meeting, **kept),
    }
