"""What those read first who read whole sites: which pages there are, in which languages, and which are not for them."""

from xml.sax.saxutils import quoteattr

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override
from django.views.decorators.http import require_safe

from secretariat.conference.models import Conference
from secretariat.public.queries.conferences import changed_at, public_conferences
from secretariat.public.queries.mapping import PAGES_IN_A_MAP, Place, places_of
from secretariat.public.views.kept import public_page
from secretariat.public.views.pages import public_conference
from secretariat.ui.templatetags.linked import whole

XML = "application/xml; charset=utf-8"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """What is not for machines: offices, sign-in, and what others looked for; and where the map of the site is."""
    closed = ("/*/accounts/", "/*/office/", "/*/*/office/", "/*/*/search/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "", f"Sitemap: {whole(reverse('sitemap'))}"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@public_page()
def sitemap(_request: HttpRequest) -> HttpResponse:
    """The maps of all public conferences."""
    maps = []
    for each in public_conferences():
        last = changed_at([each])
        changed = f"<lastmod>{last.date().isoformat()}</lastmod>" if last else ""
        parts = -(-len(places_of(each)) // PAGES_IN_A_MAP)
        for number in range(1, parts + 1):
            address = escape(whole(reverse("sitemap_of", args=[each.slug, number])))
            maps.append(f"<sitemap><loc>{address}</loc>{changed}</sitemap>\n")
    return HttpResponse(f'{_HEAD}<sitemapindex xmlns="{_SCHEMA}">\n{"".join(maps)}</sitemapindex>\n', content_type=XML)


@public_page()
def sitemap_of(_request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A part of a conference's pages, each in every language with all the others beside it."""
    found = public_conference(slug)
    places = places_of(found)[(number - 1) * PAGES_IN_A_MAP : number * PAGES_IN_A_MAP] if number else []
    if not places:
        raise Http404
    urls = "".join(_urls(found, places))
    space = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return HttpResponse(f'{_HEAD}<urlset xmlns="{_SCHEMA}" {space}>\n{urls}</urlset>\n', content_type=XML)


def _urls(found: Conference, places: list[Place]) -> list[str]:
    addresses: dict[str, list[str]] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            addresses[code] = [whole(each.path(found)) for each in places]
    lines = []
    for row, place in enumerate(places):
        links = [(code, addresses[code][row]) for code in addresses]
        told = [*links, ("x-default", addresses["en"][row])]
        others = "".join(f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(url)}/>' for code, url in told)
        changed = f"<lastmod>{place.changed}</lastmod>" if place.changed else ""
        lines += [f"<url><loc>{escape(url)}</loc>{changed}{others}</url>\n" for _code, url in links]
    return lines
