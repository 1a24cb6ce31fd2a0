"""What the pages of this desk share: who reads them, and how a form is handed in."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from secretariat.archive.queries import Marks, page_in_office
from secretariat.audit.forms import Attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import shown_names
from secretariat.figures.queries.reading import Reading
from secretariat.ui.answering import answered_with

FORM = "figures/form.html"


def reading_in_office(request: OfficeRequest) -> Reading:
    """How this person reads the conference whose office it is. One query."""
    held = request.conference
    return Reading(held, request.user, Marks(page_in_office(held.slug)), shown_names(held))


def needs_of(request: OfficeRequest) -> dict[str, Any]:
    """What a form of this desk must know."""
    return {"user": request.user, "conference": request.conference}


def answered(
    request: OfficeRequest, done: Attempt, words: Mapping[str, object], leave: Callable[[], str]
) -> HttpResponse:
    """Go back with the word that it is done, or show the form again."""
    return answered_with(request, FORM, done, {"conference": request.conference, **words}, leave)


def today(request: OfficeRequest) -> date:
    """The day at the venue."""
    return timezone.localdate(timezone=request.conference.zone)
