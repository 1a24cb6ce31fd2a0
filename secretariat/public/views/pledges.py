"""The public pages of pledges: all of them in numbers and by name, one of them whole, and an activity file."""

from datetime import date, datetime, time

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import get_language

from secretariat.conference.models import Conference
from secretariat.engines import iati
from secretariat.pledges.queries import drawing, sight_in_public
from secretariat.pledges.queries.dashboard import dashboard
from secretariat.pledges.queries.publishing import activities_of
from secretariat.public.queries import pledges as known
from secretariat.public.queries.conferences import changed_at
from secretariat.public.views.kept import public_page
from secretariat.public.views.pages import frame_of, number_of_page, public_conference, stranger_sight
from secretariat.ui.templatetags.ui import direction_of

PLEDGES_ON_A_PAGE = 100
XML = "application/xml; charset=utf-8"


@public_page(numbers=("page",))
def pledges(request: HttpRequest, slug: str) -> HttpResponse:
    """What was promised and what became of it: in numbers on the first page, and every pledge by its number."""
    found = public_conference(slug)
    rows = known.public_pledges(found)
    count = rows.count()
    page = Paginator(rows, PLEDGES_ON_A_PAGE).page(number_of_page(request, "page", (count, PLEDGES_ON_A_PAGE)))
    context = {
        **frame_of(found),
        "page": page,
        "pledges": known.listed(page.object_list, stranger_sight(found)),
        "is_public": True,
    }
    if count and page.number == 1:
        told = dashboard(sight_in_public(found), _today(found))
        from_right = direction_of(get_language() or "en") == "rtl"
        context |= {
            "told": told,
            "chart": drawing.money_chart(told.totals, from_right=from_right),
            "groupings": [(each, drawing.grouping_chart(each, from_right=from_right)) for each in told.groupings],
        }
    return render(request, "public/pledges.html", context)


@public_page()
def pledge(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One pledge: what was promised, what was reported of it and on whose word, money by kind, evidence and sources."""
    found = public_conference(slug)
    shown = get_object_or_404(known.public_pledges(found), number=number)
    told = known.told_pledge(stranger_sight(found), shown, _today(found))
    from_right = direction_of(get_language() or "en") == "rtl"
    context = {
        **frame_of(found),
        "told": told,
        "pledge": shown,
        "marks": told.marks_of(shown),
        "flows": [(row, told.marks_of(row.flow)) for row in told.whole.flows],
        "targets": [
            {
                "row": row,
                "marks": told.marks_of(row.target),
                "reports": [
                    (each, told.marks_of(each), told.whole.is_self_reported(each)) for each in row.reports[::-1]
                ],
            }
            for row in told.whole.targets
        ],
        "charts": drawing.pledge_charts(told.whole.sums, from_right=from_right),
    }
    return render(request, "public/pledge.html", context)


@public_page()
def pledges_iati(_request: HttpRequest, slug: str) -> HttpResponse:
    """The public pledges as an activity file of the IATI Standard."""
    found = public_conference(slug)
    sight = sight_in_public(found)
    activities = activities_of(sight, sight.pledges(), _today(found))
    # The moment of the last change and not of the reading: a page is a function of what it tells.
    changed = changed_at([found]) or datetime.combine(found.start_date, time(), found.zone)
    return HttpResponse(iati.write(activities, generated=changed.isoformat(timespec="seconds")), content_type=XML)


def _today(found: Conference) -> date:
    return localdate(timezone=found.zone)
