"""What is done about one delegate on the way to accreditation, and the terms of the conference."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.delegations import actions, permissions, queries
from secretariat.delegations.forms.accreditation import ReasonForm, SubstituteForm, TermsForm, what_is_said_of_terms
from secretariat.delegations.models import WITH_A_PLACE, Delegate, DelegateState

OUT = frozenset({DelegateState.REFUSED, DelegateState.WITHDRAWN})
# The states as pills: each looks like the standing of a party that means much the same.
PILLS: dict[str, str] = {
    DelegateState.NOMINATED: "invited",
    DelegateState.CONFIRMED: "accepted",
    DelegateState.ON_HOLD: "tentative",
    DelegateState.ACCREDITED: "attended",
    DelegateState.REFUSED: "declined",
    DelegateState.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True)
class _Deed:
    """Something that can be done about a delegate in some states: at once, or with a page that asks for more."""

    name: str
    label: str | Promise
    states: frozenset[DelegateState]
    is_at_once: bool = False
    is_of_accreditation: bool = True


DEEDS = (
    _Deed("confirm_delegate", gettext_lazy("Confirm"), frozenset({DelegateState.NOMINATED}), is_at_once=True),
    _Deed("accredit", gettext_lazy("Accredit"), frozenset({DelegateState.CONFIRMED}), is_at_once=True),
    _Deed("release_hold", gettext_lazy("Release from hold"), frozenset({DelegateState.ON_HOLD}), is_at_once=True),
    _Deed("give_main_place", gettext_lazy("Give a main place"), WITH_A_PLACE, is_at_once=True),
    _Deed("nominate_again", gettext_lazy("Nominate again"), OUT, is_at_once=True, is_of_accreditation=False),
    _Deed("hold", gettext_lazy("Put on hold"), WITH_A_PLACE - {DelegateState.ON_HOLD}),
    _Deed("refuse_accreditation", pgettext_lazy("accreditation", "Refuse"), WITH_A_PLACE),
    _Deed("substitute_delegate", gettext_lazy("Substitute"), WITH_A_PLACE, is_of_accreditation=False),
    _Deed("withdraw_delegate", pgettext_lazy("delegate", "Withdraw"), WITH_A_PLACE, is_of_accreditation=False),
)


@require_POST
def confirm_delegate(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say for the delegation that this person comes."""
    found = _delegate(request, pk, permissions.may_confirm_delegate)
    actions.confirm_delegate(request.user, found, at=timezone.now())
    if found.state == DelegateState.ON_HOLD:
        messages.warning(request, _("%(name)s is on hold.") % {"name": found.name})
    else:
        messages.success(request, _("%(name)s is confirmed.") % {"name": found.name})
    return _back(request, found)


@require_POST
def accredit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Accredit a person."""
    found = _delegate(request, pk, permissions.may_accredit)
    actions.accredit(request.user, found, at=timezone.now())
    _say(request, found, _("%(name)s is accredited."))
    return _back(request, found)


@require_POST
def release_hold(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let a person who was on hold be examined again."""
    found = _delegate(request, pk, permissions.may_release_hold)
    actions.release_hold(request.user, found, at=timezone.now())
    messages.success(
        request,
        _("%(name)s is no longer on hold: %(state)s.") % {"name": found.name, "state": found.get_state_display()},
    )
    return _back(request, found)


@require_POST
def give_main_place(request: OfficeRequest, pk: int) -> HttpResponse:
    """Move a person up from an overflow place."""
    found = _delegate(request, pk, permissions.may_give_main_place)
    actions.give_main_place(request.user, found)
    messages.success(request, _("%(name)s has a main place now.") % {"name": found.name})
    return _back(request, found)


@require_POST
def nominate_again(request: OfficeRequest, pk: int) -> HttpResponse:
    """Name a person again who was withdrawn or refused."""
    found = _delegate(request, pk, permissions.may_nominate_again)
    actions.nominate_again(request.user, found, at=timezone.now())
    messages.success(request, _("%(name)s is nominated again.") % {"name": found.name})
    return _back(request, found)


@require_http_methods(["GET", "POST"])
def hold(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put a person on hold, and say why."""
    found = _delegate(request, pk, permissions.may_hold)
    words = {
        "title": _("Put on hold"),
        "button": _("Put on hold"),
        "text": _("The person is told, with the reason, in their language."),
    }
    return _with_reason(request, found, actions.hold, words, _("%(name)s is on hold."))


@require_http_methods(["GET", "POST"])
def refuse_accreditation(request: OfficeRequest, pk: int) -> HttpResponse:
    """Refuse to accredit a person, and say why."""
    found = _delegate(request, pk, permissions.may_refuse_accreditation)
    words = {
        "title": _("Refuse accreditation"),
        "button": _("Refuse accreditation"),
        "text": _("The person is told, with the reason, in their language. Their place is free."),
    }
    return _with_reason(request, found, actions.refuse_accreditation, words, _("%(name)s is refused."))


@require_http_methods(["GET", "POST"])
def withdraw_delegate(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say that a person does not come, and why."""
    found = _delegate(request, pk, permissions.may_withdraw_delegate)
    words = {
        "title": _("Withdraw a delegate"),
        "button": pgettext_lazy("delegate", "Withdraw"),
        "text": _("The place is free for somebody else. Who is withdrawn stays on the list and can be named again."),
    }
    return _with_reason(request, found, actions.withdraw_delegate, words, _("%(name)s is withdrawn."), is_told=False)


@require_http_methods(["GET", "POST"])
def substitute_delegate(request: OfficeRequest, pk: int) -> HttpResponse:
    """Send a new person in the place of another."""
    found = _delegate(request, pk, permissions.may_substitute_delegate)
    form = SubstituteForm(request.POST or None, user=request.user, conference=request.conference)
    made: list[Delegate] = []

    def deed() -> None:
        reason = form.cleaned_data["reason"]
        new = actions.substitute_delegate(request.user, found, details=form.details, reason=reason, at=timezone.now())
        made.append(new)

    done = attempt(form, deed)
    if done.is_done:
        said = {"new": made[0].name, "old": found.name}
        messages.success(request, _("%(new)s comes in the place of %(old)s.") % said)
        return redirect("delegations:delegate", request.conference.slug, made[0].pk)
    words = {
        "title": _("Substitute a delegate"),
        "button": _("Substitute"),
        "text": _("The new person takes over role and place: %(role)s.") % {"role": found.get_role_display()},
    }
    return _page(request, found, {"form": form, **words})


@require_http_methods(["GET", "POST"])
def revise_terms(request: OfficeRequest) -> HttpResponse:
    """Say what must be there before somebody is confirmed."""
    if not permissions.may_revise_terms(request.user, request.conference):
        raise PermissionDenied

    def now() -> dict[str, Any]:
        return what_is_said_of_terms(queries.terms_of(request.conference))

    form = TermsForm(request.POST or None, initial=now())
    done = attempt_revision(
        form,
        lambda: actions.revise_terms(
            request.user, request.conference, details=form.details, version=seen_version(form)
        ),
        now=now,
    )
    if done.is_done:
        messages.success(request, _("The terms are saved."))
        return redirect("delegations:queue", request.conference.slug)
    context = {"conference": request.conference, "form": done.form, "differences": done.differences}
    return render(request, "delegations/terms.html", context)


def deeds_about(request: OfficeRequest, delegate: Delegate) -> list[dict[str, Any]]:
    """What this person may do about a delegate now, as buttons and links."""
    is_to_conference = queries.is_to_conference(delegate.delegation)
    return [
        {
            "label": deed.label,
            "url": reverse(f"delegations:{deed.name}", args=[request.conference.slug, delegate.pk]),
            "is_at_once": deed.is_at_once,
        }
        for deed in DEEDS
        if delegate.state in deed.states
        and (is_to_conference or not deed.is_of_accreditation)
        and (deed.name != "give_main_place" or delegate.is_overflow)
        and getattr(permissions, f"may_{deed.name}")(request.user, delegate)
    ]


def _delegate(request: OfficeRequest, pk: int, may: Callable[..., bool]) -> Delegate:
    seen = queries.delegates_of(request.conference, request.user).select_related("party", "delegation", "conference")
    found: Delegate = get_object_or_404(seen, pk=pk)
    if not may(request.user, found):
        raise PermissionDenied
    return found


def _back(request: OfficeRequest, delegate: Delegate) -> HttpResponse:
    """To the page from which this was done."""
    if request.POST.get("to") == "delegation":
        return redirect("delegations:delegation", request.conference.slug, delegate.delegation_id)
    return redirect("delegations:delegate", request.conference.slug, delegate.pk)


def _say(request: OfficeRequest, delegate: Delegate, sentence: str) -> None:
    """Say what was done, and whether anybody could be told."""
    messages.success(request, sentence % {"name": delegate.name})
    if queries.out_of_reach(request.conference, [delegate]):
        messages.warning(request, _("Nobody was told: no mail address is known of the person or the party."))


def _with_reason(
    request: OfficeRequest,
    delegate: Delegate,
    deed: Callable[..., Delegate],
    words: dict[str, Any],
    sentence: str,
    *,
    is_told: bool = True,
) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    at = timezone.now()
    done = attempt(form, lambda: deed(request.user, delegate, reason=form.cleaned_data["reason"], at=at))
    if not done.is_done:
        return _page(request, delegate, {"form": form, **words})
    if is_told:
        _say(request, delegate, sentence)
    else:
        messages.success(request, sentence % {"name": delegate.name})
    return redirect("delegations:delegate", request.conference.slug, delegate.pk)


def _page(request: OfficeRequest, delegate: Delegate, context: dict[str, Any]) -> HttpResponse:
    shown = {"conference": request.conference, "delegate": delegate, **context}
    return render(request, "delegations/delegate_form.html", shown)
