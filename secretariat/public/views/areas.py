"""The public pages of areas of return: what they are like, on whose word, and never how many people moved."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import get_language

from secretariat.conference.models import Conference
from secretariat.dossier.queries.areas import area_told, areas_seen, reading_of
from secretariat.dossier.queries.sight import Sight, sight_of
from secretariat.figures.models import Criterion
from secretariat.figures.queries.areas import matrix_of, thresholds_told
from secretariat.public.queries import citations
from secretariat.public.queries.editions import STRANGER
from secretariat.public.views.kept import public_page
from secretariat.public.views.pages import frame_of, public_conference


@public_page()
def areas(request: HttpRequest, slug: str) -> HttpResponse:
    """Every area of return of which anything is public, by the eight criteria."""
    found = public_conference(slug)
    sight = _sight(found)
    reading = reading_of(sight)
    context = {
        **frame_of(found),
        "rows": matrix_of(reading, areas_seen(sight), localdate(timezone=found.zone)),
        "criteria": [str(label) for _key, label in Criterion.choices],
        "thresholds": thresholds_told(reading),
    }
    return render(request, "public/areas.html", context)


@public_page()
def area(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One area of return: conditions, thresholds, obstacles and pledges, each with its sources."""
    found = public_conference(slug)
    sight = _sight(found)
    shown = areas_seen(sight).filter(code=code).select_related("parent__party").first()
    if shown is None:
        raise Http404
    context = {**frame_of(found), "told": area_told(sight, shown, localdate(timezone=found.zone))}
    return render(request, "public/area.html", context)


def _sight(found: Conference) -> Sight:
    return sight_of(found, STRANGER, get_language() or "en", citations.marks_of_page(found))
