"""How the pages of every desk take what was handed in, turn people away, and answer a form."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


class Handed(Protocol):
    """A form that was asked for or handed in, and what became of it."""

    @property
    def form(self) -> forms.BaseForm: ...
    @property
    def is_done(self) -> bool: ...
    @property
    def differences(self) -> Any: ...


def unless(is_allowed: bool) -> None:  # noqa: FBT001 - read aloud, it is a sentence
    """Turn away whoever may not."""
    if not is_allowed:
        raise PermissionDenied


def sent(request: HttpRequest) -> Any:
    """What was handed in, if anything was."""
    return request.POST if request.method == "POST" else None


def asked(request: HttpRequest, name: str) -> str:
    """A word with which the address asks for less than everything."""
    return request.GET.get(name, "").replace("\x00", "")[:200]


def on_a_page(request: HttpRequest, usual: int) -> int:
    """How many rows a page shows: as many as usual, and more where a file is made of all pages."""
    return max(usual, int(getattr(request, "rows_at_once", 0)))


def answered_with(
    request: HttpRequest, template: str, done: Handed, words: Mapping[str, object], leave: Callable[[], str]
) -> HttpResponse:
    """Go back with the word that it is done, or show the form again."""
    if done.is_done:
        messages.success(request, str(words["done"]))
        return redirect(leave())
    context = {"form": done.form, "differences": done.differences, "leave": leave(), **words}
    return render(request, template, context, status=422 if done.form.errors else 200)
