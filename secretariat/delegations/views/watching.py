"""Pages of the watch list, for secretaries alone; to everybody else they are not there."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.audit.forms import attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations import actions, permissions, queries
from secretariat.delegations.forms.watching import LONGEST_REASON, WatchForForm
from secretariat.delegations.models import HitState, WatchedName, WatchHit

MOST_SETTLED = 200


@require_GET
def watch_list(request: OfficeRequest) -> HttpResponse:
    """The names that are watched for, and whom they were found like."""
    _unless_secretary(request)
    conference = request.conference
    names = shown_names(conference)
    hits = queries.hits_of(conference, request.user)
    settled = hits.exclude(state=HitState.OPEN)
    context = {
        "conference": conference,
        "watched": queries.watched_names(conference, request.user),
        "hits": [_shown(hit, names) for hit in hits.filter(state=HitState.OPEN)],
        "settled": [_shown(hit, names) for hit in settled.order_by("-decided_at", "pk")[:MOST_SETTLED]],
        "settled_count": settled.count(),
    }
    return render(request, "delegations/watch_list.html", context)


@require_http_methods(["GET", "POST"])
def watch_for(request: OfficeRequest) -> HttpResponse:
    """Put a name on the watch list."""
    _unless_secretary(request)
    conference = request.conference
    form = WatchForForm(request.POST or None, today=timezone.localdate(timezone=conference.zone))
    made: list[WatchedName] = []
    done = attempt(
        form,
        lambda: made.append(actions.watch_for(request.user, conference, details=form.details, most=form.most)),
    )
    if done.is_done:
        count = made[0].hits.count()
        messages.success(
            request, _("The name is watched for. Hits among those who are there: %(count)s.") % {"count": count}
        )
        return redirect("delegations:watch_list", conference.slug)
    status = 422 if form.is_bound else 200
    return render(request, "delegations/watch_for.html", {"conference": conference, "form": form}, status=status)


@require_POST
def stop_watching(request: OfficeRequest, pk: int) -> HttpResponse:
    """Watch for a name no longer."""
    watched: WatchedName = get_object_or_404(queries.watched_names(request.conference, request.user), pk=pk)
    actions.stop_watching(request.user, watched, at=timezone.now())
    messages.success(request, _("The name is no longer watched for."))
    return redirect("delegations:watch_list", request.conference.slug)


@require_POST
def clear_hit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Find that a delegate is somebody else."""
    hit = _hit(request, pk)
    actions.clear_hit(request.user, hit, reason=_reason(request), at=timezone.now())
    messages.success(request, _("%(name)s is somebody else.") % {"name": hit.delegate.name})
    return redirect("delegations:watch_list", request.conference.slug)


@require_POST
def uphold_hit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Find that a delegate is the person meant."""
    hit = _hit(request, pk)
    actions.uphold_hit(request.user, hit, reason=_reason(request), at=timezone.now())
    messages.success(request, _("%(name)s is refused; the delegation is not told why.") % {"name": hit.delegate.name})
    return redirect("delegations:watch_list", request.conference.slug)


def _unless_secretary(request: OfficeRequest) -> None:
    if not permissions.may_see_watch_list(request.user, request.conference):
        raise Http404


def _hit(request: OfficeRequest, pk: int) -> WatchHit:
    found: WatchHit = get_object_or_404(queries.hits_of(request.conference, request.user), pk=pk)
    return found


def _reason(request: OfficeRequest) -> str:
    return request.POST.get("reason", "")[:LONGEST_REASON]


def _shown(hit: WatchHit, names: dict[int, Any]) -> dict[str, Any]:
    return {
        "hit": hit,
        "party": name_of(hit.delegate.party, names),
        "percent": round(hit.likeness * 100),
        "reasons": queries.reasons_in_words(hit.because.split(", ")),
    }
