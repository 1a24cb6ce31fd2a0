"""What the pages of this desk share: who reads them, and how a form is handed in."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from secretariat.archive.queries import Marks, page_in_office
from secretariat.audit.forms import Attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.dossier.queries.sight import Sight, sight_of
from secretariat.ui.answering import answered_with

FORM = "dossier/form.html"


def sight_in_office(request: OfficeRequest) -> Sight:
    """How this person sees the conference whose office it is. One query."""
    held = request.conference
    return sight_of(held, request.user, get_language() or "en", Marks(page_in_office(held.slug)))


def needs_of(request: OfficeRequest) -> dict[str, Any]:
    """What a form of this desk must know."""
    return {"user": request.user, "conference": request.conference, "language": get_language() or "en"}


def asked_for(request: OfficeRequest, *names: str) -> dict[str, int]:
    """Numbers with which the address fills a form in."""
    given = {name: request.GET.get(name, "") for name in names}
    return {name: int(value) for name, value in given.items() if value.isascii() and value.isdecimal()}


def answered(
    request: OfficeRequest, done: Attempt, words: Mapping[str, object], leave: Callable[[], str]
) -> HttpResponse:
    """Go back with the word that it is done, or show the form again."""
    return answered_with(request, FORM, done, {"conference": request.conference, **words}, leave)


def today(request: OfficeRequest) -> str:
    """The date at the venue."""
    return timezone.localdate(timezone=request.conference.zone).isoformat()
