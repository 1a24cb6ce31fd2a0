"""Deeds on one import: its columns, its cells, its parties; and bringing it in, undoing it, letting go of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from secretariat.api import actions, permissions
from secretariat.api.forms.imports import MatchColumnsForm, MeansForm, kinds_for, value_in
from secretariat.api.models import Import, ImportFormat, ImportRow, ImportState, Verdict
from secretariat.api.queries.drafted import Unreadable
from secretariat.api.queries.imports import entering, showing
from secretariat.api.queries.imports.kinds import KINDS
from secretariat.api.queries.imports.reading import chosen_of, draft_of
from secretariat.api.queries.imports.tables import proposed
from secretariat.api.queries.imports.words import unreadable_in_words
from secretariat.api.queries.reading.opened import table_of
from secretariat.api.views.imports import PILL_OF_VERDICT, page_of, seen
from secretariat.audit.action import Refused
from secretariat.audit.forms import refuse
from secretariat.conference.permissions import OfficeRequest
from secretariat.engines.tables import Table
from secretariat.ui.answering import asked, sent, unless


@require_http_methods(["GET", "POST"])
def match_columns(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say what the columns of a table hold."""
    batch = seen(request, pk)
    unless(permissions.may_match_columns(request.user, batch))
    if batch.format != ImportFormat.TABLE or not showing.is_open(batch) or batch.content is None:
        return redirect("api:import", request.conference.slug, batch.pk)
    try:
        table = table_of(bytes(batch.content))
    except Unreadable as error:
        # Whoever handed it in lets go of it; to look at a page changes nothing.
        unread = {"conference": request.conference, "batch": batch, "why": unreadable_in_words(error)}
        return render(request, "api/import_unread.html", unread, status=422 if request.method == "POST" else 200)
    kinds = kinds_for(request.user, request.conference)
    said = proposed(table, request.conference, asked(request, "kind") if asked(request, "kind") in kinds else "")
    form = MatchColumnsForm(sent(request), table=table, proposed=said, kinds=kinds)
    if request.POST.get("step") == "kind":
        here = reverse("api:match_columns", args=[request.conference.slug, batch.pk])
        return redirect(f"{here}?kind={request.POST.get('kind', '')[:20]}")
    if form.is_bound and form.is_valid() and _matched(request, batch, form, table):
        return redirect("api:import", request.conference.slug, batch.pk)
    context = {
        "conference": request.conference,
        "batch": batch,
        "form": form,
        "count": len(table.rows),
        "is_remembered": said.is_remembered and not form.is_bound,
        "columns": [form[name] for name in form.fields if name.startswith("column_")],
    }
    return render(request, "api/import_columns.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def correct_cell(request: OfficeRequest, pk: int, row: int) -> HttpResponse:
    """All cells of a row, each to be corrected."""
    batch = seen(request, pk)
    unless(permissions.may_correct_cell(request.user, batch))
    held = _row(batch, row)
    cell = request.POST.get("cell", "")
    if request.method == "POST" and cell in KINDS[held.kind].cells:
        value = value_in(request.POST, held.kind, cell)
        try:
            actions.correct_cell(request.user, batch, row=held.pk, cell=cell, value=value)
        except Refused as error:
            messages.error(request, str(error))
        return _back(request, batch, row=held)
    if not showing.is_open(batch):
        return redirect(page_of(batch))
    shown = showing.shown_rows(batch, [held])[0]
    context = {
        "conference": request.conference,
        "batch": batch,
        "shown": shown,
        "pill": PILL_OF_VERDICT[held.verdict],
        "kind": KINDS[held.kind],
        "cells": entering.inputs_of(batch, shown),
    }
    return render(request, "api/import_row.html", context)


@require_POST
def skip_row(request: OfficeRequest, pk: int) -> HttpResponse:
    """Leave a row out, or take it in again; or leave out all that cannot be brought in."""
    batch = seen(request, pk)
    unless(permissions.may_skip_row(request.user, batch))
    held = None
    if request.POST.get("row") == "wrong":
        rows = list(batch.rows.filter(verdict=Verdict.ERROR, is_skipped=False).values_list("pk", flat=True))
    else:
        held = _row(batch, request.POST.get("row", ""))
        rows = [held.pk]
    actions.skip_row(request.user, batch, rows=rows, is_skipped=request.POST.get("step") != "take in")
    return _back(request, batch, row=held)


@require_POST
def match_party(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say which party an affiliation means, for all rows that have it."""
    batch = seen(request, pk)
    unless(permissions.may_match_party(request.user, batch))
    form = MeansForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return _back(request, batch)
    said, party = form.cleaned_data["said"], form.cleaned_data["meant"]
    actions.match_party(request.user, batch, said=said, party=party)
    messages.success(request, _("“%(said)s” is taken for %(party)s from now on.") % {"said": said, "party": party})
    return _back(request, batch)


@require_POST
def confirm_import(request: OfficeRequest, pk: int) -> HttpResponse:
    """Bring everything in that is new or changed."""
    batch = seen(request, pk)
    unless(permissions.may_confirm_import(request.user, batch))
    done = actions.confirm_import(request.user, batch, at=timezone.now())
    if done.done:
        said = ngettext("%(count)s row was added or changed.", "%(count)s rows were added or changed.", done.done)
        messages.success(request, said % {"count": done.done})
    else:
        changed = "; ".join(f"{name}: {why}" for name, why in done.skipped[:5])
        said = _("Nothing was written: the conference has changed since you looked. Look again: %(what)s")
        messages.warning(request, said % {"what": changed})
    return redirect("api:import", request.conference.slug, batch.pk)


@require_POST
def undo_import(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take an import back."""
    batch = seen(request, pk)
    unless(permissions.may_undo_import(request.user, batch))
    done = actions.undo_import(request.user, batch, at=timezone.now())
    said = ngettext("It is undone: %(count)s row.", "It is undone: %(count)s rows.", done.done)
    messages.success(request, said % {"count": done.done})
    return redirect("api:import", request.conference.slug, batch.pk)


@require_POST
def discard_import(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let go of a file that is not to be brought in."""
    batch = seen(request, pk)
    unless(permissions.may_discard_import(request.user, batch))
    actions.discard_import(request.user, batch, at=timezone.now())
    messages.success(request, _("It is discarded; nothing of the file is kept."))
    return redirect("api:imports", request.conference.slug)


@require_POST
def forget_imports(request: OfficeRequest) -> HttpResponse:
    """Delete now what would be deleted in the night: files that nobody brought in for 30 days."""
    unless(permissions.may_forget_imports(request.user, request.conference))
    done = actions.forget_imports(request.user, request.conference, at=timezone.now())
    messages.success(request, _("Files deleted: %(count)s.") % {"count": done.done})
    return redirect("api:imports", request.conference.slug)


def _matched(request: OfficeRequest, batch: Import, form: MatchColumnsForm, table: Table) -> bool:
    columns = form.columns
    kept: dict[str, Any] = {
        **batch.chosen,
        "kind": columns.kind,
        "columns": list(columns.columns),
        "is_headed": columns.is_headed,
    }
    try:
        draft = draft_of(batch.format, bytes(batch.content or b""), chosen_of(batch.conference, kept))
        first = list(table.rows[0].cells)
        headings = (*first, *[""] * (form.width - len(first)))
        actions.match_columns(request.user, batch, columns=columns, draft=draft, headings=headings)
    except Unreadable as error:
        form.add_error(None, unreadable_in_words(error))
    except Refused as error:
        refuse(form, error)
    return not form.errors


def _row(batch: Import, number: object) -> ImportRow:
    said = str(number)
    held = batch.rows.filter(pk=int(said)).first() if said.isdecimal() and len(said) < 19 else None
    if held is None:
        raise Http404
    return held


def _back(request: OfficeRequest, batch: Import, row: ImportRow | None = None) -> HttpResponse:
    """Back to the part of the preview from which somebody came, or to the row."""
    here = reverse("api:import", args=[request.conference.slug, batch.pk])
    if batch.state != ImportState.PREVIEW:
        return redirect(here)
    if row is not None and request.POST.get("from") == "row":
        return redirect("api:correct_cell", request.conference.slug, batch.pk, row.pk)
    asked_for = request.POST.get("back", "")[:300]
    anchor = f"#row-{row.pk}" if row is not None else ""
    return redirect(f"{here}?{asked_for}{anchor}" if asked_for else f"{here}{anchor}")
