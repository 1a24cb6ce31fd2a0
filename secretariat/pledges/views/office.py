"""What the pages of this desk share: how a form is handed in and answered."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from secretariat.audit.forms import Attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.ui.answering import answered_with

FORM = "pledges/form.html"


def needs_of(request: OfficeRequest) -> dict[str, Any]:
    """What a form of this desk must know."""
    return {"user": request.user, "conference": request.conference, "language": get_language() or "en"}


def answered(
    request: OfficeRequest, done: Attempt, words: Mapping[str, object], leave: Callable[[], str]
) -> HttpResponse:
    """Go back with the word that it is done, or show the form again."""
    return answered_with(request, FORM, done, {"conference": request.conference, **words}, leave)


def today(request: OfficeRequest) -> date:
    """The day at the venue."""
    return timezone.localdate(timezone=request.conference.zone)
