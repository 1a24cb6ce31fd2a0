"""Drafts of the timetable: what there is, and which wishes a draft has not seen."""

from dataclasses import dataclass

from django.db.models import QuerySet

from secretariat.accounts.models import User
from secretariat.conference.models import Conference
from secretariat.engines.scheduling import Plan
from secretariat.meetings.models import Bilateral, BilateralState
from secretariat.programme.models import Draft, Place
from secretariat.programme.queries.problem import Asked, table_key

# What a list of drafts does not need: megabytes, where a conference is large.
HEAVY = ("problem", "wishes", "plan", "trace", "explanation")


@dataclass(frozen=True)
class Unseen:
    """Wishes that are not as a draft knew them, by number: added, revised, and no longer wanted."""

    added: list[int]
    revised: list[int]
    gone: list[int]

    @property
    def is_anything(self) -> bool:
        """Whether there is any."""
        return bool(self.added or self.revised or self.gone)


def drafts_of(conference: Conference, user: User) -> QuerySet[Draft]:
    """The drafts, the latest first, without what is heavy in them."""
    return Draft.objects.in_office_of(user).filter(conference=conference).select_related("entered_by").defer(*HEAVY)


def unseen_by(draft: Draft, beyond: frozenset[int] = frozenset()) -> Unseen:
    """Which wishes were added, revised or given up since the draft was begun. One query.

    Meetings that were pinned beside the slots were no wishes of it.
    """
    rows = Bilateral.objects.filter(conference_id=draft.conference_id, state=BilateralState.ACCEPTED).order_by("id")
    present = dict(rows.values_list("pk", "version"))
    known = {int(key): version for key, version in draft.wishes.items()}
    added = [pk for pk in present if pk not in known and pk not in beyond]
    revised = [pk for pk, version in present.items() if pk in known and version != known[pk]]
    return Unseen(added, revised, [pk for pk in known if pk not in present])


def pinned_beside(conference: Conference) -> frozenset[int]:
    """Bilateral meetings that are pinned; a draft may know them as fixed things beside the slots. One query."""
    rows = Place.objects.filter(conference=conference, is_pinned=True)
    return frozenset(rows.values_list("bilateral_id", flat=True))


def plan_of_places(asked: Asked, conference: Conference) -> Plan:
    """The working timetable as a plan of the problem as it stands. One query."""
    problem = asked.problem
    rooms = {room.key: index for index, room in enumerate(problem.rooms)}
    places = {f"bilateral:{each.bilateral_id}": each for each in Place.objects.filter(conference=conference)}
    found: list[tuple[int | None, int | None]] = []
    for meeting in problem.meetings:
        place = places.get(meeting.key)
        if meeting.start is not None or place is None:
            found.append((meeting.start, meeting.room))
            continue
        start = asked.grid.beginning(place.starts_at)
        table = rooms.get(table_key(place.room_id, place.table)) if place.room_id else None
        found.append((start, table if start is not None else None))
    return Plan(tuple(start for start, _room in found), tuple(room for _start, room in found))
