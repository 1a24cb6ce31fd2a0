"""Pages of the morning page, search and record."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from secretariat.accounts.models import OFFICE_ROLES, RECORD_READERS, Role, User
from secretariat.audit.queries import history_of, house, revision_of, sealed_up_to
from secretariat.conference.models import Conference
from secretariat.conference.permissions import OfficeRequest, may_convene, may_see_accounts
from secretariat.overview import actions, queries
from secretariat.overview.forms import LookForm
from secretariat.parties.models import Party
from secretariat.parties.permissions import may_refresh
from secretariat.ui.answering import on_a_page

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
    may = {"may_convene": may_convene(user, Party()), "may_refresh": may_refresh(user, house()), "may_load": may_load}
    context = {"offices": conferences, "may_see_accounts": may_see_accounts(user), **may}
    return render(request, "overview/offices.html", context)


@require_GET
def morning(request: OfficeRequest) -> HttpResponse:
    """What is to be done, what changed, who has not answered, what needs a second look."""
    conference, user = request.conference, request.user
    today = localdate(timezone=conference.zone)
    revision = revision_of(conference.pk)
    look = queries.look_of(user, conference)
    since = queries.entries_open_to(user, conference).filter(revision__gt=look.revision if look else 0)
    # A deed on many rows is one line here; what it did to each stands in the record.
    entries = list(queries.whole_deeds(since)[: ENTRIES_SHOWN + 1])
    language = get_language() or "en"
    rows = queries.office_rows(conference, user, language)
    context = {
        "conference": conference,
        "revision": revision,
        "look": look,
        "entries": queries.told(entries[:ENTRIES_SHOWN], conference, user),
        "has_more": len(entries) > ENTRIES_SHOWN,
        "door": queries.at_the_door(conference, user, at=now(), language=language),
        "ahead": queries.ahead(conference, user, today=today),
        "papers": queries.papers_and_press(conference, user, at=now()),
        "through": queries.follow_through(conference, user, today=today),
        "silent": queries.silent_by_region(rows),
        "second": queries.second_look(conference, user, rows, at=now()),
        "days_left": (conference.start_date - today).days,
        "may_read_record": bool(request.roles & RECORD_READERS),
    }
    return render(request, "overview/morning.html", context)


@require_POST
def look(request: OfficeRequest) -> HttpResponse:
    """Note that this person has read the record up to the revision the page showed."""
    form = LookForm(request.POST)
    shown = form.cleaned_data["revision"] if form.is_valid() else 0
    revision = min(shown, revision_of(request.conference.pk))
    actions.look(request.user, request.user, conference=request.conference, revision=revision, at=now())
    return redirect("overview:morning", request.conference.slug)


@require_GET
def search(request: OfficeRequest) -> HttpResponse:
    """Parties, delegates and sources that hold the words."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    found = queries.found_by(request.conference, request.user, words)
    context = {"conference": request.conference, "found": found, "search_query": words}
    return render(request, "overview/search.html", context)


@require_GET
def record(request: OfficeRequest) -> HttpResponse:
    """Every deed of the conference, newest first, as far as this person may see."""
    if not request.roles & RECORD_READERS:
        raise PermissionDenied
    conference, user = request.conference, request.user
    kept = queries.entries_open_to(user, conference)
    verb, actor, words = (request.GET.get(name, "").replace("\x00", "").strip() for name in ("verb", "actor", "q"))
    found = kept.filter(thing_label__icontains=words) if words else kept
    found = found.filter(verb__in=queries.deeds_like(verb)) if verb else found
    found = found.filter(actor_id=int(actor)) if actor.isdecimal() and len(actor) < 19 else found
    page = Paginator(found, on_a_page(request, ENTRIES_ON_A_PAGE)).get_page(request.GET.get("page"))
    context = {
        "conference": conference,
        "page": page,
        "entries": queries.told(page.object_list, conference, user),
        "sealed": sealed_up_to(conference.pk),
        "shown": page.paginator.count,
        "total": kept.count(),
        "filters": [
            _filter("verb", _("Deed"), queries.deeds_in(kept), verb),
            _filter("actor", _("Who"), queries.actors_in(kept), actor),
        ],
    }
    return render(request, "overview/record.html", context)


@require_GET
def history(request: OfficeRequest, kind: str, pk: int) -> HttpResponse:
    """Everything that was ever done to one row."""
    conference, user = request.conference, request.user
    row = queries.row_for_history(conference, user, kind, pk)
    if row is None:
        raise Http404
    entries = queries.told(history_of(row), conference, user)
    context = {
        "conference": conference,
        "row": row,
        "kind": queries.kind_in_words(row._meta.label_lower),
        "entries": entries,
    }
    return render(request, "overview/history.html", context)


def _filter(name: str, label: str, choices: list[tuple[str, str]], chosen: str) -> dict[str, object]:
    options = [("", _("All")), *choices]
    shown = [{"value": value, "label": text, "is_chosen": value == chosen} for value, text in options]
    return {"name": name, "label": label, "choices": shown}
