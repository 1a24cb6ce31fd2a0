"""Pages of challenges: the list with its matrix, one challenge, raising, revising and assessing it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.archive.permissions import may_cite
from secretariat.archive.queries import Marks, page_in_office
from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.engines.folding import folded
from secretariat.parties.queries import in_all_languages
from secretariat.preparation import actions, permissions, queries
from secretariat.preparation.forms.challenges import (
    AssessForm,
    RaiseChallengeForm,
    ReviseChallengeForm,
    what_is_said_of_challenge,
    what_was_assessed,
)
from secretariat.preparation.models import Challenge, ChallengeKind, ChallengeState
from secretariat.preparation.queries import IMPACTS, LIKELIHOODS, ChallengeLine
from secretariat.preparation.views.asking import choice_of, form_page, language, numbers, today_at


@require_GET
def challenges(request: OfficeRequest) -> HttpResponse:
    """What is said to stand in the conference's way, by likelihood and impact."""
    lines = queries.challenges_of(request.conference, request.user)
    shown = [line for line in lines if _wants(request, line)]
    marks = Marks(page_in_office(request.conference.slug))
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    context = {
        "conference": request.conference,
        "lines": [{"line": line, "marks": marks.of(line.citations)} for line in shown],
        "shown": len(shown),
        "total": len(lines),
        "unassessed": queries.unassessed(lines),
        "rows": [
            {"impact": row[0].impact, "words": IMPACTS[row[0].impact], "squares": row} for row in queries.matrix(lines)
        ],
        "likelihoods": LIKELIHOODS.items(),
        "is_narrowed": _square(request) is not None or "to" in request.GET,
        "filters": [
            choice_of("kind", _("Kind"), [("", _("All kinds")), *ChallengeKind.choices], kind),
            choice_of("state", _("State"), [("", _("All")), *ChallengeState.choices], state),
        ],
        "may_raise": permissions.may_raise_challenge(request.user, request.conference),
    }
    return render(request, "preparation/challenges.html", context)


@require_GET
def challenge(request: OfficeRequest, pk: int) -> HttpResponse:
    """A challenge: whose claim it is, about whom, and how it was assessed from day to day."""
    held, user = request.conference, request.user
    line = _line(request, pk)
    marks = Marks(page_in_office(held.slug))
    context = {
        "conference": held,
        "line": line,
        "challenge": line.challenge,
        "marks": marks.of(line.citations),
        "history": [
            {
                "assessed": each,
                "assessment": each.assessment,
                "likelihood": LIKELIHOODS.get(each.assessment.likelihood or 0, ""),
                "impact": IMPACTS.get(each.assessment.impact or 0, ""),
                "marks": marks.of(each.citations),
                "is_present": each is line.present,
                "may_cite": may_cite(user, each.assessment),
            }
            for each in reversed(line.history)
        ],
        "may_revise": permissions.may_revise_challenge(user, line.challenge),
        "may_assess": permissions.may_assess_challenge(user, line.challenge),
        "may_cite": may_cite(user, line.challenge),
    }
    return render(request, "preparation/challenge.html", context)


@require_http_methods(["GET", "POST"])
def raise_challenge(request: OfficeRequest) -> HttpResponse:
    """Write down what is said to stand in the conference's way."""
    held, user = request.conference, request.user
    if not permissions.may_raise_challenge(user, held):
        raise PermissionDenied
    form = RaiseChallengeForm(request.POST or None, **_of_form(request))
    made: list[Challenge] = []

    def deed() -> None:
        kept = actions.raise_challenge(user, held, details=form.details, parts=form.parts, cited=form.cited)
        made.append(kept)

    done = attempt(form, deed)
    if done.is_done:
        messages.success(request, _("The challenge is written down."))
        return redirect("preparation:challenge", held.slug, made[0].pk)
    words = {"title": _("Raise a challenge"), "button": _("Write down")}
    leave = reverse("preparation:challenges", args=[held.slug])
    return form_page(request, "preparation/challenge_form.html", done, leave=leave, **words)


@require_http_methods(["GET", "POST"])
def revise_challenge(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct what is kept of a challenge."""
    kept, user = _challenge(request, pk), request.user
    if not permissions.may_revise_challenge(user, kept):
        raise PermissionDenied

    def now() -> dict[str, Any]:
        return what_is_said_of_challenge(Challenge.objects.get(pk=pk))

    needs = _of_form(request)
    form = ReviseChallengeForm(request.POST or None, initial=now(), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_challenge(
            user, kept, details=form.details, parts=form.parts, version=seen_version(form)
        ),
        now=now,
        **needs,
    )
    if done.is_done:
        messages.success(request, _("The challenge is changed."))
        return redirect("preparation:challenge", request.conference.slug, pk)
    words = {"title": _("Revise a challenge"), "button": _("Save"), "challenge": kept}
    leave = reverse("preparation:challenge", args=[request.conference.slug, pk])
    return form_page(request, "preparation/challenge_form.html", done, leave=leave, **words)


@require_http_methods(["GET", "POST"])
def assess_challenge(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say how likely and how grave a challenge is held to be, and what is done about it."""
    line, user = _line(request, pk), request.user
    if not permissions.may_assess_challenge(user, line.challenge):
        raise PermissionDenied
    today = today_at(request)
    shown = what_was_assessed(line.challenge, line.present.assessment if line.present else None, today)
    form = AssessForm(request.POST or None, initial=shown, today=today, **_of_form(request))
    done = attempt(form, lambda: actions.assess_challenge(user, line.challenge, details=form.details, cited=form.cited))
    if done.is_done:
        messages.success(request, _("The assessment stands beside the earlier ones."))
        return redirect("preparation:challenge", request.conference.slug, pk)
    words = {"title": _("Assess a challenge"), "button": _("Write down"), "challenge": line.challenge}
    leave = reverse("preparation:challenge", args=[request.conference.slug, pk])
    return form_page(request, "preparation/challenge_form.html", done, leave=leave, **words)


def _challenge(request: OfficeRequest, pk: int) -> Challenge:
    rows = Challenge.objects.in_office_of(request.user).filter(conference=request.conference)
    return get_object_or_404(rows, pk=pk)


def _line(request: OfficeRequest, pk: int) -> ChallengeLine:
    found = queries.challenges_of(request.conference, request.user, pk=pk)
    if not found:
        raise Http404
    return found[0]


def _of_form(request: OfficeRequest) -> dict[str, Any]:
    return {"user": request.user, "conference": request.conference, "language": language()}


def _square(request: OfficeRequest) -> tuple[int, int] | None:
    """The square of the matrix that the address asks for."""
    steps = [request.GET.get(name, "") for name in ("likelihood", "impact")]
    if not all(step in {"1", "2", "3", "4", "5"} for step in steps):
        return None
    return int(steps[0]), int(steps[1])


def _wants(request: OfficeRequest, line: ChallengeLine) -> bool:
    kind, state, square = request.GET.get("kind", ""), request.GET.get("state", ""), _square(request)
    named = [*line.said_by, *line.done_by, *line.done_to]
    said = folded(" ".join(in_all_languages(line.challenge.text, *named)))
    return (
        (kind not in ChallengeKind.values or kind == line.challenge.kind)
        and (state not in ChallengeState.values or state == line.state)
        and (square is None or (line.is_open and line.square == square))
        and _concerns(request, line)
        and all(word in said for word in folded(request.GET.get("q", "")[:200]).split())
    )


def _concerns(request: OfficeRequest, line: ChallengeLine) -> bool:
    """Whether it is said to be done to the party that the address asks for, if it asks for one."""
    asked = numbers([request.GET.get("to", "")])
    return not asked or not line.concerns.isdisjoint(asked)
