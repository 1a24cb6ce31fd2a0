"""What was sent to a webhook, message by message, and sending it again."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from secretariat.api import actions
from secretariat.api.models import Delivery
from secretariat.api.queries.webhooks import copies_of
from secretariat.api.queries.webhooks_words import deed_in_words, trouble_in_words
from secretariat.api.views.webhooks import at_once, webhook_seen
from secretariat.conference.permissions import OfficeRequest


@require_GET
def delivery(request: OfficeRequest, pk: int) -> HttpResponse:
    """One message to a webhook: its text to the letter, and how it went."""
    kept, now = _delivery_seen(request, pk), timezone.now()
    context = {
        "conference": request.conference,
        "delivery": kept,
        "deed": deed_in_words(kept.verb),
        "trouble": trouble_in_words(kept.trouble),
        "is_in_hand": kept.is_in_hand(now),
        "copies": copies_of(kept),
    }
    return render(request, "api/webhook_delivery.html", context)


@require_POST
def try_webhook(request: OfficeRequest, pk: int) -> HttpResponse:
    """Send a message that tells of nothing."""
    kept = webhook_seen(request, pk)
    return at_once(
        request,
        lambda: actions.try_webhook(request.user, kept, at=timezone.now()),
        _("A message is on its way. Look here again in a few seconds to see what became of it."),
        reverse("api:webhook", args=[request.conference.slug, pk]),
    )


@require_POST
def replay_delivery(request: OfficeRequest, pk: int) -> HttpResponse:
    """Send a message again."""
    kept = _delivery_seen(request, pk)
    return at_once(
        request,
        lambda: actions.replay_delivery(request.user, kept, at=timezone.now()),
        _("The message is on its way again."),
        reverse("api:webhook", args=[request.conference.slug, kept.webhook_id]),
    )


@require_POST
def replay_given_up(request: OfficeRequest, pk: int) -> HttpResponse:
    """Send again everything that was given up."""
    kept = webhook_seen(request, pk)
    return at_once(
        request,
        lambda: actions.replay_given_up(request.user, kept, at=timezone.now()),
        _("Everything that was given up is on its way again."),
        reverse("api:webhook", args=[request.conference.slug, pk]),
    )


def _delivery_seen(request: OfficeRequest, pk: int) -> Delivery:
    rows = Delivery.objects.in_office_of(request.user).filter(conference=request.conference)
    return get_object_or_404(rows.select_related("webhook__conference"), pk=pk)
