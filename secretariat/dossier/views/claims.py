"""Pages of initiatives, obstacles, and what reports say of numbers, place and date."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.archive.permissions import may_cite
from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.dossier import actions, permissions
from secretariat.dossier.forms.claims import (
    InitiativeForm,
    ObstacleForm,
    ReviseInitiativeForm,
    ReviseObstacleForm,
    what_is_said_of_initiative,
    what_is_said_of_obstacle,
)
from secretariat.dossier.models import Initiative, InitiativeState, Obstacle
from secretariat.dossier.queries.claims import initiatives_by_party, notices, obstacles_by_kind, reported_figures
from secretariat.dossier.views.office import answered, asked_for, needs_of, sight_in_office
from secretariat.ui.answering import sent, unless


@require_GET
def initiatives(request: OfficeRequest) -> HttpResponse:
    """What parties propose or have begun, by party, with how far each has come."""
    sight = sight_in_office(request)
    words, state = (request.GET.get(name, "").replace("\x00", "")[:200] for name in ("q", "state"))
    parties = initiatives_by_party(sight, state=state, words=words)
    states = [("", _("All states")), *InitiativeState.choices]
    choices = [{"value": key, "label": str(label), "is_chosen": key == state} for key, label in states]
    context = {
        "conference": request.conference,
        "parties": parties,
        "shown": sum(len(each.proposals) for each in parties),
        "total": sight.of(Initiative).count(),
        "filters": [{"name": "state", "label": _("State"), "choices": choices}],
        "may_record": permissions.may_record_initiative(request.user, request.conference),
        "may_cite": may_cite(request.user, Initiative(conference=request.conference)),
    }
    return render(request, "dossier/initiatives.html", context)


@require_http_methods(["GET", "POST"])
def record_initiative(request: OfficeRequest) -> HttpResponse:
    """Write down what a party proposes or has begun."""
    held, user = request.conference, request.user
    unless(permissions.may_record_initiative(user, held))
    form = InitiativeForm(sent(request), initial=asked_for(request, "party"), **needs_of(request))
    done = attempt(form, lambda: actions.record_initiative(user, held, details=form.details, cited=form.cited))
    words = {
        "title": _("Record an initiative"),
        "button": pgettext("button", "Record"),
        "done": _("The initiative is written down."),
    }
    return answered(request, done, words, lambda: _initiatives(request))


@require_http_methods(["GET", "POST"])
def revise_initiative(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change what is kept of an initiative, or how far it has come."""
    user, needs = request.user, needs_of(request)
    rows = Initiative.objects.in_office_of(user).filter(conference=request.conference)
    found = get_object_or_404(rows, pk=pk)
    unless(permissions.may_revise_initiative(user, found))
    form = ReviseInitiativeForm(sent(request), initial=what_is_said_of_initiative(found), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_initiative(user, found, version=seen_version(form), details=form.details),
        now=lambda: what_is_said_of_initiative(found),
        **needs,
    )
    words = {"title": _("Revise an initiative"), "button": _("Save"), "done": _("The initiative is revised.")}
    return answered(request, done, words, lambda: _initiatives(request))


@require_GET
def obstacles(request: OfficeRequest) -> HttpResponse:
    """What is said to keep people from returning, by kind, each claim beside the others."""
    context = {
        "conference": request.conference,
        "kinds": obstacles_by_kind(sight_in_office(request)),
        "may_record": permissions.may_record_obstacle(request.user, request.conference),
        "may_cite": may_cite(request.user, Obstacle(conference=request.conference)),
    }
    return render(request, "dossier/obstacles.html", context)


@require_http_methods(["GET", "POST"])
def record_obstacle(request: OfficeRequest) -> HttpResponse:
    """Write down what is said to keep people from returning, and who says so."""
    held, user = request.conference, request.user
    unless(permissions.may_record_obstacle(user, held))
    form = ObstacleForm(sent(request), initial={"areas": [*asked_for(request, "areas").values()]}, **needs_of(request))
    done = attempt(form, lambda: actions.record_obstacle(user, held, **_said(form), cited=form.cited))
    words = {
        "title": _("Record an obstacle"),
        "button": pgettext("button", "Record"),
        "done": _("The obstacle is written down."),
    }
    return answered(request, done, words, lambda: _obstacles(request))


@require_http_methods(["GET", "POST"])
def revise_obstacle(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct how an obstacle was written down, or who says so."""
    user, needs = request.user, needs_of(request)
    found = get_object_or_404(Obstacle.objects.in_office_of(user).filter(conference=request.conference), pk=pk)
    unless(permissions.may_revise_obstacle(user, found))
    form = ReviseObstacleForm(sent(request), initial=what_is_said_of_obstacle(found), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_obstacle(user, found, version=seen_version(form), **_said(form)),
        now=lambda: what_is_said_of_obstacle(found),
        **needs,
    )
    words = {"title": _("Revise an obstacle"), "button": _("Save"), "done": _("The obstacle is revised.")}
    return answered(request, done, words, lambda: _obstacles(request))


@require_GET
def as_reported(request: OfficeRequest) -> HttpResponse:
    """Numbers, place and date as reports give them; none is taken for the truth."""
    sight = sight_in_office(request)
    context = {
        "conference": request.conference,
        "notices": notices(sight),
        "figures": reported_figures(sight),
        "may_record": permissions.may_record_figure(request.user, request.conference),
    }
    return render(request, "dossier/as_reported.html", context)


def _said(form: ObstacleForm | ReviseObstacleForm) -> dict[str, Any]:
    return {"details": form.details, "claimants": form.claimants, "areas": form.areas}


def _initiatives(request: OfficeRequest) -> str:
    return reverse("dossier:initiatives", args=[request.conference.slug])


def _obstacles(request: OfficeRequest) -> str:
    return reverse("dossier:obstacles", args=[request.conference.slug])
