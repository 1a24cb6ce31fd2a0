"""What the secretariat sent: to whom, when, and with what result."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from secretariat.accounts.models import OFFICE_ROLES, Role
from secretariat.audit.action import Refused
from secretariat.conference import actions, permissions
from secretariat.conference.models import Message
from secretariat.conference.permissions import OfficeRequest
from secretariat.ui.answering import on_a_page

PER_PAGE = 100
MAIL_READERS = OFFICE_ROLES - {Role.DOOR_OFFICER}
KINDS: dict[str, str | Promise] = {
    "welcome": gettext_lazy("Welcome"),
    "invitation": gettext_lazy("Invitation"),
    "reminder": gettext_lazy("Reminder"),
    "accredited": gettext_lazy("Accredited"),
    "on hold": gettext_lazy("On hold"),
    "refused": gettext_lazy("Not accredited"),
    "bilateral asked": gettext_lazy("Bilateral meeting asked for"),
    "bilateral revised": gettext_lazy("Bilateral request changed"),
    "bilateral accepted": gettext_lazy("Bilateral meeting agreed"),
    "bilateral declined": gettext_lazy("Bilateral meeting declined"),
    "bilateral proposed": gettext_lazy("Another way to meet proposed"),
    "bilateral withdrawn": gettext_lazy("Bilateral request withdrawn"),
    "timetable": gettext_lazy("Timetable published"),
    "calendar invitation": gettext_lazy("Invitation to a meeting"),
    "webhook stopped": gettext_lazy("Webhook stopped"),
}


@require_GET
def outbox(request: OfficeRequest) -> HttpResponse:
    """Every message of the conference, newest first."""
    if not request.roles & MAIL_READERS:
        raise PermissionDenied
    kept = _messages(request)
    found = _chosen(kept, request)
    page = Paginator(found.select_related("party").order_by("-pk"), on_a_page(request, PER_PAGE)).get_page(
        request.GET.get("page")
    )
    context = {
        "conference": request.conference,
        "page": page,
        "rows": [{"message": each, "kind": KINDS.get(each.kind, each.kind)} for each in page],
        "shown": page.paginator.count,
        "total": kept.count(),
        "filters": [
            _filter("result", _("Result"), Message.Result.choices, request),
            _filter("kind", _("Kind"), list(KINDS.items()), request),
        ],
    }
    return render(request, "conference/outbox.html", context)


@require_GET
def message(request: OfficeRequest, pk: int) -> HttpResponse:
    """One message, whole."""
    found = get_object_or_404(_messages(request).select_related("party", "entered_by"), pk=pk)
    may_resend = found.is_stuck(timezone.now()) and permissions.may_resend(request.user, found)
    context = {
        "conference": request.conference,
        "message": found,
        "kind": KINDS.get(found.kind, found.kind),
        "may_resend": may_resend,
    }
    return render(request, "conference/message.html", context)


@require_POST
def resend(request: OfficeRequest, pk: int) -> HttpResponse:
    """Send a message again that could not be sent."""
    found = get_object_or_404(_messages(request), pk=pk)
    try:
        actions.resend(request.user, found, at=timezone.now())
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The message waits to be sent again."))
    return redirect("conference:message", request.conference.slug, pk)


def _messages(request: OfficeRequest) -> QuerySet[Message]:
    return Message.objects.in_office_of(request.user).filter(conference=request.conference)


def _chosen(found: QuerySet[Message], request: OfficeRequest) -> QuerySet[Message]:
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    if words:
        found = found.filter(Q(to__icontains=words) | Q(subject__icontains=words))
    for name in ("result", "kind"):
        if request.GET.get(name):
            found = found.filter(**{name: request.GET[name]})
    return found


def _filter(name: str, label: str, choices: list[tuple[str, Any]], request: OfficeRequest) -> dict[str, Any]:
    chosen = request.GET.get(name, "")
    options = [("", _("All")), *choices]
    shown = [{"value": value, "label": text, "is_chosen": value == chosen} for value, text in options]
    return {"name": name, "label": label, "choices": shown}
