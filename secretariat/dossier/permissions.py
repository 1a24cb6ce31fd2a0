"""Who may write down positions, initiatives and obstacles, and tie pledges to them."""

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.dossier.models import Draft, Initiative, Obstacle, Position, Report, Tie, Topic
from secretariat.meetings.models import Point
from secretariat.pledges.models import Pledge

DESK = "dossier"
# The desk beneath that keeps what was promised.
PLEDGES = "pledges"


def may_open_topic(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_rename_topic(user: User, topic: Topic) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, topic.conference_id)


def may_record_position(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_revise_position(user: User, position: Position) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, position.conference_id)


def may_record_initiative(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_revise_initiative(user: User, initiative: Initiative) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, initiative.conference_id)


def may_record_obstacle(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_revise_obstacle(user: User, obstacle: Obstacle) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, obstacle.conference_id)


def may_read_report(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_keep_unread(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_accept_draft(user: User, draft: Draft) -> bool:
    """Officers of this desk; what a draft becomes is entered with the permission of the desk that keeps it."""
    return user.works_on(DESK, draft.conference_id)


def may_join_draft(user: User, draft: Draft) -> bool:
    """Officers of this desk; the source is added with the permission of the desk that keeps the fact."""
    return user.works_on(DESK, draft.conference_id)


def may_mend_draft(user: User, draft: Draft) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, draft.conference_id)


def may_refuse_draft(user: User, draft: Draft) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, draft.conference_id)


def may_take_up_draft(user: User, draft: Draft) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, draft.conference_id)


def may_accept_drafts(user: User, report: Report) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, report.conference_id)


def may_refuse_drafts(user: User, report: Report) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, report.conference_id)


def may_record_figure(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_record_notice(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_join_drafts(user: User, report: Report) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, report.conference_id)


def may_read_again(user: User, report: Report) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, report.conference_id)


def may_tie_pledge(user: User, pledge: Pledge) -> bool:
    """Officers of this desk or of the desk that keeps pledges."""
    return _works_on_either(user, pledge.conference_id)


def may_untie_pledge(user: User, tie: Tie) -> bool:
    """Officers of this desk or of the desk that keeps pledges."""
    return _works_on_either(user, tie.conference_id)


def may_draw_pledge(user: User, point: Point) -> bool:
    """Officers of the desk that keeps pledges."""
    return user.works_on(PLEDGES, point.conference_id)


def _works_on_either(user: User, conference_id: int) -> bool:
    return user.works_on(DESK, conference_id) or user.works_on(PLEDGES, conference_id)
