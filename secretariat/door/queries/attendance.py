"""Who attended, and on which days: what the gates saw, and what is said of a whole party."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.delegations.models import (
    Delegate,
    DelegateQuerySet,
    DelegateState,
    Invitation,
    Occasion,
    Standing,
)
from secretariat.delegations.queries import standings_in_truth
from secretariat.door.models import Scan
from secretariat.door.queries.presence import passages


def attendees(conference: Conference, user: User) -> DelegateQuerySet:
    """Delegates who may have a certificate: a gate let them in, or their party is marked as having attended.

    Of a party that attended, those who are accredited to the conference itself.
    """
    invitations = Invitation.objects.filter(conference=conference)
    parties = dict(invitations.values_list("pk", "party_id"))
    attended = [
        parties[pk] for pk, standing in standings_in_truth(invitations).items() if standing == Standing.ATTENDED
    ]
    was_let_in = Exists(Scan.objects.filter(badge__delegate=OuterRef("pk"), is_admitted=True))
    came_with_party = Q(party_id__in=attended, state=DelegateState.ACCREDITED, delegation__occasion=Occasion.CONFERENCE)
    return Delegate.objects.in_office_of(user).filter(came_with_party | was_let_in, conference=conference)


def days_attended(conference: Conference, delegates: Iterable[int]) -> dict[int, list[date]]:
    """The days on which each delegate went through a gate, by the calendar of the venue. One query."""
    found: dict[int, set[date]] = defaultdict(set)
    went = passages(conference.pk).filter(badge__delegate_id__in=list(delegates))
    for delegate_id, at in went.values_list("badge__delegate_id", "at"):
        found[delegate_id].add(at.astimezone(conference.zone).date())
    return {delegate_id: sorted(on) for delegate_id, on in found.items()}


def runs_of(on: Sequence[date]) -> list[tuple[date, date]]:
    """Days in their order as runs from the first to the last of those that follow each other."""
    runs: list[tuple[date, date]] = []
    for each in on:
        if runs and each - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], each)
        else:
            runs.append((each, each))
    return runs
