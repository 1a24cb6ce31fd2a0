"""Who may enter exchange rates, bring in money flows from files, and say to which pledge money belongs."""

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.pledges.models import MoneyFlow
from secretariat.pledges.permissions.promises import DESK


def may_enter_rate(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_import_rates(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_import_flows(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_assign_flow(user: User, flow: MoneyFlow) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, flow.conference_id)
