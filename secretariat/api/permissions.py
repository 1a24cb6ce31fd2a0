"""Who may bring a conference in and take it out."""

from secretariat.accounts.models import Role, User
from secretariat.audit.models import Record
from secretariat.conference.models import Conference


def may_load(user: User, house: Record) -> bool:
    """Whoever keeps the installation, and secretaries (each into their own conference only)."""
    del house
    return user.is_superuser or bool(user.conferences_as({Role.SECRETARY}))


def may_load_into(user: User, conference: Conference | None) -> bool:
    """A new conference is the keeper's to open; one that exists is its secretaries' too."""
    return user.is_superuser or (conference is not None and user.is_secretary_of(conference.pk))


def may_export(user: User, conference: Conference) -> bool:
    """Secretaries alone: a conference file holds everything."""
    return user.is_secretary_of(conference.pk)
