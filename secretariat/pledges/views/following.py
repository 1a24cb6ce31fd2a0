"""The forms in which it is written down what becomes of a pledge."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.pledges import actions, permissions
from secretariat.pledges.forms.following import (
    EvidenceForm,
    FlowForm,
    ProgressForm,
    ReviseFlowForm,
    ReviseTargetForm,
    StageForm,
    TargetForm,
    VerifyForm,
    what_is_said_of_flow,
    what_is_said_of_target,
)
from secretariat.pledges.models import MoneyFlow, Pledge, Progress, StageUpdate, Target
from secretariat.pledges.views.office import today
from secretariat.pledges.views.parts import answered_on, pledge_seen, sight_of
from secretariat.ui.answering import sent, unless


@require_http_methods(["GET", "POST"])
def update_stage(request: OfficeRequest, pk: int) -> HttpResponse:
    """Report how far a pledge has come."""
    seen, user = pledge_seen(request, pk), request.user
    unless(permissions.may_update_stage(user, seen))
    initial = {"stage": seen.stage, "said_date": today(request), "sensitivity": seen.sensitivity}
    form = StageForm(sent(request), initial=initial, today=today(request), **_needs(request))
    done = attempt(form, lambda: actions.update_stage(user, seen, details=form.details, cited=form.cited))
    shared = seen.parties.exists()
    return answered_on(
        request,
        done,
        seen,
        title=_("Report on pledge %(number)s") % {"number": seen.number},
        text=_("One report counts for all parties of this pledge.") if shared else "",
        done=_("The report is written down."),
    )


@require_http_methods(["GET", "POST"])
def verify_update(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say who looked whether a report is so."""
    user = request.user
    update = get_object_or_404(sight_of(request).of(StageUpdate).select_related("pledge"), pk=pk)
    unless(permissions.may_verify_update(user, update))
    form = VerifyForm(sent(request), initial=_who_looked(update))
    done = attempt_revision(
        form,
        lambda: actions.verify_update(
            user, update, verified_by=form.cleaned_data["verified_by"], version=seen_version(form)
        ),
        now=lambda: _who_looked(StageUpdate.objects.get(pk=pk)),
    )
    return answered_on(
        request, done, update.pledge, title=_("Verify a report"), done=_("It is written down who looked.")
    )


@require_http_methods(["GET", "POST"])
def set_target(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say what is to be reached by when."""
    seen, user = pledge_seen(request, pk), request.user
    unless(permissions.may_set_target(user, seen))
    form = TargetForm(sent(request), initial={"sensitivity": seen.sensitivity}, **_needs(request))
    done = attempt(form, lambda: actions.set_target(user, seen, details=form.details, cited=form.cited))
    return answered_on(request, done, seen, title=_("Set a target"), done=_("The target is written down."))


@require_http_methods(["GET", "POST"])
def revise_target(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct a target; what it was before stays in its history."""
    user, needs, target = request.user, _needs(request), _target(request, pk)
    unless(permissions.may_revise_target(user, target))
    form = ReviseTargetForm(sent(request), initial=what_is_said_of_target(target), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_target(user, target, details=form.details, version=seen_version(form)),
        now=lambda: what_is_said_of_target(_target(request, pk)),
        **needs,
    )
    return answered_on(request, done, target.pledge, title=_("Revise a target"), done=_("The target is revised."))


@require_http_methods(["GET", "POST"])
def report_progress(request: OfficeRequest, pk: int) -> HttpResponse:
    """Report what was reached of a target."""
    user, target = request.user, _target(request, pk)
    unless(permissions.may_report_progress(user, target))
    initial = {"end_date": today(request), "sensitivity": target.sensitivity}
    form = ProgressForm(sent(request), initial=initial, today=today(request), **_needs(request))
    done = attempt(form, lambda: actions.report_progress(user, target, details=form.details, cited=form.cited))
    return answered_on(
        request,
        done,
        target.pledge,
        title=_("Report progress"),
        text=str(target.indicator),
        done=_("The report is written down."),
    )


@require_http_methods(["GET", "POST"])
def verify_progress(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say who looked whether so much was reached."""
    user = request.user
    progress = get_object_or_404(sight_of(request).of(Progress).select_related("target__pledge"), pk=pk)
    unless(permissions.may_verify_progress(user, progress))
    form = VerifyForm(sent(request), initial=_who_looked(progress))
    done = attempt_revision(
        form,
        lambda: actions.verify_progress(
            user, progress, verified_by=form.cleaned_data["verified_by"], version=seen_version(form)
        ),
        now=lambda: _who_looked(Progress.objects.get(pk=pk)),
    )
    return answered_on(
        request, done, progress.target.pledge, title=_("Verify progress"), done=_("It is written down who looked.")
    )


@require_http_methods(["GET", "POST"])
def record_flow(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write down money that was committed, paid out or spent."""
    seen, user = pledge_seen(request, pk), request.user
    unless(permissions.may_record_flow(user, seen))
    initial = {"currency": seen.currency, "provider": seen.party_id, "sensitivity": seen.sensitivity}
    form = FlowForm(sent(request), initial=initial, today=today(request), **_needs(request))
    done = attempt(form, lambda: actions.record_flow(user, seen, details=form.details, cited=form.cited))
    return answered_on(request, done, seen, title=_("Record money"), done=_("The amount is written down."))


@require_http_methods(["GET", "POST"])
def revise_flow(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct an amount that was written down."""
    user, needs = request.user, {**_needs(request), "today": today(request)}
    flow = _flow(request, pk)
    unless(permissions.may_revise_flow(user, flow))
    form = ReviseFlowForm(sent(request), initial=what_is_said_of_flow(flow), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_flow(user, flow, details=form.details, version=seen_version(form)),
        now=lambda: what_is_said_of_flow(_flow(request, pk)),
        **needs,
    )
    return answered_on(request, done, _pledge_of(flow), title=_("Revise an amount"), done=_("The amount is revised."))


@require_http_methods(["GET", "POST"])
def add_evidence(request: OfficeRequest, pk: int) -> HttpResponse:
    """Name a source that shows what was done."""
    seen, user = pledge_seen(request, pk), request.user
    unless(permissions.may_add_evidence(user, seen))
    targets = list(sight_of(request).of(Target).filter(pledge=seen))
    needs: dict[str, Any] = {"user": user, "pledge": seen, "targets": targets}
    files = request.FILES if request.method == "POST" else None
    form = EvidenceForm(sent(request), files, initial={"sensitivity": seen.sensitivity}, **needs)
    done = attempt(
        form,
        lambda: actions.add_evidence(
            user, seen, details=form.details, source=form.source, upload=form.cleaned_data.get("upload")
        ),
    )
    return answered_on(request, done, seen, title=_("Add evidence"), done=_("The evidence is written down."))


def _needs(request: OfficeRequest) -> dict[str, Any]:
    return {"user": request.user, "conference": request.conference}


def _target(request: OfficeRequest, pk: int) -> Target:
    return get_object_or_404(sight_of(request).of(Target).select_related("pledge"), pk=pk)


def _flow(request: OfficeRequest, pk: int) -> MoneyFlow:
    rows = sight_of(request).of(MoneyFlow).exclude(pledge=None)
    return get_object_or_404(rows.select_related("pledge"), pk=pk)


def _pledge_of(flow: MoneyFlow) -> Pledge:
    if flow.pledge is None:
        raise TypeError(flow)
    return flow.pledge


def _who_looked(row: StageUpdate | Progress) -> dict[str, object]:
    return {"verified_by": row.verified_by, "version": row.version}
