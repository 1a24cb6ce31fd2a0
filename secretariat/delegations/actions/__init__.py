"""What the delegations desk can do: invite, write down answers, form delegations and name their people."""

from secretariat.delegations.actions.invitations import (
    ANSWER_FIELDS,
    INVITATION_FIELDS,
    TOTAL_FIELDS,
    claim_total,
    correct_answer,
    invite,
    invite_many,
    record_answer,
    remind,
    revise_invitation,
    send_invitations,
)
from secretariat.delegations.actions.people import (
    DELEGATE_FIELDS,
    form_delegation,
    name_delegate,
    revise_delegate,
    revise_delegation,
    spelling_key,
)

__all__ = [
    "ANSWER_FIELDS",
    "DELEGATE_FIELDS",
    "INVITATION_FIELDS",
    "TOTAL_FIELDS",
    "claim_total",
    "correct_answer",
    "form_delegation",
    "invite",
    "invite_many",
    "name_delegate",
    "record_answer",
    "remind",
    "revise_delegate",
    "revise_delegation",
    "revise_invitation",
    "send_invitations",
    "spelling_key",
]
