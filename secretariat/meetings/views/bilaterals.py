"""Pages of a bilateral request: asking for a meeting, what was asked and answered, and changing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.delegations.models import Delegation
from secretariat.meetings import actions, permissions, queries
from secretariat.meetings.forms.bilaterals import (
    RequestBilateralForm,
    ReviseBilateralForm,
    what_is_said_of_bilateral,
)
from secretariat.meetings.models import OPEN_STATES, UNANSWERED_STATES, Bilateral, BilateralState
from secretariat.meetings.queries import Offered
from secretariat.meetings.views.parts import Crumb, form_page, of_the_clock
from secretariat.ui.answering import sent, unless

FORM = "meetings/bilateral_form.html"


@require_GET
def bilateral(request: OfficeRequest, pk: int) -> HttpResponse:
    """A request: what is asked, what was answered, and what can be done about it."""
    found = bilateral_seen(request, pk)
    now = timezone.now()
    context = {
        "conference": request.conference,
        "row": queries.rows_of_bilaterals(request.conference, [found], now)[0],
        "bilateral": found,
        "proposed": actions.proposed(found),
        "may": what_may_be_done(request, found),
        "may_see_rank": permissions.may_see_rank(request.user, found),
        "is_office": bool(request.roles & permissions.BILATERAL_READERS),
        "crumbs": crumbs_of(request),
    }
    return render(request, "meetings/bilateral.html", context)


@require_http_methods(["GET", "POST"])
def request_bilateral(request: OfficeRequest) -> HttpResponse:
    """Ask another delegation for a meeting."""
    conference, user = request.conference, request.user
    unless(permissions.may_see_bilaterals(user, conference))
    offered = queries.delegations_to_meet(conference, user, get_language() or "en")
    askers = [each for each in offered if permissions.may_request_bilateral(user, each.delegation)]
    unless(
        bool(askers) or permissions.may_arrange(user, conference) or not permissions.BILATERAL_READERS & request.roles
    )
    if not askers:
        return render(request, "meetings/no_delegation.html", {"conference": conference, "crumbs": crumbs_of(request)})
    form = RequestBilateralForm(sent(request), initial=_chosen_before(request, askers), askers=askers, offered=offered)
    made: list[Bilateral] = []
    done = attempt(
        form,
        lambda: made.append(
            actions.request_bilateral(
                user, form.asking, asked=form.cleaned_data["asked"], details=form.details, at=timezone.now()
            )
        ),
    )
    if done.is_done:
        messages.success(request, _("The request is made."))
        warn_if_out_of_reach(request, made[0].asked)
        return redirect("meetings:bilateral", conference.slug, made[0].pk)
    words = {
        "title": _("Ask for a bilateral meeting"),
        "button": pgettext("button", "Ask"),
        "offered": offered,
        "askers": askers,
        "text": of_the_clock(request),
    }
    return form_page(request, done, crumbs_of(request), template=FORM, **words)


@require_http_methods(["GET", "POST"])
def revise_bilateral(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change a request, or renew it."""
    conference, user = request.conference, request.user
    found = bilateral_seen(request, pk)
    unless(permissions.may_revise_bilateral(user, found))
    is_agreed = found.state == BilateralState.ACCEPTED
    needs: dict[str, Any] = {"is_agreed": is_agreed}
    form = ReviseBilateralForm(sent(request), initial=what_is_said_of_bilateral(found), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_bilateral(
            user, found, details=form.details, at=timezone.now(), version=seen_version(form)
        ),
        now=lambda: what_is_said_of_bilateral(bilateral_seen(request, pk)),
        **needs,
    )
    if done.is_done:
        messages.success(request, _("The request is changed."))
        return redirect("meetings:bilateral", conference.slug, pk)
    words = {"title": _("Change a request"), "button": _("Save"), "text": _about(found, is_agreed=is_agreed)}
    return form_page(request, done, crumbs_of(request, found), template=FORM, **words)


def bilateral_seen(request: OfficeRequest, pk: int) -> Bilateral:
    """The request, if the office shows it to this person."""
    return get_object_or_404(queries.bilaterals_of(request.conference, request.user), pk=pk)


def what_may_be_done(request: OfficeRequest, found: Bilateral) -> dict[str, bool]:
    """What this person may do with a request as it stands now."""
    user = request.user
    is_waiting, is_open = found.state in UNANSWERED_STATES, found.state in OPEN_STATES
    is_over = found.expires_at is not None and found.expires_at <= timezone.now()
    return {
        "on_behalf": permissions.may_arrange(user, request.conference),
        "accept": is_waiting and not is_over and permissions.may_accept_bilateral(user, found),
        "decline": is_open and permissions.may_decline_bilateral(user, found),
        "propose": is_waiting and permissions.may_propose_bilateral(user, found),
        "accept_proposal": found.state == BilateralState.PROPOSED and permissions.may_accept_proposal(user, found),
        "revise": is_open and permissions.may_revise_bilateral(user, found),
        "renew": is_waiting and is_over and permissions.may_revise_bilateral(user, found),
        "withdraw": is_open and permissions.may_withdraw_bilateral(user, found),
    }


def crumbs_of(request: OfficeRequest, found: Bilateral | None = None) -> list[Crumb]:
    """The way to a page of bilateral meetings."""
    slug = request.conference.slug
    pages = [Crumb(reverse("meetings:bilaterals", args=[slug]), _("Bilateral meetings"))]
    if found is None:
        return pages
    row = queries.rows_of_bilaterals(request.conference, [found], timezone.now())[0]
    title = f"{row.asking_name} – {row.asked_name}"
    return [*pages, Crumb(reverse("meetings:bilateral", args=[slug, found.pk]), title)]


def warn_if_out_of_reach(request: OfficeRequest, delegation: Delegation) -> None:
    """Say so, if nobody could be written to."""
    if not queries.is_within_reach(delegation):
        sentence = _("Nobody speaks for %(party)s yet, so no letter went there. The secretariat can answer for it.")
        messages.warning(request, sentence % {"party": delegation.party})


def _about(found: Bilateral, *, is_agreed: bool) -> str:
    if is_agreed:
        return _("This meeting is agreed: its length, topic and window stay as they are.")
    if found.state == BilateralState.PROPOSED:
        return _("The other side proposed another way. If you change what it answers to, it is asked anew.")
    return _("The other side is told what you change.")


def _chosen_before(request: OfficeRequest, askers: list[Offered]) -> dict[str, Any]:
    wanted = request.GET.get("from", "")
    named = [each for each in askers if str(each.delegation.pk) == wanted]
    return {"asking": str(named[0].name)} if named else {}
