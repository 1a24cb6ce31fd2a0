"""Pages of missions: the list, one mission drawn and told, and the forms that write it down."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.archive.permissions import may_cite
from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.engines.folding import folded
from secretariat.meetings import actions, permissions, queries
from secretariat.meetings.forms.missions import (
    AddStopForm,
    RecordMissionForm,
    ReportBackForm,
    ReviseMissionForm,
    ReviseStopForm,
    what_is_said_of_mission,
    what_is_said_of_stop,
)
from secretariat.meetings.models import Mission, Stop
from secretariat.meetings.queries import MissionRow
from secretariat.meetings.views.parts import Told, form_page, mission_seen, on_tour
from secretariat.parties.queries import in_all_languages
from secretariat.ui.answering import sent, unless


@require_GET
def missions(request: OfficeRequest) -> HttpResponse:
    """All missions in the order of time."""
    conference, user = request.conference, request.user
    every = queries.missions_of(conference, user)
    words = folded(request.GET.get("q", "")[:200]).split()
    found = [row for row in every if all(word in _spoken(row) for word in words)]
    context = {
        "conference": conference,
        "rows": found,
        "shown": len(found),
        "total": len(every),
        "may_record": permissions.may_record_mission(user, conference),
    }
    return render(request, "meetings/missions.html", context)


@require_GET
def mission(request: OfficeRequest, pk: int) -> HttpResponse:
    """A mission: its stops, the route and the line of time, and where it was reported back."""
    conference, user = request.conference, request.user
    tour = mission_seen(request, pk)
    row = queries.missions_of(conference, user, pk=tour.pk)[0]
    told = Told(request, [tour, *(each.stop for each in row.stops), *row.reports])
    context = {
        "conference": conference,
        "row": row,
        "mission": tour,
        "marks": told.of(tour),
        "stops": [{"row": each, "stop": each.stop, "marks": told.of(each.stop)} for each in row.stops],
        "reports": [{"report": each, "marks": told.of(each)} for each in row.reports],
        "route": queries.route_of(row),
        "time": queries.line_of_time(row),
        "may_revise": permissions.may_revise_mission(user, tour),
        "may_add": permissions.may_add_stop(user, tour),
        "may_move": permissions.may_move_stop(user, tour),
        "may_report": permissions.may_report_back(user, tour),
        "may_cite": may_cite(user, tour),
    }
    return render(request, "meetings/mission.html", context)


@require_http_methods(["GET", "POST"])
def record_mission(request: OfficeRequest) -> HttpResponse:
    """Write down a mission."""
    conference, user = request.conference, request.user
    unless(permissions.may_record_mission(user, conference))
    form = RecordMissionForm(sent(request), user=user, conference=conference)
    made: list[Mission] = []
    done = attempt(
        form,
        lambda: made.append(
            actions.record_mission(
                user, conference, party=form.cleaned_data["party"], details=form.details, cited=form.cited
            )
        ),
    )
    if done.is_done:
        messages.success(request, _("The mission is recorded. Add its stops next."))
        return redirect("meetings:mission", conference.slug, made[0].pk)
    return form_page(request, done, on_tour(request), title=_("Record a mission"), button=pgettext("button", "Record"))


@require_http_methods(["GET", "POST"])
def revise_mission(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change what is written down of a mission."""
    conference, user = request.conference, request.user
    tour = mission_seen(request, pk)
    unless(permissions.may_revise_mission(user, tour))
    needs: dict[str, Any] = {"user": user, "conference": conference, "delegation": tour.delegation_id}
    form = ReviseMissionForm(sent(request), initial=what_is_said_of_mission(tour), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_mission(user, tour, details=form.details, version=seen_version(form)),
        now=lambda: what_is_said_of_mission(mission_seen(request, pk)),
        **needs,
    )
    if done.is_done:
        messages.success(request, _("The mission is revised."))
        return redirect("meetings:mission", conference.slug, pk)
    return form_page(request, done, on_tour(request, tour), title=_("Revise the mission"), button=_("Save"))


@require_http_methods(["GET", "POST"])
def add_stop(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write down a stop of a mission."""
    conference, user = request.conference, request.user
    tour = mission_seen(request, pk)
    unless(permissions.may_add_stop(user, tour))
    initial = {"sensitivity": tour.sensitivity}
    form = AddStopForm(sent(request), initial=initial, user=user, conference=conference)
    done = attempt(form, lambda: actions.add_stop(user, tour, details=form.details, cited=form.cited))
    if done.is_done:
        messages.success(request, _("The stop is added."))
        page = "meetings:add_stop" if "another" in request.POST else "meetings:mission"
        return redirect(page, conference.slug, pk)
    words = {"title": _("Add a stop"), "button": _("Add"), "another": _("Add and add another")}
    return form_page(request, done, on_tour(request, tour), **words)


@require_http_methods(["GET", "POST"])
def revise_stop(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change what is written down of a stop."""
    conference, user = request.conference, request.user
    stop = _stop(request, pk)
    unless(permissions.may_revise_stop(user, stop))
    needs: dict[str, Any] = {"user": user, "conference": conference}
    form = ReviseStopForm(sent(request), initial=what_is_said_of_stop(stop), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_stop(user, stop, details=form.details, version=seen_version(form)),
        now=lambda: what_is_said_of_stop(_stop(request, pk)),
        **needs,
    )
    if done.is_done:
        messages.success(request, _("The stop is revised."))
        return redirect("meetings:mission", conference.slug, stop.mission_id)
    crumbs = on_tour(request, stop.mission)
    return form_page(request, done, crumbs, title=_("Revise a stop"), button=_("Save"))


@require_POST
def move_stop(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put a stop one place earlier or later."""
    stop = _stop(request, pk)
    unless(permissions.may_move_stop(request.user, stop.mission))
    actions.move_stop(request.user, stop.mission, stop=stop, earlier=request.POST.get("to") == "earlier")
    messages.success(request, _("The stop is moved."))
    return redirect(reverse("meetings:mission", args=[request.conference.slug, stop.mission_id]) + "#stops")


@require_http_methods(["GET", "POST"])
def report_back(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write down in which meeting a mission was reported back."""
    conference, user = request.conference, request.user
    tour = mission_seen(request, pk)
    unless(permissions.may_report_back(user, tour))
    held = queries.meetings_of(conference, user)
    initial = {"sensitivity": tour.sensitivity}
    form = ReportBackForm(sent(request), initial=initial, user=user, conference=conference, meetings=held)
    done = attempt(
        form,
        lambda: actions.report_back(
            user,
            tour,
            meeting=form.cleaned_data["meeting"],
            sensitivity=form.cleaned_data["sensitivity"],
            cited=form.cited,
        ),
    )
    if done.is_done:
        messages.success(request, _("It is written down where the mission was reported."))
        return redirect("meetings:mission", conference.slug, pk)
    words = {"title": _("Where the mission was reported"), "button": _("Save")}
    return form_page(request, done, on_tour(request, tour), **words)


def _stop(request: OfficeRequest, pk: int) -> Stop:
    seen = Stop.objects.in_office_of(request.user).filter(conference=request.conference)
    return get_object_or_404(seen.select_related("mission__party"), pk=pk)


def _spoken(row: MissionRow) -> str:
    kept = row.mission
    said: list[object] = [row.name, kept.party.name, kept.head, kept.head_capacity, kept.purpose]
    for each in row.stops:
        said += [each.country_name, each.stop.country.name, each.stop.city, each.stop.met]
    return folded(" ".join(in_all_languages(*said)))
