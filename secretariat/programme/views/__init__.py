"""Pages of the programme desk."""

from secretariat.programme.views.agenda import add_agenda_item, agenda, move_agenda_item, revise_agenda_item
from secretariat.programme.views.grid import clashes, grid, verdicts
from secretariat.programme.views.moves import (
    move_place,
    move_session,
    pin_place,
    place_bilateral,
    take_off_place,
    unpin_place,
)
from secretariat.programme.views.sessions import (
    add_session,
    cancel_session,
    restore_session,
    revise_session,
    session,
    sessions,
)
from secretariat.programme.views.venue import (
    close_room,
    end_keeping_apart,
    keep_apart,
    open_room,
    pair_rooms,
    revise_clash_rules,
    unpair_rooms,
    venue,
)

__all__ = [
    "add_agenda_item",
    "add_session",
    "agenda",
    "cancel_session",
    "clashes",
    "close_room",
    "end_keeping_apart",
    "grid",
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
    "session",
    "sessions",
    "take_off_place",
    "unpair_rooms",
    "unpin_place",
    "venue",
    "verdicts",
]
