"""Who may read which rows of the desk ``delegations``, and which fields of them, as its pages do."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models

from secretariat.accounts.models import Role, User
from secretariat.api.v1.resources import Part, Person, at_desk, in_office, sits_in_office
from secretariat.conference.models import Conference
from secretariat.delegations.models import (
    Answer,
    Change,
    ChangeState,
    ClaimedTotal,
    Delegate,
    Delegation,
    Invitation,
    Particulars,
    SettledPair,
    Terms,
)
from secretariat.delegations.permissions import DESK, may_see_pairs, may_see_queue
from secretariat.delegations.queries import PARTICULARS, PHOTO, kept_of, standings_of, token_of

PRIVATE = (*PARTICULARS, "mail")
STRANGER = AnonymousUser()


def reader_of(user: Person, conference: Conference) -> Person:
    """Who has no seat in the office reads of it what strangers read."""
    return user if sits_in_office(user, conference) else STRANGER


# ---- fields ----------------------------------------------------------------------------------------------------------


def has_seat(user: Person, conference: Conference) -> bool:
    """Members of the secretariat, and focal points of their own party."""
    return isinstance(user, User) and bool(user.roles_in(conference.pk))


def only_speaks_for_party(user: Person, conference: Conference) -> bool:
    """Whether all rows that this person sees are those of a party for which they speak."""
    return isinstance(user, User) and user.roles_in(conference.pk) == {Role.FOCAL_POINT}


def revises(user: Person, conference: Conference) -> bool:
    """Officers of the desk, and focal points of their own people."""
    return works_here(user, conference) or only_speaks_for_party(user, conference)


def works_here(user: Person, conference: Conference) -> bool:
    """Officers of the desk."""
    return isinstance(user, User) and user.works_on(DESK, conference.pk)


def is_told_why(user: Person, conference: Conference) -> bool:
    """Why somebody is on hold or refused is for those who act on it, and those who read the record."""
    reads = isinstance(user, User) and may_see_queue(user, conference)
    return reads or revises(user, conference)


# ---- rows ------------------------------------------------------------------------------------------------------------


def invitations(user: Person, conference: Conference) -> "models.QuerySet[Any]":
    """The files of parties as the board shows them; to strangers as the public list does."""
    if sits_in_office(user, conference):
        return at_desk(Invitation)(user, conference)
    return Invitation.objects.visible_to(STRANGER).filter(conference=conference)


def answers(user: Person, conference: Conference) -> "models.QuerySet[Any]":
    """The answers that stand on the board."""
    kept = Answer.objects.visible_to(reader_of(user, conference)).filter(conference=conference)
    return kept.filter(invitation__in=invitations(user, conference).order_by().values("pk"))


def totals(user: Person, conference: Conference) -> "models.QuerySet[Any]":
    """The totals that stand beside the board."""
    return ClaimedTotal.objects.visible_to(reader_of(user, conference)).filter(conference=conference)


def delegates(user: Person, conference: Conference) -> "models.QuerySet[Any]":
    """People as the office shows them; to strangers, those of whom the public site says that they come."""
    if has_seat(user, conference):
        kept: Any = in_office(Delegate)(user, conference)
        # Who was refused or withdrawn is told to whoever is told how far people have come.
        found: models.QuerySet[Any] = kept if is_told_why(user, conference) else kept.with_a_place()
        return found
    return Delegate.objects.visible_to(STRANGER).filter(conference=conference).with_a_place()


def delegations(user: Person, conference: Conference) -> "models.QuerySet[Any]":
    """Delegations as the office shows them; to strangers, those of which the public site names somebody."""
    if has_seat(user, conference):
        return in_office(Delegation)(user, conference)
    named = delegates(user, conference).order_by().values("delegation")
    return Delegation.objects.visible_to(STRANGER).filter(conference=conference, pk__in=named)


def _own(user: User, conference: Conference) -> models.Q:
    """Of which delegates this person sees what few see."""
    if user.works_on(DESK, conference.pk):
        return models.Q()
    seats = (seat for seat in user.seats if seat.conference_id == conference.pk)
    return models.Q(party__in=[seat.party_id for seat in seats if seat.role == Role.FOCAL_POINT])


def particulars(user: Person, conference: Conference) -> "models.QuerySet[Any]":
    """What shows who people are, for officers of the desk and for the focal point of their party."""
    rows = Particulars.objects.filter(conference=conference)
    if not isinstance(user, User):
        return rows.none()
    shown = Delegate.objects.in_office_of(user).filter(_own(user, conference), conference=conference)
    return rows.filter(delegate__in=shown.order_by().values("pk"))


def changes(user: Person, conference: Conference) -> "models.QuerySet[Any]":
    """Changes that delegations asked for, for whoever reads why."""
    rows = in_office(Change)(user, conference)
    return rows if is_told_why(user, conference) else rows.none()


def terms(user: Person, conference: Conference) -> "models.QuerySet[Any]":
    """What is asked of those who are accredited, for those who may change it."""
    rows = Terms.objects.filter(conference=conference)
    return rows if works_here(user, conference) else rows.none()


def pairs(user: Person, conference: Conference) -> "models.QuerySet[Any]":
    """Pairs of people that somebody looked at."""
    rows = in_office(SettledPair)(user, conference)
    return rows if isinstance(user, User) and may_see_pairs(user, conference) else rows.none()


# ---- parts -----------------------------------------------------------------------------------------------------------


def standing() -> Part:
    """Where a party stands, by the answers that this person sees."""

    def found(user: Person, conference: Conference, ids: list[int]) -> Iterable[tuple[int, Any]]:
        return standings_of(reader_of(user, conference), [Invitation(pk=pk) for pk in ids]).items()

    return Part("standing", str, found, is_one=True)


def wanted_beside_kept() -> tuple[Part, ...]:
    """What a change wants, what is kept of it now, and what stands for both, to say when it is approved.

    Dates of birth, documents and mail only for whoever reads those of the person; of a photo only whether there is one.
    """

    def found(user: Person, conference: Conference, ids: list[int]) -> Iterable[tuple[int, Any]]:
        if not isinstance(user, User):
            return
        shown = Delegate.objects.filter(_own(user, conference), conference=conference).order_by().values("pk")
        open_to = models.Case(models.When(delegate__in=shown, then=True), default=False)
        rows = Change.objects.filter(pk__in=ids, conference=conference).annotate(is_open=open_to)
        each: Any
        for each in rows.select_related("delegate__particulars"):
            fields = [name for name in each.wanted if each.is_open or name not in PRIVATE]
            kept = kept_of(each.delegate)
            with_photo = {PHOTO: True} if each.is_open and each.photo else {}
            yield each.pk, ("wanted", {name: each.wanted[name] for name in fields} | with_photo)
            if each.state == ChangeState.WAITING:
                now = {name: bool(kept[PHOTO]) for name in with_photo}
                yield each.pk, ("now", {name: kept[name] for name in fields} | now)
                yield each.pk, ("seen", token_of(each, kept))

    told = {"wanted": dict[str, Any], "now": dict[str, Any], "seen": str}
    return tuple(Part(name, shape, found, is_one=True, is_shared=True) for name, shape in told.items())
