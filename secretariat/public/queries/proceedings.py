"""What was said and held, as the public may know it: meetings with their points, and positions side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from secretariat.archive.queries import Mark
from secretariat.conference.models import Conference
from secretariat.dossier.queries.positions import TopicSheet, topic_sheets
from secretariat.dossier.queries.sight import Sight
from secretariat.dossier.queries.timeline import Said, points_seen, said_at, with_visitors
from secretariat.meetings.models import FollowUp, Meeting, Visitor
from secretariat.public.queries.editions import STRANGER


@dataclass(frozen=True)
class Guest:
    """A party that came, and who headed it."""

    visitor: Visitor
    name: object


@dataclass(frozen=True)
class Awaited:
    """What is to be done after a meeting."""

    follow_up: FollowUp
    by: object
    marks: list[Mark]


@dataclass(frozen=True)
class Held:
    """A meeting as a page tells it."""

    meeting: Meeting
    host: object
    guests: list[Guest]
    marks: list[Mark]
    said: list[Said]
    awaited: list[Awaited]


def public_meetings(conference: Conference) -> QuerySet[Meeting]:
    """The meetings a stranger may see, the newest first, those without a date last."""
    return Meeting.objects.visible_to(STRANGER).filter(conference=conference).order_by("-held_date", "-id")


def newest_meeting(conference: Conference) -> Meeting | None:
    """The last meeting of which a date is known. One query."""
    return public_meetings(conference).exclude(held_date="").first()


def listed(sight: Sight, meetings: "QuerySet[Meeting] | Iterable[Meeting]") -> list[Held]:
    """These meetings with host and visitors, in this order. Three queries."""
    ids = [meeting.pk for meeting in meetings]
    rows = sight.of(Meeting).select_related("host", "country").prefetch_related(with_visitors()).in_bulk(ids)
    found = [rows[pk] for pk in ids if pk in rows]
    marked = sight.marked(found)
    return [Held(each, *_hosts(sight, each), marked[each], [], []) for each in found]


def told(sight: Sight, meeting: Meeting) -> Held:
    """A meeting with everything that was said there. Six queries."""
    rows = sight.of(Meeting).select_related("host", "country").prefetch_related(with_visitors(), points_seen(sight))
    held = rows.get(pk=meeting.pk)
    follow_ups = list(sight.of(FollowUp).filter(meeting=held).select_related("owner_party"))
    marked = sight.marked([held, *getattr(held, "points_seen", []), *follow_ups])
    marks, said = marked[held], said_at(held, (sight, marked))
    awaited = [
        Awaited(each, each.owner_unit if each.owner_party is None else sight.name(each.owner_party), marked[each])
        for each in follow_ups
    ]
    return Held(held, *_hosts(sight, held), marks, said, awaited)


def positions(sight: Sight) -> list[TopicSheet]:
    """Every topic of which a public position is known, with all parties side by side. Three queries."""
    return topic_sheets(sight)


def _hosts(sight: Sight, meeting: Meeting) -> tuple[object, list[Guest]]:
    host = "" if meeting.host is None else sight.name(meeting.host)
    return host, [Guest(visitor, sight.name(visitor.party)) for visitor in meeting.visitors.all()]
