"""A release as the office reads it, and the review, on which officers of the desk see what is hidden and why."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from secretariat.audit.action import Refused
from secretariat.conference.permissions import OfficeRequest
from secretariat.figures import permissions
from secretariat.figures.actions import review_for
from secretariat.figures.models import Release, ReleaseState, Review, ReviewState
from secretariat.figures.queries.releases import Asked, asked_of, content_of
from secretariat.figures.queries.releases.explaining import MOST_TOLD, failure_in_words, reviewed
from secretariat.figures.queries.releases.outcome import hidden_of
from secretariat.figures.queries.releases.showing import shown_table
from secretariat.figures.views.releases import release_seen
from secretariat.ui.answering import unless

PUBLIC = frozenset({ReleaseState.PUBLISHED, ReleaseState.WITHDRAWN})
OPEN = frozenset({ReleaseState.PREPARED, ReleaseState.RETURNED})
# A page with more cells is read by nobody; its hidden numbers are listed all the same.
MOST_DRAWN = 4000


@require_GET
def release(request: OfficeRequest, pk: int) -> HttpResponse:
    """One release as its readers see it or will see it: how far it is, the table, and what can be done."""
    found, user = release_seen(request, pk), request.user
    review = review_for(found)
    context = {
        "conference": request.conference,
        "release": found,
        "review": review,
        "table": _table(found, review),
        "replaced_by": found.replaced_by.filter(state__in=PUBLIC).order_by("number").first(),
        "is_public": found.state in PUBLIC,
        "may_see_hidden": permissions.may_see_hidden(user, found),
        **_may(request, found, review),
    }
    return render(request, "figures/release.html", context)


@require_GET
def review(request: OfficeRequest, pk: int) -> HttpResponse:
    """What is hidden by rule and what to protect it, why, what a stranger can compute, and what it costs."""
    found = release_seen(request, pk)
    unless(permissions.may_see_hidden(request.user, found))
    kept = review_for(found)
    context: dict[str, Any] = {
        "conference": request.conference,
        "release": found,
        "review": kept,
        "is_stuck": kept is not None and kept.is_stuck(timezone.now()),
        "most_told": MOST_TOLD,
        **_may(request, found, kept),
    }
    if kept is not None and not kept.is_under_way:
        context |= _told(found, kept)
    answer = render(request, "figures/review.html", context)
    # Nothing of it stays behind in the browser.
    answer["Cache-Control"] = "no-store"
    if request.headers.get("HX-Request") and kept is not None and not kept.is_under_way:
        # It has come to an end: the whole page is other now.
        answer["HX-Refresh"] = "true"
    return answer


def _told(found: Release, kept: Review) -> dict[str, Any]:
    asked = _asked(found)
    if asked is None:
        return {"failure": kept.reason}
    told = reviewed(asked, kept.outcome)
    return {
        "told": told,
        "hidden": told.hidden[:MOST_TOLD],
        "failure": kept.reason or failure_in_words(asked, kept.outcome),
        "is_drawn": len(told.table.rows) * len(told.table.columns) <= MOST_DRAWN,
        "is_stale": found.state not in PUBLIC and asked.fingerprint != kept.fingerprint,
        "gap": round(100 * (1 - kept.outcome["bound"] / kept.outcome["cost"])) if kept.outcome.get("cost") else 0,
    }


def _asked(found: Release) -> Asked | None:
    try:
        return asked_of(found)
    except Refused:
        return None


def _table(found: Release, review: Review | None) -> Any:
    """The table as it was published, or as it would be."""
    if found.content:
        return shown_table(found.content)
    if review is None or review.state != ReviewState.PASSED:
        return None
    asked = _asked(found)
    if asked is None or asked.fingerprint != review.fingerprint:
        return None
    drawn = (asked.table, asked.tables, hidden_of(review.outcome))
    return shown_table(content_of(asked.layout, asked.edition, asked.places, drawn))


def _may(request: OfficeRequest, found: Release, review: Review | None) -> dict[str, bool]:
    """Which buttons there are."""
    user, state = request.user, found.state
    is_protected = review is not None and review.state == ReviewState.PASSED
    return {
        "may_lay_out": state in OPEN and permissions.may_lay_out_release(user, found),
        "may_submit": state in OPEN and is_protected and permissions.may_submit_release(user, found),
        "may_review": state not in PUBLIC
        and bool(found.layout.get("rows"))
        and permissions.may_review_release(user, found),
        "may_return": state == ReleaseState.SUBMITTED and permissions.may_return_release(user, found),
        "may_approve": state == ReleaseState.SUBMITTED
        and found.prepared_by_id != user.pk
        and permissions.may_approve_release(user, found),
        "is_own": state == ReleaseState.SUBMITTED and found.prepared_by_id == user.pk,
        "may_withdraw": state == ReleaseState.PUBLISHED and permissions.may_withdraw_release(user, found),
        "may_replace": state in PUBLIC and permissions.may_replace_release(user, found),
    }
