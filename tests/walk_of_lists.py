"""The part of the walk that leads through lists, pairs, the watch list and precedence."""

from typing import Any

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate
from tests import make_accreditation

POSTED = "posted"
OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
READERS: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR}
DESK: set[str] = {Role.SECRETARY, Role.DESK_OFFICER}
# To everybody else the watch list is not there at all.
SECRETARIES_ALONE: tuple[set[str], set[str]] = ({Role.SECRETARY}, set())
BY_POST: tuple[set[str], set[str]] = ({POSTED}, set())

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "delegations:nominate_many": ({*DESK, Role.FOCAL_POINT}, READERS - DESK),
    "delegations:heads": (OFFICE, set()),
    "delegations:participants": (OFFICE, set()),
    "delegations:pairs": (DESK, OFFICE - DESK),
    "delegations:settle_pair": BY_POST,
    "delegations:watch_list": SECRETARIES_ALONE,
    "delegations:watch_for": SECRETARIES_ALONE,
    "delegations:stop_watching": BY_POST,
    "delegations:clear_hit": BY_POST,
    "delegations:uphold_hit": BY_POST,
}


def rows_of_lists(conference: Conference, delegate: Delegate) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it."""
    hit = make_accreditation.hit(delegate, watched=make_accreditation.watched(conference))
    return {
        "delegations:nominate_many": delegate.delegation,
        "delegations:settle_pair": delegate,
        "delegations:stop_watching": hit.watched,
        "delegations:clear_hit": hit,
        "delegations:uphold_hit": hit,
    }
