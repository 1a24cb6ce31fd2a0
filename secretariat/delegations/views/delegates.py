"""The list of delegates: found by any spelling, by party, by role and by state."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from secretariat.accounts.models import OFFICE_ROLES
from secretariat.archive.queries import as_sheet
from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import shown_names
from secretariat.delegations import permissions, queries
from secretariat.delegations.forms.people import DelegatesFilter
from secretariat.delegations.models import DelegateQuerySet, DelegateRole, DelegateState
from secretariat.delegations.views.kept import edition_of, kept
from secretariat.delegations.views.listing import COLUMNS, PAGE, Column, columns_asked_for, lines, sheet_of
from secretariat.ui.spreadsheets import as_file


@require_GET
def delegates(request: OfficeRequest) -> HttpResponse:
    """All delegates: found by any spelling, by party and by role."""
    asked, conference, columns = (
        DelegatesFilter(request.GET),
        request.conference,
        columns_asked_for(request.GET.getlist("col")),
    )
    sort, page = asked.chosen("sort") or "name", asked.chosen("page") or 1
    kind = request.GET.get("format")
    if kind in {"csv", "xlsx"}:
        found, parties = found_by(request, asked, sort)
        sheet = as_sheet(sheet_of(found, columns, parties), kind, title=_("Delegates"))
        return as_file(sheet, kind, name=f"{conference.slug}-delegates")
    narrowed = tuple(asked.chosen(name) for name in ("q", "party", "role", "state"))
    # Words are as many as people think of, so what they find is not kept.
    key = (
        None
        if narrowed[0]
        else edition_of(request, "delegates", narrowed, sort, page, tuple(each.key for each in columns))
    )
    laid = kept(key, lambda: _laid_out(request, asked, columns, (sort, page)))
    first, last = (page - 1) * PAGE, min(page * PAGE, laid.matching)
    is_more = request.headers.get("HX-Target") == "delegates"
    context = {
        "conference": conference,
        "rows": laid.rows,
        "columns": [{"key": each.key, "label": each.label, "is_shown": each in columns} for each in COLUMNS],
        "heads": columns,
        "filters": _filters(asked, laid.parties, offers_states=_sees_states(request)),
        "sort": sort,
        "shown": last if is_more else max(last - first, 0),
        "total": laid.total,
        "more": _address(request, page=page + 1) if last < laid.matching else "",
        "back": _address(request, page=page - 1) if page > 1 and not is_more else "",
        "csv": _address(request, format="csv"),
        "cards": f"{reverse('delegations:cards', args=[conference.slug])}{_address(request)}",
        "is_office": bool(request.roles & OFFICE_ROLES),
        "may_see_pairs": permissions.may_see_pairs(request.user, conference),
    }
    return render(request, "delegations/delegates.html", context)


def _sees_states(request: OfficeRequest) -> bool:
    """How far somebody has come is for those who read the record, and for the delegation itself."""
    return permissions.may_see_queue(request.user, request.conference) or not request.roles & OFFICE_ROLES


def _chosen(every: DelegateQuerySet, asked: DelegatesFilter, *, sees_states: bool) -> DelegateQuerySet:
    found = every.named(asked.chosen("q") or "")
    state = asked.chosen("state") if sees_states else ""
    # Who was refused or withdrawn is shown to whoever asks for them.
    found = found.filter(state=state) if state else found.with_a_place()
    if asked.chosen("party"):
        found = found.filter(party_id=asked.chosen("party"))
    return found.filter(role=asked.chosen("role")) if asked.chosen("role") else found


def _filters(asked: DelegatesFilter, parties: dict[int, object], *, offers_states: bool) -> list[dict[str, Any]]:
    roles: list[tuple[object, object]] = [("", _("All roles")), *DelegateRole.choices]
    senders: list[tuple[object, object]] = [("", _("All parties")), *parties.items()]
    states: list[tuple[object, object]] = [("", _("Everybody who comes")), *DelegateState.choices]
    offered = [("party", _("Party"), senders), ("role", _("Role"), roles)]
    offered += [("state", _("State"), states)] if offers_states else []
    return [
        {"name": name, "label": label, "choices": _choices(choices, asked.chosen(name) or "")}
        for name, label, choices in offered
    ]


def _choices(choices: Iterable[tuple[object, object]], chosen: object) -> list[dict[str, object]]:
    return [{"value": value, "label": str(label), "is_chosen": value == chosen} for value, label in choices]


def _address(request: OfficeRequest, **changes: object) -> str:
    """The address of this page with something else asked for."""
    asked = request.GET.copy()
    asked.pop("page", None)
    for name, value in changes.items():
        asked[name] = str(value)
    return f"?{asked.urlencode()}"


@dataclass(frozen=True)
class LaidOut:
    """A page of the list of delegates: its rows, how many there are, and who sent them."""

    rows: str
    matching: int
    total: int
    parties: dict[int, object]


def found_by(request: OfficeRequest, asked: DelegatesFilter, sort: str) -> tuple[DelegateQuerySet, dict[int, object]]:
    """The delegates who are asked for, in their order, and the names of all parties that sent somebody."""
    language, names = get_language() or "en", shown_names(request.conference)
    every = queries.delegates_of(request.conference, request.user)
    parties = queries.parties_of_delegates(request.conference, request.user, names, language)
    found = _chosen(every, asked, sees_states=_sees_states(request))
    return queries.in_order(found, sort, names, language), parties


def _laid_out(request: OfficeRequest, asked: DelegatesFilter, columns: list[Column], place: tuple[str, int]) -> LaidOut:
    sort, page = place
    found, parties = found_by(request, asked, sort)
    total = queries.delegates_of(request.conference, request.user).count()
    matching = found.count()
    first, last = (page - 1) * PAGE, min(page * PAGE, matching)
    rows = lines(request.conference, found[first:last], columns, parties) if last > first else ""
    return LaidOut(rows, matching, total, parties)
