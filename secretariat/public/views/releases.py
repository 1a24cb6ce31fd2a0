"""Released figures: the list, each table at its permanent address, and its files."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseGone, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from secretariat.archive.queries import as_sheet
from secretariat.conference.queries import address
from secretariat.figures.models import Release, ReleaseState
from secretariat.figures.queries.drawing import as_png
from secretariat.figures.queries.releases.charting import ReleaseChart, chart_of
from secretariat.figures.queries.releases.handing_out import HAPI, as_records, as_rows_with_notes, as_table
from secretariat.figures.queries.releases.showing import ShownTable, in_words, shown_table
from secretariat.public.queries.releases import as_linked_data, public_releases, replaced_by
from secretariat.public.views.kept import public_page
from secretariat.public.views.pages import frame_of, public_conference
from secretariat.ui.spreadsheets import KINDS, as_csv
from secretariat.ui.templatetags.ui import direction_of


@public_page()
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """Every release, the newest first; those that were withdrawn or replaced say so."""
    found = public_conference(slug)
    context = {**frame_of(found), "releases": public_releases(found)}
    return render(request, "public/figures.html", context)


@public_page()
def release(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One release: the table, a chart, the source and its notes; of a withdrawn one, why it is gone."""
    found = public_conference(slug)
    shown = get_object_or_404(public_releases(found), number=number)
    context: dict[str, Any] = {**frame_of(found), "release": shown, "replaced_by": replaced_by(shown)}
    if shown.state == ReleaseState.PUBLISHED:
        context |= {
            "table": shown_table(shown.content),
            "chart": _chart(shown),
            "source": shown.content["source"],
            "address": _address(shown),
            "linked": as_linked_data(shown, found, _address(shown)),
        }
    return render(request, "public/release.html", context)


def _file(make: Callable[[Release, ShownTable], HttpResponse]) -> Callable[[HttpRequest, str, int], HttpResponse]:
    def view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
        del request
        found = public_conference(slug)
        shown = get_object_or_404(public_releases(found), number=number)
        if shown.state != ReleaseState.PUBLISHED:
            return HttpResponseGone(_("This release was withdrawn."), content_type="text/plain; charset=utf-8")
        return make(shown, shown_table(shown.content))

    view.__name__ = make.__name__.strip("_")
    view.__doc__ = make.__doc__
    return public_page()(view)


def _csv(release: Release, table: ShownTable) -> HttpResponse:
    """The table as it is shown, as CSV."""
    return HttpResponse(as_csv(as_table(release.content, table)), content_type=KINDS["csv"])


def _xlsx(release: Release, table: ShownTable) -> HttpResponse:
    """The table with its notes and its source, as a workbook."""
    rows = as_rows_with_notes(release.content, table, _address(release))
    return HttpResponse(as_sheet(rows, "xlsx", title=in_words(release.title)), content_type=KINDS["xlsx"])


def _json(release: Release, table: ShownTable) -> HttpResponse:
    """One record for each number, with the field names of HDX HAPI, and what a reader must know."""
    content = release.content
    data = {
        "title": in_words(release.title),
        "address": _address(release),
        "published": release.published_at.date().isoformat() if release.published_at else None,
        "as_of": content["as_of"],
        "licence": content["licence"],
        "method": content["method"],
        "dataset": {**content["dataset"], "edition": content["edition"]},
        "source": content["source"],
        "notes": list(table.notes),
        "field_names": HAPI,
        "data": as_records(content),
    }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _png(release: Release, table: ShownTable) -> HttpResponse:
    """The chart as a picture, with its source, date and licence."""
    chart = _chart(release)
    if chart is None:
        raise Http404
    source, content, title = release.content["source"], release.content, in_words(release.title)
    lines = [
        f"{_('Source')}: {source['publisher']} {source['title']}".strip(),
        f"{_('As of')}: {content['as_of']}",
        f"{_('Licence')}: {content['licence']}",
        _address(release),
    ]
    context = {"chart": chart.drawn, "title": title, "description": ""}
    picture = as_png(chart.template, context, title=title, lines=lines, note=" ".join(table.notes))
    return HttpResponse(picture, content_type="image/png")


release_csv, release_xlsx, release_json, release_png = _file(_csv), _file(_xlsx), _file(_json), _file(_png)


def _chart(release: Release) -> ReleaseChart | None:
    return chart_of(release.content, from_right=direction_of(get_language() or "en") == "rtl")


def _address(release: Release) -> str:
    return address("public:release", get_language() or "en", release.conference.slug, release.number)
