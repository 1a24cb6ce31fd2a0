"""What the office's pages of this desk share."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from secretariat.conference.permissions import OfficeRequest
from secretariat.door import permissions


def let_in(request: OfficeRequest) -> None:
    """Turn away whoever has no business at the door."""
    if not permissions.may_see_door(request.user, request.conference):
        raise PermissionDenied


def language() -> str:
    """The reader's language."""
    return get_language() or "en"


def choice_of(name: str, label: object, choices: Iterable[tuple[object, object]], chosen: str) -> dict[str, Any]:
    """One choice above a table."""
    shown = [{"value": value, "label": str(text), "is_chosen": str(value) == chosen} for value, text in choices]
    return {"name": name, "label": label, "choices": shown}


def numbers(values: Iterable[str]) -> list[int]:
    """The ids among what a browser sent."""
    return [int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 19]


def without(query: QueryDict, *names: str, **more: str) -> str:
    """An address's question without some of its words, and with others."""
    kept = query.copy()
    for name in names:
        kept.pop(name, None)
    for name, value in more.items():
        kept[name] = value
    return kept.urlencode()


def page_of(request: OfficeRequest, name: str, *args: object) -> str:
    """The address of a page of this desk."""
    return reverse(f"door:{name}", args=[request.conference.slug, *args])


def form_page(request: OfficeRequest, done: Any, **context: Any) -> HttpResponse:
    """A page with a form; 422 if something in it has to be looked at."""
    has_errors = done.form.is_bound and bool(done.form.errors or done.differences)
    shown = {"conference": request.conference, "form": done.form, "differences": done.differences, **context}
    return render(request, "door/form.html", shown, status=422 if has_errors else 200)
