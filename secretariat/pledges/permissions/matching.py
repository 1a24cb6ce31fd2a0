"""Who may bring together pledges that need support and offers that could give it."""

from secretariat.accounts.models import User
from secretariat.pledges.models import Match, Pledge
from secretariat.pledges.permissions.promises import DESK


def may_propose_match(user: User, wanted: Pledge) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, wanted.conference_id)


def may_discuss_match(user: User, match: Match) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, match.conference_id)


def may_agree_match(user: User, match: Match) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, match.conference_id)


def may_end_match(user: User, match: Match) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, match.conference_id)


def may_refuse_match(user: User, match: Match) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, match.conference_id)
