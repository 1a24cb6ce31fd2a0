"""Who may invite, record answers, name delegates, and accredit them."""

from secretariat.accounts.models import RECORD_READERS, User
from secretariat.conference.models import Conference
from secretariat.delegations.models import Answer, Change, Delegate, DelegateState, Delegation, Invitation

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


def may_change_at_once(user: User, delegate: Delegate) -> bool:
    """Whether what this person changes holds at once: what is accredited, a delegation changes only after a look."""
    return delegate.state != DelegateState.ACCREDITED or user.works_on(DESK, delegate.conference_id)


def may_confirm_delegate(user: User, delegate: Delegate) -> bool:
    """Officers of this desk, and the focal point of the delegate's party."""
    return may_revise_delegate(user, delegate)


def may_withdraw_delegate(user: User, delegate: Delegate) -> bool:
    """Officers of this desk, and the focal point of the delegate's party."""
    return may_revise_delegate(user, delegate)


def may_substitute_delegate(user: User, delegate: Delegate) -> bool:
    """Officers of this desk, and the focal point of the delegate's party."""
    return may_revise_delegate(user, delegate)


def may_nominate_again(user: User, delegate: Delegate) -> bool:
    """Officers of this desk, and the focal point of the delegate's party."""
    return may_revise_delegate(user, delegate)


def may_give_main_place(user: User, delegate: Delegate) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, delegate.conference_id)


def may_accredit(user: User, delegate: Delegate) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, delegate.conference_id)


def may_hold(user: User, delegate: Delegate) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, delegate.conference_id)


def may_release_hold(user: User, delegate: Delegate) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, delegate.conference_id)


def may_refuse_accreditation(user: User, delegate: Delegate) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, delegate.conference_id)


def may_accredit_many(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_hold_many(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_refuse_many(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_revise_terms(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_propose_change(user: User, delegate: Delegate) -> bool:
    """Officers of this desk, and the focal point of the delegate's party."""
    return may_revise_delegate(user, delegate)


def may_approve_change(user: User, change: Change) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, change.conference_id)


def may_refuse_change(user: User, change: Change) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, change.conference_id)


def may_see_queue(user: User, conference: Conference) -> bool:
    """Those of the office who read its record: not the door, not the press."""
    return bool(user.roles_in(conference.pk) & RECORD_READERS)
