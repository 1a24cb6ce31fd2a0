"""Who may invite, record answers, name delegates, and accredit them."""

from secretariat.accounts.models import RECORD_READERS, Role, Sensitivity, User
from secretariat.conference.models import Conference
from secretariat.delegations.models import (
    Answer,
    Change,
    Credentials,
    Delegate,
    DelegateState,
    Delegation,
    Invitation,
    WatchedName,
    WatchHit,
)

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


def may_see_particulars(user: User, delegate: Delegate) -> bool:
    """Officers of this desk, and the focal point of the party; of somebody who is restricted, secretaries alone."""
    if delegate.sensitivity == Sensitivity.RESTRICTED:
        return user.is_secretary_of(delegate.conference_id)
    return may_revise_delegate(user, delegate)


def may_see_photo(user: User, delegate: Delegate) -> bool:
    """Those who see the particulars; and the door, that of whoever is accredited."""
    is_at_door = Role.DOOR_OFFICER in user.roles_in(delegate.conference_id)
    return may_see_particulars(user, delegate) or (is_at_door and delegate.state == DelegateState.ACCREDITED)


def may_keep_particulars(user: User, delegate: Delegate) -> bool:
    """Those who see them."""
    return may_see_particulars(user, delegate)


def may_keep_photo(user: User, delegate: Delegate) -> bool:
    """Those who see the particulars."""
    return may_see_particulars(user, delegate)


def may_remove_photo(user: User, delegate: Delegate) -> bool:
    """Those who see the particulars."""
    return may_see_particulars(user, delegate)


def may_erase_person(user: User, delegate: Delegate) -> bool:
    """Secretaries: nothing brings it back."""
    return user.is_secretary_of(delegate.conference_id)


def may_purge_particulars(user: User, conference: Conference) -> bool:
    """Officers of this desk, and the house's own hand at night."""
    return user.is_superuser or user.works_on(DESK, conference.pk)


def may_receive_credentials(user: User, delegation: Delegation) -> bool:
    """Officers of this desk, and the focal point of the delegation's party."""
    return may_name_delegate(user, delegation)


def may_receive_on_paper(user: User, delegation: Delegation) -> bool:
    """Officers of this desk, who have the letter before them."""
    return user.works_on(DESK, delegation.conference_id)


def may_examine_credentials(user: User, credentials: Credentials) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, credentials.conference_id)


def may_nominate_many(user: User, delegation: Delegation) -> bool:
    """Officers of this desk, and the focal point of the delegation's party."""
    return may_name_delegate(user, delegation)


def may_see_watch_list(user: User, conference: Conference) -> bool:
    """Secretaries alone."""
    return user.is_secretary_of(conference.pk)


def may_watch_for(user: User, conference: Conference) -> bool:
    """Secretaries alone."""
    return user.is_secretary_of(conference.pk)


def may_stop_watching(user: User, watched: WatchedName) -> bool:
    """Secretaries alone."""
    return user.is_secretary_of(watched.conference_id)


def may_clear_hit(user: User, hit: WatchHit) -> bool:
    """Secretaries alone."""
    return user.is_secretary_of(hit.conference_id)


def may_uphold_hit(user: User, hit: WatchHit) -> bool:
    """Secretaries alone."""
    return user.is_secretary_of(hit.conference_id)


def may_hold_for_secretaries(user: User, delegate: Delegate) -> bool:
    """Whoever may name or revise the person, or loads a file: their deed is where the list is looked at."""
    return user.is_superuser or may_revise_delegate(user, delegate)


def may_settle_pair(user: User, delegate: Delegate) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, delegate.conference_id)


def may_see_pairs(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)
