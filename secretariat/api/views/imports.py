"""Pages of imports: hand a file in, look at each cell, put right what is wrong, and only then bring it in."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.accounts.models import User
from secretariat.api import actions, permissions
from secretariat.api.forms.imports import KIND_OF_ROW, PrepareForm
from secretariat.api.models import Import, ImportFormat, ImportState
from secretariat.api.queries.drafted import Unreadable
from secretariat.api.queries.imports import entering, showing, standing
from secretariat.api.queries.imports.kinds import KINDS
from secretariat.api.queries.imports.missing import missing_in_words
from secretariat.api.queries.imports.reading import chosen_of, draft_of
from secretariat.api.queries.imports.words import unreadable_in_words
from secretariat.api.queries.reading import lacking_in_words
from secretariat.audit.action import Refused
from secretariat.audit.forms import refuse
from secretariat.conference.models import Conference
from secretariat.conference.permissions import OfficeRequest
from secretariat.parties.models import Party
from secretariat.ui.answering import asked, sent, unless

PILLS = {
    ImportState.COLUMNS: "no answer",
    ImportState.PREVIEW: "tentative",
    ImportState.DONE: "accepted",
    ImportState.UNDONE: "withdrawn",
    ImportState.DISCARDED: "declined",
}
PILL_OF_VERDICT = {"new": "accepted", "changed": "tentative", "same": "no answer", "error": "declined"}


@require_GET
def imports(request: OfficeRequest) -> HttpResponse:
    """The files that were brought in, or are to be."""
    unless(permissions.may_prepare_import(request.user, request.conference))
    found = showing.imports_of(request.conference, request.user)
    rows = [{"batch": batch, "pill": PILLS[ImportState(batch.state)], "sum": showing.sum_of(batch)} for batch in found]
    return render(request, "api/imports.html", {"conference": request.conference, "rows": rows})


@require_http_methods(["GET", "POST"])
def prepare_import(request: OfficeRequest) -> HttpResponse:
    """Hand in a file of another program; nothing is written before somebody has looked at it."""
    unless(permissions.may_prepare_import(request.user, request.conference))
    form = PrepareForm(sent(request), request.FILES or None, user=request.user, conference=request.conference)
    if form.is_bound and form.is_valid():
        try:
            batch = _prepared(request.user, request.conference, form)
        except Unreadable as error:
            form.add_error("file", unreadable_in_words(error))
        except Refused as error:
            refuse(form, error)
        else:
            return redirect(page_of(batch))
    context = {"conference": request.conference, "form": form}
    return render(request, "api/import_form.html", context, status=422 if form.errors else 200)


@require_GET
def import_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """One import: what it would do, or what it did."""
    batch = seen(request, pk)
    if batch.state == ImportState.COLUMNS:
        return redirect("api:match_columns", request.conference.slug, batch.pk)
    context: dict[str, Any] = {
        "conference": request.conference,
        "batch": batch,
        "pill": PILLS[ImportState(batch.state)],
        "sum": showing.sum_of(batch),
        "left_out": showing.left_out_of(batch),
        "lacking": lacking_in_words(batch.format),
    }
    if batch.state == ImportState.PREVIEW:
        return render(request, "api/import.html", {**context, **_preview(request, batch)})
    is_in_time = standing.is_in_time(batch, timezone.now())
    context["may_undo"] = is_in_time
    context["obstacles"] = standing.obstacles(batch)[: standing.MOST] if is_in_time else []
    context["until"] = batch.ended_at + standing.KEPT_FOR if is_in_time and batch.ended_at else None
    context["verdicts"] = [(label, number) for _key, label, number in _filters(batch, "") if number]
    return render(request, "api/import_done.html", context)


def seen(request: OfficeRequest, pk: int) -> Import:
    """An import of this conference that this person may see; its bytes are read only where they are needed."""
    rows = Import.objects.in_office_of(request.user).filter(conference=request.conference, pk=pk)
    batch = rows.select_related("conference", "entered_by").defer("content").first()
    if batch is None:
        raise Http404
    unless(permissions.may_see_import(request.user, batch))
    return batch


def page_of(batch: Import) -> Any:
    """Where an import goes on: its columns, or what it would do."""
    name = "match_columns" if batch.state == ImportState.COLUMNS else "import"
    return reverse(f"api:{name}", args=[batch.conference.slug, batch.pk])


def _prepared(user: User, conference: Conference, form: PrepareForm) -> Import:
    said = form.cleaned_data
    is_table = said["format"] == ImportFormat.TABLE
    draft = None if is_table else draft_of(said["format"], said["content"], chosen_of(conference, form.chosen))
    handed = actions.Handed(said["file"].name, said["format"], form.chosen, said["content"] if is_table else None)
    return actions.prepare_import(user, conference, handed=handed, draft=draft)


def _preview(request: OfficeRequest, batch: Import) -> dict[str, Any]:
    kind, verdict = asked(request, "kind"), asked(request, "verdict")
    kinds = [name for name in KINDS if name in batch.counts["rows"]]
    # One kind at a time: each has columns of its own.
    kind = kind if kind in kinds else kinds[0] if kinds else ""
    page = Paginator(showing.filtered(batch, kind, verdict), showing.ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    rows = showing.shown_rows(batch, page.object_list)
    columns = showing.columns_of(rows)
    counted = showing.tallies(batch)
    affiliations = showing.affiliations_without_party(batch) if "delegate" in kinds else []
    return {
        "kinds": [(name, KINDS[name].label, name == kind) for name in kinds] if len(kinds) > 1 else [],
        "kind": kind,
        "verdict": verdict,
        "filters": [(*each, each[0] == verdict) for each in _filters(batch, kind) if each[2] or each[0] == verdict],
        "all_count": sum(number for key, number in showing.tallies(batch, kind).items() if key != showing.WARNED),
        "page": page,
        "rows": _in_rows(batch, rows, {name for name, _label in columns}),
        "columns": columns,
        "writable": counted["new"] + counted["changed"],
        "wrong": counted["error"],
        "opened": batch.counts.get("opened", 0),
        "missing": missing_in_words(batch),
        "problems": showing.problems_of(batch),
        "affiliations": affiliations,
        "parties": Party.objects.in_protocol_order(get_language() or "en") if affiliations else [],
        "back": request.GET.urlencode(),
        "is_table": batch.format == ImportFormat.TABLE,
        "row_kind": KIND_OF_ROW.get(kind, ""),
    }


def _in_rows(batch: Import, rows: list[showing.ShownRow], columns: set[str]) -> list[dict[str, Any]]:
    pairs = zip(rows, entering.to_mend(batch, rows), strict=True)
    return [
        {
            "shown": each,
            "pill": "withdrawn" if each.row.is_skipped else PILL_OF_VERDICT[each.row.verdict],
            "cells": [(cell, entry) for cell, entry in cells if cell.name in columns],
        }
        for each, cells in pairs
    ]


def _filters(batch: Import, kind: str) -> list[tuple[str, Any, int]]:
    counted = showing.tallies(batch, kind)
    return [(key, label, counted[key]) for key, label in showing.FILTERS.items()]
