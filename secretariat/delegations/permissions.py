"""Who may invite, record answers, and name delegates."""

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.delegations.models import Answer, Delegate, Delegation, Invitation

DESK = "delegations"


def may_invite(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_invite_many(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_revise_invitation(user: User, invitation: Invitation) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, invitation.conference_id)


def may_send_invitations(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_remind(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_record_answer(user: User, invitation: Invitation) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, invitation.conference_id)


def may_correct_answer(user: User, answer: Answer) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, answer.conference_id)


def may_claim_total(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_form_delegation(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_revise_delegation(user: User, delegation: Delegation) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, delegation.conference_id)


def may_name_delegate(user: User, delegation: Delegation) -> bool:
    """Officers of this desk, and the focal point of the delegation's party."""
    return user.works_on(DESK, delegation.conference_id) or user.speaks_for(
        delegation.party_id, delegation.conference_id
    )


def may_revise_delegate(user: User, delegate: Delegate) -> bool:
    """Officers of this desk, and the focal point of the delegate's party."""
    return user.works_on(DESK, delegate.conference_id) or user.speaks_for(delegate.party_id, delegate.conference_id)
