"""Who takes part, as the public may know it: by standing, with every answer ever given, and by name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations, groupby
from typing import TypeAlias

from django.utils.translation import gettext as _

from secretariat.archive.queries import Mark, Marks, citations_by_fact
from secretariat.conference.models import Conference, ShownName
from secretariat.conference.queries import name_of
from secretariat.delegations.models import (
    Answer,
    Body,
    Capacity,
    ClaimedTotal,
    Delegate,
    DelegateRole,
    Delegation,
    Invitation,
    Occasion,
    Standing,
)
from secretariat.delegations.queries import BoardRow, Told, board, differences, protocol_key
from secretariat.parties.models import Party
from secretariat.public.queries.editions import STRANGER

Names: TypeAlias = dict[int, ShownName]

# What a reader looks for first: who came, who said yes, who said no, who has said nothing.
ORDER = (
    Standing.ATTENDED,
    Standing.ACCEPTED,
    Standing.TENTATIVE,
    Standing.DECLINED,
    Standing.WITHDRAWN,
    Standing.ABSENT,
    Standing.NO_ANSWER,
    Standing.INVITED,
    Standing.NOT_INVITED,
)
# Standings that cannot both be true if two speakers give them, on whatever day.
OPPOSED = frozenset(
    {
        frozenset({Standing.ACCEPTED, Standing.DECLINED}),
        frozenset({Standing.ACCEPTED, Standing.NOT_INVITED}),
        frozenset({Standing.ATTENDED, Standing.ABSENT}),
        frozenset({Standing.ATTENDED, Standing.DECLINED}),
        frozenset({Standing.ATTENDED, Standing.NOT_INVITED}),
        frozenset({Standing.DECLINED, Standing.NOT_INVITED}),
    }
)


@dataclass(frozen=True)
class Said:
    """One answer as it is shown: on whose word, and by which sources."""

    told: Told
    by: object
    marks: list[Mark]

    @property
    def answer(self) -> Answer:
        """The answer itself."""
        return self.told.answer


@dataclass(frozen=True)
class Participant:
    """A party on the public list: its name, its present answer, and all it ever answered."""

    row: BoardRow
    present: Said | None
    history: list[Said] = field(default_factory=list)
    is_disputed: bool = False

    @property
    def has_history(self) -> bool:
        """Whether there is more to tell than the present answer."""
        return len(self.history) > 1

    @property
    def is_more_than_participant(self) -> bool:
        """Whether the capacity in which the party is invited is worth a word."""
        return self.row.invitation.capacity != Capacity.PARTICIPANT


@dataclass(frozen=True)
class Group:
    """All parties of one standing."""

    standing: str
    label: str
    participants: list[Participant]

    @property
    def anchor(self) -> str:
        """The place on the page: "no answer" becomes no-answer."""
        return self.standing.replace(" ", "-")

    @property
    def states(self) -> int:
        """How many of them are states."""
        return sum(each.row.party.is_state for each in self.participants)

    @property
    def organisations(self) -> int:
        """How many of them are organisations."""
        return len(self.participants) - self.states

    @property
    def shade(self) -> str:
        """The shade on the map."""
        return "shade-" + self.standing.replace(" ", "_")

    @property
    def has_reasons(self) -> bool:
        """Whether any party gave a reason."""
        return any(each.present and str(each.present.answer.reason) for each in self.participants)


@dataclass(frozen=True)
class Count:
    """A number that was given, beside the number known by name."""

    label: str
    said: int
    known: int

    @property
    def unknown(self) -> int:
        """How many of those said to have come nobody can name."""
        return max(self.said - self.known, 0)

    @property
    def beyond(self) -> int:
        """How many more are known by name than were said to have come."""
        return max(self.known - self.said, 0)


@dataclass(frozen=True)
class Claim:
    """How many took part, as somebody said."""

    claim: ClaimedTotal
    by: object
    counts: list[Count]
    marks: list[Mark]


@dataclass(frozen=True)
class Named:
    """A delegate, and the sources that name the person."""

    delegate: Delegate
    marks: list[Mark]


@dataclass(frozen=True)
class People:
    """Whom a party sends to one occasion: the bodies they come from, and the delegates, the head first."""

    delegation: Delegation
    party_name: object
    bodies: list[Body]
    delegates: list[Named]


def public_board(conference: Conference, language: str) -> list[BoardRow]:
    """The participation board as a stranger sees it, in protocol order. Four queries."""
    invitations = Invitation.objects.visible_to(STRANGER).filter(conference=conference)
    return board(conference, STRANGER, invitations, language=language)


def groups(rows: Iterable[BoardRow], names: Names, marks: Marks) -> list[Group]:
    """The parties by standing, in the order in which a reader looks for them; empty groups are left out."""
    found: dict[str, list[Participant]] = defaultdict(list)
    for row in rows:
        found[row.standing].append(_participant(row, names, marks))
    return [Group(standing, str(standing.label), found[standing]) for standing in ORDER if found[standing]]


def claims(conference: Conference, rows: list[BoardRow], names: Names, marks: Marks) -> list[Claim]:
    """What was said of the number that took part, beside what is known by name. Two queries."""
    found = []
    for difference in differences(conference, STRANGER, rows):
        claim = difference.claim
        counted = [
            (_("States"), claim.states, difference.states_known),
            (_("Organisations"), claim.organisations, difference.organisations_known),
        ]
        counts = [Count(str(label), said, known) for label, said, known in counted if said is not None]
        found.append(Claim(claim, word_of(claim, names), counts, marks.of(difference.citations)))
    return found


def word_of(fact: Answer | ClaimedTotal, names: Names) -> object:
    """On whose word something is said: what the conference calls the party, or the words that were written down."""
    return fact.said_by if fact.said_by_party is None else name_of(fact.said_by_party, names)


def named_delegates(conference: Conference, names: Names, language: str) -> list[int]:
    """The ids of the delegates whom the public may know by name: by occasion, in protocol order, heads first.

    Two queries. A list of thousands is put in order without reading more of it than it is ordered by.
    """
    order: dict[int, object] = {**names}
    rows = list(
        Delegate.objects.visible_to(STRANGER)
        .with_a_place()
        .filter(conference=conference)
        .order_by("id")
        .values_list("id", "delegation__occasion", "party_id", "role")
    )
    parties = Party.objects.in_bulk({party_id for _id, _occasion, party_id, _role in rows})
    places = {party_id: protocol_key(party, order, language) for party_id, party in parties.items()}
    rows.sort(key=lambda row: (Occasion.values.index(row[1]), places[row[2]], row[3] != DelegateRole.HEAD))
    return [row[0] for row in rows]


def delegates_by_id(ids: list[int]) -> list[Delegate]:
    """These delegates, in this order. One query."""
    found = Delegate.objects.visible_to(STRANGER).select_related("party", "delegation").in_bulk(ids)
    return [found[each] for each in ids if each in found]


def by_delegation(delegates: list[Delegate], names: Names, marks: Marks) -> list[People]:
    """These delegates under their delegations, with the bodies of those delegations that are public. Two queries."""
    citations = citations_by_fact(STRANGER, delegates)
    public = Delegation.objects.visible_to(STRANGER).filter(pk__in={each.delegation_id for each in delegates})
    bodies: dict[int, list[Body]] = defaultdict(list)
    for body in Body.objects.filter(delegation__in=public):
        bodies[body.delegation_id].append(body)
    people = []
    for pk, held in groupby(delegates, key=lambda each: each.delegation_id):
        named = [Named(each, marks.of(citations[each._meta.label_lower, each.pk])) for each in held]
        first = named[0].delegate
        people.append(People(first.delegation, name_of(first.party, names), bodies[pk], named))
    return people


def _participant(row: BoardRow, names: Names, marks: Marks) -> Participant:
    said = [Said(told, word_of(told.answer, names), marks.of(told.citations)) for told in row.told]
    present = next((each for each in reversed(said) if not each.told.is_corrected), None)
    holding = [each.answer for each in said if not each.told.is_corrected]
    return Participant(row, present, said, any(_dispute(one, other) for one, other in combinations(holding, 2)))


def _dispute(one: Answer, other: Answer) -> bool:
    """Whether two answers cannot both be true; a party that changes its own word disputes nothing."""
    if one.standing == other.standing:
        return False
    if one.said_date == other.said_date:
        return True
    speakers = {(each.said_by_party_id, str(each.said_by)) for each in (one, other)}
    return len(speakers) == 2 and {one.standing, other.standing} in OPPOSED
