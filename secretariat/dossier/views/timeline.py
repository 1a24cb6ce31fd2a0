"""The timeline of everything, and the brief before a meeting."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from secretariat.conference.permissions import OfficeRequest
from secretariat.dossier.queries.brief import other_sides, sides
from secretariat.dossier.queries.positions import taking_part
from secretariat.dossier.queries.sight import Sight
from secretariat.dossier.queries.strip import strip_of
from secretariat.dossier.queries.timeline import KINDS, by_month, events_of, keys_of
from secretariat.dossier.views.office import sight_in_office
from secretariat.meetings.models import Meeting
from secretariat.parties.models import Party

EVENTS_ON_A_PAGE = 100


@require_GET
def timeline(request: OfficeRequest) -> HttpResponse:
    """Answers, meetings, missions, positions, initiatives and challenges, the newest first."""
    sight = sight_in_office(request)
    code, kind = request.GET.get("party", "").replace("\x00", "")[:20], request.GET.get("kind", "")
    party = get_object_or_404(Party, code=code) if code else None
    keys = keys_of(sight, kinds=[kind] if kind in KINDS else [], party=party)
    page = Paginator(keys, EVENTS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "conference": request.conference,
        "party": party,
        "party_name": sight.name(party) if party is not None else "",
        "strip": strip_of(keys),
        "page": page,
        "months": by_month(events_of(sight, page.object_list)),
        "shown": len(page.object_list),
        "total": len(keys),
        "filters": _filters(sight, code, kind),
        "is_narrowed": bool(code or kind in KINDS),
    }
    return render(request, "dossier/timeline.html", context)


@require_GET
def brief(request: OfficeRequest, pk: int) -> HttpResponse:
    """What is known of the other side before a meeting, on one page to print."""
    sight = sight_in_office(request)
    meetings = Meeting.objects.in_office_of(request.user).filter(conference=request.conference)
    meeting = get_object_or_404(meetings.select_related("host", "country"), pk=pk)
    context = {
        "conference": request.conference,
        "meeting": meeting,
        "sides": sides(sight, other_sides(sight, meeting), before=meeting),
        "made_at": now(),
    }
    return render(request, "dossier/brief.html", context)


@require_GET
def brief_party(request: OfficeRequest, pk: int) -> HttpResponse:
    """What is known of a party, on one page to print."""
    sight, found = sight_in_office(request), get_object_or_404(Party, pk=pk)
    context = {"conference": request.conference, "sides": sides(sight, [found]), "made_at": now()}
    return render(request, "dossier/brief.html", context)


def _filters(sight: Sight, code: str, kind: str) -> list[dict[str, Any]]:
    parties = [(party.code, str(sight.name(party))) for party in taking_part(sight)]
    if code and code not in dict(parties):
        parties.append((code, str(sight.name(Party.objects.get(code=code)))))
    kinds = [(name, str(each.plural)) for name, each in KINDS.items()]
    return [
        {"name": "party", "label": _("Party"), "choices": _choices([("", _("All parties")), *parties], code)},
        {"name": "kind", "label": _("Kind"), "choices": _choices([("", _("All kinds")), *kinds], kind)},
    ]


def _choices(choices: list[tuple[str, str]], chosen: str) -> list[dict[str, object]]:
    return [{"value": value, "label": label, "is_chosen": value == chosen} for value, label in choices]
