"""Who may write down what areas of return are like, who moved, and what people intend."""

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.figures.models import Condition, Intention, Movement, Place, Threshold

DESK = "figures"


def may_word_threshold(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_replace_threshold(user: User, threshold: Threshold) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, threshold.conference_id)


def may_assess_condition(user: User, area: Place) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, area.conference_id)


def may_revise_condition(user: User, condition: Condition) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, condition.conference_id)


def may_record_movement(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_revise_movement(user: User, movement: Movement) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, movement.conference_id)


def may_record_intention(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_revise_intention(user: User, intention: Intention) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, intention.conference_id)
