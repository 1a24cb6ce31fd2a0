"""What the morning page says of the door, once it is in use."""

from dataclasses import dataclass
from datetime import datetime, time

from secretariat.accounts.models import RECORD_READERS, User
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegate
from secretariat.door.models import Direction, Scan
from secretariat.door.permissions import may_see_door
from secretariat.door.queries import (
    HeadNow,
    Quorum,
    conflicting,
    day_began,
    heads_now,
    in_now,
    last_words,
    people_at_the_door,
    quorum_of,
)

HEADS_NAMED = 10


@dataclass(frozen=True)
class AtTheDoor:
    """Who is inside, whether that is a quorum, which heads have come, and what somebody should look into."""

    people: int
    quorum: Quorum
    heads: list[HeadNow]
    conflicts: int
    refused_today: int
    may_see: bool

    @property
    def arrived(self) -> int:
        """How many heads came in at some time."""
        return sum(head.at is not None for head in self.heads)

    @property
    def awaited(self) -> list[HeadNow]:
        """The first of the heads who have not come yet."""
        return [head for head in self.heads if head.at is None][:HEADS_NAMED]

    @property
    def more_awaited(self) -> int:
        """How many more heads have not come yet."""
        return len(self.heads) - self.arrived - len(self.awaited)


def at_the_door(conference: Conference, user: User, *, at: datetime, language: str) -> AtTheDoor | None:
    """What the door has seen; nothing while nobody was scanned. One query then, eight otherwise."""
    may_see = may_see_door(user, conference)
    if not may_see and not user.roles_in(conference.pk) & RECORD_READERS:
        return None
    scans = Scan.objects.filter(conference=conference)
    if not scans.exists():
        return None
    now = in_now(conference.pk, since=day_began(at, conference.zone))
    seen = Delegate.objects.in_office_of(user).filter(conference=conference)
    people = people_at_the_door(conference, seen) if may_see else seen
    begins = datetime.combine(at.astimezone(conference.zone).date(), time(), tzinfo=conference.zone)
    refused = last_words(conference.pk).filter(is_admitted=False, direction=Direction.ENTRY, at__gte=begins)
    return AtTheDoor(
        people=now.people,
        quorum=quorum_of(conference.pk, now),
        heads=heads_now(conference, people, language=language),
        conflicts=conflicting(conference).count(),
        refused_today=refused.count(),
        may_see=may_see,
    )
