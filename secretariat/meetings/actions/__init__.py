"""What the meetings desk can do: record meetings, their points and minutes, what follows from them, and missions."""

from secretariat.meetings.actions.follow_ups import (
    FOLLOW_UP_FIELDS,
    PROGRESS_FIELDS,
    agree_follow_up,
    report_progress,
    revise_follow_up,
)
from secretariat.meetings.actions.meetings import MEETING_FIELDS, Visiting, record_meeting, revise_meeting
from secretariat.meetings.actions.minutes import agree_minutes, circulate_minutes, write_minutes
from secretariat.meetings.actions.missions import (
    MISSION_FIELDS,
    STOP_FIELDS,
    add_stop,
    move_stop,
    record_mission,
    report_back,
    revise_mission,
    revise_stop,
)
from secretariat.meetings.actions.points import (
    POINT_FIELDS,
    make_point,
    move_point,
    revise_point,
    withdraw_point,
)

__all__ = [
    "FOLLOW_UP_FIELDS",
    "MEETING_FIELDS",
    "MISSION_FIELDS",
    "POINT_FIELDS",
    "PROGRESS_FIELDS",
    "STOP_FIELDS",
    "Visiting",
    "add_stop",
    "agree_follow_up",
    "agree_minutes",
    "circulate_minutes",
    "make_point",
    "move_point",
    "move_stop",
    "record_meeting",
    "record_mission",
    "report_back",
    "report_progress",
    "revise_follow_up",
    "revise_meeting",
    "revise_mission",
    "revise_point",
    "revise_stop",
    "withdraw_point",
    "write_minutes",
]
