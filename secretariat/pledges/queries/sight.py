"""What a person may know of pledges, and of what became of them."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from secretariat.accounts.models import OFFICE_ROLES, Role, Sensitivity, User
from secretariat.archive.models import Fact, Source
from secretariat.conference.models import Conference, Membership
from secretariat.pledges.models import Evidence, MoneyFlow, Pledge, Progress, StageUpdate, Target

SomeFact = TypeVar("SomeFact", bound=Fact)
SHARED = (Sensitivity.PUBLIC, Sensitivity.DELEGATIONS)
# Every part of a pledge, and the way from it to the pledge.
WAYS: dict[type[Fact], str] = {
    Evidence: "pledge",
    MoneyFlow: "pledge",
    Progress: "target__pledge",
    StageUpdate: "pledge",
    Target: "pledge",
}


@dataclass(frozen=True)
class Sight:
    """One conference as one person sees it: in its office, or as its public pages show it to everybody."""

    conference: Conference
    user: User | AnonymousUser
    is_office: bool = True

    def pledges(self) -> QuerySet[Pledge]:
        """The pledges this person may know of."""
        rows = Pledge.objects.filter(conference=self.conference)
        return rows.in_office_of(self.user) if self.is_office else rows.visible_to(self.user)

    def of(self, model: type[SomeFact]) -> QuerySet[SomeFact]:
        """What this person may know of what became of those pledges; of money, also what belongs to no pledge."""
        rows: Any = model._default_manager.filter(conference=self.conference)
        return self._of_seen(self._known(rows), model)

    def sources(self) -> QuerySet[Source]:
        """The sources that this person may know of; a focal point, also those that its party handed in."""
        found: QuerySet[Source] = self._known(Source.objects.filter(conference=self.conference))
        return found

    def _known(self, rows: Any) -> Any:
        if not self.is_office:
            return rows.visible_to(self.user)
        return rows.in_office_of(self.user) if self._reads_by_role else rows.filter(self._told_to_the_party)

    def _of_seen(self, rows: QuerySet[SomeFact], model: type[SomeFact]) -> QuerySet[SomeFact]:
        way = WAYS[model]
        seen = Q(**{f"{way}__in": self.pledges().values("pk")})
        if model is MoneyFlow and (self._reads_by_role or not self.is_office):
            seen |= Q(pledge=None)
        return rows.filter(seen)

    @cached_property
    def _reads_by_role(self) -> bool:
        return isinstance(self.user, User) and bool(self.user.roles_in(self.conference.pk) & OFFICE_ROLES)

    @cached_property
    def _told_to_the_party(self) -> Q:
        """What is for delegations, and what the focal points of one's own party reported."""
        told = Q(sensitivity__in=SHARED)
        if not isinstance(self.user, User):
            return Q(pk__in=[])
        mine = [seat.party_id for seat in self.user.seats if seat.conference_id == self.conference.pk]
        own = Membership.objects.filter(conference=self.conference, role=Role.FOCAL_POINT, party__in=mine)
        told |= Q(entered_by__in=own.values("user")) & ~Q(sensitivity=Sensitivity.RESTRICTED)
        return told


def sight_in_office(conference: Conference, user: User | AnonymousUser) -> Sight:
    """A conference as its office shows it to this person."""
    return Sight(conference, user)


def sight_in_public(conference: Conference) -> Sight:
    """A conference as its public pages show it, to whomever."""
    return Sight(conference, AnonymousUser(), is_office=False)


def reporters_of(conference: Conference) -> set[int]:
    """People who report on their own party's word: focal points who do not sit in the office. One query."""
    seats = Membership.objects.filter(conference=conference).values_list("user", "role")
    office = {user for user, role in seats if role in OFFICE_ROLES}
    return {user for user, role in seats if role == Role.FOCAL_POINT} - office


def last_day_of(said: str) -> date | None:
    """The last day of a day, a month or a year: with it the whole of it is over."""
    if not said:
        return None
    if len(said) == 10:
        return date.fromisoformat(said)
    year, month = int(said[:4]), int(said[5:7] or 12)
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def is_known_day(said: str) -> bool:
    """Whether these are a day, a month or a year that the calendar has."""
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", said, re.ASCII):
        return False
    try:
        date.fromisoformat((said + "-01-01")[:10])
    except ValueError:
        return False
    return True
