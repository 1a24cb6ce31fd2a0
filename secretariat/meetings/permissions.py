"""Who may record meetings, their points and minutes, follow-ups and missions."""

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.meetings.models import FollowUp, Meeting, Minutes, Mission, Point, Stop

DESK = "meetings"


def may_record_meeting(user: User, conference: Conference) -> bool:
    """Officers of this desk, and rapporteurs."""
    return _writes_the_record(user, conference.pk)


def may_revise_meeting(user: User, meeting: Meeting) -> bool:
    """Officers of this desk, and rapporteurs."""
    return _writes_the_record(user, meeting.conference_id)


def may_make_point(user: User, meeting: Meeting) -> bool:
    """Officers of this desk, and rapporteurs."""
    return _writes_the_record(user, meeting.conference_id)


def may_revise_point(user: User, point: Point) -> bool:
    """Officers of this desk, and rapporteurs."""
    return _writes_the_record(user, point.conference_id)


def may_move_point(user: User, meeting: Meeting) -> bool:
    """Officers of this desk, and rapporteurs."""
    return _writes_the_record(user, meeting.conference_id)


def may_withdraw_point(user: User, point: Point) -> bool:
    """Officers of this desk, and rapporteurs."""
    return _writes_the_record(user, point.conference_id)


def may_write_minutes(user: User, meeting: Meeting) -> bool:
    """Officers of this desk, and rapporteurs."""
    return _writes_the_record(user, meeting.conference_id)


def may_circulate_minutes(user: User, minutes: Minutes) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, minutes.conference_id)


def may_agree_minutes(user: User, minutes: Minutes) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, minutes.conference_id)


def may_agree_follow_up(user: User, meeting: Meeting) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, meeting.conference_id)


def may_revise_follow_up(user: User, follow_up: FollowUp) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, follow_up.conference_id)


def may_report_progress(user: User, follow_up: FollowUp) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, follow_up.conference_id)


def may_record_mission(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_revise_mission(user: User, mission: Mission) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, mission.conference_id)


def may_add_stop(user: User, mission: Mission) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, mission.conference_id)


def may_revise_stop(user: User, stop: Stop) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, stop.conference_id)


def may_move_stop(user: User, mission: Mission) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, mission.conference_id)


def may_report_back(user: User, mission: Mission) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, mission.conference_id)


def _writes_the_record(user: User, conference_id: int) -> bool:
    return user.works_on(DESK, conference_id) or Role.RAPPORTEUR in user.roles_in(conference_id)
