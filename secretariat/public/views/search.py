"""The search of the public site: one box for everything, with no script and nothing remembered of who asked."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from secretariat.public import actions
from secretariat.public.forms import SearchForm
from secretariat.public.queries import searching
from secretariat.public.queries.editions import STRANGER, edition_of
from secretariat.public.views.pages import frame_of, public_conference

HITS_ON_A_PAGE = 20


@require_safe
def search(request: HttpRequest, slug: str) -> HttpResponse:
    """What is public of the conference and holds all the words that were asked for."""
    request.user = STRANGER
    edition = edition_of(slug)
    if edition is None:
        raise Http404
    found = public_conference(slug)
    actions.read_what_is_new(found, edition)
    form = SearchForm(request.GET)
    query, kind, number = form.asked()
    language = get_language() or "en"
    results = searching.search(found, edition, query, language, group=kind)
    page = Paginator(results.found, HITS_ON_A_PAGE).get_page(number)
    context = {
        **frame_of(found),
        "query": query,
        "kind": kind,
        "groups": [(each, urlencode({"q": query, "kind": each.name})) for each in searching.groups(kind)],
        "results": results,
        "page": page,
        "asked": urlencode({"q": query, **({"kind": kind} if kind else {})}),
        "hits": searching.hits(found, edition, results, page.object_list, language),
    }
    response = render(request, "public/search.html", context)
    # What somebody looks for is between them and the page.
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
