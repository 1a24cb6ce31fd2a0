"""The part of the walk that leads through bilateral requests, stays and blocked times."""

from typing import Any

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegation
from tests import make_bilaterals

POSTED = "posted"
READERS: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR}
OTHERS: set[str] = {Role.DOOR_OFFICER, Role.PRESS_OFFICER}
ACTS: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.FOCAL_POINT}
BY_POST: tuple[set[str], set[str]] = ({POSTED, Role.FOCAL_POINT}, set())
WHO_ACTS: tuple[set[str], set[str]] = (ACTS, READERS - ACTS)

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "meetings:bilaterals": (READERS | {Role.FOCAL_POINT}, OTHERS),
    "meetings:bilaterals_by_delegation": (READERS, OTHERS),
    "meetings:request_bilateral": (ACTS, READERS - ACTS | OTHERS),
    "meetings:bilateral": (READERS | {Role.FOCAL_POINT}, set()),
    "meetings:revise_bilateral": WHO_ACTS,
    "meetings:withdraw_bilateral": WHO_ACTS,
    "meetings:accept_bilateral": BY_POST,
    "meetings:decline_bilateral": WHO_ACTS,
    "meetings:propose_bilateral": WHO_ACTS,
    "meetings:accept_proposal": BY_POST,
    "meetings:stay": (READERS | {Role.FOCAL_POINT}, set()),
    "meetings:set_stay": WHO_ACTS,
    "meetings:block_time": WHO_ACTS,
    "meetings:unblock_time": BY_POST,
}


def rows_of_bilaterals(conference: Conference, delegation: Delegation) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it; the delegation asks one, and is asked by another."""
    asked = make_bilaterals.bilateral(conference, "LB", "JO")
    got = make_bilaterals.bilateral(conference, "IQ", "LB")
    blocked = make_bilaterals.blocked(delegation)
    return {
        **dict.fromkeys(("meetings:bilateral", "meetings:revise_bilateral", "meetings:withdraw_bilateral"), asked),
        **dict.fromkeys(("meetings:decline_bilateral", "meetings:propose_bilateral"), got),
        **dict.fromkeys(("meetings:accept_bilateral", "meetings:accept_proposal"), got),
        **dict.fromkeys(("meetings:stay", "meetings:set_stay", "meetings:block_time"), delegation),
        "meetings:unblock_time": blocked,
    }
