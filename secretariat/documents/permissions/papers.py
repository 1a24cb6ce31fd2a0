"""Who may register papers, issue them and say how far their languages have come."""

from secretariat.accounts.models import Role, Sensitivity, User
from secretariat.conference.models import Conference
from secretariat.documents.models import Document

DESK = "documents"
# What delegations see of papers that were issued.
READS_AS_DELEGATION = frozenset({Sensitivity.PUBLIC, Sensitivity.DELEGATIONS})


def works_on_texts(user: User, conference_id: int) -> bool:
    """Officers of this desk, and rapporteurs."""
    return user.works_on(DESK, conference_id) or Role.RAPPORTEUR in user.roles_in(conference_id)


def may_register_document(user: User, conference: Conference) -> bool:
    """Officers of this desk, and rapporteurs."""
    return works_on_texts(user, conference.pk)


def may_revise_document(user: User, document: Document) -> bool:
    """The same people as may register one."""
    return works_on_texts(user, document.conference_id)


def may_issue_document(user: User, document: Document) -> bool:
    """Officers of this desk: what is handed out is theirs to answer for."""
    return user.works_on(DESK, document.conference_id)


def may_withdraw_document(user: User, document: Document) -> bool:
    """The same people as may issue one."""
    return user.works_on(DESK, document.conference_id)


def may_set_language_version(user: User, document: Document) -> bool:
    """Officers of this desk, and rapporteurs."""
    return works_on_texts(user, document.conference_id)
