"""The part of the walk over every address that leads through particulars, photos and credentials."""

from typing import Any

from django.core.files.base import ContentFile

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from secretariat.delegations.models import ChangeState, Delegate
from tests import make, make_accreditation
from tests.walk_of_the_record import DESK, OFFICE, SEES

OWN: set[str] = DESK | {Role.FOCAL_POINT}

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "delegations:keep_particulars": (OWN, SEES - DESK),
    "delegations:keep_photo": (OWN, SEES - DESK),
    "delegations:remove_photo": (OWN, SEES - DESK),
    "delegations:erase_person": ({Role.SECRETARY}, SEES - {Role.SECRETARY}),
    "delegations:photo": (OWN, set()),
    "delegations:changed_photo": (OWN, set()),
    "delegations:purge_particulars": (DESK, OFFICE - DESK),
    "delegations:credentials": (SEES | {Role.FOCAL_POINT}, set()),
    "delegations:receive_credentials": (OWN, SEES - DESK),
    "delegations:examine_credentials": (DESK, SEES - DESK),
    "delegations:credentials_letter": (SEES | {Role.FOCAL_POINT}, set()),
}


def rows_of_particulars(conference: Conference, delegate: Delegate) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it; several where an address names several."""
    del conference
    make_accreditation.particulars_with_photo(delegate)
    decided: dict[str, Any] = {"state": ChangeState.REFUSED, "entered_by": make.user(None)}
    change = make_accreditation.change(delegate, {}, **decided)
    change.photo.save("asked.jpg", ContentFile(make_accreditation.photo(size=(360, 480))))
    credentials = make_accreditation.credentials(delegate.delegation)
    return {
        "delegations:keep_particulars": delegate,
        "delegations:keep_photo": delegate,
        "delegations:remove_photo": delegate,
        "delegations:erase_person": delegate,
        "delegations:photo": delegate,
        "delegations:changed_photo": change,
        "delegations:credentials": delegate.delegation,
        "delegations:receive_credentials": delegate.delegation,
        "delegations:examine_credentials": credentials,
        "delegations:credentials_letter": (delegate.delegation, credentials.letter),
    }
