"""The part of the walk over every address that leads through the door."""

from typing import Any

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate
from tests import make_door, walk_of_printing
from tests.walk_of_printing import rows_of_printing

POSTED = "posted"
OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
DESK: set[str] = {Role.SECRETARY, Role.DESK_OFFICER}
DOOR: set[str] = {*DESK, Role.DOOR_OFFICER}
SEES: set[str] = {*DESK, Role.READER, Role.RAPPORTEUR}
ALL: set[str] = {"stranger", "keeper", "secretary elsewhere", *Role.values}

# Who gets the page, and who is told they may not; everybody else of the office gets 404.
EVERYBODY: tuple[set[str], set[str]] = (ALL, set())
WHO_SEES: tuple[set[str], set[str]] = (DOOR, OFFICE - DOOR)
WHO_SEES_IT: tuple[set[str], set[str]] = (DOOR, set())
WHO_ADDS: tuple[set[str], set[str]] = (DESK, OFFICE - DESK)
WHO_CHANGES: tuple[set[str], set[str]] = (DESK, DOOR - DESK)
WHO_ENROLS: tuple[set[str], set[str]] = (DOOR, OFFICE - DOOR)
SECRETARIES: tuple[set[str], set[str]] = ({Role.SECRETARY}, DOOR - {Role.SECRETARY})
BY_POST: tuple[set[str], set[str]] = ({POSTED}, set())

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "door:app": EVERYBODY,
    "door:worker": EVERYBODY,
    "door:manifest": EVERYBODY,
    "door:setup": WHO_SEES,
    "door:lay_out_door": BY_POST,
    "door:add_zone": WHO_ADDS,
    "door:revise_zone": WHO_CHANGES,
    "door:add_class": WHO_ADDS,
    "door:revise_class": WHO_CHANGES,
    "door:add_gate": WHO_ADDS,
    "door:revise_gate": WHO_CHANGES,
    "door:revise_rules": WHO_ADDS,
    "door:rotate_keys": WHO_ADDS,
    "door:break_key": SECRETARIES,
    "door:badges": WHO_SEES,
    "door:unbadged": WHO_SEES,
    "door:issue_badges": BY_POST,
    "door:issue_badge": (DESK, SEES - DESK),
    "door:badge": WHO_SEES_IT,
    "door:reprint_badge": WHO_CHANGES,
    "door:reprint_badges": WHO_ADDS,
    "door:report_lost": WHO_SEES_IT,
    "door:revoke_badge": WHO_CHANGES,
    "door:devices": WHO_SEES,
    "door:enrol_device": WHO_ENROLS,
    "door:move_device": WHO_SEES_IT,
    "door:revoke_device": WHO_SEES_IT,
    "door:presence": WHO_SEES,
    "door:conflicts": WHO_SEES,
    "door:turned_away": WHO_SEES,
    **walk_of_printing.EXPECTED,
}
# Where nobody is signed in: devices show a token, and a tablet that has none yet shows a code.
FOR_DEVICES = frozenset({"door:take_up", "door:snapshot", "door:photos", "door:receive"})


def rows_of_the_door(conference: Conference, delegate: Delegate) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it."""
    printed = rows_of_printing(conference, delegate)
    badge = printed["door:badge_pdf"]
    gate = make_door.gate(conference)
    device = make_door.device(gate, f"token of {conference.slug}")
    of_badges = ("badge", "reprint_badge", "report_lost", "revoke_badge")
    return {
        **printed,
        **{f"door:{name}": badge for name in of_badges},
        "door:issue_badge": delegate,
        "door:revise_zone": gate.zone,
        "door:revise_class": badge.badge_class,
        "door:revise_gate": gate,
        "door:break_key": badge.key,
        "door:move_device": device,
        "door:revoke_device": device,
    }
