"""What the meetings desk can do: record meetings and missions, ask for bilateral meetings and answer, set stays."""

from secretariat.meetings.actions.answers import accept_bilateral, decline_bilateral, propose_bilateral
from secretariat.meetings.actions.bilaterals import (
    ASKED_FIELDS,
    BILATERAL_FIELDS,
    HELPING_FIELDS,
    PROPOSED,
    accept_proposal,
    proposed,
    request_bilateral,
    revise_bilateral,
    withdraw_bilateral,
)
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
from secretariat.meetings.actions.stays import STAY_FIELDS, block_time, set_stay, unblock_time

__all__ = [
    "ASKED_FIELDS",
    "BILATERAL_FIELDS",
    "FOLLOW_UP_FIELDS",
    "HELPING_FIELDS",
    "MEETING_FIELDS",
    "MISSION_FIELDS",
    "POINT_FIELDS",
    "PROGRESS_FIELDS",
    "PROPOSED",
    "STAY_FIELDS",
    "STOP_FIELDS",
    "Visiting",
    "accept_bilateral",
    "accept_proposal",
    "add_stop",
    "agree_follow_up",
    "agree_minutes",
    "block_time",
    "circulate_minutes",
    "decline_bilateral",
    "make_point",
    "move_point",
    "move_stop",
    "propose_bilateral",
    "proposed",
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
    "unblock_time",
    "withdraw_bilateral",
    "withdraw_point",
    "write_minutes",
]
