"""What the delegations desk can do: invite, write down answers, form delegations and name their people."""

from secretariat.delegations.actions.accreditation import (
    accredit,
    accredit_many,
    confirm_delegate,
    enter_state,
    hold,
    hold_many,
    refuse_accreditation,
    refuse_many,
    release_hold,
)
from secretariat.delegations.actions.changes import (
    approve_change,
    propose_change,
    refuse_change,
)
from secretariat.delegations.actions.credentials import examine_credentials, receive_credentials
from secretariat.delegations.actions.erasing import ALSO_ERASED, erase_person
from secretariat.delegations.actions.hits import (
    clear_hit,
    uphold_hit,
)
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
from secretariat.delegations.actions.pairs import (
    settle_pair,
)
from secretariat.delegations.actions.particulars import (
    apply_particulars,
    forget_files,
    keep_particulars,
    keep_photo,
    remove_photo,
    store_photo,
)
from secretariat.delegations.actions.people import (
    DELEGATE_FIELDS,
    enter_delegate,
    form_delegation,
    name_delegate,
    revise_delegate,
    revise_delegation,
    spelling_key,
    unless_unfit,
)
from secretariat.delegations.actions.places import (
    give_main_place,
    give_place,
    hold_delegation,
    is_media,
)
from secretariat.delegations.actions.retention import ALSO_PURGED, forget_unclaimed_photos, purge_particulars
from secretariat.delegations.actions.roster import (
    nominate_many,
)
from secretariat.delegations.actions.succession import (
    nominate_again,
    substitute_delegate,
    withdraw_delegate,
)
from secretariat.delegations.actions.terms import (
    TERMS_FIELDS,
    revise_terms,
)
from secretariat.delegations.actions.watching import (
    hold_for_secretaries,
    look_at_watch_list,
    stop_watching,
    watch_for,
)

__all__ = [
    "ALSO_ERASED",
    "ALSO_PURGED",
    "ANSWER_FIELDS",
    "DELEGATE_FIELDS",
    "INVITATION_FIELDS",
    "TERMS_FIELDS",
    "TOTAL_FIELDS",
    "accredit",
    "accredit_many",
    "apply_particulars",
    "approve_change",
    "claim_total",
    "clear_hit",
    "confirm_delegate",
    "correct_answer",
    "enter_delegate",
    "enter_state",
    "erase_person",
    "examine_credentials",
    "forget_files",
    "forget_unclaimed_photos",
    "form_delegation",
    "give_main_place",
    "give_place",
    "hold",
    "hold_delegation",
    "hold_for_secretaries",
    "hold_many",
    "invite",
    "invite_many",
    "is_media",
    "keep_particulars",
    "keep_photo",
    "look_at_watch_list",
    "name_delegate",
    "nominate_again",
    "nominate_many",
    "propose_change",
    "purge_particulars",
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
    "spelling_key",
    "stop_watching",
    "store_photo",
    "substitute_delegate",
    "unless_unfit",
    "uphold_hit",
    "watch_for",
    "withdraw_delegate",
]
