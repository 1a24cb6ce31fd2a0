"""Who may report what becomes of pledges, and who looks whether it is so."""

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.pledges.models import MoneyFlow, Pledge, Progress, StageUpdate, Target
from secretariat.pledges.permissions.promises import DESK, speaks_for_pledge


def may_update_stage(user: User, pledge: Pledge) -> bool:
    """Officers of this desk, and the focal points of the parties of the pledge."""
    return user.works_on(DESK, pledge.conference_id) or speaks_for_pledge(user, pledge)


def may_verify_update(user: User, update: StageUpdate) -> bool:
    """Officers of this desk alone: a party cannot verify its own word."""
    return user.works_on(DESK, update.conference_id)


def may_set_target(user: User, pledge: Pledge) -> bool:
    """Officers of this desk, and the focal points of the parties of the pledge."""
    return may_update_stage(user, pledge)


def may_revise_target(user: User, target: Target) -> bool:
    """Officers of this desk: a party does not lower by itself what it said it would reach."""
    return user.works_on(DESK, target.conference_id)


def may_report_progress(user: User, target: Target) -> bool:
    """Officers of this desk, and the focal points of the parties of the pledge."""
    return may_update_stage(user, target.pledge)


def may_verify_progress(user: User, progress: Progress) -> bool:
    """Officers of this desk alone: a party cannot verify its own word."""
    return user.works_on(DESK, progress.conference_id)


def may_record_flow(user: User, pledge: Pledge) -> bool:
    """Officers of this desk, and the focal points of the parties of the pledge."""
    return may_update_stage(user, pledge)


def may_revise_flow(user: User, flow: MoneyFlow) -> bool:
    """Officers of this desk, and the focal point who entered it, while they speak for a party of the pledge."""
    if user.works_on(DESK, flow.conference_id):
        return True
    return flow.pledge is not None and flow.entered_by_id == user.pk and speaks_for_pledge(user, flow.pledge)


def may_add_evidence(user: User, pledge: Pledge) -> bool:
    """Officers of this desk, and the focal points of the parties of the pledge."""
    return may_update_stage(user, pledge)


def may_send_reminders(user: User, conference: Conference) -> bool:
    """Officers of this desk, and the house's own hand at night."""
    return user.is_superuser or user.works_on(DESK, conference.pk)
