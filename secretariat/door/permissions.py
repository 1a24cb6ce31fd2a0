"""Who may lay out the door, give badges, and put devices at the gates."""

from secretariat.accounts.models import Role, User
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate
from secretariat.door.models import Badge, BadgeClass, BadgeTemplate, Device, Gate, PrintJob, SigningKey, Zone
from secretariat.door.models.places import DOOR_ROLES

DESK = "door"


def may_see_door(user: User, conference: Conference) -> bool:
    """Secretaries, officers of whatever desk, and door officers: who has business at the door."""
    return bool(user.roles_in(conference.pk) & DOOR_ROLES)


def may_lay_out_door(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_add_zone(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_revise_zone(user: User, zone: Zone) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, zone.conference_id)


def may_add_class(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_revise_class(user: User, badge_class: BadgeClass) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, badge_class.conference_id)


def may_add_gate(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_revise_gate(user: User, gate: Gate) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, gate.conference_id)


def may_revise_rules(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_rotate_keys(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_break_key(user: User, key: SigningKey) -> bool:
    """Secretaries alone: every badge that the key signed falls with it."""
    return user.is_secretary_of(key.conference_id)


def may_issue_badge(user: User, delegate: Delegate) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, delegate.conference_id)


def may_issue_badges(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_reprint_badge(user: User, badge: Badge) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, badge.conference_id)


def may_reprint_badges(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_report_lost(user: User, badge: Badge) -> bool:
    """Officers of this desk, and door officers: whoever is told of it first."""
    return _stands_at_door(user, badge.conference_id)


def may_revoke_badge(user: User, badge: Badge) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, badge.conference_id)


def may_enrol_device(user: User, conference: Conference) -> bool:
    """Officers of this desk, and door officers."""
    return _stands_at_door(user, conference.pk)


def may_move_device(user: User, device: Device) -> bool:
    """Officers of this desk, and door officers."""
    return _stands_at_door(user, device.conference_id)


def may_revoke_device(user: User, device: Device) -> bool:
    """Officers of this desk, and door officers."""
    return _stands_at_door(user, device.conference_id)


def may_add_template(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_revise_template(user: User, template: BadgeTemplate) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, template.conference_id)


def may_use_template(user: User, template: BadgeTemplate) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, template.conference_id)


def may_retire_template(user: User, template: BadgeTemplate) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, template.conference_id)


def may_print_badges(user: User, conference: Conference) -> bool:
    """Officers of this desk: what is printed holds photos and the signed code."""
    return user.works_on(DESK, conference.pk)


def may_stop_printing(user: User, job: PrintJob) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, job.conference_id)


def may_resume_printing(user: User, job: PrintJob) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, job.conference_id)


def _stands_at_door(user: User, conference_id: int) -> bool:
    return user.works_on(DESK, conference_id) or Role.DOOR_OFFICER in user.roles_in(conference_id)
