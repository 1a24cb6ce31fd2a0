"""What must be met before return is facilitated, and what areas of return are like, on whose word."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.archive.actions import Cited, citations_for
from secretariat.archive.models import Citation
from secretariat.audit.action import Refused, action, difference_between, unless_stale
from secretariat.conference.models import Conference
from secretariat.figures import permissions
from secretariat.figures.models import AREAS, Condition, Place, Severity, Threshold

THRESHOLD_FIELDS = ("criterion", "scheme", "scheme_version", "code", "text", "sensitivity")
CONDITION_FIELDS = (
    "criterion",
    "threshold",
    "severity",
    "as_of_date",
    "valid_until_date",
    "access",
    "method",
    "coverage",
    "indicator",
    "value",
    "unit",
    "narrative",
    "dissenting_view",
    "information_gap",
    "sensitivity",
)


@action(allow=permissions.may_word_threshold)
def word_threshold(
    actor: User, conference: Conference, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()
) -> Threshold:
    """Write down what somebody says must be met, in their words and with their version."""
    return _worded(Threshold(conference=conference, entered_by=actor), details, cited)


@action(allow=permissions.may_replace_threshold)
def replace_threshold(
    actor: User,
    threshold: Threshold,
    *,
    version: int | None = None,
    details: Mapping[str, Any],
    cited: Iterable[Cited] = (),
) -> Threshold:
    """Put a newer wording in the place of one that stays readable with all that was assessed by it."""
    unless_stale(threshold, version)
    if threshold.replaced_by_id is not None:
        raise Refused(_("This wording was replaced already. Replace the newest one."))
    newer = Threshold(conference_id=threshold.conference_id, entered_by=actor)
    given = {name: getattr(threshold, name) for name in ("criterion", "scheme", "code", "sensitivity")} | dict(details)
    if given["scheme"] == threshold.scheme and given.get("scheme_version") == threshold.scheme_version:
        raise Refused(_("A new wording has a version of its own; this is the one it replaces."), field="scheme_version")
    _worded(newer, given, cited)
    threshold.replaced_by = newer
    threshold.save(update_fields=["replaced_by"])
    return newer


@action(allow=permissions.may_assess_condition)
def assess_condition(actor: User, area: Place, *, details: Mapping[str, Any], cited: Iterable[Cited] = ()) -> Condition:
    """Write down what an area is like by one criterion; what was said of it before stays beside it."""
    if area.kind not in AREAS:
        raise Refused(_("Conditions are assessed of administrative areas; this is something else."))
    condition, sources = Condition(conference_id=area.conference_id, entered_by=actor, area=area), list(cited)
    _set_condition(condition, details)
    if not sources and condition.severity != Severity.NOT_ASSESSED:
        raise Refused(_("Name a source: an assessment is somebody's."), field="source_1")
    others = Condition.objects.in_office_of(actor).filter(area=area, criterion=condition.criterion)
    said = [name for name in CONDITION_FIELDS if name != "sensitivity"]
    if any(not difference_between(condition, other, said) for other in others):
        raise Refused(
            _("The same assessment is written down already. If another source gives it, cite it on that one.")
        )
    condition.save()
    Citation.objects.bulk_create(citations_for(condition, sources))
    return condition


@action(allow=permissions.may_revise_condition)
def revise_condition(
    actor: User, condition: Condition, *, version: int | None = None, details: Mapping[str, Any]
) -> Condition:
    """Correct how an assessment was written down; a newer assessment is no correction, it stands beside this one."""
    del actor
    unless_stale(condition, version)
    _set_condition(condition, details)
    condition.save(update_fields=CONDITION_FIELDS)
    return condition


def _worded(threshold: Threshold, details: Mapping[str, Any], cited: Iterable[Cited]) -> Threshold:
    for name in THRESHOLD_FIELDS:
        if name in details:
            setattr(threshold, name, details[name])
    if not str(threshold.text):
        raise Refused(_("Write down what must be met."), field="text")
    known = Threshold.objects.filter(conference_id=threshold.conference_id, scheme=threshold.scheme)
    if known.filter(scheme_version=threshold.scheme_version, code=threshold.code).exists():
        raise Refused(_("This scheme has a threshold of this version and code already."), field="code")
    threshold.save()
    Citation.objects.bulk_create(citations_for(threshold, cited))
    return threshold


def _set_condition(condition: Condition, details: Mapping[str, Any]) -> None:
    for name in CONDITION_FIELDS:
        if name in details:
            setattr(condition, name, details[name])
    _refuse_backward_days(condition)
    _refuse_wrong_values(condition)
    threshold = condition.threshold
    if threshold is not None and threshold.conference_id != condition.conference_id:
        raise Refused(_("This threshold belongs to another conference."), field="threshold")
    if threshold is not None and threshold.criterion != condition.criterion:
        raise Refused(
            _("This threshold belongs to another criterion: %(criterion)s.")
            % {"criterion": threshold.get_criterion_display()},
            field="threshold",
        )
    if condition.severity == Severity.NOT_ASSESSED and str(condition.narrative):
        raise Refused(
            _("What was not assessed has no findings. What is known to be missing goes under what is not known."),
            field="narrative",
        )


def _refuse_wrong_values(condition: Condition) -> None:
    if condition.value is None:
        return
    # As it is kept: 12 and 12.0000 are one value.
    condition.value = Decimal(condition.value).quantize(Decimal("0.0001"))
    if not str(condition.indicator):
        raise Refused(_("Say what the value measures."), field="indicator")
    if condition.severity == Severity.NOT_ASSESSED:
        raise Refused(_("What was not assessed has no value."), field="value")


def _refuse_backward_days(condition: Condition) -> None:
    until = condition.valid_until_date
    if until is not None and until < condition.as_of_date:
        raise Refused(_("It cannot cease to hold before the day it is about."), field="valid_until_date")
