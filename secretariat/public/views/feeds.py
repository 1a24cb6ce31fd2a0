"""Feeds of the public site: what is new in a section, as Atom and as JSON Feed, in each language."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language

from secretariat.conference.models import Conference
from secretariat.public.queries.feeding import SECTIONS, Item, in_language, items_of, newest_of, without_controls
from secretariat.public.views.kept import public_page
from secretariat.public.views.pages import public_conference
from secretariat.ui.templatetags.linked import whole

ATOM = "application/atom+xml; charset=utf-8"
JSON_FEED = "application/feed+json; charset=utf-8"


class _Feed(Atom1Feed):
    """An Atom feed whose date is that of what it tells, and not that of its reading."""

    changed_at: datetime

    def latest_post_date(self) -> datetime:
        """When it changed last."""
        return self.changed_at


@public_page()
def feed_atom(_request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """What is new in a section, as Atom (RFC 4287)."""
    found, items, language = _asked(slug, section)
    feed = _Feed(
        title=_title(found, section, language),
        link=whole(reverse("public:conference", args=[found.slug])),
        description=in_language(found.subject, language)[0],
        language=language,
        author_name=without_controls(in_language(found.title, language)[0]),
        feed_url=whole(reverse("public:feed_atom", args=[found.slug, section])),
    )
    feed.changed_at = newest_of(items, found)
    for each in items:
        feed.add_item(
            title=without_controls(each.title),
            link=whole(each.path),
            # The framework says of it that it is HTML.
            description=escape(without_controls(each.summary)),
            author_name=without_controls(each.by) or None,
            pubdate=each.at,
            updateddate=each.changed_at,
            unique_id=whole(each.path),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=ATOM)


@public_page()
def feed_json(_request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """What is new in a section, as JSON Feed 1.1."""
    found, items, language = _asked(slug, section)
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(found, section, language),
        "home_page_url": whole(reverse("public:conference", args=[found.slug])),
        "feed_url": whole(reverse("public:feed_json", args=[found.slug, section])),
        "language": language,
        "authors": [{"name": in_language(found.title, language)[0]}],
        "items": [_as_json(each) for each in items],
    }
    return JsonResponse(data, content_type=JSON_FEED, json_dumps_params={"ensure_ascii": False})


def _asked(slug: str, section: str) -> tuple[Conference, list[Item], str]:
    if section not in SECTIONS:
        raise Http404
    found, language = public_conference(slug), get_language() or "en"
    return found, items_of(found, section, language), language


def _title(found: Conference, section: str, language: str) -> str:
    return without_controls(f"{in_language(found.title, language)[0]} · {SECTIONS[section]}")


def _as_json(item: Item) -> dict[str, Any]:
    url = whole(item.path)
    told: dict[str, Any] = {
        "id": url,
        "url": url,
        "title": item.title,
        "content_text": item.summary or item.title,
        "date_published": item.at.isoformat(timespec="seconds"),
        "language": item.language,
    }
    if item.changed_at != item.at:
        told["date_modified"] = item.changed_at.isoformat(timespec="seconds")
    return told | ({"authors": [{"name": item.by}]} if item.by else {})
