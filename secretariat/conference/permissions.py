"""Who may change the conference itself, and the type of a request to its office."""

from secretariat.accounts.models import OF_THE_HOUSE, Role, User
from secretariat.accounts.permissions import SignedInRequest
from secretariat.audit.models import Record
from secretariat.conference.models import Conference, Membership, Message, Objective, Room
from secretariat.parties.models import Party


class OfficeRequest(SignedInRequest):
    """A request to the office of a conference, by somebody who holds a seat there."""

    conference: Conference
    roles: frozenset[str]


def is_keeper(user: User) -> bool:
    """Whether somebody keeps the installation: while they may sign in, or as the house's own hand."""
    return user.is_superuser and (user.is_active or user.email.endswith(OF_THE_HOUSE))


def may_convene(user: User, host: Party) -> bool:
    """Whoever keeps the installation may convene a conference."""
    del host
    return user.is_superuser


def may_revise_conference(user: User, conference: Conference) -> bool:
    """Secretaries and officers of this desk."""
    return user.works_on("conference", conference.pk)


def may_state_objective(user: User, conference: Conference) -> bool:
    """Secretaries and officers of this desk."""
    return user.works_on("conference", conference.pk)


def may_revise_objective(user: User, objective: Objective) -> bool:
    """Secretaries and officers of this desk."""
    return user.works_on("conference", objective.conference_id)


def may_add_room(user: User, conference: Conference) -> bool:
    """Secretaries and officers of this desk."""
    return user.works_on("conference", conference.pk)


def may_revise_room(user: User, room: Room) -> bool:
    """Secretaries and officers of this desk."""
    return user.works_on("conference", room.conference_id)


def may_show_party_as(user: User, conference: Conference) -> bool:
    """Secretaries alone: what a state is called is theirs to answer for."""
    return user.is_secretary_of(conference.pk)


def may_admit(user: User, conference: Conference) -> bool:
    """Secretaries, and whoever keeps the installation."""
    return user.is_superuser or user.is_secretary_of(conference.pk)


def may_dismiss(user: User, membership: Membership) -> bool:
    """Secretaries, and whoever keeps the installation."""
    return user.is_superuser or user.is_secretary_of(membership.conference_id)


def may_see_accounts(user: User) -> bool:
    """Whoever keeps the installation."""
    return is_keeper(user)


def may_close_account(user: User, account: User) -> bool:
    """Whoever keeps the installation: an account is no conference's own.

    A secretary takes a role away instead, which closes the office of her conference at once.
    """
    del account
    return is_keeper(user)


def may_reopen_account(user: User, account: User) -> bool:
    """Whoever may close it."""
    return may_close_account(user, account)


def may_end_sessions(user: User, account: User) -> bool:
    """Whoever keeps the installation, and secretaries those of whoever holds roles in their conferences alone.

    A secretary may give anybody a role; that lays no hand on the sessions of somebody who works for others.
    """
    if is_keeper(user):
        return True
    if not user.is_active or account.is_superuser:
        return False
    seats = {each.conference_id for each in account.memberships.all()}
    return bool(seats) and seats <= set(user.conferences_as({Role.SECRETARY}))


def may_erase_account(user: User, account: User) -> bool:
    """Whoever keeps the installation: an account is no conference's own, and nothing brings it back."""
    del account
    return is_keeper(user)


def may_forget_account(user: User, record: Record) -> bool:
    """Whoever may erase an account."""
    del record
    return is_keeper(user)


def may_deliver(user: User, message: Message) -> bool:
    """The person in whose name the message goes out."""
    return user.pk == message.entered_by_id


def may_resend(user: User, message: Message) -> bool:
    """Officers who send invitations and reminders."""
    return user.works_on("delegations", message.conference_id)


def may_tell_person(user: User, conference: Conference) -> bool:
    """The house's own hand: whoever keeps the machine reads everything already."""
    del conference
    return user.is_superuser


def may_see_members(user: User, conference: Conference) -> bool:
    """The same people as may admit."""
    return may_admit(user, conference)
