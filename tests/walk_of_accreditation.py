"""The part of the walk over every address that leads through accreditation."""

from typing import Any

from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate
from tests import walk_of_particulars
from tests.walk_of_particulars import rows_of_particulars

EXPECTED: dict[str, tuple[set[str], set[str]]] = {**walk_of_particulars.EXPECTED}


def rows_of_accreditation(conference: Conference, delegate: Delegate) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it."""
    return {**rows_of_particulars(conference, delegate)}
