"""Points of a meeting: what was said or agreed, by whom, in which order."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.audit.action import Batch, Refused, action, unless_stale
from secretariat.meetings import permissions
from secretariat.meetings.actions.parts import changed, enter, held, moved, refuse_if_frozen, renumbered
from secretariat.meetings.models import Meeting, Point, Speaker
from secretariat.parties.models import Party

POINT_FIELDS = ("verb", "text", "sensitivity")


@action(allow=permissions.may_make_point)
def make_point(
    actor: User,
    meeting: Meeting,
    *,
    details: Mapping[str, Any],
    speakers: Iterable[Party],
    cited: Iterable[Cited] = (),
) -> Point:
    """Write down a point of a meeting: the verb, by which parties, and what."""
    refuse_if_frozen(meeting)
    point = Point(conference_id=meeting.conference_id, meeting=meeting, entered_by=actor)
    enter(point, POINT_FIELDS, details)
    last = meeting.points.order_by("-position").values_list("position", flat=True).first()
    point.position = (last or 0) + 1
    point.save()
    _let_speak(point, speakers)
    Citation.objects.bulk_create(citations_for(point, cited))
    return point


@action(allow=permissions.may_revise_point)
def revise_point(
    actor: User,
    point: Point,
    *,
    details: Mapping[str, Any],
    speakers: Iterable[Party] | None = None,
    version: int | None = None,
) -> Point:
    """Change the wording of a point, who made it, or for whom it is kept; an agreed record keeps what it says."""
    del actor
    unless_stale(point, version)
    meeting = held(point.meeting_id)
    present = list(point.speakers.values_list("party_id", flat=True))
    wanted = None if speakers is None else list(dict.fromkeys(speakers))
    is_other = wanted is not None and sorted(party.pk for party in wanted) != sorted(present)
    if is_other or changed(point, ("verb", "text"), details):
        refuse_if_frozen(meeting)
    enter(point, POINT_FIELDS, details)
    point.save(update_fields=POINT_FIELDS)
    if wanted is not None and is_other:
        point.speakers.all().delete()
        _let_speak(point, wanted)
    return point


@action(allow=permissions.may_move_point)
def move_point(actor: User, meeting: Meeting, *, point: Point, earlier: bool) -> Batch:
    """Put a point one place earlier or later among those this person sees."""
    refuse_if_frozen(meeting)
    rows = list(meeting.points.order_by("position", "id"))
    if point.pk not in {each.pk for each in rows}:
        raise Refused(_("This point belongs to another meeting."))
    seen = Point.objects.in_office_of(actor).filter(meeting=meeting).values_list("pk", flat=True)
    order = moved(rows, seen, point, earlier=earlier)
    row = next(each for each in order if each.pk == point.pk)
    return renumbered(order, row, meeting.conference_id, sentence=_("The order of the points of a meeting"))


@action(allow=permissions.may_withdraw_point)
def withdraw_point(actor: User, point: Point) -> None:
    """Take back a point that was written down by mistake; the record keeps what it said."""
    del actor
    refuse_if_frozen(held(point.meeting_id))
    Citation.objects.of([point]).delete()
    point.delete()


def _let_speak(point: Point, speakers: Iterable[Party]) -> None:
    Speaker.objects.bulk_create(
        Speaker(conference_id=point.conference_id, point=point, party=party) for party in dict.fromkeys(speakers)
    )
