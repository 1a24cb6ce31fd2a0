"""Changes that delegations ask for after accreditation: asked, looked at beside what is kept, approved or refused."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.audit.action import Stale
from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.delegations import actions, permissions, queries
from secretariat.delegations.forms.accreditation import ReasonForm
from secretariat.delegations.forms.people import DelegateForm, what_is_said_of_delegate
from secretariat.delegations.models import Change, ChangeState, Delegate, DelegateState


@require_http_methods(["GET", "POST"])
def propose_change(request: OfficeRequest, pk: int) -> HttpResponse:
    """Ask for a change to an accredited delegate, in the form in which others are changed at once."""
    seen = queries.delegates_of(request.conference, request.user).select_related("party", "delegation")
    found: Delegate = get_object_or_404(seen, pk=pk)
    if not permissions.may_propose_change(request.user, found):
        raise PermissionDenied
    if found.state != DelegateState.ACCREDITED:
        return redirect("delegations:revise_delegate", request.conference.slug, pk)
    needs: dict[str, Any] = {"user": request.user, "conference": request.conference}

    def now() -> dict[str, Any]:
        present = Delegate.objects.get(pk=pk)
        waiting = Change.objects.filter(delegate=present, state=ChangeState.WAITING).first()
        wanted = queries.as_details(waiting.wanted) if waiting else {}
        for name, value in wanted.items():
            setattr(present, name, value)
        return what_is_said_of_delegate(present)

    form = DelegateForm(request.POST or None, initial=now(), **needs)
    done = attempt_revision(
        form,
        lambda: actions.propose_change(request.user, found, wanted=form.details, version=seen_version(form)),
        now=now,
        **needs,
    )
    if done.is_done:
        messages.success(request, _("The secretariat was asked. Nothing changes before an officer has looked at it."))
        return redirect("delegations:delegate", request.conference.slug, pk)
    context = {"form": done.form, "differences": done.differences, "needs_a_look": True}
    shown = {"conference": request.conference, "delegate": found, **context}
    return render(request, "delegations/revise_delegate.html", shown)


@require_GET
def change(request: OfficeRequest, pk: int) -> HttpResponse:
    """What a delegation asks to change: old and new of each field, side by side."""
    found = _change(request, pk)
    return render(request, "delegations/change.html", _of_change(request, found))


@require_POST
def approve_change(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let a change hold; if somebody changed a field meanwhile, it is shown first."""
    found = _change(request, pk)
    if not permissions.may_approve_change(request.user, found):
        raise PermissionDenied
    seen = request.POST.get("seen", "")
    try:
        actions.approve_change(request.user, found, seen=seen, at=timezone.now())
    except Stale:
        messages.warning(request, _("Somebody changed this meanwhile. Nothing was overwritten; look again."))
        return redirect("delegations:change", request.conference.slug, pk)
    messages.success(request, _("%(name)s is changed as was asked.") % {"name": found.delegate.name})
    return redirect("delegations:delegate", request.conference.slug, found.delegate_id)


@require_http_methods(["GET", "POST"])
def refuse_change(request: OfficeRequest, pk: int) -> HttpResponse:
    """Leave everything as it is, and say why."""
    found = _change(request, pk)
    if not permissions.may_refuse_change(request.user, found):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    at = timezone.now()
    done = attempt(form, lambda: actions.refuse_change(request.user, found, reason=form.cleaned_data["reason"], at=at))
    if done.is_done:
        messages.success(request, _("The change is refused; the delegation sees why."))
        return redirect("delegations:delegate", request.conference.slug, found.delegate_id)
    words = {
        "title": _("Refuse a change"),
        "button": pgettext("change", "Refuse"),
        "text": _("Everything stays as it is. The delegation reads the reason on the page of the delegate."),
    }
    shown = {"conference": request.conference, "delegate": found.delegate, "form": form, **words}
    return render(request, "delegations/delegate_form.html", shown)


def wanted_of(request: OfficeRequest, asked: Change) -> dict[str, Any]:
    """A change as the fragments show it; of the particulars only that they are to change, unless one may see them."""
    sees = permissions.may_see_particulars(request.user, asked.delegate)
    return {
        "change": asked,
        "wanted": queries.laid_out(asked, with_particulars=sees),
        "may_approve": permissions.may_approve_change(request.user, asked) and asked.state == ChangeState.WAITING,
    }


def changes_shown(request: OfficeRequest, delegate: Delegate) -> dict[str, Any]:
    """The change that waits, and the one that was refused last, as the page of a delegate shows them."""
    asked = list(delegate.changes.select_related("entered_by").order_by("-pk")[:5])
    waiting = next((each for each in asked if each.state == ChangeState.WAITING), None)
    refused = asked[0] if asked and asked[0].state == ChangeState.REFUSED else None
    return {"asked": wanted_of(request, waiting) if waiting else None, "refused_change": refused}


def _change(request: OfficeRequest, pk: int) -> Change:
    shown = Change.objects.in_office_of(request.user).filter(conference=request.conference)
    found: Change = get_object_or_404(
        shown.select_related("delegate__party", "delegate__particulars", "delegate__delegation", "entered_by"), pk=pk
    )
    return found


def _of_change(request: OfficeRequest, found: Change) -> dict[str, Any]:
    return {"conference": request.conference, "delegate": found.delegate, "asked": wanted_of(request, found)}
