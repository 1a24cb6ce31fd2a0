"""Follow-ups: who owes what until when, what was reported back, and what is late."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.conference.queries import shown_names
from secretariat.meetings.models import FollowUp, FollowUpState, Meeting, Progress
from secretariat.meetings.queries.meetings import called

CLOSED = frozenset({FollowUpState.DONE, FollowUpState.DROPPED})


@dataclass(frozen=True)
class FollowUpRow:
    """A follow-up with who is in charge, the reports on it, and how it stands by the last of them."""

    follow_up: FollowUp
    owner_name: object
    reports: list[Progress] = field(default_factory=list)
    today: date | None = None

    @property
    def meeting(self) -> Meeting:
        """The meeting from which it follows."""
        return self.follow_up.meeting

    @property
    def last(self) -> Progress | None:
        """The latest report."""
        return self.reports[-1] if self.reports else None

    @property
    def state(self) -> str:
        """How it stands: by the latest report this person sees."""
        return self.last.state if self.last is not None else self.follow_up.state

    @property
    def state_label(self) -> str:
        """How it stands, in words."""
        return str(FollowUpState(self.state).label)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state not in CLOSED

    @property
    def is_late(self) -> bool:
        """Whether it is open and its day has passed; never if no day is asked about."""
        due = self.follow_up.due_date
        return self.is_open and self.today is not None and due is not None and due < self.today


def open_follow_ups(conference: Conference, user: User, *, today: date | None = None) -> list[FollowUpRow]:
    """What is still to be done over all meetings, by the day it is due, then what has no day. Three queries."""
    rows = follow_ups_of(conference, user, FollowUp.objects.filter(conference=conference), today=today)
    return [row for row in rows if row.is_open]


def late_follow_ups(conference: Conference, user: User, today: date) -> list[FollowUpRow]:
    """What is still to be done though its day has passed, the longest overdue first. Three queries."""
    due = FollowUp.objects.filter(conference=conference, due_date__lt=today)
    return [row for row in follow_ups_of(conference, user, due, today=today) if row.is_late]


def follow_ups_of(
    conference: Conference, user: User, follow_ups: QuerySet[FollowUp], *, today: date | None = None
) -> list[FollowUpRow]:
    """Those of the follow-ups that the office shows this person, with their meeting, by the day they are due."""
    seen = follow_ups.filter(pk__in=FollowUp.objects.in_office_of(user).values("pk"))
    held = list(seen.select_related("meeting", "owner_party", "owner"))
    names = shown_names(conference)
    reports = progress_of(held, user)
    rows = [FollowUpRow(each, called(each.owner_party, names), reports[each.pk], today) for each in held]
    return sorted(rows, key=lambda row: (row.follow_up.due_date or date.max, row.follow_up.pk))


def progress_of(follow_ups: Iterable[FollowUp], user: User) -> dict[int, list[Progress]]:
    """What was reported on these follow-ups, by follow-up, the oldest first. One query."""
    found: dict[int, list[Progress]] = defaultdict(list)
    ids = [each.pk for each in follow_ups]
    told = Progress.objects.in_office_of(user).filter(follow_up__in=ids).order_by("said_date", "id")
    for progress in told:
        found[progress.follow_up_id].append(progress)
    return found
