"""For the time until the watch list is there."""

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec

from secretariat.accounts.models import User
from secretariat.delegations.models import Delegate

PLACE = "secretariat.delegations.actions.watching"


def look_at_watch_list(actor: User, delegates: Iterable[Delegate]) -> None:
    """Look whether these people are watched for."""
    if find_spec(PLACE):
        import_module(PLACE).look_at_watch_list(actor, list(delegates))
