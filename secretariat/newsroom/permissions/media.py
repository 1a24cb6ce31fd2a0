"""Who reads what outlets ask for, and decides about it."""

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.delegations.permissions import may_invite
from secretariat.newsroom.models import MediaPerson, MediaRequest
from secretariat.newsroom.permissions.articles import works_in_newsroom


def may_see_media_requests(user: User, conference: Conference) -> bool:
    """Whoever works in the newsroom."""
    return works_in_newsroom(user, conference.pk)


def may_take_up_media_request(user: User, request: MediaRequest) -> bool:
    """Whoever works in the newsroom and invites parties: with this an outlet stands among those who come."""
    return works_in_newsroom(user, request.conference_id) and may_invite(user, request.conference)


def may_refuse_media_request(user: User, request: MediaRequest) -> bool:
    """Whoever works in the newsroom."""
    return works_in_newsroom(user, request.conference_id)


def may_erase_journalist(user: User, person: MediaPerson) -> bool:
    """Secretaries: nothing brings it back."""
    return user.is_secretary_of(person.conference_id)


def may_erase_media_contact(user: User, request: MediaRequest) -> bool:
    """Secretaries: nothing brings it back."""
    return user.is_secretary_of(request.conference_id)
