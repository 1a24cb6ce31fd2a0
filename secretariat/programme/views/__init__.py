"""Pages of the programme desk."""

from secretariat.programme.views.agenda import add_agenda_item, agenda, move_agenda_item, revise_agenda_item
from secretariat.programme.views.calendars import day_calendar, feed, open_feed, revoke_feed, room_calendar
from secretariat.programme.views.day import day
from secretariat.programme.views.drafts import (
    adopt_draft,
    discard_draft,
    drafts,
    rename_draft,
    repair_timetable,
    seek_again,
    seek_timetable,
    stop_seeking,
)
from secretariat.programme.views.found import compare_drafts, draft, draft_delegations, draft_meetings, pin_from_draft
from secretariat.programme.views.grid import clashes, grid, verdicts
from secretariat.programme.views.moves import (
    move_place,
    move_session,
    pin_place,
    place_bilateral,
    take_off_place,
    unpin_place,
)
from secretariat.programme.views.publishing import publication, publications, publish
from secretariat.programme.views.sessions import (
    add_session,
    cancel_session,
    restore_session,
    revise_session,
    session,
    sessions,
)
from secretariat.programme.views.timing import revise_rules, set_hours, timing
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
    "adopt_draft",
    "agenda",
    "cancel_session",
    "clashes",
    "close_room",
    "compare_drafts",
    "day",
    "day_calendar",
    "discard_draft",
    "draft",
    "draft_delegations",
    "draft_meetings",
    "drafts",
    "end_keeping_apart",
    "feed",
    "grid",
    "keep_apart",
    "move_agenda_item",
    "move_place",
    "move_session",
    "open_feed",
    "open_room",
    "pair_rooms",
    "pin_from_draft",
    "pin_place",
    "place_bilateral",
    "publication",
    "publications",
    "publish",
    "rename_draft",
    "repair_timetable",
    "restore_session",
    "revise_agenda_item",
    "revise_clash_rules",
    "revise_rules",
    "revise_session",
    "revoke_feed",
    "room_calendar",
    "seek_again",
    "seek_timetable",
    "session",
    "sessions",
    "set_hours",
    "stop_seeking",
    "take_off_place",
    "timing",
    "unpair_rooms",
    "unpin_place",
    "venue",
    "verdicts",
]
