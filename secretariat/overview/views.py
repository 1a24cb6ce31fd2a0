"""Pages of the morning page, search and record."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from secretariat.accounts.models import OFFICE_ROLES, Role, User
from secretariat.audit.models import Entry
from secretariat.audit.queries import entries_since, history_of, revision_of
from secretariat.conference.models import Conference
from secretariat.conference.permissions import OfficeRequest
from secretariat.overview import actions, queries

ENTRIES_SHOWN = 30
ENTRIES_ON_A_PAGE = 100


@login_required
@require_GET
def offices(request: HttpRequest) -> HttpResponse:
    """The conferences in which this person holds a role."""
    user = request.user
    if not isinstance(user, User):
        raise PermissionDenied
    roles = {seat.conference_id: user.roles_in(seat.conference_id) for seat in user.seats}
    conferences = [
        {
            "conference": conference,
            "roles": [Role(role).label for role in sorted(roles[conference.pk])],
            "is_office": bool(roles[conference.pk] & OFFICE_ROLES),
        }
        for conference in Conference.objects.with_seat_for(user).order_by("-start_date")
    ]
    may_load = user.is_superuser or bool(user.conferences_as({Role.SECRETARY}))
    context = {"offices": conferences, "may_convene": user.is_superuser, "may_load": may_load}
    return render(request, "overview/offices.html", context)


@require_GET
def morning(request: OfficeRequest) -> HttpResponse:
    """What changed, who has not answered, what needs a second look."""
    conference, user = request.conference, request.user
    revision = revision_of(conference.pk)
    look = queries.look_of(user, conference)
    entries = list(entries_since(conference.pk, look.revision if look else 0)[: ENTRIES_SHOWN + 1])
    rows = queries.office_rows(conference, user, get_language() or "en")
    context = {
        "conference": conference,
        "revision": revision,
        "look": look,
        "entries": queries.told(entries[:ENTRIES_SHOWN], conference.slug),
        "has_more": len(entries) > ENTRIES_SHOWN,
        "silent": queries.silent_by_region(rows),
        "second": queries.second_look(conference, user, rows),
        "days_left": (conference.start_date - localdate(timezone=conference.zone)).days,
        "may_read_record": bool(request.roles & (OFFICE_ROLES - {Role.DOOR_OFFICER})),
    }
    return render(request, "overview/morning.html", context)


@require_POST
def look(request: OfficeRequest) -> HttpResponse:
    """Note that this person has read the record up to the revision the page showed."""
    shown = request.POST.get("revision", "")
    revision = min(int(shown) if shown.isdecimal() and len(shown) < 19 else 0, revision_of(request.conference.pk))
    actions.look(request.user, request.user, conference=request.conference, revision=revision, at=now())
    return redirect("overview:morning", request.conference.slug)


@require_GET
def search(request: OfficeRequest) -> HttpResponse:
    """Parties, delegates and sources that hold the words."""
    words = request.GET.get("q", "").strip()[:200]
    found = queries.found_by(request.conference, request.user, words)
    context = {"conference": request.conference, "found": found, "search_query": words}
    return render(request, "overview/search.html", context)


@require_GET
def record(request: OfficeRequest) -> HttpResponse:
    """Every deed of the conference, newest first."""
    if not request.roles & {Role.SECRETARY, Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR}:
        raise PermissionDenied
    entries = Entry.objects.filter(conference_id=request.conference.pk).select_related("actor")
    verb = request.GET.get("verb", "")
    if verb:
        entries = entries.filter(verb=verb)
    page = Paginator(entries.order_by("-revision", "-id"), ENTRIES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "conference": request.conference,
        "page": page,
        "entries": queries.told(page.object_list, request.conference.slug),
        "verbs": [{"value": key, "label": label, "is_chosen": key == verb} for key, label in queries.VERBS.items()],
    }
    return render(request, "overview/record.html", context)


@require_GET
def history(request: OfficeRequest, kind: str, pk: int) -> HttpResponse:
    """Everything that was ever done to one row."""
    row = queries.row_for_history(request.conference, request.user, kind, pk)
    if row is None:
        raise Http404
    entries = queries.told(history_of(row), request.conference.slug)
    context = {"conference": request.conference, "row": row, "kind": row._meta.verbose_name, "entries": entries}
    return render(request, "overview/history.html", context)
