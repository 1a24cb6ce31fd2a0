"""What the pages of this desk share: who reads them, and how a form is handed in."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from secretariat.archive.queries import Marks, page_in_office
from secretariat.audit.forms import Attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.dossier.queries.sight import Sight, sight_of

FORM = "dossier/form.html"


def sight_in_office(request: OfficeRequest) -> Sight:
    """How this person sees the conference whose office it is. One query."""
    held = request.conference
    return sight_of(held, request.user, get_language() or "en", Marks(page_in_office(held.slug)))


def unless(may: bool) -> None:  # noqa: FBT001 - the answer of a permission is all there is to pass
    """Turn away whoever may not."""
    if not may:
        raise PermissionDenied


def needs_of(request: OfficeRequest) -> dict[str, Any]:
    """What a form of this desk must know."""
    return {"user": request.user, "conference": request.conference, "language": get_language() or "en"}


def sent(request: OfficeRequest) -> Any:
    """What was handed in, if anything was."""
    return request.POST if request.method == "POST" else None


def asked_for(request: OfficeRequest, *names: str) -> dict[str, int]:
    """Numbers with which the address fills a form in."""
    given = {name: request.GET.get(name, "") for name in names}
    return {name: int(value) for name, value in given.items() if value.isascii() and value.isdecimal()}


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


def today(request: OfficeRequest) -> str:
    """The date at the venue."""
    return timezone.localdate(timezone=request.conference.zone).isoformat()
