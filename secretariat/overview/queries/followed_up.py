"""What the morning page says of pledges and figures: what is due, what waits for somebody, what holds no longer."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, OuterRef, Subquery

from secretariat.accounts.models import OFFICE_ROLES, User
from secretariat.archive.queries import Marks, page_in_office
from secretariat.conference.models import Conference
from secretariat.conference.queries import shown_names
from secretariat.figures.models import Condition, Edition, EditionState, Release
from secretariat.figures.queries.areas import stale_conditions
from secretariat.figures.queries.reading import Reading
from secretariat.figures.queries.releases import waiting_for_a_second_person
from secretariat.pledges.queries import Standing, sight_in_office, standings

NAMED = 10


@dataclass(frozen=True)
class FollowThrough:
    """Pledges that are overdue, due within thirty days or silent for a year; tables that wait for a second person;
    conditions that hold no longer; imports that failed.
    """

    overdue: list[Standing] = field(default_factory=list)
    due_soon: list[Standing] = field(default_factory=list)
    silent: list[Standing] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)
    stale: list[Condition] = field(default_factory=list)
    failed: list[Edition] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits for anybody."""
        return not (self.overdue or self.due_soon or self.silent or self.releases or self.stale or self.failed)


def follow_through(conference: Conference, user: User, *, today: date) -> FollowThrough:
    """What is to be followed up, as far as this person may see it. Ten queries, however much it is."""
    if not user.roles_in(conference.pk) & OFFICE_ROLES:
        return FollowThrough()
    held = standings(sight_in_office(conference, user), today)
    reading = Reading(conference, user, Marks(page_in_office(conference.slug)), shown_names(conference))
    return FollowThrough(
        overdue=sorted((each for each in held if each.overdue), key=lambda each: each.overdue[0].day)[:NAMED],
        due_soon=sorted((each for each in held if each.due_soon), key=lambda each: each.due_soon[0].day)[:NAMED],
        silent=sorted((each for each in held if each.is_silent), key=lambda each: each.last_heard)[:NAMED],
        releases=list(waiting_for_a_second_person(conference, user)[:NAMED]),
        stale=stale_conditions(reading, today)[:NAMED],
        failed=_failed(conference, user),
    )


def _failed(conference: Conference, user: User) -> list[Edition]:
    """The newest editions of datasets whose import failed; one that came in later settles it."""
    last = Edition.objects.filter(dataset=OuterRef("dataset")).order_by("-number").values("number")[:1]
    rows = Edition.objects.in_office_of(user).filter(conference=conference, state=EditionState.FAILED)
    newest = rows.annotate(last=Subquery(last)).filter(number=F("last"))
    return list(newest.select_related("dataset").order_by("-number")[:NAMED])
