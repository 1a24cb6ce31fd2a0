"""Who may record meetings, their points and minutes, follow-ups and missions, and who asks and answers for whom."""

from secretariat.accounts.models import OFFICE_ROLES, ROLES_THAT_SEE, Role, Sensitivity, User
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegation
from secretariat.meetings.models import Bilateral, BlockedTime, FollowUp, Meeting, Minutes, Mission, Point, Stop

DESK = "meetings"
# Officers of either desk ask and answer on behalf of a delegation that does not do it by itself.
ON_BEHALF = (DESK, "programme")
BILATERAL_READERS = ROLES_THAT_SEE[Sensitivity.SECRETARIAT] & OFFICE_ROLES


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


def may_see_bilaterals(user: User, conference: Conference) -> bool:
    """Who sees what the secretariat keeps, and focal points, their own."""
    return bool(user.roles_in(conference.pk) & (BILATERAL_READERS | {Role.FOCAL_POINT}))


def may_arrange(user: User, conference: Conference) -> bool:
    """Officers of this desk and of the programme: they ask and answer on behalf of any delegation."""
    return _arranges(user, conference.pk)


def may_request_bilateral(user: User, asking: Delegation) -> bool:
    """The focal point of the party that asks, and officers on its behalf."""
    return _acts_for(user, asking)


def may_revise_bilateral(user: User, bilateral: Bilateral) -> bool:
    """The focal point of the party that asks, and officers on its behalf."""
    return _acts_for(user, bilateral.asking)


def may_withdraw_bilateral(user: User, bilateral: Bilateral) -> bool:
    """The focal point of the party that asks, and officers on its behalf."""
    return _acts_for(user, bilateral.asking)


def may_accept_proposal(user: User, bilateral: Bilateral) -> bool:
    """The focal point of the party that asks, and officers on its behalf."""
    return _acts_for(user, bilateral.asking)


def may_accept_bilateral(user: User, bilateral: Bilateral) -> bool:
    """The focal point of the party that is asked, and officers on its behalf."""
    return _acts_for(user, bilateral.asked)


def may_decline_bilateral(user: User, bilateral: Bilateral) -> bool:
    """The focal point of the party that is asked, and officers on its behalf."""
    return _acts_for(user, bilateral.asked)


def may_propose_bilateral(user: User, bilateral: Bilateral) -> bool:
    """The focal point of the party that is asked, and officers on its behalf."""
    return _acts_for(user, bilateral.asked)


def may_see_rank(user: User, bilateral: Bilateral) -> bool:
    """How much a delegation wants a meeting is told to the secretariat, not to the other side."""
    return bool(user.roles_in(bilateral.conference_id) & BILATERAL_READERS) or _acts_for(user, bilateral.asking)


def may_see_stay(user: User, delegation: Delegation) -> bool:
    """To the minute, a delegation's arrival is known to itself and to those who see what the secretariat keeps."""
    return bool(user.roles_in(delegation.conference_id) & BILATERAL_READERS) or _acts_for(user, delegation)


def may_set_stay(user: User, delegation: Delegation) -> bool:
    """The focal point of the delegation's party, and officers on its behalf."""
    return _acts_for(user, delegation)


def may_block_time(user: User, delegation: Delegation) -> bool:
    """The focal point of the delegation's party, and officers on its behalf."""
    return _acts_for(user, delegation)


def may_unblock_time(user: User, blocked: BlockedTime) -> bool:
    """The focal point of the delegation's party, and officers on its behalf."""
    return _acts_for(user, blocked.delegation)


def _acts_for(user: User, delegation: Delegation) -> bool:
    held = delegation.conference_id
    return _arranges(user, held) or user.speaks_for(delegation.party_id, held)


def _arranges(user: User, conference_id: int) -> bool:
    return any(user.works_on(desk, conference_id) for desk in ON_BEHALF)


def _writes_the_record(user: User, conference_id: int) -> bool:
    return user.works_on(DESK, conference_id) or Role.RAPPORTEUR in user.roles_in(conference_id)
