"""What the addresses of this desk ask for, and the pages' common words."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import get_language

from secretariat.conference.permissions import OfficeRequest


def today_at(request: OfficeRequest) -> Any:
    """The day it is at the venue."""
    return localdate(timezone=request.conference.zone)


def language() -> str:
    """The reader's language."""
    return get_language() or "en"


def choice_of(name: str, label: object, choices: Iterable[tuple[str, object]], chosen: str) -> dict[str, Any]:
    """One choice above a table."""
    shown = [{"value": value, "label": str(text), "is_chosen": value == chosen} for value, text in choices]
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


def form_page(request: OfficeRequest, template: str, done: Any, **context: Any) -> HttpResponse:
    """A page with a form; 422 if something in it has to be looked at."""
    has_errors = done.form.is_bound and bool(done.form.errors or done.differences)
    shown = {"conference": request.conference, "form": done.form, "differences": done.differences, **context}
    return render(request, template, shown, status=422 if has_errors else 200)
