"""Pages on which a delegation says when it is there, and when it meets nobody."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import Delegation, Occasion
from secretariat.meetings import actions, permissions, queries
from secretariat.meetings.forms.bilaterals import BlockTimeForm, StayForm, what_is_said_of_stay
from secretariat.meetings.models import BlockedTime, Stay
from secretariat.meetings.views.parts import Crumb, form_page, of_the_clock
from secretariat.ui.answering import sent, unless


@require_GET
def stay(request: OfficeRequest, pk: int) -> HttpResponse:
    """When a delegation arrives and leaves, and the times in which it meets nobody."""
    delegation = _delegation(request, pk)
    blocked = BlockedTime.objects.in_office_of(request.user).filter(delegation=delegation)
    context = {
        "conference": request.conference,
        "delegation": delegation,
        "party_name": name_of(delegation.party, shown_names(request.conference)),
        "stay": _stay(request, delegation),
        "blocked": blocked,
        "may_set": permissions.may_set_stay(request.user, delegation),
    }
    return render(request, "meetings/stay.html", context)


@require_http_methods(["GET", "POST"])
def set_stay(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say when a delegation arrives and leaves."""
    user, delegation = request.user, _delegation(request, pk)
    unless(permissions.may_set_stay(user, delegation))
    form = StayForm(sent(request), initial=what_is_said_of_stay(_stay(request, delegation)))
    done = attempt_revision(
        form,
        lambda: actions.set_stay(user, delegation, version=seen_version(form), **form.details),
        now=lambda: what_is_said_of_stay(_stay(request, delegation)),
    )
    if done.is_done:
        messages.success(request, _("The stay is written down."))
        _warn_of_meetings(request, delegation)
        return redirect("meetings:stay", request.conference.slug, pk)
    words = {"title": _("Arrival and departure"), "button": _("Save"), "text": of_the_clock(request)}
    return form_page(request, done, _on_the_way(request, delegation), **words)


@require_http_methods(["GET", "POST"])
def block_time(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say in which time a delegation meets nobody."""
    user, delegation = request.user, _delegation(request, pk)
    unless(permissions.may_block_time(user, delegation))
    form = BlockTimeForm(sent(request))
    done = attempt(form, lambda: actions.block_time(user, delegation, **form.cleaned_data))
    if done.is_done:
        messages.success(request, _("The time is blocked."))
        return redirect("meetings:stay", request.conference.slug, pk)
    words = {"title": _("Block a time"), "button": pgettext("button", "Block"), "text": of_the_clock(request)}
    return form_page(request, done, _on_the_way(request, delegation), **words)


@require_POST
def unblock_time(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say that a delegation can meet others in a time that was blocked."""
    seen = BlockedTime.objects.in_office_of(request.user).filter(conference=request.conference)
    blocked = get_object_or_404(seen.select_related("delegation"), pk=pk)
    unless(permissions.may_unblock_time(request.user, blocked))
    delegation = blocked.delegation_id
    actions.unblock_time(request.user, blocked)
    messages.success(request, _("The time is free again."))
    return redirect("meetings:stay", request.conference.slug, delegation)


def _delegation(request: OfficeRequest, pk: int) -> Delegation:
    seen = Delegation.objects.in_office_of(request.user).filter(
        conference=request.conference, occasion=Occasion.CONFERENCE
    )
    found: Delegation = get_object_or_404(seen.select_related("party"), pk=pk)
    return found


def _stay(request: OfficeRequest, delegation: Delegation) -> Stay | None:
    return Stay.objects.in_office_of(request.user).filter(delegation=delegation).first()


def _on_the_way(request: OfficeRequest, delegation: Delegation) -> list[Crumb]:
    slug = request.conference.slug
    name: Any = name_of(delegation.party, shown_names(request.conference))
    return [
        Crumb(reverse("delegations:delegation", args=[slug, delegation.pk]), name),
        Crumb(reverse("meetings:stay", args=[slug, delegation.pk]), _("Stay")),
    ]


def _warn_of_meetings(request: OfficeRequest, delegation: Delegation) -> None:
    for found, obstacle in queries.no_longer_fitting(delegation):
        other = found.asked if found.asking_id == delegation.pk else found.asking
        sentence = _("The meeting with %(party)s no longer fits: %(why)s")
        messages.warning(request, sentence % {"party": other.party, "why": obstacle.sentence})
