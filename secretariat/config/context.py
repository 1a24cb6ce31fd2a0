"""What every page's frame needs: languages, direction, and for the office its rail."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from secretariat.accounts.models import OFFICE_ROLES, User
from secretariat.config.rail import FEEDS, RAIL, SECTIONS, Stop
from secretariat.newsroom.permissions import DESK as NEWSROOM
from secretariat.newsroom.permissions import works_in_newsroom

RIGHT_TO_LEFT = frozenset({"ar"})


def frame(request: HttpRequest) -> dict[str, Any]:
    """Languages, text direction, sections of the public site and rail of the office, each made only if used."""
    return {
        "languages": SimpleLazyObject(lambda: _languages(request)),
        "text_direction": "rtl" if get_language() in RIGHT_TO_LEFT else "ltr",
        "LANGUAGE_CODE": get_language(),
        "sections": SimpleLazyObject(lambda: _sections(request)),
        "site_search_url": SimpleLazyObject(lambda: _site_search_url(request)),
        "rail": SimpleLazyObject(lambda: _rail(request)),
        "search_url": SimpleLazyObject(lambda: _search_url(request)),
        "office_url": SimpleLazyObject(lambda: _office_url(request)),
        "product": settings.PRODUCT,
        "is_demo": settings.DEMO,
        "session_rests_hours": settings.SESSION_RESTS_HOURS,
        "session_lasts_days": settings.SESSION_LASTS_DAYS,
    }


def _languages(request: HttpRequest) -> list[dict[str, Any]]:
    current = get_language()
    # Addresses differ by their first part alone. Those that have none, as the very first page, lead to the front page.
    path, first = request.get_full_path(), f"{get_script_prefix()}{current}/"
    rest = path.removeprefix(first) if path.startswith(first) else ""
    return [
        {
            "code": code,
            "name": name,
            "dir": "rtl" if code in RIGHT_TO_LEFT else "ltr",
            "url": f"{get_script_prefix()}{code}/{rest}",
            "is_current": code == current,
        }
        for code, name in settings.LANGUAGES
    ]


def _slug(request: HttpRequest) -> str:
    match = request.resolver_match
    return str((getattr(match, "captured_kwargs", None) or {}).get("slug", ""))


def _sections(request: HttpRequest) -> list[dict[str, Any]]:
    slug = _slug(request)
    if not slug:
        return []
    links = [
        {"label": label, "url": reverse(name, args=[slug]), "feed": FEEDS.get(name, "")} for label, name in SECTIONS
    ]
    return _marked(links, request.path)


def _rail(request: HttpRequest) -> list[dict[str, Any]]:
    slug = _slug(request)
    roles: frozenset[str] = getattr(request, "roles", frozenset())
    open_to = [
        (label, [stop for stop in stops if stop.roles & roles and _works_on(request, stop)]) for label, stops in RAIL
    ]
    links = [
        {"label": stop.label, "url": reverse(stop.url_name, args=[slug])} for _, stops in open_to for stop in stops
    ]
    marked = iter(_marked(links, request.path))
    return [{"label": label, "items": [next(marked) for _stop in stops]} for label, stops in open_to if stops]


def _works_on(request: HttpRequest, stop: Stop) -> bool:
    conference = getattr(request, "conference", None)
    if not stop.desk or conference is None:
        return not stop.desk
    if not isinstance(request.user, User):
        return False
    if stop.desk == NEWSROOM:
        # Press officers work in the newsroom beside its desk officers.
        return works_in_newsroom(request.user, conference.pk)
    return any(request.user.works_on(desk, conference.pk) for desk in stop.desk.split())


def _marked(links: list[dict[str, Any]], path: str) -> list[dict[str, Any]]:
    """Links with what ``aria-current`` says of each: the page itself, or the part of the house it belongs to."""
    urls = [link["url"] for link in links]
    # A first page that stands above all others is marked on none but itself.
    homes = {url for url in urls if all(each.startswith(url) for each in urls)}
    around = max((url for url in urls if url not in homes and path.startswith(url)), key=len, default="")
    for link in links:
        link["current"] = "page" if link["url"] == path else "true" if link["url"] == around else ""
    return links


def _office_url(request: HttpRequest) -> str:
    """The first page of the office that this person may open."""
    roles: frozenset[str] = getattr(request, "roles", frozenset())
    return reverse("overview:morning" if roles & OFFICE_ROLES else "delegations:delegations", args=[_slug(request)])


def _search_url(request: HttpRequest) -> str:
    """Where the office is searched; focal points have no search, and are shown no box."""
    conference = getattr(request, "conference", None)
    roles: frozenset[str] = getattr(request, "roles", frozenset())
    return reverse("overview:search", args=[conference.slug]) if conference is not None and roles & OFFICE_ROLES else ""


def _site_search_url(request: HttpRequest) -> str:
    """Where the public pages of the conference are searched."""
    slug = _slug(request)
    return reverse("public:search", args=[slug]) if slug else ""
