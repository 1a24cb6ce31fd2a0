"""What the public pages show; each is rendered once for each edition of its conference."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import get_language

from secretariat.archive.models import Source
from secretariat.archive.queries import address_of
from secretariat.conference.models import Conference
from secretariat.conference.queries import shown_names
from secretariat.dossier.queries.sight import Sight, sight_of
from secretariat.dossier.queries.strip import strip_of
from secretariat.dossier.queries.timeline import by_month, events_of, keys_of
from secretariat.meetings.models import Meeting
from secretariat.programme.queries.published import next_sessions
from secretariat.public.queries import citations, conferences, linked, participation, proceedings
from secretariat.public.queries.editions import STRANGER
from secretariat.public.queries.newest import newest_of
from secretariat.public.queries.worldmap import world_by_standing
from secretariat.public.views.kept import public_page

DELEGATES_ON_A_PAGE = 200
EVENTS_ON_A_PAGE = 100
MEETINGS_ON_A_PAGE = 100


@public_page()
def front(request: HttpRequest) -> HttpResponse:
    """All public conferences: what comes, what is under way, what was held."""
    listed = conferences.public_conferences()
    context = {"groups": conferences.by_time(listed), "changed_at": conferences.changed_at(listed)}
    return render(request, "public/front.html", context)


@public_page()
def conference(request: HttpRequest, slug: str) -> HttpResponse:
    """What is convened, where, when, by whom, for what, and who takes part, in numbers."""
    found = public_conference(slug)
    names, marks = shown_names(found), citations.marks_of_page(found)
    rows = participation.public_board(found, _language())
    hosts, language = conferences.hosts(found, names), _language()
    context = {
        **frame_of(found),
        "card": {"title": found.title, "description": found.subject},
        "linked": linked.event(found, language, request.path, hosts.host),
        "newest": newest_of(found, names),
        "hosts": hosts,
        "aims": conferences.aims(found, marks),
        "claims": participation.claims(found, rows, names, marks),
        "groups": participation.groups(rows, names, marks),
        "newest_meeting": proceedings.newest_meeting(found),
        "next_sessions": next_sessions(found, localdate(timezone=found.zone)),
    }
    with timezone.override(found.zone):
        return render(request, "public/conference.html", context)


@public_page(numbers=("people",))
def participants(request: HttpRequest, slug: str) -> HttpResponse:
    """Who takes part: by standing with every answer, as a map, and by name."""
    found = public_conference(slug)
    names, marks, language = shown_names(found), citations.marks_of_page(found), _language()
    delegates = participation.named_delegates(found, names, language)
    page = Paginator(delegates, DELEGATES_ON_A_PAGE).page(
        number_of_page(request, "people", (len(delegates), DELEGATES_ON_A_PAGE))
    )
    groups = participation.groups(participation.public_board(found, language), names, marks)
    context = {
        **frame_of(found),
        "groups": groups if page.number == 1 else [],
        "world": world_by_standing(groups, found.host),
        "people": participation.by_delegation(participation.delegates_by_id(list(page.object_list)), names, marks),
        "page": page,
    }
    return render(request, "public/participants.html", context)


@public_page(numbers=("page",))
def timeline(request: HttpRequest, slug: str) -> HttpResponse:
    """Answers, meetings, missions, positions, initiatives and challenges, the newest first, each with its sources."""
    found = public_conference(slug)
    sight = stranger_sight(found)
    keys = keys_of(sight)
    page = Paginator(keys, EVENTS_ON_A_PAGE).page(number_of_page(request, "page", (len(keys), EVENTS_ON_A_PAGE)))
    context = {
        **frame_of(found),
        "page": page,
        "strip": strip_of(keys) if page.number == 1 else None,
        "months": by_month(events_of(sight, page.object_list)),
    }
    return render(request, "public/timeline.html", context)


@public_page(numbers=("page",))
def meetings(request: HttpRequest, slug: str) -> HttpResponse:
    """Every public meeting: when and where, who received whom."""
    found = public_conference(slug)
    held = proceedings.public_meetings(found)
    count = held.count()
    page = Paginator(held, MEETINGS_ON_A_PAGE).page(number_of_page(request, "page", (count, MEETINGS_ON_A_PAGE)))
    context = {**frame_of(found), "page": page, "meetings": proceedings.listed(stranger_sight(found), page.object_list)}
    return render(request, "public/meetings.html", context)


@public_page()
def meeting(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One meeting: who received whom, what was said by which party, and what is to follow, each with its passage."""
    found = public_conference(slug)
    held = get_object_or_404(Meeting.objects.visible_to(STRANGER), conference=found, key=key)
    context = {**frame_of(found), "told": proceedings.told(stranger_sight(found), held)}
    return render(request, "public/meeting.html", context)


@public_page()
def positions(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is for, who is against, who says neither, topic by topic, side by side."""
    found = public_conference(slug)
    context = {**frame_of(found), "sheets": proceedings.positions(stranger_sight(found))}
    return render(request, "public/positions.html", context)


@public_page()
def sources(request: HttpRequest, slug: str) -> HttpResponse:
    """Every public source of the conference."""
    found = public_conference(slug)
    return render(request, "public/sources.html", {**frame_of(found), "sources": citations.public_sources(found)})


@public_page()
def source(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One source: who published it, when, in which language, and everything that cites it."""
    found = public_conference(slug)
    shown = get_object_or_404(Source.objects.visible_to(STRANGER), conference=found, key=key)
    names = shown_names(found)
    context = {
        **frame_of(found),
        "source": shown,
        "address": address_of(shown),
        "kinds": citations.cited_for(shown, names),
    }
    return render(request, "public/source.html", context)


def public_conference(slug: str) -> Conference:
    """The conference, as a stranger finds it."""
    visible = Conference.objects.visible_to(STRANGER).select_related("host", "country").prefetch_related("shown_names")
    return get_object_or_404(visible, slug=slug)


def frame_of(found: Conference) -> dict[str, Any]:
    """What the masthead and the foot of every page of a conference say."""
    today: date = localdate(timezone=found.zone)
    return {
        "conference": found,
        "days_to_go": max((found.start_date - today).days, 0),
        "changed_at": conferences.changed_at([found]),
    }


def stranger_sight(found: Conference) -> Sight:
    """The conference as a stranger sees it."""
    return sight_of(found, STRANGER, _language(), citations.marks_of_page(found))


def _language() -> str:
    return get_language() or "en"


def number_of_page(request: HttpRequest, name: str, rows: tuple[int, int]) -> int:
    """The page asked for, of so many rows with so many on a page; there is no page beyond the last."""
    count, size = rows
    number = int(request.GET.get(name) or 1)
    if number > 1 and (number - 1) * size >= count:
        raise Http404
    return number
