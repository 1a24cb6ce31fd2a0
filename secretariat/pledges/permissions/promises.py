"""Who may write down what is promised."""

from secretariat.accounts.models import Role, Sensitivity, User
from secretariat.conference.models import Conference
from secretariat.pledges.models import Pledge, PledgeParty

DESK = "pledges"


def may_record_pledge(user: User, conference: Conference) -> bool:
    """Officers of this desk; the focal point of a party hands in what that party promises."""
    return user.works_on(DESK, conference.pk) or Role.FOCAL_POINT in user.roles_in(conference.pk)


def may_revise_pledge(user: User, pledge: Pledge) -> bool:
    """Officers of this desk: what a party handed in is not its own to reword."""
    return user.works_on(DESK, pledge.conference_id)


def speaks_for_pledge(user: User, pledge: Pledge) -> bool:
    """Whether this person is the focal point of a party that makes the pledge or shares in it, and may know of it."""
    if pledge.sensitivity == Sensitivity.RESTRICTED:
        return False
    spoken_for = [
        seat.party_id
        for seat in user.seats
        if seat.role == Role.FOCAL_POINT and seat.conference_id == pledge.conference_id
    ]
    if not spoken_for:
        return False
    return pledge.party_id in spoken_for or PledgeParty.objects.filter(pledge=pledge, party__in=spoken_for).exists()
