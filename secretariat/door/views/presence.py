"""Who is in: by zone, by delegation, by the hour; a quorum; heads; conflicts; and who was turned away."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from secretariat.conference.permissions import OfficeRequest
from secretariat.delegations.models import Delegate
from secretariat.door import queries
from secretariat.door.models import Scan
from secretariat.door.queries.verdicts import VERDICTS, verdict_in_words
from secretariat.door.views.asking import choice_of, language, let_in
from secretariat.ui.answering import on_a_page

MOST_CONFLICTS = 200
PER_PAGE = 100


@require_GET
def presence(request: OfficeRequest) -> HttpResponse:
    """How many are inside now and came at all."""
    let_in(request)
    held, user = request.conference, request.user
    now = queries.in_now(held.pk, since=queries.day_began(timezone.now(), held.zone))
    hours = queries.hours_of(held.pk, held.zone)
    days = queries.days_of(hours)
    day = _day(request.GET.get("day", ""), days)
    people = queries.people_at_the_door(held, Delegate.objects.in_office_of(user))
    parties = queries.parties_now(held, now, language=language())
    context = {
        "conference": held,
        "now": now,
        "zones": queries.zones_now(held.pk, now),
        "parties": parties,
        "arrived": sum(each.arrived for each in parties),
        "accredited": sum(each.accredited for each in parties),
        "heads": queries.heads_now(held, people, language=language()),
        "quorum": queries.quorum_of(held.pk, now),
        "conflicts": queries.conflicting(held).count(),
        "days": [{"day": each, "is_chosen": each == day} for each in days],
        "day": day,
        "chart": queries.drawn(hours, day) if day else None,
    }
    return render(request, "door/presence.html", context)


@require_GET
def conflicts(request: OfficeRequest) -> HttpResponse:
    """Badges that were let in twice without leaving."""
    let_in(request)
    held = request.conference
    lines = [
        {
            "badge": conflict.second.badge,
            "scans": [_seen(conflict.first), _seen(conflict.second)],
        }
        for conflict in queries.conflicts(held, most=MOST_CONFLICTS)
    ]
    context = {"conference": held, "lines": lines, "most": MOST_CONFLICTS}
    return render(request, "door/conflicts.html", context)


@require_GET
def turned_away(request: OfficeRequest) -> HttpResponse:
    """What was refused at the gates, and why; and where the door let somebody in whom the server would not have."""
    let_in(request)
    held = request.conference
    kept = queries.turned_away(held.pk)
    reason = request.GET.get("reason", "")
    found = kept.filter(server_verdict=reason) if reason in VERDICTS else kept
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    if words:
        found = found.filter(Q(number__startswith=words) | Q(badge__name__icontains=words))
    page = Paginator(found.select_related("badge", "gate", "device"), on_a_page(request, PER_PAGE)).get_page(
        request.GET.get("page")
    )
    reasons = [("", _("All reasons")), *((code, words) for code, words in VERDICTS.items())]
    context = {
        "conference": held,
        "page": page,
        "lines": [{"scan": scan, **_seen(scan)} for scan in page.object_list],
        "shown": page.paginator.count,
        "total": kept.count(),
        "filters": [choice_of("reason", _("Reason"), reasons, reason)],
    }
    return render(request, "door/turned_away.html", context)


def _day(asked: str, days: list[date]) -> date | None:
    return next((day for day in days if day.isoformat() == asked), days[-1] if days else None)


def _seen(scan: Scan) -> dict[str, Any]:
    return {
        "scan": scan,
        "door_said": verdict_in_words(scan.door_verdict),
        "server_says": verdict_in_words(scan.server_verdict),
    }
