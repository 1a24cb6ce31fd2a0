"""Bilateral requests as pages show them: whom one may ask, what waits for an answer, what was agreed."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, Count, F, OrderBy, Q, QuerySet, When

from secretariat.accounts.models import Sensitivity, User
from secretariat.conference.models import Conference, ShownName
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import Delegation, Occasion
from secretariat.delegations.queries import protocol_key
from secretariat.engines.folding import folded
from secretariat.meetings.models import OPEN_STATES, UNANSWERED_STATES, Bilateral, BilateralRank, BilateralState
from secretariat.meetings.queries.fitting import Obstacle, Window, obstacle_to_meeting
from secretariat.parties.models import Party
from secretariat.parties.queries import in_all_languages

# No state of its own: nobody answered, and the time for it is over.
EXPIRED = "expired"
_LOOKS = {
    BilateralState.ASKED: "invited",
    BilateralState.PROPOSED: "tentative",
    BilateralState.ACCEPTED: "accepted",
    BilateralState.DECLINED: "declined",
    BilateralState.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True)
class BilateralRow:
    """A request under the names the conference gives to the two delegations."""

    bilateral: Bilateral
    asking_name: object
    asked_name: object
    is_expired: bool

    @property
    def is_open(self) -> bool:
        """Whether it is asked, proposed or agreed, and not taken back."""
        return self.bilateral.state in OPEN_STATES

    @property
    def is_unanswered(self) -> bool:
        """Whether one of the two still has to answer."""
        return self.bilateral.state in UNANSWERED_STATES

    @property
    def look(self) -> str:
        """The style of its state."""
        return "no_answer" if self.is_expired else _LOOKS[BilateralState(self.bilateral.state)]


@dataclass(frozen=True)
class Offered:
    """A delegation that can be chosen: its name, and everything it can be found by."""

    delegation: Delegation
    name: object
    spellings: frozenset[str]


@dataclass
class OfDelegation:
    """How many requests a delegation made and got, by what became of them."""

    delegation: Delegation
    name: object
    made: Counter[str] = field(default_factory=Counter)
    got: Counter[str] = field(default_factory=Counter)

    @property
    def agreed(self) -> int:
        """How many meetings it will hold."""
        return self.made[BilateralState.ACCEPTED] + self.got[BilateralState.ACCEPTED]


def bilaterals_of(conference: Conference, user: User) -> QuerySet[Bilateral]:
    """Requests that the office shows this person; of a delegation kept from most, secretaries alone are told."""
    found = Bilateral.objects.in_office_of(user).filter(conference=conference)
    if not user.is_secretary_of(conference.pk):
        is_kept = Sensitivity.RESTRICTED
        found = found.exclude(asking__sensitivity=is_kept).exclude(asked__sensitivity=is_kept)
    return found.select_related("asking__party", "asked__party")


def rows_of_bilaterals(conference: Conference, found: Iterable[Bilateral], at: datetime) -> list[BilateralRow]:
    """These requests with the names of the two. Two queries."""
    names = shown_names(conference)
    return [
        BilateralRow(each, name_of(each.asking.party, names), name_of(each.asked.party, names), is_expired(each, at))
        for each in found
    ]


def is_expired(bilateral: Bilateral, at: datetime) -> bool:
    """Whether nobody answered, and the time until which an answer was wanted is over."""
    is_waiting = bilateral.state == BilateralState.ASKED
    return is_waiting and bilateral.expires_at is not None and bilateral.expires_at <= at


def in_state(found: QuerySet[Bilateral], state: str, at: datetime) -> QuerySet[Bilateral]:
    """Those of the requests that are in this state; what is expired no longer counts as asked."""
    is_over = Q(state=BilateralState.ASKED, expires_at__lte=at)
    if state == EXPIRED:
        return found.filter(is_over)
    found = found.filter(state=state)
    return found.exclude(is_over) if state == BilateralState.ASKED else found


def counts_of_bilaterals(found: QuerySet[Bilateral], at: datetime) -> Counter[str]:
    """How many of the requests are in each state. Two queries."""
    counts = Counter(dict(found.order_by().values_list("state").annotate(Count("pk"))))
    counts[EXPIRED] = in_state(found, EXPIRED, at).count()
    counts[BilateralState.ASKED] -= counts[EXPIRED]
    return counts


def with_words(conference: Conference, found: QuerySet[Bilateral], words: str) -> QuerySet[Bilateral]:
    """Requests in whose topic, or in the names of whose delegations in any language, all these words stand."""
    if not words.split():
        return found
    names = shown_names(conference)
    sent = Delegation.objects.filter(conference=conference).values("party_id")
    known = {party.pk: " ".join(_spellings(party, names)) for party in Party.objects.filter(pk__in=sent)}
    for word in words.split():
        ids = [pk for pk, said in known.items() if folded(word) in said]
        found = found.filter(Q(topic__icontains=word) | Q(asking__party__in=ids) | Q(asked__party__in=ids))
    return found


def in_order_of(found: QuerySet[Bilateral], sort: str, language: str) -> QuerySet[Bilateral]:
    """Requests by who asks, who is asked, rank, state, length or time, or the other way round with a minus."""
    ranks = Case(*(When(rank=value, then=place) for place, value in enumerate(BilateralRank.values)))
    states = Case(*(When(state=value, then=place) for place, value in enumerate(BilateralState.values)))
    keys: dict[str, list[OrderBy]] = {
        "asking": _by_name("asking", language),
        "asked": _by_name("asked", language),
        "rank": [ranks.asc()],
        "state": [states.asc()],
        "minutes": [F("minutes").asc()],
        "since": [F("entered_at").asc()],
    }
    wanted = [*keys.get(sort.removeprefix("-"), keys["since"]), F("pk").asc()]
    if sort.startswith("-"):
        for each in wanted:
            each.reverse_ordering()
    return found.order_by(*wanted)


def by_delegation(conference: Conference, found: QuerySet[Bilateral], language: str) -> list[OfDelegation]:
    """What each delegation asked and was asked, in protocol order; who has no request is left out. Four queries."""
    made, got = _tallied(found, "asking_id"), _tallied(found, "asked_id")
    names = shown_names(conference)
    delegations = Delegation.objects.filter(pk__in={*made, *got}).select_related("party")
    ordered = sorted(delegations, key=lambda each: protocol_key(each.party, names, language))
    return [OfDelegation(each, name_of(each.party, names), made[each.pk], got[each.pk]) for each in ordered]


def delegations_that_meet(conference: Conference, user: User) -> QuerySet[Delegation]:
    """Delegations to the conference whom this person may ask to meet.

    A focal point chooses among those that are shown to delegations; who is kept for the secretariat is not named.
    """
    sent = Delegation.objects.filter(conference=conference, occasion=Occasion.CONFERENCE)
    return sent.filter(Q(pk__in=sent.visible_to(user).values("pk")) | Q(pk__in=sent.in_office_of(user).values("pk")))


def delegations_to_meet(conference: Conference, user: User, language: str) -> list[Offered]:
    """The same in protocol order, with the names by which they are found. Two queries."""
    seen = delegations_that_meet(conference, user).select_related("party")
    names = shown_names(conference)
    ordered = sorted(seen, key=lambda each: protocol_key(each.party, names, language))
    return [Offered(each, name_of(each.party, names), frozenset(_spellings(each.party, names))) for each in ordered]


def no_longer_fitting(delegation: Delegation) -> list[tuple[Bilateral, Obstacle]]:
    """Agreed meetings of a delegation for which the stays of the two leave no time. A few queries for each."""
    sides = Q(asking=delegation) | Q(asked=delegation)
    agreed = Bilateral.objects.filter(sides, state=BilateralState.ACCEPTED).select_related(
        "conference", "asking__party", "asked__party"
    )
    found = []
    for each in agreed:
        window = Window(each.minutes, each.window_from, each.window_until)
        obstacle = obstacle_to_meeting(
            each.conference, window, (each.asking, each.asked), is_told=lambda side: side == delegation
        )
        if obstacle is not None:
            found.append((each, obstacle))
    return found


def _spellings(party: Party, names: dict[int, ShownName]) -> set[str]:
    said = in_all_languages(party.code, party.name, party.formal_name, name_of(party, names))
    return {folded(each) for each in said if each}


def _by_name(side: str, language: str) -> list[OrderBy]:
    return [F(f"{side}__party__is_state").desc(), F(f"{side}__party__sort_{language}").asc()]


def _tallied(found: QuerySet[Bilateral], side: str) -> defaultdict[int, Counter[str]]:
    tallies: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for pk, state, count in found.order_by().values_list(side, "state").annotate(Count("pk")):
        tallies[pk][state] = count
    return tallies
