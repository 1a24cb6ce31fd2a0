"""Pages of the archive."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.accounts.permissions import SignedInRequest
from secretariat.archive import actions, permissions, queries
from secretariat.archive.forms.sources import AttachForm, CiteForm, SourceForm, SourcesFilter, what_is_said_of
from secretariat.archive.models import File, Source, SourceKind, SourceQuerySet
from secretariat.audit.action import Refused, Stale
from secretariat.audit.forms import refuse
from secretariat.ui.revising import Difference
from secretariat.ui.templatetags.ui import own_name


class OfficeOfSources(SignedInRequest):
    """A request to the office; this desk lies beneath the conference and knows it as a row alone."""

    conference: Any
    roles: frozenset[str]


@require_GET
def sources(request: OfficeOfSources) -> HttpResponse:
    """All sources of the conference."""
    asked = SourcesFilter(request.GET)
    every = queries.sources_of(request.conference.pk, request.user)
    chosen = queries.sources_found(
        every, words=asked.chosen("q"), kind=asked.chosen("kind"), language=asked.chosen("language")
    )
    found = list(queries.in_order(chosen, asked.chosen("sort")))
    context = {
        "conference": request.conference,
        "sources": found,
        "filters": _filters(asked, every),
        "shown": len(found),
        "total": every.count(),
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
        "address": queries.address_of(found),
        "facts": queries.facts_citing(found, request.user),
        "may_revise": permissions.may_revise_source(request.user, found),
        "may_attach": permissions.may_attach(request.user, found),
        "file": File.objects.visible_to(request.user).filter(sources=found).first(),
    }
    return render(request, "archive/source.html", context)


@require_http_methods(["GET", "POST"])
def add_source(request: OfficeOfSources) -> HttpResponse:
    """Keep a new source."""
    if not permissions.may_add_source(request.user, request.conference):
        raise PermissionDenied
    form = SourceForm(request.POST or None, **_of_form(request))
    if form.is_bound and form.is_valid():
        try:
            added = actions.add_source(request.user, request.conference, details=form.details)
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("The source is kept."))
            return redirect("archive:source", request.conference.slug, added.pk)
    return render(request, "archive/add_source.html", {"conference": request.conference, "form": form})


@require_http_methods(["GET", "POST"])
def revise_source(request: OfficeOfSources, pk: int) -> HttpResponse:
    """Correct what is kept about a source."""
    found = _source(request, pk)
    if not permissions.may_revise_source(request.user, found):
        raise PermissionDenied
    form = SourceForm(request.POST or None, initial=what_is_said_of(found), **_of_form(request))
    differences: list[Difference] = []
    if form.is_bound and form.is_valid():
        try:
            seen = form.cleaned_data["version"] or 0
            actions.revise_source(request.user, found, version=seen, details=form.details)
        except Stale:
            now = what_is_said_of(_source(request, pk))
            differences, form = form.differences(now), form.renewed(now, **_of_form(request))
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("The source is revised."))
            return redirect("archive:source", request.conference.slug, pk)
    context = {"conference": request.conference, "source": found, "form": form, "differences": differences}
    return render(request, "archive/revise_source.html", context)


@require_http_methods(["GET", "POST"])
def attach(request: OfficeOfSources, pk: int) -> HttpResponse:
    """Hand in the file of a source."""
    found = _source(request, pk)
    if not permissions.may_attach(request.user, found):
        raise PermissionDenied
    # A form without a file has neither fields nor files, and is bound all the same.
    is_sent = request.method == "POST"
    form = AttachForm(request.POST, request.FILES) if is_sent else AttachForm()
    if is_sent and form.is_valid():
        try:
            actions.attach(request.user, found, upload=form.cleaned_data["upload"])
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("The file is kept."))
            return redirect("archive:source", request.conference.slug, pk)
    return render(request, "archive/attach.html", {"conference": request.conference, "source": found, "form": form})


@require_http_methods(["GET", "POST"])
def cite(request: OfficeOfSources, kind: str, pk: int) -> HttpResponse:
    """Name a source for a fact, with the passage that says it."""
    fact = queries.fact_in_office(request.user, request.conference.pk, kind, pk)
    if fact is None:
        raise Http404
    if not permissions.may_cite(request.user, fact):
        raise PermissionDenied
    form = CiteForm(request.POST or None)
    known = queries.sources_of(request.conference.pk, request.user)
    form.fields["source"].queryset = known  # type: ignore[attr-defined]
    if form.is_bound and form.is_valid():
        named = form.cleaned_data["source"]
        try:
            actions.cite(request.user, fact, source=named, passage=form.cleaned_data["passage"])
        except Refused as error:
            refuse(form, error)
        else:
            messages.success(request, _("The source is cited."))
            return redirect("archive:source", request.conference.slug, named.pk)
    context = {
        "conference": request.conference,
        "fact": fact,
        "kind_key": kind,
        "kind": queries.KINDS.get(kind, fact._meta.verbose_name),
        "form": form,
        "may_add": permissions.may_add_source(request.user, request.conference),
    }
    return render(request, "archive/cite.html", context)


@require_GET
def file(request: OfficeOfSources, pk: int) -> FileResponse:
    """The bytes of a file, to be kept and never shown as a page of this house."""
    found = get_object_or_404(File.objects.visible_to(request.user), pk=pk, conference_id=request.conference.pk)
    answer = FileResponse(found.content.open("rb"), as_attachment=True, filename=found.name)
    answer["Content-Type"] = found.content_type
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _of_form(request: OfficeOfSources) -> dict[str, Any]:
    return {"roles": request.roles, "today": localdate(timezone=request.conference.zone)}


def _source(request: OfficeOfSources, pk: int) -> Source:
    visible = Source.objects.in_office_of(request.user).filter(conference_id=request.conference.pk)
    return get_object_or_404(visible, pk=pk)


def _filters(asked: SourcesFilter, every: SourceQuerySet) -> list[dict[str, Any]]:
    spoken = sorted(code for code in set(every.order_by().values_list("language", flat=True)) if code)
    kinds = [("", _("All kinds")), *SourceKind.choices]
    languages = [("", _("All languages")), *((code, own_name(code)) for code in spoken)]
    return [
        {"name": name, "label": label, "choices": _choices(choices, asked.chosen(name))}
        for name, label, choices in (("kind", _("Kind"), kinds), ("language", _("Language"), languages))
    ]


def _choices(choices: Iterable[tuple[str, object]], chosen: str) -> list[dict[str, object]]:
    return [{"value": value, "label": str(label), "is_chosen": value == chosen} for value, label in choices]
