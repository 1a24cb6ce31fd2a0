"""Webhooks in the office: which there are, how each stands, and what was sent to it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.api import actions, permissions
from secretariat.api.forms.webhooks import LogForm, WebhookForm, what_is_said_of_webhook
from secretariat.api.models import DeliveryState, Webhook
from secretariat.api.queries.webhooks import log_of, webhooks_of
from secretariat.api.queries.webhooks_due import never_delivered
from secretariat.api.queries.webhooks_messages import deeds_behind
from secretariat.api.queries.webhooks_targets import new_secret, secret_shown
from secretariat.api.queries.webhooks_words import (
    REASONS,
    STATES,
    deed_in_words,
    state_of,
    topics_in_words,
    trouble_in_words,
)
from secretariat.audit.action import Refused
from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.ui.answering import answered_with, sent, unless

PER_PAGE = 50
SECRET = "webhook-secret"  # noqa: S105 - under which the session keeps that one is to be shown
FORM = "api/webhook_form.html"


@require_GET
def webhooks(request: OfficeRequest) -> HttpResponse:
    """Every webhook of the conference, and how it stands."""
    unless(permissions.may_add_webhook(request.user, request.conference))
    rows = [{"webhook": each, **_shown(each)} for each in webhooks_of(request.user, request.conference)]
    return render(request, "api/webhooks.html", {"conference": request.conference, "rows": rows})


@require_GET
def webhook(request: OfficeRequest, pk: int) -> HttpResponse:
    """One webhook with what was sent to it; right after it was made or its secret renewed also the secret, once."""
    kept = webhook_seen(request, pk)
    state = LogForm(request.GET).chosen()
    page = Paginator(log_of(kept, state), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "conference": request.conference,
        "webhook": kept,
        **_shown(kept),
        "why": REASONS.get(kept.stopped_why, ""),
        "behind": deeds_behind(kept) if kept.stopped_at else 0,
        "again": 0 if kept.stopped_at else never_delivered(kept).count(),
        "secret": _secret_to_show(request, kept),
        "now": timezone.now(),
        "page": page,
        "rows": [
            {"delivery": each, "deed": deed_in_words(each.verb), "trouble": trouble_in_words(each.trouble)}
            for each in page
        ],
        "tabs": [
            {"url": f"?state={value}" if value else "?", "label": label, "is_current": value == state}
            for value, label in (("", pgettext("webhook", "All messages")), *DeliveryState.choices)
        ],
    }
    response = render(request, "api/webhook.html", context)
    # A secret that was shown once is kept by no browser.
    response["Cache-Control"] = "no-store, private"
    return response


@require_http_methods(["GET", "POST"])
def add_webhook(request: OfficeRequest) -> HttpResponse:
    """Have an address told of deeds."""
    held, user = request.conference, request.user
    unless(permissions.may_add_webhook(user, held))
    form = WebhookForm(sent(request))
    made: list[Webhook] = []
    done = attempt(
        form, lambda: made.append(actions.add_webhook(user, held, details=form.details, secret=new_secret()))
    )
    if done.is_done:
        _show_secret_of(request, made[0])
    words = {
        "title": _("Add a webhook"),
        "button": pgettext("button", "Add"),
        "done": _("From now on it is told what happens."),
        "crumbs": _way(request),
    }
    return _answered(request, done, words, lambda: _page(request, made[0]) if made else _list(request))


@require_http_methods(["GET", "POST"])
def revise_webhook(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change where a webhook leads, or of what it is told."""
    kept, user = webhook_seen(request, pk), request.user
    unless(permissions.may_revise_webhook(user, kept))
    form = WebhookForm(sent(request), initial=what_is_said_of_webhook(kept))
    done = attempt_revision(
        form,
        lambda: actions.revise_webhook(user, kept, details=form.details, version=seen_version(form)),
        now=lambda: what_is_said_of_webhook(webhook_seen(request, pk)),
    )
    words = {
        "title": _("Revise the webhook"),
        "button": pgettext("button", "Save"),
        "done": _("It is revised."),
        "crumbs": _way(request, kept),
    }
    return _answered(request, done, words, lambda: _page(request, kept))


@require_POST
def stop_webhook(request: OfficeRequest, pk: int) -> HttpResponse:
    """Tell it nothing more for now."""
    kept = webhook_seen(request, pk)
    return at_once(
        request,
        lambda: actions.stop_webhook(request.user, kept, at=timezone.now()),
        _("It is told nothing more until somebody resumes it."),
        _page(request, kept),
    )


@require_POST
def resume_webhook(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let it go on where it was stopped."""
    kept = webhook_seen(request, pk)
    return at_once(
        request,
        lambda: actions.resume_webhook(request.user, kept, at=timezone.now()),
        _("It goes on, and is told first what happened meanwhile."),
        _page(request, kept),
    )


@require_POST
def renew_webhook_secret(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give it another secret, and show that once."""
    kept = webhook_seen(request, pk)

    def deed() -> None:
        _show_secret_of(
            request, actions.renew_webhook_secret(request.user, kept, secret=new_secret(), at=timezone.now())
        )

    return at_once(
        request,
        deed,
        _("The secret is renewed. For 24 hours messages are signed with the one before as well."),
        _page(request, kept),
    )


def webhook_seen(request: OfficeRequest, pk: int) -> Webhook:
    """A webhook of this conference, if this person may see it."""
    rows = Webhook.objects.in_office_of(request.user).filter(conference=request.conference)
    return get_object_or_404(rows.select_related("conference", "entered_by"), pk=pk)


def at_once(request: OfficeRequest, deed: Callable[[], object], done: str, leave: str) -> HttpResponse:
    """Do what needs no form, and say that it is done, or why not."""
    try:
        deed()
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect(leave)


def _shown(kept: Webhook) -> dict[str, Any]:
    state = state_of(kept)
    return {"state": state, "words": STATES[state], "topics": topics_in_words(kept.topics)}


def _show_secret_of(request: OfficeRequest, kept: Webhook) -> None:
    """Have the page that follows show the secret; the session holds it sealed, as the table does."""
    request.session[SECRET] = {"webhook": kept.pk, "sealed": kept.secret}


def _secret_to_show(request: OfficeRequest, kept: Webhook) -> str:
    shown = request.session.get(SECRET)
    if not shown or shown["webhook"] != kept.pk:
        return ""
    del request.session[SECRET]
    return secret_shown(kept) if shown["sealed"] == kept.secret else ""


def _answered(request: OfficeRequest, done: Any, words: dict[str, Any], leave: Callable[[], str]) -> HttpResponse:
    return answered_with(request, FORM, done, {"conference": request.conference, **words}, leave)


def _list(request: OfficeRequest) -> str:
    return reverse("api:webhooks", args=[request.conference.slug])


def _page(request: OfficeRequest, kept: Webhook) -> str:
    return reverse("api:webhook", args=[request.conference.slug, kept.pk])


def _way(request: OfficeRequest, kept: Webhook | None = None) -> list[dict[str, Any]]:
    pages = [{"url": _list(request), "label": _("Webhooks")}]
    return [*pages, {"url": _page(request, kept), "label": kept.name}] if kept else pages
