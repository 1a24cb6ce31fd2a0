"""Pages of the meetings desk: meetings and their record, what follows from them, and missions."""

from secretariat.meetings.views.follow_ups import (
    agree_follow_up,
    follow_up,
    follow_ups,
    report_progress,
    revise_follow_up,
)
from secretariat.meetings.views.meetings import meeting, meetings, record_meeting, revise_meeting
from secretariat.meetings.views.minutes import (
    agree_minutes,
    circulate_minutes,
    compare_minutes,
    minutes,
    write_minutes,
)
from secretariat.meetings.views.missions import (
    add_stop,
    mission,
    missions,
    move_stop,
    record_mission,
    report_back,
    revise_mission,
    revise_stop,
)
from secretariat.meetings.views.points import make_point, move_point, revise_point, withdraw_point

__all__ = [
    "add_stop",
    "agree_follow_up",
    "agree_minutes",
    "circulate_minutes",
    "compare_minutes",
    "follow_up",
    "follow_ups",
    "make_point",
    "meeting",
    "meetings",
    "minutes",
    "mission",
    "missions",
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
