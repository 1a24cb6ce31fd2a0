"""The part of the walk over every address that leads through the door."""

from typing import Any

from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate

EXPECTED: dict[str, tuple[set[str], set[str]]] = {}


def rows_of_the_door(conference: Conference, delegate: Delegate) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it."""
    del conference, delegate
    return {}
