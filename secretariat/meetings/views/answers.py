"""Pages with which the other side answers a bilateral request, and with which one comes to an end."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from secretariat.audit.action import Refused
from secretariat.audit.forms import Attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.meetings import actions, permissions, queries
from secretariat.meetings.forms.bilaterals import AnswerForm, ProposeForm
from secretariat.meetings.models import Bilateral
from secretariat.meetings.views.bilaterals import FORM, bilateral_seen, crumbs_of, warn_if_out_of_reach
from secretariat.meetings.views.parts import form_page, of_the_clock
from secretariat.ui.answering import sent, unless


@require_POST
def accept_bilateral(request: OfficeRequest, pk: int) -> HttpResponse:
    """Agree to meet."""
    found = bilateral_seen(request, pk)
    unless(permissions.may_accept_bilateral(request.user, found))
    return _done(
        request,
        found,
        lambda: actions.accept_bilateral(request.user, found, at=timezone.now(), version=_seen(request)),
        _("The meeting is agreed. The secretariat finds the time."),
    )


@require_POST
def accept_proposal(request: OfficeRequest, pk: int) -> HttpResponse:
    """Agree to meet in the way that was proposed."""
    found = bilateral_seen(request, pk)
    unless(permissions.may_accept_proposal(request.user, found))
    return _done(
        request,
        found,
        lambda: actions.accept_proposal(request.user, found, at=timezone.now(), version=_seen(request)),
        _("The meeting is agreed as it was proposed. The secretariat finds the time."),
    )


@require_http_methods(["GET", "POST"])
def decline_bilateral(request: OfficeRequest, pk: int) -> HttpResponse:
    """Decline a request in courteous words, which stand there to be changed."""
    user, found = request.user, bilateral_seen(request, pk)
    unless(permissions.may_decline_bilateral(user, found))
    words, language = queries.courteous_words(found)
    needs: dict[str, Any] = {"language": language}
    form = AnswerForm(sent(request), initial={"answer": words, "version": found.version}, **needs)
    done = attempt_revision(
        form,
        lambda: actions.decline_bilateral(
            user, found, at=timezone.now(), answer=form.cleaned_data["answer"], version=seen_version(form)
        ),
        now=lambda: {"version": bilateral_seen(request, pk).version},
        **needs,
    )
    if done.is_done:
        messages.success(request, _("The request is declined, and the other side is told."))
        warn_if_out_of_reach(request, found.asking)
        return redirect("meetings:bilaterals", request.conference.slug)
    page = {
        "title": _("Decline a request"),
        "button": pgettext("button", "Decline"),
        "text": _("The text goes to the other delegation in its language. Change it as you wish."),
    }
    return _answer_page(request, form, done, found, page)


@require_http_methods(["GET", "POST"])
def propose_bilateral(request: OfficeRequest, pk: int) -> HttpResponse:
    """Propose another way to meet."""
    user, found = request.user, bilateral_seen(request, pk)
    unless(permissions.may_propose_bilateral(user, found))
    form = ProposeForm(sent(request), initial={"version": found.version})
    done = attempt_revision(
        form,
        lambda: actions.propose_bilateral(
            user,
            found,
            details=form.proposal,
            at=timezone.now(),
            answer=form.cleaned_data["answer"],
            version=seen_version(form),
        ),
        now=lambda: {"version": bilateral_seen(request, pk).version},
    )
    if done.is_done:
        messages.success(request, _("The proposal is made, and the other side is told."))
        warn_if_out_of_reach(request, found.asking)
        return redirect("meetings:bilateral", request.conference.slug, pk)
    page = {
        "title": _("Propose another way to meet"),
        "button": pgettext("button", "Propose"),
        "text": _("What you leave empty stays as it was asked.") + " " + of_the_clock(request),
    }
    return _answer_page(request, form, done, found, page)


@require_http_methods(["GET", "POST"])
def withdraw_bilateral(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a request back."""
    found = bilateral_seen(request, pk)
    unless(permissions.may_withdraw_bilateral(request.user, found))
    if request.method == "POST":
        return _done(
            request,
            found,
            lambda: actions.withdraw_bilateral(request.user, found, version=_seen(request)),
            _("The request is withdrawn, and the other side is told."),
        )
    crumbs = crumbs_of(request, found)
    context = {
        "conference": request.conference,
        "bilateral": found,
        "row": queries.rows_of_bilaterals(request.conference, [found], timezone.now())[0],
        "crumbs": crumbs,
        "leave": crumbs[-1].url,
    }
    return render(request, "meetings/withdraw_bilateral.html", context)


def _answer_page(
    request: OfficeRequest, form: AnswerForm, done: Attempt, found: Bilateral, words: dict[str, str]
) -> HttpResponse:
    """The form of an answer under what is asked; whoever saw an older wording of it is told to look again."""
    found.refresh_from_db()
    row = queries.rows_of_bilaterals(request.conference, [found], timezone.now())[0]
    more = {"row": row, "bilateral": found, "is_changed": done.form is not form}
    return form_page(request, done, crumbs_of(request, found), template=FORM, **words, **more)


def _done(request: OfficeRequest, found: Bilateral, deed: Callable[[], Bilateral], sentence: str) -> HttpResponse:
    """Do it and say so, or say why not; then show the request."""
    try:
        deed()
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, sentence)
    return redirect("meetings:bilateral", request.conference.slug, found.pk)


def _seen(request: OfficeRequest) -> int | None:
    """Which version of the request this person saw, as the button says."""
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None
