"""The part of the walk over every address that leads through accreditation."""

from typing import Any

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate
from tests import make, make_accreditation, walk_of_lists, walk_of_particulars
from tests.walk_of_lists import rows_of_lists
from tests.walk_of_particulars import rows_of_particulars

POSTED = "posted"
READERS: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR}
OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
DESK: set[str] = {Role.SECRETARY, Role.DESK_OFFICER}
OWN: set[str] = {*DESK, Role.FOCAL_POINT}
BY_POST: tuple[set[str], set[str]] = ({POSTED}, set())
BY_POST_OF_THE_PARTY_TOO: tuple[set[str], set[str]] = ({POSTED, Role.FOCAL_POINT}, set())

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "delegations:queue": (READERS, OFFICE - READERS),
    "delegations:revise_terms": (DESK, OFFICE - DESK),
    "delegations:accredit_many": BY_POST,
    "delegations:hold_many": BY_POST,
    "delegations:refuse_many": BY_POST,
    "delegations:confirm_delegate": BY_POST_OF_THE_PARTY_TOO,
    "delegations:nominate_again": BY_POST_OF_THE_PARTY_TOO,
    "delegations:accredit": BY_POST,
    "delegations:release_hold": BY_POST,
    "delegations:give_main_place": BY_POST,
    "delegations:hold": (DESK, READERS - DESK),
    "delegations:refuse_accreditation": (DESK, READERS - DESK),
    "delegations:withdraw_delegate": (OWN, READERS - DESK),
    "delegations:substitute_delegate": (OWN, READERS - DESK),
    "delegations:propose_change": (OWN, READERS - DESK),
    "delegations:change": (READERS, set()),
    "delegations:approve_change": BY_POST,
    "delegations:refuse_change": (DESK, READERS - DESK),
    **walk_of_particulars.EXPECTED,
    **walk_of_lists.EXPECTED,
}


def rows_of_accreditation(conference: Conference, delegate: Delegate) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it."""
    accredited = make.delegate(
        delegate.delegation, "Who is accredited", state="accredited", sensitivity=delegate.sensitivity
    )
    change = make_accreditation.change(accredited, {"honorific": "Dr"}, {"honorific": ""})
    about_a_person = ("confirm_delegate", "nominate_again", "accredit", "release_hold", "give_main_place")
    with_a_page = ("hold", "refuse_accreditation", "withdraw_delegate", "substitute_delegate")
    return {
        **{f"delegations:{name}": delegate for name in (*about_a_person, *with_a_page)},
        "delegations:propose_change": accredited,
        **{f"delegations:{name}": change for name in ("change", "approve_change", "refuse_change")},
        **rows_of_particulars(conference, delegate),
        **rows_of_lists(conference, delegate),
    }
