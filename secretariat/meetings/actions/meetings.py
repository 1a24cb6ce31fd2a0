"""Meetings: who received whom, where and when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused, action, plain, unless_stale
from secretariat.conference.models import Conference
from secretariat.delegations.models import Delegation
from secretariat.meetings import permissions, queries
from secretariat.meetings.actions.parts import changed, enter, refuse_a_delegation_of_another, refuse_if_frozen
from secretariat.meetings.models import Meeting, Visitor
from secretariat.parties.models import Party

MEETING_FIELDS = (
    "key",
    "title",
    "kind",
    "held_date",
    "venue",
    "city",
    "country",
    "host",
    "host_person",
    "host_capacity",
    "subject",
    "sensitivity",
)
# For whom a record is kept is no part of what was agreed.
_FROZEN_FIELDS = tuple(name for name in MEETING_FIELDS if name not in {"key", "sensitivity"})


@dataclass(frozen=True)
class Visiting:
    """A party that came to a meeting, who headed it, and the delegation it came with."""

    party: Party
    head: str = ""
    head_capacity: object = ""
    delegation: Delegation | None = None


@action(allow=permissions.may_record_meeting)
def record_meeting(
    actor: User,
    conference: Conference,
    *,
    details: Mapping[str, Any],
    visitors: Iterable[Visiting] = (),
    cited: Iterable[Cited] = (),
) -> Meeting:
    """Write down a meeting: who received whom, where and when, and about what."""
    came = list(visitors)
    meeting = Meeting(conference=conference, entered_by=actor)
    enter(meeting, MEETING_FIELDS, details)
    _judge(meeting, came)
    meeting.key = meeting.key or _free_key(meeting)
    if Meeting.objects.filter(conference=conference, key=meeting.key).exists():
        raise Refused(_("There is a meeting with this key already."), field="key")
    meeting.save()
    _receive(meeting, came)
    Citation.objects.bulk_create(citations_for(meeting, cited))
    return meeting


@action(allow=permissions.may_revise_meeting)
def revise_meeting(
    actor: User,
    meeting: Meeting,
    *,
    details: Mapping[str, Any],
    visitors: Iterable[Visiting] | None = None,
    version: int | None = None,
) -> Meeting:
    """Change what is written down of a meeting, or for whom it is kept; an agreed record keeps what it says."""
    unless_stale(meeting, version)
    came = None if visitors is None else _with_unseen(actor, meeting, visitors)
    is_other = came is not None and [_as_written(each) for each in came] != _visitors_written(meeting)
    if is_other or changed(meeting, _FROZEN_FIELDS, details):
        refuse_if_frozen(meeting)
    fields = [name for name in MEETING_FIELDS if name != "key"]
    enter(meeting, fields, details)
    present = list(meeting.visitors.select_related("party")) if came is None else came
    _judge(meeting, present)
    meeting.save(update_fields=fields)
    if came is not None and is_other:
        meeting.visitors.all().delete()
        _receive(meeting, came)
    return meeting


def _judge(meeting: Meeting, came: Iterable[Visiting | Visitor]) -> None:
    parties = [each.party for each in came]
    for place, party in enumerate(parties):
        if party in parties[:place]:
            raise Refused(_("%(party)s is named twice among the visitors.") % {"party": party})
    if not plain(meeting.title):
        sides = [*([meeting.host] if meeting.host else []), *parties]
        if not sides:
            raise Refused(_("Give a title, a host or a visitor."), field="title")
        meeting.title = queries.title_for(meeting.conference, sides)


def _receive(meeting: Meeting, came: Iterable[Visiting]) -> None:
    rows = []
    for each in came:
        refuse_a_delegation_of_another(each.delegation, each.party.pk, meeting.conference_id)
        row = Visitor(conference_id=meeting.conference_id, meeting=meeting, party=each.party)
        row.delegation, row.head, row.head_capacity = each.delegation, each.head, each.head_capacity
        rows.append(row)
    Visitor.objects.bulk_create(rows)


def _with_unseen(actor: User, meeting: Meeting, came: Iterable[Visiting]) -> list[Visiting]:
    """Those who came; a delegation that this person does not see stays with its party, for nobody can name it."""
    seen = Delegation.objects.in_office_of(actor).filter(conference_id=meeting.conference_id).values("pk")
    rows = meeting.visitors.exclude(delegation=None).exclude(delegation__in=seen).select_related("delegation")
    unseen = {each.party_id: each.delegation for each in rows}
    return [replace(each, delegation=each.delegation or unseen.get(each.party.pk)) for each in came]


def _as_written(each: Visiting | Visitor) -> tuple[object, ...]:
    delegation = each.delegation.pk if each.delegation else None
    return (each.party.pk, each.head, plain(each.head_capacity) or "", delegation)


def _visitors_written(meeting: Meeting) -> list[tuple[object, ...]]:
    return [_as_written(each) for each in meeting.visitors.select_related("party", "delegation")]


def _free_key(meeting: Meeting) -> str:
    stem = slugify(f"{meeting.title} {meeting.held_date}")[:60].strip("-") or "meeting"
    taken = set(
        Meeting.objects.filter(conference_id=meeting.conference_id, key__startswith=stem).values_list("key", flat=True)
    )
    if stem not in taken:
        return stem
    return next(key for key in (f"{stem}-{number}" for number in range(2, len(taken) + 3)) if key not in taken)
