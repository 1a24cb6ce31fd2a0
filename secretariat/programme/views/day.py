"""A delegation's day: where it must be, with whom, and where it waits; on a phone first of all."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import Delegation
from secretariat.delegations.queries import protocol_key
from secretariat.programme import permissions
from secretariat.programme.forms.feeds import FeedForm
from secretariat.programme.queries.day import Day, day_of, delegations_of, timetabled
from secretariat.programme.queries.feeds import feeds_of, followed, people_of
from secretariat.programme.views.feeds import address_shown
from secretariat.ui.answering import unless

WORKING = "working"


@require_GET
def day(request: OfficeRequest) -> HttpResponse:
    """One day of one delegation; who may look at several chooses first."""
    conference, user = request.conference, request.user
    seen = delegations_of(conference, user)
    names = shown_names(conference)
    language = get_language() or "en"
    seen.sort(key=lambda each: (protocol_key(each.party, names, language), each.pk))
    choices = [(each.pk, name_of(each.party, names)) for each in seen if permissions.may_see_day(user, each)]
    unless(bool(choices) or not seen)
    context: dict[str, Any] = {"conference": conference, "choices": choices}
    asked = request.GET.get("delegation", "")
    if len(choices) != 1 and not asked:
        return render(request, "programme/day_whose.html", context)
    wanted = (
        int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else choices[0][0] if not asked else 0
    )
    allowed = Delegation.objects.filter(pk__in=[pk for pk, _name in choices]).select_related("party", "conference")
    delegation = get_object_or_404(allowed, pk=wanted)
    return render(request, "programme/day.html", {**context, **_of(request, delegation, dict(choices)[wanted])})


def _of(request: OfficeRequest, delegation: Delegation, name: object) -> dict[str, Any]:
    user, now = request.user, timezone.now()
    may_see_working = permissions.may_see_working_day(user, delegation)
    is_working = may_see_working and request.GET.get("as") == WORKING
    table = timetabled(request.conference, user, delegation, is_working=is_working)
    shown = day_of(table, _date(request.GET.get("day", "")), now)
    may_open = permissions.may_open_feed(user, delegation)
    return {
        "delegation": delegation,
        "party_name": name,
        "day": shown,
        "tabs": _tabs(shown),
        "is_today": timezone.localdate(now) == shown.day,
        "now": now,
        "publication": table.publication,
        "is_working": is_working,
        "may_see_working": may_see_working,
        "may_open_feed": may_open,
        "feeds": followed(feeds_of(delegation)) if may_open else [],
        "people": people_of(delegation, user) if may_open else [],
        "feed_form": FeedForm(),
        "address": address_shown(request, delegation) if may_open else None,
    }


def _tabs(shown: Day) -> list[tuple[date, bool]]:
    return [(each, each == shown.day) for each in shown.days]


def _number(written: str) -> int:
    """A number as addresses carry it; what is none is the number of nothing."""
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 19 else 0


def _date(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
