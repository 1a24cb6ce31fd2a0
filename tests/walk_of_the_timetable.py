"""The part of the walk over every address that leads through drafts of the timetable and what is published."""

from typing import Any

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from tests import make_timetable

POSTED = "posted"
OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
SEES: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR}
DESK: set[str] = {Role.SECRETARY, Role.DESK_OFFICER}

# Who gets the page, and who is told they may not; everybody else of the office gets 404.
WHO_SEES_ALL: tuple[set[str], set[str]] = (SEES, OFFICE - SEES)
WHO_ADDS: tuple[set[str], set[str]] = (DESK, OFFICE - DESK)
BY_POST: tuple[set[str], set[str]] = ({POSTED}, set())

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "programme:drafts": WHO_SEES_ALL,
    "programme:timing": WHO_SEES_ALL,
    "programme:set_hours": WHO_ADDS,
    "programme:revise_rules": WHO_ADDS,
    "programme:seek_timetable": WHO_ADDS,
    "programme:repair_timetable": WHO_ADDS,
    "programme:compare_drafts": WHO_SEES_ALL,
    "programme:draft": WHO_SEES_ALL,
    "programme:stop_seeking": BY_POST,
    "programme:seek_again": BY_POST,
    "programme:rename_draft": WHO_ADDS,
    "programme:discard_draft": WHO_ADDS,
    "programme:adopt_draft": WHO_ADDS,
    "programme:draft_meetings": WHO_SEES_ALL,
    "programme:pin_from_draft": BY_POST,
    "programme:draft_delegations": WHO_SEES_ALL,
    "programme:publish": WHO_ADDS,
    "programme:publications": WHO_SEES_ALL,
    "programme:publication": WHO_SEES_ALL,
}
_OF_A_DRAFT = (
    "draft",
    "stop_seeking",
    "seek_again",
    "rename_draft",
    "discard_draft",
    "adopt_draft",
    "draft_meetings",
    "pin_from_draft",
    "draft_delegations",
)


def rows_of_the_timetable(conference: Conference) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it."""
    draft = make_timetable.draft(conference)
    return {
        **{f"programme:{name}": draft for name in _OF_A_DRAFT},
        "programme:publication": make_timetable.published(conference),
    }
