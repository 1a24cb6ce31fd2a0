"""The page of every way out."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from secretariat.api.permissions import may_see_exports
from secretariat.api.queries.exports import ways_out
from secretariat.conference.permissions import OfficeRequest
from secretariat.ui.answering import unless


@require_GET
def exports(request: OfficeRequest) -> HttpResponse:
    """Every way out in one list: for whom, what it carries, and what it cannot carry of this conference."""
    unless(may_see_exports(request.user, request.conference))
    ways = ways_out(request.conference, request.user, timezone.localdate())
    return render(request, "api/exports.html", {"conference": request.conference, "ways": ways})
