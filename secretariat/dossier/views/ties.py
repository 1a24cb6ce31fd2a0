"""Pages of what pledges have to do with, and of pledges that were spoken in a meeting."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.audit.action import Refused
from secretariat.audit.forms import attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.dossier import actions, permissions
from secretariat.dossier.forms.ties import DrawForm, TieForm
from secretariat.dossier.models import Tie
from secretariat.dossier.queries.ties import pledges_tied, thing_named, ties_of, what_can_be_tied
from secretariat.dossier.views.office import answered, needs_of, sight_in_office
from secretariat.meetings.models import Meeting, Point
from secretariat.pledges.models import Pledge
from secretariat.ui.answering import sent, unless


@require_GET
def ties_of_pledge(request: OfficeRequest, pk: int) -> HttpResponse:
    """What a pledge has to do with: a page of its own, and a part of the pledge's page."""
    pledge, sight = _pledge(request, pk), sight_in_office(request)
    context = {
        "conference": request.conference,
        "pledge": pledge,
        "kinds": ties_of(sight, pledge),
        "may_tie": permissions.may_tie_pledge(request.user, pledge),
    }
    return render(request, "dossier/_ties.html" if _is_part(request) else "dossier/ties.html", context)


@require_http_methods(["GET", "POST"])
def tie_pledge(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say what a pledge addresses or where it came from."""
    pledge, sight, user = _pledge(request, pk), sight_in_office(request), request.user
    unless(permissions.may_tie_pledge(user, pledge))
    form = TieForm(sent(request), initial={"to": request.GET.get("to", "")}, choices=what_can_be_tied(sight))
    done = attempt(
        form, lambda: actions.tie_pledge(user, pledge, to=_named(thing_named(sight, form.cleaned_data["to"])))
    )
    words = {
        "title": _("Tie pledge %(number)s") % {"number": pledge.number},
        "text": str(pledge),
        "button": pgettext("button", "Tie"),
        "done": _("The pledge is tied to it."),
    }
    return answered(request, done, words, lambda: _ties(request, pledge.pk))


@require_POST
def untie_pledge(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take back that a pledge has to do with something."""
    tie = get_object_or_404(Tie.objects.in_office_of(request.user).filter(conference=request.conference), pk=pk)
    unless(permissions.may_untie_pledge(request.user, tie))
    pledge_id = tie.pledge_id
    actions.untie_pledge(request.user, tie)
    messages.success(request, _("The pledge is no longer tied to it."))
    return redirect(_ties(request, pledge_id))


@require_GET
def pledges_of_meeting(request: OfficeRequest, pk: int) -> HttpResponse:
    """What was promised in a meeting: a page of its own, and a part of the meeting's page."""
    sight, user = sight_in_office(request), request.user
    meeting = get_object_or_404(sight.of(Meeting), pk=pk)
    points = list(sight.of(Point).filter(meeting=meeting).prefetch_related("speakers__party"))
    tied = pledges_tied(sight, "point", points)
    rows = [
        {
            "point": each,
            "by": [sight.name(speaker.party) for speaker in each.speakers.all()],
            "pledges": tied.get(each.pk, []),
        }
        for each in points
    ]
    whole = [each for each in pledges_tied(sight, "meeting", [meeting]).get(meeting.pk, []) if _is_of_whole(each.tie)]
    context = {
        "conference": request.conference,
        "meeting": meeting,
        "rows": rows,
        "whole": whole,
        "has_pledges": bool(tied or whole),
        "may_draw": bool(points) and permissions.may_draw_pledge(user, points[0]),
    }
    return render(request, "dossier/_of_meeting.html" if _is_part(request) else "dossier/of_meeting.html", context)


@require_http_methods(["GET", "POST"])
def draw_pledge(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write down as a pledge what was promised in a meeting."""
    user, held = request.user, request.conference
    points = Point.objects.in_office_of(user).filter(conference=held).select_related("meeting")
    point = get_object_or_404(points, pk=pk)
    unless(permissions.may_draw_pledge(user, point))
    made: list[Pledge] = []
    form = DrawForm(sent(request), initial=_begun(point), **needs_of(request))
    done = attempt(form, lambda: made.append(actions.draw_pledge(user, point, details=form.details)))
    words = {
        "title": _("Write down a pledge that was spoken"),
        "text": _("The source of the statement and its passage are cited with it. The rest can be added later."),
        "button": pgettext("button", "Record"),
        "done": _("The pledge is written down, with the statement it came from."),
    }
    return answered(request, done, words, lambda: _pledge_or_meeting(request, made, point))


def _begun(point: Point) -> dict[str, Any]:
    speakers = list(point.speakers.values_list("party_id", flat=True))
    begun = {"text": point.text, "said_date": point.meeting.held_date, "sensitivity": point.sensitivity}
    return {**begun, "party": speakers[0]} if len(speakers) == 1 else begun


def _named(thing: Any) -> Any:
    if thing is None:
        raise Refused(_("This is no longer there; somebody removed it."), field="to")
    return thing


def _is_of_whole(tie: Tie | None) -> bool:
    return tie is not None and tie.point_id is None


def _is_part(request: OfficeRequest) -> bool:
    """Whether a page asks for its part alone."""
    return request.headers.get("HX-Request") == "true"


def _pledge(request: OfficeRequest, pk: int) -> Pledge:
    rows = Pledge.objects.in_office_of(request.user).filter(conference=request.conference)
    return get_object_or_404(rows.select_related("party"), pk=pk)


def _ties(request: OfficeRequest, pk: int) -> str:
    return reverse("dossier:ties_of_pledge", args=[request.conference.slug, pk])


def _pledge_or_meeting(request: OfficeRequest, made: list[Pledge], point: Point) -> str:
    if made:
        return reverse("pledges:pledge", args=[request.conference.slug, made[0].pk])
    return reverse("meetings:meeting", args=[request.conference.slug, point.meeting_id])
