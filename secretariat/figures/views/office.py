"""What the pages of this desk share: who reads them, and how a form is handed in."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from secretariat.archive.queries import Marks, page_in_office
from secretariat.audit.forms import Attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import shown_names
from secretariat.figures.queries.reading import Reading

FORM = "figures/form.html"


def reading_in_office(request: OfficeRequest) -> Reading:
    """How this person reads the conference whose office it is. One query."""
    held = request.conference
    return Reading(held, request.user, Marks(page_in_office(held.slug)), shown_names(held))


def unless(may: bool) -> None:  # noqa: FBT001 - the answer of a permission is all there is to pass
    """Turn away whoever may not."""
    if not may:
        raise PermissionDenied


def needs_of(request: OfficeRequest) -> dict[str, Any]:
    """What a form of this desk must know."""
    return {"user": request.user, "conference": request.conference}


def sent(request: OfficeRequest) -> Any:
    """What was handed in, if anything was."""
    return request.POST if request.method == "POST" else None


def asked(request: OfficeRequest, name: str) -> str:
    """A word with which the address asks for less than everything."""
    return request.GET.get(name, "").replace("\x00", "")[:200]


def answered(
    request: OfficeRequest, done: Attempt, words: Mapping[str, object], leave: Callable[[], str]
) -> HttpResponse:
    """Go back with the word that it is done, or show the form again."""
    if done.is_done:
        messages.success(request, str(words["done"]))
        return redirect(leave())
    context = {
        "conference": request.conference,
        "form": done.form,
        "differences": done.differences,
        "leave": leave(),
        **words,
    }
    return render(request, FORM, context, status=422 if done.form.errors else 200)


def today(request: OfficeRequest) -> date:
    """The day at the venue."""
    return timezone.localdate(timezone=request.conference.zone)
