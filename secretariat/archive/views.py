"""Pages of the archive."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from secretariat.accounts.permissions import SignedInRequest
from secretariat.archive import actions, permissions, queries
from secretariat.archive.forms import AttachForm, CiteForm, SourceForm
from secretariat.archive.models import File, Source
from secretariat.audit.action import Refused, Stale


class OfficeOfSources(SignedInRequest):
    """A request to the office; this desk lies beneath the conference and knows it as a row alone."""

    conference: Any


@require_GET
def sources(request: OfficeOfSources) -> HttpResponse:
    """All sources of the conference."""
    found = queries.sources_of(request.conference.pk, request.user, request.GET.get("q", ""))
    total = Source.objects.in_office_of(request.user).filter(conference_id=request.conference.pk).count()
    context = {
        "conference": request.conference,
        "sources": found,
        "shown": len(found),
        "total": total,
        "may_add": permissions.may_add_source(request.user, request.conference),
    }
    return render(request, "archive/sources.html", context)


@require_GET
def source(request: OfficeOfSources, pk: int) -> HttpResponse:
    """One source, its file, and everything that cites it."""
    found = _source(request, pk)
    context = {
        "conference": request.conference,
        "source": found,
        "facts": queries.facts_citing(found, request.user),
        "may_revise": permissions.may_revise_source(request.user, found),
        "may_attach": permissions.may_attach(request.user, found),
        "file": File.objects.visible_to(request.user).filter(sources=found).first(),
    }
    return render(request, "archive/source.html", context)


def add_source(request: OfficeOfSources) -> HttpResponse:
    """Keep a new source."""
    if not permissions.may_add_source(request.user, request.conference):
        raise PermissionDenied
    form = SourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_source(request.user, request.conference, details=form.details())
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The source is kept."))
            return redirect("archive:source", request.conference.slug, added.pk)
    return _form(request, form, title=_("Add a source"))


def revise_source(request: OfficeOfSources, pk: int) -> HttpResponse:
    """Correct what is kept about a source."""
    found = _source(request, pk)
    if not permissions.may_revise_source(request.user, found):
        raise PermissionDenied
    form = SourceForm(request.POST or None, instance=found)
    differences: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        seen = _source(request, pk)
        try:
            actions.revise_source(request.user, seen, version=form.cleaned_data["version"], details=form.details())
        except Stale:
            differences = _differences(form, seen)
            form.data = {**form.data.dict(), "version": seen.version}  # type: ignore[attr-defined]
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The source is revised."))
            return redirect("archive:source", request.conference.slug, pk)
    return _form(request, form, title=_("Revise the source"), differences=differences)


def attach(request: OfficeOfSources, pk: int) -> HttpResponse:
    """Hand in the file of a source."""
    found = _source(request, pk)
    if not permissions.may_attach(request.user, found):
        raise PermissionDenied
    form = AttachForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.attach(request.user, found, upload=form.cleaned_data["upload"])
        except Refused as error:
            form.add_error("upload", str(error))
        else:
            messages.success(request, _("The file is kept."))
            return redirect("archive:source", request.conference.slug, pk)
    return _form(request, form, title=_("Attach a file"))


def cite(request: OfficeOfSources, kind: str, pk: int) -> HttpResponse:
    """Name a source for a fact, with the passage that says it."""
    fact = queries.fact_in_office(request.user, request.conference.pk, kind, pk)
    if fact is None:
        raise Http404
    if not permissions.may_cite(request.user, fact):
        raise PermissionDenied
    form = CiteForm(request.POST or None)
    form.fields["source"].queryset = queries.sources_of(request.conference.pk, request.user, "")  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        named = form.cleaned_data["source"]
        try:
            actions.cite(request.user, fact, source=named, passage=form.cleaned_data["passage"])
        except Refused as error:
            form.add_error(error.field or None, str(error))
        else:
            messages.success(request, _("The source is cited."))
            return redirect("archive:source", request.conference.slug, named.pk)
    return _form(request, form, title=_("Cite a source: %(fact)s") % {"fact": fact})


@require_GET
def file(request: OfficeOfSources, pk: int) -> FileResponse:
    """The bytes of a file, to be kept and never shown as a page of this house."""
    found = get_object_or_404(File.objects.visible_to(request.user), pk=pk, conference_id=request.conference.pk)
    answer = FileResponse(found.content.open("rb"), as_attachment=True, filename=found.name)
    answer["Content-Type"] = found.content_type
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _source(request: OfficeOfSources, pk: int) -> Source:
    visible = Source.objects.in_office_of(request.user).filter(conference_id=request.conference.pk)
    return get_object_or_404(visible, pk=pk)


def _form(
    request: OfficeOfSources, form: BaseForm, *, title: str, differences: list[dict[str, Any]] | None = None
) -> HttpResponse:
    context = {"conference": request.conference, "form": form, "title": title, "differences": differences or []}
    return render(request, "archive/form.html", context)


def _differences(form: SourceForm, now: Source) -> list[dict[str, Any]]:
    found = []
    for name in form.Meta.fields:
        seen = str(form.data.get(form.add_initial_prefix(name), ""))
        current, yours = str(getattr(now, name) or ""), str(form.cleaned_data.get(name) or "")
        if len({seen, current, yours}) > 1:
            found.append({"label": form.fields[name].label, "seen": seen, "now": current, "yours": yours})
    return found
