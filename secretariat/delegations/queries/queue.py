"""The queues of accreditation: who waits in which, since when, and what the office shows of each."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from secretariat.accounts.models import User
from secretariat.conference.models import Conference, ShownName
from secretariat.delegations.models import (
    WITH_A_PLACE,
    Change,
    ChangeState,
    Credentials,
    CredentialsState,
    Delegate,
    DelegateQuerySet,
    DelegateState,
    Delegation,
    Occasion,
)
from secretariat.delegations.queries.accreditation import with_papers
from secretariat.delegations.queries.people import in_order

EXAMINE, HOLD, MEDIA, CREDENTIALS, CHANGED = "examine", "hold", "media", "credentials", "changed"
ACCREDITED, OUT, UNCONFIRMED = "accredited", "out", "unconfirmed"
TABS: dict[str, str | Promise] = {
    EXAMINE: pgettext_lazy("queue", "To examine"),
    HOLD: pgettext_lazy("queue", "On hold"),
    MEDIA: pgettext_lazy("queue", "Media"),
    CREDENTIALS: pgettext_lazy("queue", "Credentials"),
    CHANGED: pgettext_lazy("queue", "Changed after approval"),
    ACCREDITED: pgettext_lazy("queue", "Accredited"),
    OUT: pgettext_lazy("queue", "Refused and withdrawn"),
    UNCONFIRMED: pgettext_lazy("queue", "Not confirmed yet"),
}
# Who stands in which queue of people.
WHO: dict[str, Q] = {
    EXAMINE: Q(state=DelegateState.CONFIRMED, is_media=False),
    HOLD: Q(state=DelegateState.ON_HOLD),
    MEDIA: Q(state=DelegateState.CONFIRMED, is_media=True),
    ACCREDITED: Q(state=DelegateState.ACCREDITED),
    OUT: Q(state__in=[DelegateState.REFUSED, DelegateState.WITHDRAWN]),
    UNCONFIRMED: Q(state=DelegateState.NOMINATED),
}
TO_EXAMINE = (CredentialsState.RECEIVED, CredentialsState.EXAMINED)
SINCE = Coalesce("state_since", "entered_at")


@dataclass(frozen=True)
class QueueCounts:
    """How many stand in each queue, and the ids of the parties that sent them."""

    people: dict[str, int]
    credentials: int
    parties: frozenset[int]

    def of(self, tab: str) -> int:
        """How many stand in this queue."""
        return self.credentials if tab == CREDENTIALS else self.people[tab]


def counts_of_queues(conference: Conference, user: User) -> QueueCounts:
    """How many stand in each queue, of those whom the office shows this person. Two queries."""
    waiting = Change.objects.filter(conference=conference, state=ChangeState.WAITING).values("delegate")
    tallies = {tab: Count("pk", filter=who) for tab, who in WHO.items()}
    tallies[CHANGED] = Count("pk", filter=Q(state__in=sorted(WITH_A_PLACE), pk__in=waiting))
    # Party by party: the same reading of the table says who may be chosen in the filter.
    by_party: list[dict[str, int]] = list(
        people_in_queues(conference, user).order_by().values("party_id").annotate(**tallies)  # type: ignore[arg-type]
    )
    return QueueCounts(
        people={tab: sum(row[tab] for row in by_party) for tab in tallies},
        credentials=credentials_to_examine(conference, user).count(),
        parties=frozenset(row["party_id"] for row in by_party),
    )


def people_in_queues(conference: Conference, user: User) -> DelegateQuerySet:
    """Everybody who is named for the conference itself, as far as the office shows them to this person."""
    sent = Delegation.objects.filter(conference=conference, occasion=Occasion.CONFERENCE)
    return Delegate.objects.in_office_of(user).filter(conference=conference, delegation__in=sent.values("pk"))


def in_queue(conference: Conference, user: User, tab: str) -> DelegateQuerySet:
    """Those who stand in one of the queues of people."""
    return people_in_queues(conference, user).filter(WHO[tab])


def in_order_of_queue(
    delegates: DelegateQuerySet, sort: str, names: dict[int, ShownName], language: str
) -> DelegateQuerySet:
    """A queue by how long people stand in it, or as lists of delegates are sorted."""
    if sort.removeprefix("-") != "since":
        return in_order(delegates, sort, names, language)
    order = [SINCE.desc() if sort.startswith("-") else SINCE.asc(), F("pk").asc()]
    return delegates.order_by(*order)


def shown_in_queue(delegates: DelegateQuerySet, first: int, last: int) -> list[Delegate]:
    """One page of a queue, each person with their papers. Two queries: whoever is not shown is not looked into."""
    ids = [pk for (pk,) in delegates.values_list("pk")[first:last]]
    found = with_papers(Delegate.objects.filter(pk__in=ids)).annotate(since=SINCE)
    by_id = {each.pk: each for each in found.select_related("delegation")}
    return [by_id[pk] for pk in ids if pk in by_id]


def credentials_to_examine(conference: Conference, user: User) -> QuerySet[Credentials]:
    """Letters of credentials that were received or examined, and are neither accepted nor objected to."""
    return (
        Credentials.objects.in_office_of(user)
        .filter(conference=conference, state__in=TO_EXAMINE)
        .select_related("party", "delegation")
        .order_by(F("received_date").asc(nulls_last=True), "pk")
    )
