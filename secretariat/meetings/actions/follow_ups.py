"""Follow-ups: what is to be done after a meeting, and what was reported back."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import Sensitivity, User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.archive.queries import is_before
from secretariat.audit.action import Refused, action, plain, unless_stale
from secretariat.meetings import permissions
from secretariat.meetings.actions.parts import changed, enter, held, refuse_if_frozen
from secretariat.meetings.models import FollowUp, Meeting, Progress
from secretariat.ui.templatetags.ui import day

FOLLOW_UP_FIELDS = ("text", "owner_party", "owner", "owner_unit", "due_date", "sensitivity")
PROGRESS_FIELDS = ("said_date", "state", "text", "sensitivity")
_LEVELS = tuple(Sensitivity.values)


@action(allow=permissions.may_agree_follow_up)
def agree_follow_up(
    actor: User, meeting: Meeting, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()
) -> FollowUp:
    """Write down what somebody is to do after a meeting, and until when."""
    refuse_if_frozen(meeting)
    follow_up = FollowUp(conference_id=meeting.conference_id, meeting=meeting, entered_by=actor)
    enter(follow_up, FOLLOW_UP_FIELDS, details)
    _judge(follow_up, meeting)
    follow_up.save()
    Citation.objects.bulk_create(citations_for(follow_up, cited))
    return follow_up


@action(allow=permissions.may_revise_follow_up)
def revise_follow_up(
    actor: User, follow_up: FollowUp, *, details: Mapping[str, Any], version: int | None = None
) -> FollowUp:
    """Change what is to be done, by whom or until when; once the record is agreed, what and by which party stay."""
    del actor
    unless_stale(follow_up, version)
    meeting = held(follow_up.meeting_id)
    if meeting.is_frozen and changed(follow_up, ("text", "owner_party"), details):
        raise Refused(
            _("The record of this meeting is agreed: what is to be done, and by which party, stays as it is.")
        )
    enter(follow_up, FOLLOW_UP_FIELDS, details)
    _judge(follow_up, meeting)
    follow_up.save(update_fields=FOLLOW_UP_FIELDS)
    return follow_up


@action(allow=permissions.may_report_progress)
def report_progress(
    actor: User, follow_up: FollowUp, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()
) -> Progress:
    """Write down what was reported back on a follow-up; earlier reports stay."""
    progress = Progress(conference_id=follow_up.conference_id, follow_up=follow_up, entered_by=actor)
    # Unless it is said for whom, it is for those who know of the follow-up.
    progress.state, progress.sensitivity = follow_up.state, follow_up.sensitivity
    enter(progress, PROGRESS_FIELDS, details)
    if progress.state == follow_up.state and not plain(progress.text):
        raise Refused(_("Say what was reported, or choose another state."), field="text")
    day_held = follow_up.meeting.held_date
    if day_held and is_before(progress.said_date.isoformat(), day_held):
        raise Refused(
            _("The meeting was held on %(day)s; a report on it cannot be older.") % {"day": day(day_held)},
            field="said_date",
        )
    progress.save()
    Citation.objects.bulk_create(citations_for(progress, cited))
    _stand(follow_up)
    return progress


def _judge(follow_up: FollowUp, meeting: Meeting) -> None:
    due = follow_up.due_date
    if due and meeting.held_date and is_before(due.isoformat(), meeting.held_date):
        raise Refused(
            _("The meeting was held on %(day)s; nothing that follows from it is due earlier.")
            % {"day": day(meeting.held_date)},
            field="due_date",
        )


def _stand(follow_up: FollowUp) -> None:
    """Take the state of the latest report that is for everybody who sees the follow-up: others are not told by it."""
    levels = _LEVELS[: _LEVELS.index(follow_up.sensitivity) + 1]
    latest = follow_up.progress.filter(sensitivity__in=levels).order_by("said_date", "id").last()
    if latest is not None and latest.state != follow_up.state:
        follow_up.state = latest.state
        follow_up.save(update_fields=["state"])
