"""Pages that write down the points of a meeting."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.meetings import actions, permissions
from secretariat.meetings.forms.record import MakePointForm, RevisePointForm, what_is_said_of_point
from secretariat.meetings.models import Point
from secretariat.meetings.views.parts import form_page, meeting_seen, on_the_way, sides_of
from secretariat.parties.models import Party
from secretariat.ui.answering import sent, unless


@require_http_methods(["GET", "POST"])
def make_point(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write down a point of a meeting."""
    conference, user = request.conference, request.user
    held = meeting_seen(request, pk)
    unless(permissions.may_make_point(user, held))
    sides = [party for party, _name in sides_of(request, held)]
    form = MakePointForm(
        sent(request), initial={"sensitivity": held.sensitivity}, user=user, conference=conference, sides=sides
    )
    done = attempt(
        form,
        lambda: actions.make_point(user, held, details=form.details, speakers=form.said_by or (), cited=form.cited),
    )
    if done.is_done:
        messages.success(request, _("The point is written down."))
        if "another" in request.POST:
            return redirect("meetings:make_point", conference.slug, pk)
        return redirect(_points_of(conference.slug, pk))
    words = {
        "title": _("Write down a point"),
        "button": _("Save"),
        "another": _("Save and write down another"),
    }
    return form_page(request, done, on_the_way(request, held), **words)


@require_http_methods(["GET", "POST"])
def revise_point(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change a point of a meeting."""
    conference, user = request.conference, request.user
    point = _point(request, pk)
    unless(permissions.may_revise_point(user, point))
    held = point.meeting
    sides = _all_who_spoke(request, point)
    needs: dict[str, Any] = {"user": user, "conference": conference, "sides": sides, "is_frozen": held.is_frozen}
    form = RevisePointForm(sent(request), initial=what_is_said_of_point(point, sides), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_point(
            user, point, details=form.details, speakers=form.said_by, version=seen_version(form)
        ),
        now=lambda: what_is_said_of_point(_point(request, pk), sides),
        **needs,
    )
    if done.is_done:
        messages.success(request, _("The point is revised."))
        return redirect(_points_of(conference.slug, held.pk))
    frozen = _("The record of this meeting is agreed. For whom the point is kept can still be changed.")
    words = {"title": _("Revise a point"), "button": _("Save"), "text": frozen if held.is_frozen else ""}
    return form_page(request, done, on_the_way(request, held), **words)


@require_POST
def move_point(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put a point one place earlier or later."""
    point = _point(request, pk)
    unless(permissions.may_move_point(request.user, point.meeting))
    actions.move_point(request.user, point.meeting, point=point, earlier=request.POST.get("to") == "earlier")
    messages.success(request, _("The point is moved."))
    return redirect(_points_of(request.conference.slug, point.meeting_id))


@require_http_methods(["GET", "POST"])
def withdraw_point(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take back a point that was written down by mistake."""
    point = _point(request, pk)
    unless(permissions.may_withdraw_point(request.user, point))
    if request.method == "POST":
        held = point.meeting_id
        actions.withdraw_point(request.user, point)
        messages.success(request, _("The point is withdrawn. The record keeps what it said."))
        return redirect(_points_of(request.conference.slug, held))
    crumbs = on_the_way(request, point.meeting)
    context = {"conference": request.conference, "point": point, "crumbs": crumbs, "leave": crumbs[-1].url}
    return render(request, "meetings/withdraw_point.html", context)


def _point(request: OfficeRequest, pk: int) -> Point:
    seen = Point.objects.in_office_of(request.user).filter(conference=request.conference)
    return get_object_or_404(seen.select_related("meeting__host", "meeting__country"), pk=pk)


def _all_who_spoke(request: OfficeRequest, point: Point) -> list[Party]:
    met = [party for party, _name in sides_of(request, point.meeting)]
    spoke = [speaker.party for speaker in point.speakers.select_related("party")]
    return list(dict.fromkeys([*met, *spoke]))


def _points_of(slug: str, pk: int) -> str:
    return reverse("meetings:meeting", args=[slug, pk]) + "#points"
