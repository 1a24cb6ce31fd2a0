"""What is to be reached by when, and what was reached."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.archive.queries import is_before
from secretariat.audit.action import Refused, action, plain, unless_stale
from secretariat.pledges import permissions
from secretariat.pledges.actions.parts import as_own_word, enter, is_own_word, known_of, may_be_cited, says_the_same
from secretariat.pledges.models import Pledge, Progress, Target
from secretariat.ui.templatetags.ui import day

TARGET_FIELDS = ("indicator", "unit", "baseline", "value", "due_date", "sensitivity")
PROGRESS_FIELDS = ("start_date", "end_date", "actual", "is_verified", "verified_by", "sensitivity")


@action(allow=permissions.may_set_target)
def set_target(actor: User, pledge: Pledge, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()) -> Target:
    """Say what is to be reached by when, and from where it is counted."""
    cited = may_be_cited(actor, pledge.conference_id, cited)
    target = Target(conference_id=pledge.conference_id, pledge=pledge, entered_by=actor)
    target.sensitivity = pledge.sensitivity
    enter(target, TARGET_FIELDS, details)
    if is_own_word(actor, pledge):
        as_own_word(actor, pledge, target)
    _judge(target, pledge)
    if any(says_the_same(target, other, TARGET_FIELDS) for other in known_of(actor, pledge, Target)):
        raise Refused(_("The same target is set already."))
    target.save()
    Citation.objects.bulk_create(citations_for(target, cited))
    return target


@action(allow=permissions.may_revise_target)
def revise_target(actor: User, target: Target, *, details: Mapping[str, Any], version: int | None = None) -> Target:
    """Correct a target; what it was before stays in its history."""
    del actor
    unless_stale(target, version)
    enter(target, TARGET_FIELDS, details)
    _judge(target, target.pledge)
    target.save(update_fields=TARGET_FIELDS)
    return target


@action(allow=permissions.may_report_progress)
def report_progress(
    actor: User, target: Target, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()
) -> Progress:
    """Write down what was reached of a target by a day; what another says of the same day stands beside it."""
    pledge = target.pledge
    cited = may_be_cited(actor, pledge.conference_id, cited)
    progress = Progress(conference_id=target.conference_id, target=target, entered_by=actor)
    progress.sensitivity = target.sensitivity
    enter(progress, PROGRESS_FIELDS, details)
    if is_own_word(actor, pledge):
        as_own_word(actor, pledge, progress)
    if progress.start_date and progress.end_date < progress.start_date:
        raise Refused(_("The period ends before it begins."), field="end_date")
    if progress.is_verified and not progress.verified_by.strip():
        raise Refused(_("Say who looked whether it is so."), field="verified_by")
    if not progress.is_verified:
        progress.verified_by = ""
    known = known_of(actor, pledge, Progress).filter(target=target)
    if any(says_the_same(progress, other, PROGRESS_FIELDS) for other in known):
        raise Refused(_("The same is reported already. If another source gives it, cite it there."))
    progress.save()
    Citation.objects.bulk_create(citations_for(progress, cited))
    return progress


@action(allow=permissions.may_verify_progress)
def verify_progress(actor: User, progress: Progress, *, verified_by: str, version: int | None = None) -> Progress:
    """Say that somebody looked whether so much was reached, and who that was."""
    del actor
    unless_stale(progress, version)
    if not verified_by.strip():
        raise Refused(_("Say who looked whether it is so."), field="verified_by")
    progress.is_verified, progress.verified_by = True, verified_by.strip()
    progress.save(update_fields=["is_verified", "verified_by"])
    return progress


def _judge(target: Target, pledge: Pledge) -> None:
    if not plain(target.indicator):
        raise Refused(_("Say what is counted."), field="indicator")
    if target.baseline is not None and target.baseline == target.value:
        raise Refused(_("The target is where it is counted from: nothing would have to be reached."), field="value")
    begins = pledge.start_date or pledge.said_date
    if target.due_date and is_before(target.due_date.isoformat(), begins):
        raise Refused(
            _("The pledge begins on %(day)s; nothing of it is due earlier.") % {"day": day(begins)}, field="due_date"
        )
