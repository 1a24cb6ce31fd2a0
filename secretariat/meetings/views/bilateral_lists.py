"""Lists of bilateral requests: what a delegation has to answer, and for the office all of them as a table."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from secretariat.conference.permissions import OfficeRequest
from secretariat.delegations.models import Delegation
from secretariat.meetings import actions, permissions, queries
from secretariat.meetings.forms.bilaterals import BilateralsFilter
from secretariat.meetings.models import Bilateral, BilateralRank, BilateralState
from secretariat.meetings.queries import BilateralRow
from secretariat.meetings.views.bilaterals import crumbs_of, what_may_be_done
from secretariat.meetings.views.parts import narrowed
from secretariat.ui.answering import on_a_page, unless
from secretariat.ui.spreadsheets import harmless

PAGE = 100


@require_GET
def bilaterals(request: OfficeRequest) -> HttpResponse:
    """What a delegation has to answer, what it asked, what is agreed; for the office, all requests as a table."""
    unless(permissions.may_see_bilaterals(request.user, request.conference))
    if not request.roles & permissions.BILATERAL_READERS:
        return _of_focal_point(request)
    return _of_office(request)


@require_GET
def bilaterals_by_delegation(request: OfficeRequest) -> HttpResponse:
    """How many requests each delegation made and got, and what became of them."""
    conference, user = request.conference, request.user
    unless(bool(request.roles & permissions.BILATERAL_READERS))
    rows = queries.by_delegation(conference, queries.bilaterals_of(conference, user), get_language() or "en")
    states = _states_in_short()
    context = {
        "conference": conference,
        "rows": [
            {
                "row": each,
                "made": [(state, each.made[state]) for state, _label in states],
                "got": [(state, each.got[state]) for state, _label in states],
            }
            for each in rows
        ],
        "states": states,
        "crumbs": crumbs_of(request),
    }
    return render(request, "meetings/bilaterals_by_delegation.html", context)


def _of_focal_point(request: OfficeRequest) -> HttpResponse:
    conference, user, now = request.conference, request.user, timezone.now()
    found = queries.bilaterals_of(conference, user).order_by("-entered_at", "-pk")
    rows = queries.rows_of_bilaterals(conference, found, now)
    lines = [_line(request, row) for row in rows]
    delegation = _own_delegation(request)
    context = {
        "conference": conference,
        "groups": _grouped(lines),
        "total": len(lines),
        "delegation": delegation,
    }
    return render(request, "meetings/bilaterals_of_delegation.html", context)


def _line(request: OfficeRequest, row: BilateralRow) -> dict[str, Any]:
    is_ours = request.user.speaks_for(row.bilateral.asking.party_id, request.conference.pk)
    name = row.asked_name if is_ours else row.asking_name
    may = what_may_be_done(request, row.bilateral)
    return {
        "row": row,
        "bilateral": row.bilateral,
        "is_ours": is_ours,
        "name": name,
        "may": may,
        "proposed": actions.proposed(row.bilateral),
    }


def _grouped(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is to be answered first, then what we asked, what is agreed, and what came to nothing."""

    def group(key: str, title: str, chosen: Iterable[dict[str, Any]]) -> dict[str, Any]:
        return {"key": key, "title": title, "lines": list(chosen)}

    to_answer, asked, agreed, closed = [], [], [], []
    for line in lines:
        state, is_ours = line["bilateral"].state, line["is_ours"]
        if state == BilateralState.ACCEPTED:
            agreed.append(line)
        elif state in {BilateralState.DECLINED, BilateralState.WITHDRAWN}:
            closed.append(line)
        elif (state == BilateralState.PROPOSED) == is_ours:
            to_answer.append(line)
        else:
            asked.append(line)
    return [
        group("to-answer", _("To answer"), to_answer),
        group("waiting", _("Waiting for the other side"), asked),
        group("agreed", _("Agreed"), agreed),
        group("closed", _("Declined or withdrawn"), closed),
    ]


def _own_delegation(request: OfficeRequest) -> Delegation | None:
    offered = queries.delegations_to_meet(request.conference, request.user, get_language() or "en")
    mine = (each.delegation for each in offered if permissions.may_set_stay(request.user, each.delegation))
    return next(mine, None)


def _of_office(request: OfficeRequest) -> HttpResponse:
    conference, user, now = request.conference, request.user, timezone.now()
    asked = BilateralsFilter(request.GET)
    every = queries.bilaterals_of(conference, user)
    sort = asked.chosen("sort") or "-since"
    found = queries.in_order_of(_chosen(request, every, asked), sort, get_language() or "en")
    if request.GET.get("format") == "csv":
        return _as_csv(request, queries.rows_of_bilaterals(conference, found, now))
    page = Paginator(found, on_a_page(request, PAGE)).get_page(request.GET.get("page"))
    counts = queries.counts_of_bilaterals(every, now)
    address = request.GET.copy()
    address["format"] = "csv"
    context = {
        "conference": conference,
        "rows": queries.rows_of_bilaterals(conference, page, now),
        "page": page,
        "sort": sort,
        "filters": _filters(request, asked),
        "tallies": _tallies(counts),
        "shown": page.paginator.count,
        "total": sum(counts.values()),
        "csv": f"?{address.urlencode()}",
        "may_arrange": permissions.may_arrange(user, conference),
    }
    return render(request, "meetings/bilaterals.html", context)


def _chosen(request: OfficeRequest, every: QuerySet[Bilateral], asked: BilateralsFilter) -> QuerySet[Bilateral]:
    found = queries.with_words(request.conference, every, asked.chosen("q"))
    if asked.chosen("state"):
        found = queries.in_state(found, asked.chosen("state"), timezone.now())
    if asked.chosen("rank"):
        found = found.filter(rank=asked.chosen("rank"))
    side = asked.chosen("delegation")
    return found.filter(Q(asking=side) | Q(asked=side)) if side else found


def _states_in_short() -> list[tuple[str, str]]:
    """As the heads of narrow columns say them."""
    return [
        (BilateralState.ASKED, pgettext("bilateral requests", "Waiting")),
        (BilateralState.PROPOSED, pgettext("bilateral requests", "Another way")),
        (BilateralState.ACCEPTED, pgettext("bilateral requests", "Accepted")),
        (BilateralState.DECLINED, pgettext("bilateral requests", "Declined")),
        (BilateralState.WITHDRAWN, pgettext("bilateral requests", "Withdrawn")),
    ]


def _states() -> list[tuple[str, str]]:
    return [
        *((state.value, str(state.label)) for state in BilateralState),
        (queries.EXPIRED, _("Time for an answer over")),
    ]


def _tallies(counts: dict[str, int]) -> list[dict[str, object]]:
    return [{"key": key, "label": label, "count": counts[key]} for key, label in _states()]


def _filters(request: OfficeRequest, asked: BilateralsFilter) -> list[dict[str, object]]:
    offered = queries.delegations_to_meet(request.conference, request.user, get_language() or "en")
    sides = [(each.delegation.pk, each.name) for each in offered]
    rank = pgettext("bilateral meeting", "Rank")
    return [
        narrowed("state", _("State"), [("", _("All")), *_states()], asked.chosen("state")),
        narrowed("rank", rank, [("", _("All")), *BilateralRank.choices], asked.chosen("rank")),
        narrowed("delegation", _("Delegation"), [("", _("All")), *sides], asked.chosen("delegation")),
    ]


def _as_csv(request: OfficeRequest, rows: Iterable[BilateralRow]) -> HttpResponse:
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    heads = (_("Asked by"), _("With"), _("State"), pgettext("bilateral meeting", "Rank"), _("Length in minutes"))
    more = (
        _("Topic"),
        _("Not before"),
        _("Not after"),
        _("Preferred"),
        _("Languages"),
        _("Seats"),
        _("Answer wanted by"),
    )
    writer.writerow([*heads, *more])
    for row in rows:
        each = row.bilateral
        times = [_by_the_clock(at) for at in (each.window_from, each.window_until, each.expires_at)]
        cells = [row.asking_name, row.asked_name, each.get_state_display(), each.get_rank_display(), each.minutes]
        cells += [each.topic, times[0], times[1], each.get_part_of_day_display(), " ".join(each.languages)]
        writer.writerow([harmless(cell) for cell in (*cells, each.seats or "", times[2])])
    # The mark at the start tells spreadsheets that the text is UTF-8.
    answer = HttpResponse(f"\ufeff{sheet.getvalue()}", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{request.conference.slug}-bilaterals.csv"'
    return answer


def _by_the_clock(at: Any) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""
