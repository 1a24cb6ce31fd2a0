"""What one person sees of one conference, and how a page of that person tells it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model

from secretariat.accounts.models import User
from secretariat.archive.models import Fact, FactQuerySet
from secretariat.archive.queries import Mark, Marks, citations_by_fact
from secretariat.conference.models import Conference, ShownName
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.queries import protocol_key
from secretariat.parties.models import Party

SomeFact = TypeVar("SomeFact", bound=Fact)


@dataclass(frozen=True)
class Sight:
    """Who reads which conference in which language; a stranger sees what is public, the office what its roles see."""

    conference: Conference
    user: User | AnonymousUser
    language: str
    marks: Marks
    names: dict[int, ShownName]

    @property
    def is_office(self) -> bool:
        """Whether somebody of the office reads, and no stranger."""
        return isinstance(self.user, User)

    def of(self, model: type[SomeFact]) -> FactQuerySet[SomeFact]:
        """The rows of a table that this person sees here."""
        rows: Any = model._default_manager.all()
        seen = rows.in_office_of(self.user) if self.is_office else rows.visible_to(self.user)
        found: FactQuerySet[SomeFact] = seen.filter(conference=self.conference)
        return found

    def name(self, party: Party) -> object:
        """What the conference calls the party."""
        return name_of(party, self.names)

    def in_order(self, parties: Iterable[Party]) -> list[Party]:
        """Each of the parties once, in protocol order."""
        once = {party.pk: party for party in parties}
        return sorted(once.values(), key=lambda party: protocol_key(party, self.names, self.language))

    def marked(self, facts: Iterable[Fact]) -> "Marked":
        """The sources of these facts, as far as this person sees them. One query."""
        things: list[Model] = list(facts)
        return Marked(self, citations_by_fact(self.user, things) if things else {})


class Marked:
    """The marks of facts; sources are numbered in the order in which the facts are told."""

    def __init__(self, sight: Sight, citations: dict[tuple[str, int], Any]) -> None:
        self._sight, self._citations = sight, citations
        self._told: dict[tuple[str, int], list[Mark]] = {}

    def __getitem__(self, fact: Fact) -> list[Mark]:
        """The marks of a fact."""
        key = (fact._meta.label_lower, fact.pk)
        if key not in self._told:
            self._told[key] = self._sight.marks.of(self._citations.get(key, []))
        return self._told[key]


def sight_of(conference: Conference, user: User | AnonymousUser, language: str, marks: Marks) -> Sight:
    """How this person sees the conference. One query."""
    return Sight(conference, user, language, marks, shown_names(conference))
