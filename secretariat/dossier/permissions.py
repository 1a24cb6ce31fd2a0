"""Who may write down positions, initiatives and obstacles."""

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.dossier.models import Initiative, Obstacle, Position, Topic

DESK = "dossier"


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
