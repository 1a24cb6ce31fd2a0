"""Pages of the delegations desk: the participation board, and the people."""

from secretariat.delegations.views.accreditation import (
    accredit,
    confirm_delegate,
    give_main_place,
    hold,
    nominate_again,
    refuse_accreditation,
    release_hold,
    revise_terms,
    substitute_delegate,
    withdraw_delegate,
)
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
from secretariat.delegations.views.cards import cards, delegate_card, delegation_cards
from secretariat.delegations.views.changes import (
    approve_change,
    change,
    propose_change,
    refuse_change,
)
from secretariat.delegations.views.credentials import (
    credentials,
    credentials_letter,
    examine_credentials,
    receive_credentials,
)
from secretariat.delegations.views.delegates import delegates
from secretariat.delegations.views.pairs import (
    pairs,
    settle_pair,
)
from secretariat.delegations.views.participants import (
    heads,
    participants,
)
from secretariat.delegations.views.particulars import (
    changed_photo,
    erase_person,
    keep_particulars,
    keep_photo,
    photo,
    purge_particulars,
    remove_photo,
)
from secretariat.delegations.views.people import (
    delegate,
    delegation,
    delegations,
    form_delegation,
    name_delegate,
    revise_delegate,
    revise_delegation,
)
from secretariat.delegations.views.queue import (
    accredit_many,
    hold_many,
    queue,
    refuse_many,
)
from secretariat.delegations.views.roster import (
    nominate_many,
)
from secretariat.delegations.views.watching import (
    clear_hit,
    stop_watching,
    uphold_hit,
    watch_for,
    watch_list,
)

__all__ = [
    "accredit",
    "accredit_many",
    "approve_change",
    "board",
    "cards",
    "change",
    "changed_photo",
    "claim_total",
    "clear_hit",
    "confirm_delegate",
    "correct_answer",
    "credentials",
    "credentials_letter",
    "delegate",
    "delegate_card",
    "delegates",
    "delegation",
    "delegation_cards",
    "delegations",
    "erase_person",
    "examine_credentials",
    "form_delegation",
    "give_main_place",
    "heads",
    "hold",
    "hold_many",
    "invitation",
    "invite",
    "invite_many",
    "keep_particulars",
    "keep_photo",
    "name_delegate",
    "nominate_again",
    "nominate_many",
    "pairs",
    "participants",
    "photo",
    "propose_change",
    "purge_particulars",
    "queue",
    "receive_credentials",
    "record_answer",
    "refuse_accreditation",
    "refuse_change",
    "refuse_many",
    "release_hold",
    "remind",
    "remove_photo",
    "revise_delegate",
    "revise_delegation",
    "revise_invitation",
    "revise_terms",
    "send_invitations",
    "settle_pair",
    "stop_watching",
    "substitute_delegate",
    "uphold_hit",
    "watch_for",
    "watch_list",
    "withdraw_delegate",
]
