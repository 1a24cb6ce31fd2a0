"""Who comes before whom: the heads of all delegations, and the list of participants by party."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import (
    WITH_A_PLACE,
    Delegate,
    DelegateQuerySet,
    DelegateRole,
    DelegateState,
    Occasion,
    Rank,
)
from secretariat.delegations.queries.board import LAST, protocol_key

_PLACE = {str(rank): place for place, rank in enumerate(Rank.values)}


@dataclass(frozen=True)
class Head:
    """The head of a delegation, and what the conference calls the party."""

    delegate: Delegate
    party_name: object


@dataclass(frozen=True)
class PartyList:
    """The accredited people of a party in their precedence."""

    name: object
    people: list[Delegate]


@dataclass(frozen=True)
class Participants:
    """The list of participants: parties in protocol order, and how many people of the media are not on it."""

    parties: list[PartyList]
    media: int

    @property
    def count(self) -> int:
        """How many people are on the list."""
        return sum(len(party.people) for party in self.parties)


def heads_of(conference: Conference, user: User, *, language: str) -> list[Head]:
    """The heads of the delegations to the conference, by rank, then by protocol order. Two queries.

    Heads of state stand before heads of government, they before ministers; who has no rank stands last.
    """
    names = shown_names(conference)
    heads = _to_conference(conference, user).filter(role=DelegateRole.HEAD, state__in=sorted(WITH_A_PLACE))

    def precedence(delegate: Delegate) -> tuple[object, ...]:
        return _PLACE.get(delegate.rank, LAST), *protocol_key(delegate.party, names, language), delegate.pk

    return [Head(each, name_of(each.party, names)) for each in sorted(heads, key=precedence)]


def participants_of(conference: Conference, user: User, *, language: str) -> Participants:
    """Everybody who is accredited to the conference but the media, as far as this person may see them. Two queries."""
    names = shown_names(conference)
    accredited = list(_to_conference(conference, user).filter(state=DelegateState.ACCREDITED))
    listed = [each for each in accredited if not each.is_media]

    def precedence(delegate: Delegate) -> tuple[object, ...]:
        party = (*protocol_key(delegate.party, names, language), delegate.party_id)
        is_head = delegate.role == DelegateRole.HEAD
        return *party, not is_head, _PLACE.get(delegate.rank, LAST), delegate.search, delegate.pk

    parties = groupby(sorted(listed, key=precedence), key=lambda delegate: delegate.party)
    shown = [PartyList(name_of(party, names), list(people)) for party, people in parties]
    return Participants(shown, len(accredited) - len(listed))


def titled(delegate: Delegate) -> str:
    """A name with what stands before it."""
    return f"{delegate.honorific} {delegate.name}" if delegate.honorific else delegate.name


def capacities(delegate: Delegate) -> Iterable[object]:
    """In what capacity somebody comes, and of which body, as far as it is known."""
    return [each for each in (delegate.capacity, delegate.body) if str(each)]


def _to_conference(conference: Conference, user: User) -> DelegateQuerySet:
    shown = Delegate.objects.in_office_of(user).filter(conference=conference)
    return shown.filter(delegation__occasion=Occasion.CONFERENCE).select_related("party")
