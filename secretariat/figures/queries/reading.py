"""Who reads which conference: the rows this person sees, what places are called, and the sources as marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model

from secretariat.accounts.models import User
from secretariat.archive.models import Citation, Fact, FactQuerySet
from secretariat.archive.queries import Mark, Marks, citations_by_fact
from secretariat.conference.models import Conference, ShownName
from secretariat.conference.queries import name_of
from secretariat.figures.models import Place

SomeFact = TypeVar("SomeFact", bound=Fact)


@dataclass(frozen=True)
class Reading:
    """Who reads the conference; a stranger sees what is public, the office what its roles see."""

    conference: Conference
    user: User | AnonymousUser
    marks: Marks
    names: dict[int, ShownName]

    def of(self, model: type[SomeFact]) -> FactQuerySet[SomeFact]:
        """The rows of a table that this person sees here."""
        rows: Any = model._default_manager.all()
        seen = rows.in_office_of(self.user) if isinstance(self.user, User) else rows.visible_to(self.user)
        found: FactQuerySet[SomeFact] = seen.filter(conference=self.conference)
        return found

    def name(self, place: Place | None) -> object:
        """What a place is called: a country as the conference calls the party, any other place by its own name."""
        if place is None:
            return ""
        return place.name if place.party is None else name_of(place.party, self.names)

    def cited(self, facts: Iterable[Fact]) -> "CitedFacts":
        """The sources of these facts, as far as this person sees them. One query."""
        things: list[Model] = list(facts)
        return CitedFacts(self.marks, citations_by_fact(self.user, things) if things else {})


class CitedFacts:
    """The marks of facts; sources are numbered in the order in which the facts are told."""

    def __init__(self, marks: Marks, citations: dict[tuple[str, int], list[Citation]]) -> None:
        self._marks, self._citations = marks, citations
        self._told: dict[tuple[str, int], list[Mark]] = {}

    def __getitem__(self, fact: Fact) -> list[Mark]:
        """The marks of a fact."""
        key = (fact._meta.label_lower, fact.pk)
        if key not in self._told:
            self._told[key] = self._marks.of(self._citations.get(key, []))
        return self._told[key]
