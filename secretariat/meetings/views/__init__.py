"""Pages of the meetings desk: meetings and their record, what follows from them, missions, and bilateral requests."""

from secretariat.meetings.views.answers import (
    accept_bilateral,
    accept_proposal,
    decline_bilateral,
    propose_bilateral,
    withdraw_bilateral,
)
from secretariat.meetings.views.bilateral_lists import bilaterals, bilaterals_by_delegation
from secretariat.meetings.views.bilaterals import bilateral, request_bilateral, revise_bilateral
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
from secretariat.meetings.views.stays import block_time, set_stay, stay, unblock_time

__all__ = [
    "accept_bilateral",
    "accept_proposal",
    "add_stop",
    "agree_follow_up",
    "agree_minutes",
    "bilateral",
    "bilaterals",
    "bilaterals_by_delegation",
    "block_time",
    "circulate_minutes",
    "compare_minutes",
    "decline_bilateral",
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
    "propose_bilateral",
    "record_meeting",
    "record_mission",
    "report_back",
    "report_progress",
    "request_bilateral",
    "revise_bilateral",
    "revise_follow_up",
    "revise_meeting",
    "revise_mission",
    "revise_point",
    "revise_stop",
    "set_stay",
    "stay",
    "unblock_time",
    "withdraw_bilateral",
    "withdraw_point",
    "write_minutes",
]
