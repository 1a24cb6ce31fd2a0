"""Delegations and delegates as lists show them, in their order."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, OrderBy, Q, QuerySet, TextChoices, When

from secretariat.accounts.models import User
from secretariat.conference.models import Conference, ShownName
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import (
    WITH_A_PLACE,
    Delegate,
    DelegateQuerySet,
    DelegateRole,
    Delegation,
    Rank,
)
from secretariat.delegations.queries.board import LAST, protocol_key
from secretariat.engines.folding import folded
from secretariat.parties.models import Party
from secretariat.parties.queries import in_all_languages


@dataclass(frozen=True)
class DelegationRow:
    """A delegation on the list: who heads it, and how many people it has."""

    delegation: Delegation
    head: Delegate | None
    delegates: int


@dataclass(frozen=True)
class PartyDelegations:
    """All delegations of a party, under the name the conference gives it."""

    party: Party
    name: object
    delegations: list[DelegationRow]


def delegations_by_party(
    conference: Conference, user: User, *, words: str = "", language: str
) -> list[PartyDelegations]:
    """Delegations that the office shows this person, by party in protocol order. Five queries."""
    names = shown_names(conference)
    shown = Delegation.objects.in_office_of(user).filter(conference=conference)
    delegates = Delegate.objects.in_office_of(user).filter(conference=conference)
    coming = delegates.with_a_place()
    counts = dict(coming.order_by().values_list("delegation").annotate(Count("pk")))
    heads = {head.delegation_id: head for head in coming.filter(role=DelegateRole.HEAD)}
    by_party: dict[Party, list[DelegationRow]] = defaultdict(list)
    for delegation in shown.select_related("party").prefetch_related("bodies").order_by("occasion", "id"):
        row = DelegationRow(delegation, heads.get(delegation.pk), counts.get(delegation.pk, 0))
        if _speaks_of(row, names, words):
            by_party[delegation.party].append(row)
    order = sorted(by_party, key=lambda party: protocol_key(party, names, language))
    return [PartyDelegations(party, name_of(party, names), by_party[party]) for party in order]


def people_of(delegation: Delegation, user: User) -> DelegateQuerySet:
    """The delegates of a delegation in their precedence: the head, by rank, by name; who does not come stands last."""
    is_out = ~Q(state__in=sorted(WITH_A_PLACE))
    return (
        Delegate.objects.in_office_of(user)
        .filter(delegation=delegation)
        .annotate(
            precedence=Case(When(is_out, then=2), When(role=DelegateRole.HEAD, then=0), default=1),
            place=_place_in("rank", Rank),
        )
        .order_by("precedence", "place", "search", "pk")
    )


def delegates_of(conference: Conference, user: User) -> DelegateQuerySet:
    """All delegates that the office shows this person."""
    return Delegate.objects.in_office_of(user).filter(conference=conference)


def in_order(delegates: DelegateQuerySet, sort: str, names: dict[int, ShownName], language: str) -> DelegateQuerySet:
    """Delegates by name, party, role or rank, or the other way round with a minus before it."""
    key = sort.removeprefix("-")
    places = [When(party_id=pk, then=shown.position) for pk, shown in names.items() if shown.position is not None]
    keys: dict[str, list[OrderBy]] = {
        "party": [
            Case(*places, default=LAST).asc(),
            F("party__is_state").desc(),
            F(f"party__sort_{language}").asc(),
            F("party__code").asc(),
        ],
        "role": [_place_in("role", DelegateRole).asc()],
        "rank": [_place_in("rank", Rank).asc()],
        "name": [],
    }
    wanted = [*keys.get(key, []), F("search").asc(), F("pk").asc()]
    if sort.startswith("-"):
        for each in wanted:
            each.reverse_ordering()
    return delegates.order_by(*wanted)


def parties_of_delegates(
    conference: Conference, user: User, names: dict[int, ShownName], language: str
) -> dict[int, object]:
    """The parties that named somebody, in protocol order, by id, as the conference calls them. One query."""
    senders = delegates_of(conference, user).order_by().values("party_id").distinct()
    return parties_by_name(senders, names, language)


def parties_by_name(
    ids: Iterable[int] | QuerySet[Any, Any], names: dict[int, ShownName], language: str
) -> dict[int, object]:
    """These parties in protocol order, by id, as the conference calls them. One query."""
    keys = ("code", "is_state", "name", f"sort_{language}")
    parties = sorted(
        Party.objects.filter(pk__in=ids).only(*keys), key=lambda party: protocol_key(party, names, language)
    )
    return {party.pk: name_of(party, names) for party in parties}


def _place_in(field: str, ranks: type[TextChoices]) -> Case:
    """The place of a value in the order in which its kind is written down; what is empty comes last."""
    return Case(*(When(**{field: value}, then=place) for place, value in enumerate(ranks.values)), default=LAST)


def _speaks_of(row: DelegationRow, names: dict[int, ShownName], words: str) -> bool:
    """Whether the party in any language, the head or a body holds all these words."""
    party = row.delegation.party
    said = [party.code, party.name, name_of(party, names), *(body.name for body in row.delegation.bodies.all())]
    spoken = " ".join(in_all_languages(*said))
    key = folded(spoken) + (row.head.search if row.head is not None else "")
    return all(word in key for word in folded(words).split())
