"""Who may lay out, approve and withdraw what the public is told."""

from secretariat.accounts.models import ROLES_THAT_SEE, Sensitivity, User
from secretariat.conference.models import Conference
from secretariat.figures.models import Release

DESK = "figures"


def may_see_releases(user: User, conference: Conference) -> bool:
    """Those of the office who see what is kept for the secretariat."""
    return bool(user.roles_in(conference.pk) & ROLES_THAT_SEE[Sensitivity.SECRETARIAT])


def may_see_hidden(user: User, release: Release) -> bool:
    """Officers of this desk: nobody else sees a number that the release hides."""
    return user.works_on(DESK, release.conference_id)


def may_prepare_release(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_lay_out_release(user: User, release: Release) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, release.conference_id)


def may_review_release(user: User, release: Release) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, release.conference_id)


def may_submit_release(user: User, release: Release) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, release.conference_id)


def may_return_release(user: User, release: Release) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, release.conference_id)


def may_approve_release(user: User, release: Release) -> bool:
    """Officers of this desk; that it is a second person is a rule of its own."""
    return user.works_on(DESK, release.conference_id)


def may_withdraw_release(user: User, release: Release) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, release.conference_id)


def may_replace_release(user: User, release: Release) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, release.conference_id)


def may_revise_disclosure_rules(user: User, conference: Conference) -> bool:
    """The secretary alone."""
    return user.is_secretary_of(conference.pk)
