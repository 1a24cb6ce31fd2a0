"""The page on which a delegation is named by a list: hand it in, look at each cell, mend it, and only then write."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from secretariat.archive.queries import as_sheet
from secretariat.audit.action import Batch, Refused
from secretariat.audit.forms import refuse
from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations import actions, permissions, queries
from secretariat.delegations.forms.roster import (
    LABELS,
    ColumnsForm,
    RosterForm,
    as_text,
    entered_in,
)
from secretariat.delegations.models import Delegation
from secretariat.delegations.queries.headings import template_headings
from secretariat.delegations.queries.roster import ASKED, CHANGED, NEW, SAME, WRONG, Line, Roster, judge
from secretariat.delegations.queries.table_words import notes_in_words
from secretariat.ui.spreadsheets import as_file

RESULT = "delegations-roster-result"
# Lines shown one by one: those that need a look come first, the others are told by their number.
SHOWN = 400
PILLS = {NEW: "accepted", CHANGED: "tentative", ASKED: "tentative", SAME: "no answer", WRONG: "declined"}


@require_http_methods(["GET", "POST"])
def nominate_many(request: OfficeRequest, pk: int) -> HttpResponse:
    """Name the people of a delegation by a list."""
    seen = Delegation.objects.in_office_of(request.user).filter(conference=request.conference)
    delegation: Delegation = get_object_or_404(seen.select_related("party"), pk=pk)
    if not permissions.may_nominate_many(request.user, delegation):
        raise PermissionDenied
    kind = request.GET.get("template", "")
    if kind in {"csv", "xlsx"}:
        headings = template_headings(get_language() or "en")
        return as_file(
            as_sheet([headings], kind, title=_("Nominees")), kind, name=f"{request.conference.slug}-nominees"
        )
    form = RosterForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        conference=request.conference,
        language=get_language() or "en",
    )
    context: dict[str, Any] = {
        "conference": request.conference,
        "delegation": delegation,
        "party_name": name_of(delegation.party, shown_names(request.conference)),
        "places": queries.places_of(delegation),
        "form": form,
        "result": request.session.pop(RESULT, None) if RESULT in request.session else None,
    }
    if form.is_bound and form.is_valid():
        return _looked_at(request, delegation, form, context)
    return render(request, "delegations/nominate_many.html", context, status=422 if form.is_bound else 200)


def _looked_at(
    request: OfficeRequest, delegation: Delegation, form: RosterForm, context: dict[str, Any]
) -> HttpResponse:
    """Show what the list means, or write it if that was seen and is wanted."""
    table = form.table
    is_chosen = "column_0" in request.POST and not request.FILES
    columns = ColumnsForm(request.POST if is_chosen else None, table=table)
    if columns.is_bound and not columns.is_valid():
        return render(
            request, "delegations/nominate_many.html", {**context, **_mended(form), "columns": columns}, status=422
        )
    chosen = columns.columns if columns.is_bound else columns.found
    is_headed = columns.cleaned_data["headed"] if columns.is_bound else columns.is_headed
    entered = entered_in(table, chosen, is_headed=is_headed)
    language = form.cleaned_data["language"]
    if request.POST.get("step") == "write" and is_chosen:
        try:
            batch = actions.nominate_many(
                request.user, delegation, entered=entered, language=language, sensitivity=form.sensitivity
            )
        except Refused as error:
            refuse(form, error)
        else:
            return _told(request, delegation, batch)
    roster = judge(delegation, request.user, entered, language=language)
    fields = [name for name in chosen if name]
    shown = {"columns": columns, "notes": notes_in_words(table), **_preview(roster, fields), **_mended(form)}
    return render(request, "delegations/nominate_many.html", {**context, **shown})


def _told(request: OfficeRequest, delegation: Delegation, batch: Batch) -> HttpResponse:
    """Back to the page, which says once what was done and what was skipped: loading it again repeats nothing."""
    request.session[RESULT] = {"done": batch.done, "skipped": [list(pair) for pair in batch.skipped]}
    if batch.done:
        messages.success(request, _("The list is written."))
    return redirect("delegations:nominate_many", request.conference.slug, delegation.pk)


def _mended(form: RosterForm) -> dict[str, Any]:
    """The form with the list as text, whatever it came as, so that it can be mended on the spot."""
    fields = {**{name: form.data[name] for name in form.data}, "pasted": as_text(form.table), "separator": "tab"}
    mended = RosterForm(fields, **form.needs)
    mended.is_valid()
    return {"form": mended}


def _preview(roster: Roster, fields: Iterable[str]) -> dict[str, Any]:
    names = list(fields)
    noted = [line for line in roster.lines if line.is_noted]
    others = [line for line in roster.lines if not line.is_noted]
    shown = sorted([*noted, *others][:SHOWN], key=lambda line: line.number)
    words = {
        NEW: pgettext("line", "New"),
        CHANGED: pgettext("line", "Changed"),
        ASKED: pgettext("line", "Asked for"),
        SAME: pgettext("line", "Same"),
        WRONG: pgettext("line", "Left out"),
    }
    return {
        "is_preview": True,
        "heads": [LABELS[name] for name in names],
        "lines": [_shown(line, names, words) for line in shown],
        "tallies": [(words[state], PILLS[state], len(roster.of(state))) for state in PILLS if roster.of(state)],
        "total": len(roster.lines),
        "writable": len(roster.lines) - len(roster.of(WRONG)) - len(roster.of(SAME)),
        "left": roster.places,
    }


def _shown(line: Line, names: list[str], words: dict[str, str]) -> dict[str, Any]:
    return {
        "line": line,
        "label": words[line.state],
        "pill": PILLS[line.state],
        "cells": [(LABELS[name], line.cells.get(name)) for name in names],
    }
