"""Pages of the conference desk: what is kept of the conference, its members, its outbox."""

from secretariat.conference.views.accounts import accounts, close_account, end_sessions, erase_account, reopen_account
from secretariat.conference.views.conference import (
    conference,
    convene,
    revise_conference,
    revise_objective,
    show_party_as,
    state_objective,
)
from secretariat.conference.views.members import admit, dismiss, members
from secretariat.conference.views.outbox import message, outbox, resend
from secretariat.conference.views.rooms import add_room, revise_room

__all__ = [
    "accounts",
    "add_room",
    "admit",
    "close_account",
    "conference",
    "convene",
    "dismiss",
    "end_sessions",
    "erase_account",
    "members",
    "message",
    "outbox",
    "reopen_account",
    "resend",
    "revise_conference",
    "revise_objective",
    "revise_room",
    "show_party_as",
    "state_objective",
]
