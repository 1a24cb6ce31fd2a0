"""What the engine found: how far it is, how good it is, what each delegation gets, and how two timetables differ."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from secretariat.conference.permissions import OfficeRequest
from secretariat.engines import scheduling
from secretariat.programme import actions, permissions
from secretariat.programme.models import Draft
from secretariat.programme.queries.drafts import drafts_of, pinned_beside, unseen_by
from secretariat.programme.queries.explaining import contradiction_in_words
from secretariat.programme.queries.finding import shares_of
from secretariat.programme.queries.laid_open import (
    PUBLISHED,
    WORKING,
    differences,
    found_in,
    lines_of,
    moves,
    shares_in_words,
    timetable_called,
)
from secretariat.programme.queries.left_out import unmet_in_words
from secretariat.programme.queries.progress import line_of
from secretariat.programme.queries.standing import LABELS, outcome_in_words, tiers_in_words
from secretariat.programme.queries.words import words_of
from secretariat.programme.views.drafts import tell_what_was_placed, to_draft
from secretariat.programme.views.timing import to_drafts
from secretariat.ui.answering import on_a_page, unless

PER_PAGE = 100
MOST_SHOWN = 200
MOST_NAMED = 30


@require_GET
def draft(request: OfficeRequest, pk: int) -> HttpResponse:
    """How far the engine is, looking again by itself; afterwards what it found, and what can be done with it."""
    found = _draft(request, pk)
    now = timezone.now()
    is_stuck = found.is_stuck(now)
    context = {
        "conference": request.conference,
        "draft": found,
        "is_stuck": is_stuck,
        "tiers": tiers_in_words(found),
        "outcome": outcome_in_words(found),
        "lines": _lines(found),
        "crumbs": to_drafts(request),
        "may": permissions.may_seek_again(request.user, found),
        "may_seek_on": is_stuck or not (found.is_under_way or found.status == "optimal"),
        **({} if found.is_under_way else _reasons(request, found)),
    }
    answer = render(request, "programme/draft.html", context)
    if request.headers.get("HX-Request") and not found.is_under_way:
        # It has come to an end: the whole page is other now.
        answer["HX-Refresh"] = "true"
    return answer


@require_GET
def draft_meetings(request: OfficeRequest, pk: int) -> HttpResponse:
    """Every meeting of a draft with its time and table, of one delegation if one is asked for."""
    found, conference = _draft(request, pk), request.conference
    timetable = found_in(found)
    words = words_of(conference, request.user)
    wanted = request.GET.get("q", "").strip().casefold()
    lines = lines_of(timetable, words, conference) if timetable else []
    shown = [line for line in lines if wanted in line.pair.casefold()]
    page = Paginator(shown, on_a_page(request, PER_PAGE)).get_page(request.GET.get("page"))
    context = {
        "conference": conference,
        "draft": found,
        "page": page,
        "shown": len(shown),
        "total": len(lines),
        "crumbs": to_draft(request, found),
        "may": permissions.may_pin_from_draft(request.user, found),
    }
    return render(request, "programme/draft_meetings.html", context)


@require_POST
def pin_from_draft(request: OfficeRequest, pk: int) -> HttpResponse:
    """Pin the chosen meetings where the draft has them."""
    found = _draft(request, pk)
    chosen = [
        int(each) for each in request.POST.getlist("row") if each.isascii() and each.isdecimal() and len(each) < 19
    ]
    batch = actions.pin_from_draft(request.user, found, chosen=chosen)
    tell_what_was_placed(
        request, batch, _("What you chose is pinned. Seek a timetable anew, and it stays where it is.")
    )
    return redirect("programme:draft_meetings", request.conference.slug, pk)


@require_GET
def draft_delegations(request: OfficeRequest, pk: int) -> HttpResponse:
    """What each delegation gets: meetings held and left out, breaks, days."""
    found = _draft(request, pk)
    timetable = found_in(found)
    words = words_of(request.conference, request.user)
    rows = shares_in_words(timetable, words) if timetable else []
    context = {
        "conference": request.conference,
        "draft": found,
        "rows": [{"name": name, "share": share} for name, share in rows],
        "crumbs": to_draft(request, found),
    }
    return render(request, "programme/draft_delegations.html", context)


@require_GET
def compare_drafts(request: OfficeRequest) -> HttpResponse:
    """Two timetables side by side: how good each is, who gains and loses, what moves."""
    conference, user = request.conference, request.user
    unless(permissions.may_see_timetable(user, conference))
    choices = _choices(request)
    names = [request.GET.get(name, "") for name in ("one", "other")]
    known = {value for value, _label in choices}
    both = [timetable_called(conference, user, name) if name in known else None for name in names]
    context: dict[str, Any] = {
        "conference": conference,
        "crumbs": to_drafts(request),
        "choices": choices,
        "one": names[0],
        "other": names[1],
        "labels": [dict(choices).get(name, "") for name in names],
    }
    if both[0] is not None and both[1] is not None:
        words = words_of(conference, user)
        moved = moves(both[0], both[1], words)
        context |= {
            "is_compared": True,
            "tiers": _side_by_side(both),
            "differences": differences(both[0], both[1], words),
            "moved": moved[:MOST_SHOWN],
            "moved_count": len(moved),
        }
    return render(request, "programme/compare.html", context)


def _draft(request: OfficeRequest, pk: int) -> Draft:
    rows = Draft.objects.in_office_of(request.user).filter(conference=request.conference)
    found: Draft = get_object_or_404(rows.select_related("entered_by", "conference").defer("problem", "plan"), pk=pk)
    unless(permissions.may_see_timetable(request.user, request.conference))
    return found


def _lines(found: Draft) -> list[dict[str, Any]]:
    """The lines of what people look at first: what is left out, and the breaks."""
    until = found.spent_seconds or 0.0
    drawn = [(LABELS[tier], line_of(found.trace, tier, until)) for tier in ("unmet", "breaks")]
    return [{"label": label, "line": line} for label, line in drawn if line is not None]


def _reasons(request: OfficeRequest, found: Draft) -> dict[str, Any]:
    """What is left out and why, why there is nothing at all, and what the draft has not seen."""
    words = words_of(request.conference, request.user)
    unseen = unseen_by(found, pinned_beside(request.conference))
    context: dict[str, Any] = {
        "unseen": [
            (label, [words.pair(number) for number in numbers[:MOST_NAMED]], len(numbers))
            for label, numbers in (
                (_("Added since"), unseen.added),
                (_("Revised since"), unseen.revised),
                (_("No longer wanted"), unseen.gone),
            )
            if numbers
        ]
        if unseen.is_anything
        else [],
        "others": [row for row in _choices(request) if row[0] != str(found.pk)],
    }
    told = found.explanation or {}
    if told:
        problem = scheduling.problem_from(found.problem)
        context["unmet"] = unmet_in_words(told.get("unmet", ())[:MOST_SHOWN], problem, words)
        context["unmet_count"] = len(told.get("unmet", ()))
        context["contradiction"] = contradiction_in_words(told.get("contradiction", {}), problem, words)
        context["is_minimal"] = told.get("contradiction", {}).get("is_minimal", True)
    return context


def _choices(request: OfficeRequest) -> list[tuple[str, str]]:
    """The timetables that can be compared."""
    found = drafts_of(request.conference, request.user).exclude(plan=None)[:MOST_SHOWN]
    named = [(str(row.pk), f"{_('Draft')}: {row}") for row in found]
    return [(PUBLISHED, _("What is published")), (WORKING, _("The working timetable")), *named]


def _side_by_side(both: list[Any]) -> list[dict[str, Any]]:
    scores = [scheduling.score_of(each.problem, each.plan) for each in both]
    wished = [shares_of(each.problem, each.plan) for each in both]
    rows = [{"label": _("Meetings held"), "one": _held(wished[0]), "other": _held(wished[1])}]
    rows += [
        {"label": label, "one": getattr(scores[0], tier), "other": getattr(scores[1], tier)}
        for tier, label in LABELS.items()
        if tier not in {"unmet", "changes"}
    ]
    return rows


def _held(shares: list[Any]) -> int:
    met: int = sum(share.met for share in shares)
    return met // 2
