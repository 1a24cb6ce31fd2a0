"""The queues of accreditation, and what is decided there of many people at once."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from secretariat.audit.action import Batch, Refused
from secretariat.conference.models import ShownName
from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import shown_names
from secretariat.delegations import actions, permissions, queries
from secretariat.delegations.forms.accreditation import QueueFilter
from secretariat.delegations.models import Credentials, Delegate
from secretariat.delegations.queries import CHANGED, CREDENTIALS, EXAMINE, TABS, QueueCounts
from secretariat.delegations.views import choosing
from secretariat.delegations.views.changes import wanted_of
from secretariat.engines.folding import folded
from secretariat.parties.queries import in_all_languages

PAGE = 100
RESULT = "accreditation-result"
# Where a bulk deed makes sense; whoever it does not fit is skipped and named.
BULK = {
    "examine": ("accredit_many", "hold_many", "refuse_many"),
    "media": ("accredit_many", "hold_many", "refuse_many"),
    "hold": ("refuse_many",),
    "accredited": ("hold_many", "refuse_many"),
    "unconfirmed": ("hold_many", "refuse_many"),
}


@require_GET
def queue(request: OfficeRequest) -> HttpResponse:
    """Who waits for a decision, by queue; and who has one."""
    if not permissions.may_see_queue(request.user, request.conference):
        raise PermissionDenied
    asked = QueueFilter(request.GET)
    tab = asked.chosen("tab") or EXAMINE
    names = shown_names(request.conference)
    counts = queries.counts_of_queues(request.conference, request.user)
    parties = queries.parties_by_name(counts.parties, names, get_language() or "en")
    may_decide = permissions.may_accredit_many(request.user, request.conference)
    context = {
        "conference": request.conference,
        "tab": tab,
        "tabs": _tabs(tab, counts),
        "total": counts.of(tab),
        "filters": [_party_filter(asked, parties)],
        "parties": parties,
        "bulk": BULK.get(tab, ()) if may_decide else (),
        "may_revise_terms": permissions.may_revise_terms(request.user, request.conference),
        "result": request.session.pop(RESULT, None) if RESULT in request.session else None,
        **_rows(request, asked, counts, (names, parties)),
    }
    return render(request, "delegations/queue.html", context)


@require_POST
def accredit_many(request: OfficeRequest) -> HttpResponse:
    """Accredit the chosen people."""
    if not permissions.may_accredit_many(request.user, request.conference):
        raise PermissionDenied
    at = timezone.now()
    return _done(
        request,
        lambda chosen: actions.accredit_many(request.user, request.conference, delegates=chosen, at=at),
    )


@require_POST
def hold_many(request: OfficeRequest) -> HttpResponse:
    """Put the chosen people on hold."""
    if not permissions.may_hold_many(request.user, request.conference):
        raise PermissionDenied
    reason, at = request.POST.get("reason", "")[:2000], timezone.now()
    return _done(
        request,
        lambda chosen: actions.hold_many(request.user, request.conference, delegates=chosen, reason=reason, at=at),
    )


@require_POST
def refuse_many(request: OfficeRequest) -> HttpResponse:
    """Refuse the chosen people."""
    if not permissions.may_refuse_many(request.user, request.conference):
        raise PermissionDenied
    reason, at = request.POST.get("reason", "")[:2000], timezone.now()
    return _done(
        request,
        lambda chosen: actions.refuse_many(request.user, request.conference, delegates=chosen, reason=reason, at=at),
    )


def _done(request: OfficeRequest, deed: Callable[[Iterable[Delegate]], Batch]) -> HttpResponse:
    """Do it, and go to the queue, which says once what was done, what was skipped and who could not be told."""
    wanted = choosing.numbers(request.POST.getlist("delegate"))
    chosen = queries.delegates_of(request.conference, request.user).filter(pk__in=wanted)
    if not chosen:
        messages.warning(request, _("Choose at least one person first."))
        return _back(request)
    try:
        batch = deed(chosen)
    except Refused as error:
        messages.error(request, str(error))
        return _back(request)
    done = Delegate.objects.filter(pk__in=batch.rows.get("delegations.delegate", ())).order_by("pk")
    untold = [each.name for each in queries.out_of_reach(request.conference, done)]
    request.session[RESULT] = {
        "done": batch.done,
        "skipped": [list(pair) for pair in batch.skipped],
        "untold": untold,
    }
    return _back(request)


def _back(request: OfficeRequest) -> HttpResponse:
    """To the queue as it was left."""
    address = reverse("delegations:queue", args=[request.conference.slug])
    view = request.POST.get("view", "")
    return redirect(f"{address}?{choosing.known(view)}" if view else address)


def _rows(
    request: OfficeRequest,
    asked: QueueFilter,
    counts: QueueCounts,
    called: tuple[dict[int, ShownName], dict[int, object]],
) -> dict[str, Any]:
    tab = asked.chosen("tab") or EXAMINE
    if tab == CREDENTIALS:
        return _of_letters(request, asked)
    if tab == CHANGED:
        return _of_changes(request, asked, counts)
    return _of_people(request, asked, counts, called)


def _of_people(
    request: OfficeRequest,
    asked: QueueFilter,
    counts: QueueCounts,
    called: tuple[dict[int, ShownName], dict[int, object]],
) -> dict[str, Any]:
    names, parties = called
    tab, sort = asked.chosen("tab") or EXAMINE, asked.chosen("sort") or "since"
    found = queries.in_queue(request.conference, request.user, tab).named(asked.chosen("q") or "")
    if asked.chosen("party"):
        found = found.filter(party_id=asked.chosen("party"))
    first, last, more = _place(request, asked, _matching(asked, found, counts.of(tab)))
    ordered = queries.in_order_of_queue(found, sort, names, get_language() or "en")
    terms = queries.terms_of(request.conference)
    may_decide = permissions.may_accredit_many(request.user, request.conference)
    lines = [
        {
            "delegate": each,
            "party": parties.get(each.party_id, ""),
            "since": vars(each)["since"],
            "missing": queries.what_is_missing(each, terms),
            "must_secretaries_look": may_decide and vars(each)["is_watched"],
            "has_photo": vars(each)["has_photo"] and permissions.may_see_particulars(request.user, each),
        }
        for each in queries.shown_in_queue(ordered, first, last)
    ]
    return {"people": lines, "shown": len(lines), "sort": sort, **more}


def _of_changes(request: OfficeRequest, asked: QueueFilter, counts: QueueCounts) -> dict[str, Any]:
    found = queries.changes_waiting(request.conference, request.user)
    for word in folded(asked.chosen("q") or "").split():
        found = found.filter(delegate__search__contains=word)
    if asked.chosen("party"):
        found = found.filter(delegate__party_id=asked.chosen("party"))
    first, last, more = _place(request, asked, _matching(asked, found, counts.of(CHANGED)))
    lines = [wanted_of(request, each) for each in found[first:last]]
    return {"changes": lines, "shown": len(lines), **more}


def _matching(asked: QueueFilter, found: QuerySet[Any, Any], total: int) -> int:
    """How many match; where nothing is asked for, that is counted already."""
    return found.count() if asked.chosen("q") or asked.chosen("party") else total


def _of_letters(request: OfficeRequest, asked: QueueFilter) -> dict[str, Any]:
    found = queries.credentials_to_examine(request.conference, request.user)
    if asked.chosen("party"):
        found = found.filter(party_id=asked.chosen("party"))
    words = folded(asked.chosen("q") or "").split()
    letters = [each for each in found if _speaks_of(each, words)]
    return {"letters": letters, "shown": len(letters), "more": "", "back": ""}


def _speaks_of(letter: Credentials, words: list[str]) -> bool:
    said = folded(" ".join(in_all_languages(letter.party.code, letter.party.name, letter.signed_by)))
    return all(word in said for word in words)


def _place(request: OfficeRequest, asked: QueueFilter, matching: int) -> tuple[int, int, dict[str, str]]:
    """From which row to which a page goes, and the addresses of the pages beside it."""
    page = asked.chosen("page") or 1
    first, last = (page - 1) * PAGE, page * PAGE
    more = _address(request, page=page + 1) if matching > last else ""
    back = _address(request, page=page - 1) if page > 1 else ""
    return first, last, {"more": more, "back": back}


def _address(request: OfficeRequest, **changes: object) -> str:
    address = request.GET.copy()
    for name, value in changes.items():
        address[name] = str(value)
    return f"?{address.urlencode()}"


def _tabs(present: str, counts: QueueCounts) -> list[dict[str, Any]]:
    return [
        {"url": f"?tab={tab}", "label": label, "count": counts.of(tab), "is_current": tab == present}
        for tab, label in TABS.items()
    ]


def _party_filter(asked: QueueFilter, parties: dict[int, object]) -> dict[str, Any]:
    chosen = asked.chosen("party") or ""
    offered: list[tuple[object, object]] = [("", _("All parties")), *parties.items()]
    return {
        "name": "party",
        "label": _("Party"),
        "choices": [{"value": value, "label": str(label), "is_chosen": value == chosen} for value, label in offered],
    }
