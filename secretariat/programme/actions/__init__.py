"""What the programme desk can do."""

from secretariat.programme.actions.agenda import ITEM_FIELDS, add_agenda_item, move_agenda_item, revise_agenda_item
from secretariat.programme.actions.moves import (
    Spot,
    move_place,
    move_session,
    pin_place,
    place_bilateral,
    take_off_place,
    unpin_place,
)
from secretariat.programme.actions.sessions import (
    SESSION_FIELDS,
    Wanted,
    add_session,
    cancel_session,
    restore_session,
    revise_session,
)
from secretariat.programme.actions.venue import (
    close_room,
    end_keeping_apart,
    keep_apart,
    open_room,
    pair_rooms,
    revise_clash_rules,
    unpair_rooms,
)

__all__ = [
    "ITEM_FIELDS",
    "SESSION_FIELDS",
    "Spot",
    "Wanted",
    "add_agenda_item",
    "add_session",
    "cancel_session",
    "close_room",
    "end_keeping_apart",
    "keep_apart",
    "move_agenda_item",
    "move_place",
    "move_session",
    "open_room",
    "pair_rooms",
    "pin_place",
    "place_bilateral",
    "restore_session",
    "revise_agenda_item",
    "revise_clash_rules",
    "revise_session",
    "take_off_place",
    "unpair_rooms",
    "unpin_place",
]
