"""Pages of templates: writing one and looking at it, and saying which is in use."""

import base64
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from secretariat.audit.forms import Attempt, attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.door import actions, permissions, queries
from secretariat.door.forms.printing import AddTemplateForm, ReviseTemplateForm, what_is_said_of_template
from secretariat.door.models import BadgeTemplate, PrintKind
from secretariat.engines.paper import Bounds, Unprintable, draw

PREVIEW = "another"
PREVIEWED = Bounds(seconds=5, size=16 * 1024 * 1024, pages=12)


@require_http_methods(["GET", "POST"])
def add_template(request: OfficeRequest) -> HttpResponse:
    """Write a Typst file, beginning with the house's own, and look at it before it is kept."""
    held, user = request.conference, request.user
    if not permissions.may_add_template(user, held):
        raise PermissionDenied
    kind = _kind(request)
    started = {"kind": kind, "name": PrintKind(kind).label, "source": queries.house_source(kind)}
    form = AddTemplateForm(request.POST or None, initial=started)
    words = {"title": _("Add a template"), "kind": kind, "kinds": PrintKind.choices}
    if PREVIEW in request.POST:
        return _previewed(request, form, **words)
    done = attempt(form, lambda: actions.add_template(user, held, details=form.cleaned_data))
    if done.is_done:
        messages.success(request, _("The template is kept. It is not in use yet."))
        return redirect("door:printing", held.slug)
    return _page(request, done, **words)


@require_http_methods(["GET", "POST"])
def revise_template(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change a template, and look at it before it is kept."""
    kept, user = _template(request, pk), request.user
    if not permissions.may_revise_template(user, kept):
        raise PermissionDenied

    def now() -> dict[str, Any]:
        return what_is_said_of_template(BadgeTemplate.objects.get(pk=pk))

    form = ReviseTemplateForm(request.POST or None, initial=now())
    words = {"title": _("Revise a template"), "kind": kept.kind, "template": kept}
    if PREVIEW in request.POST:
        return _previewed(request, form, **words)
    done = attempt_revision(
        form,
        lambda: actions.revise_template(user, kept, details=form.details, version=seen_version(form)),
        now=now,
    )
    if done.is_done:
        messages.success(request, _("The template is changed."))
        return redirect("door:printing", request.conference.slug)
    return _page(request, done, **words)


@require_POST
def use_template(request: OfficeRequest, pk: int) -> HttpResponse:
    """Lay out everything of its kind with this template from now on."""
    actions.use_template(request.user, _template(request, pk))
    messages.success(request, _("The template is in use."))
    return redirect("door:printing", request.conference.slug)


@require_POST
def retire_template(request: OfficeRequest, pk: int) -> HttpResponse:
    """Use this template no more."""
    actions.retire_template(request.user, _template(request, pk))
    messages.success(request, _("The house’s own template serves again."))
    return redirect("door:printing", request.conference.slug)


def _template(request: OfficeRequest, pk: int) -> BadgeTemplate:
    rows = BadgeTemplate.objects.in_office_of(request.user).filter(conference=request.conference)
    return get_object_or_404(rows, pk=pk)


def _kind(request: OfficeRequest) -> str:
    asked = request.POST.get("kind", request.GET.get("kind", ""))
    return asked if asked in PrintKind.values else str(PrintKind.BADGE)


def _previewed(request: OfficeRequest, form: forms.Form, **words: Any) -> HttpResponse:
    """The page with pictures of the samples; nothing is kept."""
    pictures: list[str] = []
    if form.is_valid():
        try:
            pictures = _pictures(request, words["kind"], form.cleaned_data["source"])
        except Unprintable as error:
            form.add_error("source", queries.fault_in_words(error))
    return _page(request, Attempt(is_done=False, form=form), pictures=pictures, **words)


def _pictures(request: OfficeRequest, kind: str, source: str) -> list[str]:
    held = request.conference
    papers = queries.samples_of(held, kind, get_language() or held.original_language)
    files = {**papers.files, **queries.files_beside(held, kind)}
    pages = draw(source, papers.data, files, dots=110 if kind == PrintKind.BADGE else 60, bounds=PREVIEWED)
    return [base64.b64encode(page).decode("ascii") for page in pages]


def _page(request: OfficeRequest, done: Attempt, **context: Any) -> HttpResponse:
    has_errors = done.form.is_bound and bool(done.form.errors or done.differences)
    shown = {
        "conference": request.conference,
        "form": done.form,
        "differences": done.differences,
        "button": _("Save"),
        "another": _("Preview"),
        "leave": reverse("door:printing", args=[request.conference.slug]),
        **context,
    }
    return render(request, "door/print_template.html", shown, status=422 if has_errors else 200)
