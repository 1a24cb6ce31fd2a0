"""The public pages of papers: all of them by kind, one of them whole, its files, the daily list, and the archive."""

from datetime import date

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from secretariat.documents.models import DocumentKind
from secretariat.documents.queries.daily import daily_list as listed_on
from secretariat.documents.queries.naming import name_of_file
from secretariat.documents.queries.papers import file_seen, public_documents
from secretariat.public.queries import documents as known
from secretariat.public.queries.editions import STRANGER, edition_of
from secretariat.public.queries.packing import name_of_pack
from secretariat.public.views.kept import public_page
from secretariat.public.views.packs import handed_out_packed, has_it, signed
from secretariat.public.views.pages import frame_of, number_of_page, public_conference, stranger_sight
from secretariat.ui.answering import asked

PAPERS_ON_A_PAGE = 200


def documents(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Every public paper by kind and symbol, or those that hold the words that a visitor looks for."""
    if request.method == "GET" and (asked(request, "q").strip() or asked(request, "kind")):
        return _documents_found(request, slug)
    return _all_documents(request, slug=slug)


@public_page(numbers=("page",))
def _all_documents(request: HttpRequest, slug: str) -> HttpResponse:
    return _listed(request, slug)


@require_safe
def _documents_found(request: HttpRequest, slug: str) -> HttpResponse:
    # What visitors look for has no end, so these pages are not kept; they are a stranger's all the same.
    request.user = STRANGER
    response = _listed(request, slug, asked(request, "q").strip(), asked(request, "kind"))
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _listed(request: HttpRequest, slug: str, words: str = "", kind: str = "") -> HttpResponse:
    found = public_conference(slug)
    ids = known.documents_found(found, words, kind)
    number = _number(request, len(ids))
    page = Paginator(ids, PAPERS_ON_A_PAGE).page(number)
    context = {
        **frame_of(found),
        "groups": known.documents_by_kind(found, page.object_list),
        "page": page,
        "words": words,
        "is_narrowed": bool(words or kind),
        "kinds": [(value, label, value == kind) for value, label in DocumentKind.choices],
    }
    return render(request, "public/documents.html", context)


@public_page()
def document(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One paper: its masthead, its languages, its text, what it revises, how it was adopted, and its sources."""
    found = public_conference(slug)
    shown = get_object_or_404(public_documents(found), key=key)
    told = known.told_document(stranger_sight(found), shown)
    context = {
        **frame_of(found),
        "told": told,
        "document": shown,
        "card": {"title": str(shown), "description": known.opening_of(told), "type": "article"},
    }
    return render(request, "public/document.html", context)


@require_safe
def document_file(request: HttpRequest, slug: str, key: str, language: str) -> HttpResponseBase:
    """The file of a public paper in a language, to be kept and never shown as a page of this house."""
    found = public_conference(slug)
    shown = get_object_or_404(public_documents(found), key=key)
    file = file_seen(STRANGER, shown, language)
    if file is None:
        raise Http404
    if has_it(request, file.sha256):
        return signed(HttpResponseNotModified(), file.sha256)
    answer = FileResponse(file.content.open("rb"), as_attachment=True, filename=name_of_file(shown, language, file))
    answer.headers["Content-Type"] = file.content_type
    return signed(answer, file.sha256)


@public_page()
def daily_list(request: HttpRequest, slug: str) -> HttpResponse:
    """What was handed out on the latest day, and the days before it."""
    return _on_a_day(request, slug, None)


@public_page()
def documents_of_day(request: HttpRequest, slug: str, day: str) -> HttpResponse:
    """What was handed out on a day; a day without a list has no page."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    return _on_a_day(request, slug, wanted)


@require_safe
def documents_archive(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All public papers as one file, with an index that opens without a server."""
    # The edition is read before the papers are, as for the pages: never older than its name.
    edition, language = edition_of(slug), get_language() or "en"
    found = public_conference(slug)
    name = name_of_pack(edition, language)
    return handed_out_packed(
        request, name, f"{slug}-documents.{language}.zip", lambda: known.packed_archive(found, language, name)
    )


def _number(request: HttpRequest, count: int) -> int:
    asked_for = asked(request, "page")
    if asked_for and not (asked_for.isascii() and asked_for.isdecimal() and len(asked_for) < 5):
        raise Http404
    return number_of_page(request, "page", (count, PAPERS_ON_A_PAGE))


def _on_a_day(request: HttpRequest, slug: str, wanted: date | None) -> HttpResponse:
    found = public_conference(slug)
    told = listed_on(STRANGER, found, wanted)
    if wanted is not None and not told.rows:
        raise Http404
    return render(request, "public/daily_list.html", {**frame_of(found), "list": told})
