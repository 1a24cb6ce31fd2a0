"""Who says how replies are taken and moderated."""

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.newsroom.permissions.articles import works_in_newsroom


def may_revise_newsroom_rules(user: User, conference: Conference) -> bool:
    """Whoever works in the newsroom."""
    return works_in_newsroom(user, conference.pk)
