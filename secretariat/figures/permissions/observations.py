"""Who reads numbers of people as they were counted, and may write some down by hand."""

from secretariat.accounts.models import ROLES_THAT_SEE, Sensitivity, User
from secretariat.conference.models import Conference
from secretariat.figures.models import Observation

DESK = "figures"


def may_see_numbers(user: User, conference: Conference) -> bool:
    """Those of the office who see what is kept for the secretariat; for all others there are releases."""
    return bool(user.roles_in(conference.pk) & ROLES_THAT_SEE[Sensitivity.SECRETARIAT])


def may_record_observation(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_revise_observation(user: User, observation: Observation) -> bool:
    """Officers of this desk, of a figure that was given by hand; those of datasets are revised by their editions."""
    return observation.edition_id is None and user.works_on(DESK, observation.conference_id)
