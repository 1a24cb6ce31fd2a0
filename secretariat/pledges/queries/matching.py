"""Needs and offers: which have found each other, which have not, and what may fit, in an order that explains itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.pledges.models import Match, MatchState, Pledge, PledgeKind, PledgeQuerySet, Stage
from secretariat.pledges.queries.fitting import Reason, reasons_between, terms_of

SUPPORT = (PledgeKind.FINANCIAL, PledgeKind.MATERIAL, PledgeKind.TECHNICAL)
DONE = (Stage.FULFILLED, Stage.CANCELLED)
OPEN = (MatchState.PROPOSED, MatchState.IN_DISCUSSION, MatchState.AGREED)
MOST_PROPOSALS = 50


@dataclass(frozen=True)
class Proposal:
    """An offer that may fit a need, why, and to whom it is given already."""

    offer: Pledge
    reasons: list[Reason]
    agreed_with: list[Pledge] = field(default_factory=list)

    @property
    def points(self) -> int:
        """All points together."""
        return sum(reason.points for reason in self.reasons)


@dataclass(frozen=True)
class Lonely:
    """A need or an offer, and what of matches it has: of those that are open, and of those that came to nothing."""

    pledge: Pledge
    open: list[Match]
    closed: int


def needs(user: User | AnonymousUser, conference: Conference) -> PledgeQuerySet:
    """Pledges that say what support they need and are neither fulfilled nor cancelled, as the office shows them."""
    return _running(user, conference).exclude(support_needed="").order_by("number")


def offers(user: User | AnonymousUser, conference: Conference) -> PledgeQuerySet:
    """Money, goods and knowledge that were promised and are neither given nor withdrawn, as the office shows them."""
    return _running(user, conference).filter(kind__in=SUPPORT).order_by("number")


def matches_seen(user: User | AnonymousUser, conference: Conference) -> Iterable[Match]:
    """Matches of two pledges that the office shows this person; what is agreed first."""
    seen = Pledge.objects.in_office_of(user).filter(conference=conference)
    rows = Match.objects.filter(conference=conference, wanted__in=seen.values("pk"), offer__in=seen.values("pk"))
    return rows.select_related("wanted__party", "offer__party", "decided_by").order_by("wanted__number", "id")


def without_an_offer(user: User | AnonymousUser, conference: Conference) -> list[Lonely]:
    """Needs to which nothing is agreed. Two queries."""
    matches = list(matches_seen(user, conference))
    return _without(_read(needs(user, conference)), matches, "wanted_id")


def without_a_need(user: User | AnonymousUser, conference: Conference) -> list[Lonely]:
    """Offers that are agreed with nobody; a pledge that needs support itself is no offer to itself. Two queries."""
    matches = list(matches_seen(user, conference))
    return _without(_read(offers(user, conference)), matches, "offer_id")


def proposals_for(wanted: Pledge, user: User | AnonymousUser) -> list[Proposal]:
    """Offers that may fit a need, those that share most first and then by number; never one that was judged already.

    Five queries, however many offers there are.
    """
    judged = set(Match.objects.filter(wanted=wanted).values_list("offer_id", flat=True))
    terms = terms_of(_read(Pledge.objects.filter(pk=wanted.pk))[0], is_need=True)
    candidates = _read(offers(user, wanted.conference).exclude(pk__in={wanted.pk, *judged}))
    found = [Proposal(offer, reasons_between(terms, terms_of(offer, is_need=False))) for offer in candidates]
    found = sorted((each for each in found if each.reasons), key=lambda each: (-each.points, each.offer.number))
    return _with_agreed(found[:MOST_PROPOSALS], user)


def reasons_of(wanted: Pledge, offer: Pledge) -> list[Reason]:
    """Why these two may fit, as it is kept when somebody proposes them to each other."""
    read = {each.pk: each for each in _read(Pledge.objects.filter(pk__in=[wanted.pk, offer.pk]))}
    return reasons_between(terms_of(read[wanted.pk], is_need=True), terms_of(read[offer.pk], is_need=False))


def _running(user: User | AnonymousUser, conference: Conference) -> PledgeQuerySet:
    return Pledge.objects.in_office_of(user).filter(conference=conference).exclude(stage__in=DONE)


def _read(rows: PledgeQuerySet) -> list[Pledge]:
    read = rows.select_related("party__subregion", "conference")
    return list(read.prefetch_related("parties", "countries__party__subregion", "areas"))


def _without(pledges: list[Pledge], matches: list[Match], side: str) -> list[Lonely]:
    found = []
    for pledge in pledges:
        mine = [each for each in matches if getattr(each, side) == pledge.pk]
        still = [each for each in mine if each.state in OPEN]
        if not any(each.state == MatchState.AGREED for each in still):
            found.append(Lonely(pledge, still, len(mine) - len(still)))
    return found


def _with_agreed(proposals: list[Proposal], user: User | AnonymousUser) -> list[Proposal]:
    """An offer that is given already may be given once more, and it is said to whom it is."""
    numbers = [each.offer.pk for each in proposals]
    agreed = Match.objects.filter(offer__in=numbers, state=MatchState.AGREED)
    seen = agreed.filter(wanted__in=Pledge.objects.in_office_of(user).values("pk")).select_related("wanted__party")
    given: dict[int, list[Pledge]] = {}
    for match in seen.order_by("wanted__number"):
        given.setdefault(match.offer_id, []).append(match.wanted)
    return [Proposal(each.offer, each.reasons, given.get(each.offer.pk, [])) for each in proposals]
