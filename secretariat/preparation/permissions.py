"""Who may plan tasks, move them, and raise and assess challenges."""

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.preparation.models import Challenge, Task

DESK = "preparation"


def may_plan_task(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_revise_task(user: User, task: Task) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, task.conference_id)


def may_move_task(user: User, task: Task) -> bool:
    """Officers of this desk, and the person in charge of the task while they sit in the office."""
    is_theirs = task.owner_id == user.pk and user.sits_in_office_of(task.conference_id)
    return is_theirs or user.works_on(DESK, task.conference_id)


def may_finish_tasks(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_shift_tasks(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_lay_template(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_lay_plan_of(user: User, conference: Conference) -> bool:
    """Officers of this desk; of the other conference they copy what its office shows them."""
    return user.works_on(DESK, conference.pk)


def may_raise_challenge(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_revise_challenge(user: User, challenge: Challenge) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, challenge.conference_id)


def may_assess_challenge(user: User, challenge: Challenge) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, challenge.conference_id)
