"""The page of an area of return."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from secretariat.archive.permissions import may_cite
from secretariat.conference.permissions import OfficeRequest
from secretariat.dossier import permissions
from secretariat.dossier.queries.areas import area_told, reading_of
from secretariat.dossier.views.office import sight_in_office, today
from secretariat.figures.models import AREAS, Condition, Place
from secretariat.figures.permissions import may_assess_condition, may_record_movement
from secretariat.figures.queries.movements import movements_to


@require_GET
def area(request: OfficeRequest, pk: int) -> HttpResponse:
    """An area of return: its conditions, the obstacles said to be there, the pledges for it, and who moved to it."""
    held, user = request.conference, request.user
    places = Place.objects.in_office_of(user).filter(conference=held, kind__in=AREAS)
    found = get_object_or_404(places.select_related("party", "country__party", "parent__party"), pk=pk)
    sight = sight_in_office(request)
    context = {
        "conference": held,
        "told": area_told(sight, found, date.fromisoformat(today(request))),
        "sections": movements_to(reading_of(sight), found),
        "may_assess": may_assess_condition(user, found),
        "may_revise": may_assess_condition(user, found),
        "may_record": may_record_movement(user, held),
        "may_record_obstacle": permissions.may_record_obstacle(user, held),
        "may_cite": may_cite(user, Condition(conference=held)),
    }
    return render(request, "dossier/area.html", context)
