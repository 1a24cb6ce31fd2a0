"""Pages of delegates who may be one person."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations import actions, permissions, queries
from secretariat.delegations.models import Delegate
from secretariat.delegations.queries import Pair
from secretariat.delegations.views.choosing import numbers
from secretariat.delegations.views.kept import edition_of, kept

SHOWN = 100
LONGEST_REASON = 2000


@require_GET
def pairs(request: OfficeRequest) -> HttpResponse:
    """Delegates who may be one person, the most alike first, with the reasons."""
    conference = request.conference
    if not permissions.may_see_pairs(request.user, conference):
        raise PermissionDenied
    found = kept(edition_of(request, "pairs"), lambda: queries.pairs_of(conference, request.user, most=SHOWN))
    names = shown_names(conference)
    context = {
        "conference": conference,
        "pairs": [_shown(pair, names) for pair in found.shown],
        "count": found.count,
        "is_whole": found.is_whole,
        "settled": queries.settled_pairs(conference, request.user)[:SHOWN],
    }
    return render(request, "delegations/pairs.html", context)


@require_POST
def settle_pair(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write down whether two delegates are one person."""
    seen = queries.delegates_of(request.conference, request.user)
    one: Delegate = get_object_or_404(seen, pk=pk)
    if not permissions.may_settle_pair(request.user, one):
        raise PermissionDenied
    other: Delegate = get_object_or_404(seen, pk__in=numbers(request.POST.getlist("other"))[:1])
    is_same = request.POST.get("found") == "one"
    reason = request.POST.get("reason", "")[:LONGEST_REASON]
    actions.settle_pair(request.user, one, other=other, is_same=is_same, reason=reason)
    found = _("one person") if is_same else _("two persons")
    messages.success(request, _("%(one)s and %(other)s: %(found)s.") % {"one": one, "other": other, "found": found})
    return redirect("delegations:pairs", request.conference.slug)


def _shown(pair: Pair, names: dict[int, Any]) -> dict[str, Any]:
    return {
        "people": [(each, name_of(each.party, names)) for each in (pair.one, pair.other)],
        "one": pair.one,
        "other": pair.other,
        "percent": round(pair.score * 100),
        "reasons": queries.reasons_in_words(pair.reasons),
    }
