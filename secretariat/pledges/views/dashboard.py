"""The dashboard of the office, and the pledges as an activity file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from secretariat.conference.permissions import OfficeRequest
from secretariat.engines import iati as engine
from secretariat.pledges import queries
from secretariat.pledges.queries import drawing
from secretariat.pledges.queries.dashboard import dashboard as dashboard_of
from secretariat.pledges.queries.publishing import activities_of
from secretariat.pledges.views.office import today
from secretariat.ui.answering import asked
from secretariat.ui.templatetags.ui import direction_of

XML = "application/xml; charset=utf-8"


@require_GET
def dashboard(request: OfficeRequest) -> HttpResponse:
    """What was promised and what became of it, in one currency."""
    sight = queries.sight_in_office(request.conference, request.user)
    told = dashboard_of(sight, today(request), into=asked(request, "into").upper())
    from_right = direction_of(get_language() or "en") == "rtl"
    context = {
        "conference": request.conference,
        "told": told,
        "chart": drawing.money_chart(told.totals, from_right=from_right),
        "groupings": [(each, drawing.grouping_chart(each, from_right=from_right)) for each in told.groupings],
    }
    return render(request, "pledges/dashboard.html", context)


@require_GET
def iati(request: OfficeRequest) -> HttpResponse:
    """The pledges that this person may know of as an activity file of the IATI Standard."""
    sight = queries.sight_in_office(request.conference, request.user)
    activities = activities_of(sight, sight.pledges(), today(request))
    content = engine.write(activities, generated=timezone.now().isoformat(timespec="seconds"))
    answer = HttpResponse(content, content_type=XML)
    answer["Content-Disposition"] = f'attachment; filename="{request.conference.slug}-pledges.xml"'
    return answer
