"""The daily list, and all papers in one file."""

from datetime import date

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from secretariat.conference.permissions import OfficeRequest
from secretariat.documents.queries.archive import archive_of
from secretariat.documents.queries.daily import daily_list as listed_on
from secretariat.documents.views.papers import on_the_way
from secretariat.ui.answering import asked


@require_GET
def daily_list(request: OfficeRequest) -> HttpResponse:
    """The papers and languages handed out on a day, by symbol; the latest day if none is named."""
    context = {
        "conference": request.conference,
        "crumbs": on_the_way(request),
        "list": listed_on(request.user, request.conference, _day(asked(request, "day"))),
    }
    return render(request, "documents/daily_list.html", context)


@require_GET
def documents_archive(request: OfficeRequest) -> FileResponse:
    """All papers that this person may read, with an index that opens without a server."""
    held = request.conference
    packed = archive_of(request.user, held, get_language() or "en")
    return FileResponse(
        packed, as_attachment=True, filename=f"{held.slug}-documents.zip", content_type="application/zip"
    )


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise Http404 from None
