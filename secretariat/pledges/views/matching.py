"""Pages on which needs and offers find each other: what lacks the other, what may fit and why, and what came of it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.audit.forms import attempt
from secretariat.conference.models import ShownName
from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import name_of, shown_names
from secretariat.pledges import actions, permissions
from secretariat.pledges.forms.matching import ReasonForm
from secretariat.pledges.models import Match, MatchState, Pledge
from secretariat.pledges.queries import matching as found
from secretariat.pledges.queries.reasons import ReasonsInWords
from secretariat.pledges.views.office import answered
from secretariat.ui.answering import sent, unless

PILLS = {
    MatchState.PROPOSED: "no answer",
    MatchState.IN_DISCUSSION: "tentative",
    MatchState.AGREED: "accepted",
    MatchState.ENDED: "withdrawn",
    MatchState.REFUSED: "declined",
}


@require_GET
def matching(request: OfficeRequest) -> HttpResponse:
    """Needs without an offer, offers without a need, and the matches there are."""
    user, held = request.user, request.conference
    names = shown_names(held)
    context = {
        "conference": held,
        "matches": [_told(request, each, names) for each in found.matches_seen(user, held) if each.state in found.OPEN],
        "needs": [(each, name_of(each.pledge.party, names)) for each in found.without_an_offer(user, held)],
        "offers": [(each, name_of(each.pledge.party, names)) for each in found.without_a_need(user, held)],
    }
    return render(request, "pledges/matching.html", context)


@require_GET
def need(request: OfficeRequest, pk: int) -> HttpResponse:
    """A pledge that needs support: what was proposed to it, and offers that may fit, each with its reasons."""
    wanted = _wanted(request, pk)
    matches = [each for each in found.matches_seen(request.user, request.conference) if each.wanted_id == wanted.pk]
    proposals = found.proposals_for(wanted, request.user) if wanted.stage not in found.DONE else []
    names = shown_names(request.conference)
    kept = [reason for each in matches for reason in each.reasons]
    words = ReasonsInWords([*kept, *(reason.plain for each in proposals for reason in each.reasons)], names)
    context = {
        "conference": request.conference,
        "wanted": wanted,
        "party_name": name_of(wanted.party, names),
        "matches": [{**_told(request, each, names), "reasons": words.of(each.reasons)} for each in matches],
        "proposals": [
            {
                "proposal": each,
                "party_name": name_of(each.offer.party, names),
                "agreed_with": [(pledge, name_of(pledge.party, names)) for pledge in each.agreed_with],
                "reasons": words.of(reason.plain for reason in each.reasons),
            }
            for each in proposals
        ],
        "may_propose": permissions.may_propose_match(request.user, wanted),
    }
    return render(request, "pledges/need.html", context)


@require_POST
def propose_match(request: OfficeRequest, pk: int) -> HttpResponse:
    """Propose an offer to a pledge that needs support."""
    wanted = _wanted(request, pk)
    unless(permissions.may_propose_match(request.user, wanted))
    number = request.POST.get("offer", "")
    if not (number.isascii() and number.isdecimal()):
        raise Http404
    offer = get_object_or_404(_pledges(request), pk=int(number))
    actions.propose_match(request.user, wanted, offer=offer)
    messages.success(request, _("The two are proposed to each other."))
    return redirect(_need(request, wanted.pk))


@require_POST
def discuss_match(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say that the two parties speak about it."""
    return _done(request, pk, actions.discuss_match, _("It is in discussion."))


@require_POST
def agree_match(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say that the two parties agreed."""
    return _done(request, pk, actions.agree_match, _("The two parties agreed."))


@require_http_methods(["GET", "POST"])
def end_match(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say that what was discussed or agreed has ended, and why."""
    match = _match(request, pk)
    unless(permissions.may_end_match(request.user, match))
    words = {"title": _("End a match"), "button": pgettext("button", "End it"), "done": _("The match has ended.")}
    return _with_reason(request, match, actions.end_match, words)


@require_http_methods(["GET", "POST"])
def refuse_match(request: OfficeRequest, pk: int) -> HttpResponse:
    """Judge that the two do not fit, and why."""
    match = _match(request, pk)
    unless(permissions.may_refuse_match(request.user, match))
    words = {
        "title": _("These two do not match"),
        "text": _("They are not proposed to each other again. The reason stays with them."),
        "button": pgettext("button", "Not a match"),
        "done": _("They are not proposed to each other again."),
    }
    return _with_reason(request, match, actions.refuse_match, words)


def _with_reason(
    request: OfficeRequest, match: Match, deed: Callable[..., Match], words: Mapping[str, object]
) -> HttpResponse:
    form = ReasonForm(sent(request), initial={"version": match.version})
    done = attempt(
        form,
        lambda: deed(
            request.user, match, reason=form.cleaned_data["reason"], version=form.cleaned_data["version"] or 0
        ),
    )
    text = _("%(wanted)s – %(offer)s") % {"wanted": match.wanted, "offer": match.offer}
    return answered(request, done, {"text": text, **words}, lambda: _need(request, match.wanted_id))


def _done(request: OfficeRequest, pk: int, deed: Callable[..., Match], said: str) -> HttpResponse:
    match = _match(request, pk)
    version = request.POST.get("version", "")
    deed(request.user, match, version=int(version) if version.isascii() and version.isdecimal() else None)
    messages.success(request, said)
    return redirect(_need(request, match.wanted_id))


def _pledges(request: OfficeRequest) -> Any:
    rows = Pledge.objects.in_office_of(request.user).filter(conference=request.conference)
    return rows.select_related("party")


def _wanted(request: OfficeRequest, pk: int) -> Pledge:
    wanted: Pledge = get_object_or_404(_pledges(request).exclude(support_needed=""), pk=pk)
    return wanted


def _match(request: OfficeRequest, pk: int) -> Match:
    seen = {each.pk: each for each in found.matches_seen(request.user, request.conference)}
    if pk not in seen:
        raise Http404
    return seen[pk]


def _need(request: OfficeRequest, pk: int) -> str:
    return reverse("pledges:need", args=[request.conference.slug, pk])


def _told(request: OfficeRequest, match: Match, names: dict[int, ShownName]) -> dict[str, Any]:
    """A match with what this person may do with it."""
    user, state = request.user, match.state
    is_open = state in {MatchState.PROPOSED, MatchState.IN_DISCUSSION}
    return {
        "match": match,
        "pill": PILLS[MatchState(state)],
        "wanted_party": name_of(match.wanted.party, names),
        "offer_party": name_of(match.offer.party, names),
        "may_discuss": state in {MatchState.PROPOSED, MatchState.ENDED} and permissions.may_discuss_match(user, match),
        "may_agree": is_open and permissions.may_agree_match(user, match),
        "may_end": state in {MatchState.IN_DISCUSSION, MatchState.AGREED} and permissions.may_end_match(user, match),
        "may_refuse": is_open and permissions.may_refuse_match(user, match),
    }
