"""The part of the walk over every address that leads through tokens of programs."""

from typing import Any

from secretariat.accounts.models import Role
from secretariat.conference.models import Conference
from tests import make, make_api

MEMBERS: set[str] = {*Role.values}

EXPECTED: dict[str, tuple[set[str], set[str]]] = {
    "api:tokens": (MEMBERS, set()),
    "api:open_token": (MEMBERS, set()),
    # Of a token of somebody else, secretaries alone know.
    "api:revoke_token": ({Role.SECRETARY}, set()),
}


def rows_of_tokens(conference: Conference, **kept: Any) -> dict[str, Any]:
    """A row of each kind, by the name of the address that shows it."""
    del kept
    return {"api:revoke_token": make_api.token(conference, make.user(Role.SECRETARY, conference))[0]}
