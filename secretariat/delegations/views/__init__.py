"""Pages of the delegations desk: the participation board, and the people."""

from secretariat.delegations.views.board import (
    board,
    claim_total,
    correct_answer,
    invitation,
    invite,
    invite_many,
    record_answer,
    remind,
    revise_invitation,
    send_invitations,
)
from secretariat.delegations.views.people import (
    delegate,
    delegates,
    delegation,
    delegations,
    form_delegation,
    name_delegate,
    revise_delegate,
    revise_delegation,
)

__all__ = [
    "board",
    "claim_total",
    "correct_answer",
    "delegate",
    "delegates",
    "delegation",
    "delegations",
    "form_delegation",
    "invitation",
    "invite",
    "invite_many",
    "name_delegate",
    "record_answer",
    "remind",
    "revise_delegate",
    "revise_delegation",
    "revise_invitation",
    "send_invitations",
]
