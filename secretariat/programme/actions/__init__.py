"""What the programme desk can do."""

from secretariat.programme.actions.agenda import ITEM_FIELDS, add_agenda_item, move_agenda_item, revise_agenda_item
from secretariat.programme.actions.drafts import (
    adopt_draft,
    discard_draft,
    pin_from_draft,
    rename_draft,
    repair_timetable,
    seek_again,
    seek_timetable,
    stop_seeking,
)
from secretariat.programme.actions.feeds import MOST_FEEDS, new_secret, note_reading, open_feed, revoke_feed
from secretariat.programme.actions.moves import (
    Spot,
    move_place,
    move_session,
    pin_place,
    place_bilateral,
    take_off_place,
    unpin_place,
)
from secretariat.programme.actions.publishing import publish
from secretariat.programme.actions.seeking import seek
from secretariat.programme.actions.sessions import (
    SESSION_FIELDS,
    Wanted,
    add_session,
    cancel_session,
    restore_session,
    revise_session,
)
from secretariat.programme.actions.timing import RULE_FIELDS, revise_rules, set_hours
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
    "MOST_FEEDS",
    "RULE_FIELDS",
    "SESSION_FIELDS",
    "Spot",
    "Wanted",
    "add_agenda_item",
    "add_session",
    "adopt_draft",
    "cancel_session",
    "close_room",
    "discard_draft",
    "end_keeping_apart",
    "keep_apart",
    "move_agenda_item",
    "move_place",
    "move_session",
    "new_secret",
    "note_reading",
    "open_feed",
    "open_room",
    "pair_rooms",
    "pin_from_draft",
    "pin_place",
    "place_bilateral",
    "publish",
    "rename_draft",
    "repair_timetable",
    "restore_session",
    "revise_agenda_item",
    "revise_clash_rules",
    "revise_rules",
    "revise_session",
    "revoke_feed",
    "seek",
    "seek_again",
    "seek_timetable",
    "set_hours",
    "stop_seeking",
    "take_off_place",
    "unpair_rooms",
    "unpin_place",
]
