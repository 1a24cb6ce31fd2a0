"""Pages of movements and of intentions."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.archive.permissions import may_cite
from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.figures import actions, permissions
from secretariat.figures.forms.movements import (
    IntentionForm,
    MovementForm,
    ReviseIntentionForm,
    ReviseMovementForm,
    what_is_said_of_intention,
    what_is_said_of_movement,
)
from secretariat.figures.models import Intention, Movement
from secretariat.figures.queries.movements import KINDS, intentions_told, movements_by_kind, years_of_movements
from secretariat.figures.views.office import answered, needs_of, reading_in_office
from secretariat.ui.answering import asked, sent, unless


@require_GET
def movements(request: OfficeRequest) -> HttpResponse:
    """Movements by kind and period; the forced apart, visits no returns, and nothing added across sources."""
    held, user, reading = request.conference, request.user, reading_in_office(request)
    unless(permissions.may_see_numbers(user, held))
    kind, year = asked(request, "kind"), asked(request, "year")
    years = years_of_movements(reading)
    sections = movements_by_kind(reading, kind=kind, year=year, words=asked(request, "q"))
    kinds = [("", _("All kinds")), *((each.key, str(each.label)) for each in KINDS)]
    in_years = [("", _("All years")), *((str(each), str(each)) for each in years)]
    context = {
        "conference": held,
        "sections": sections,
        "shown": sum(len(each.rows) for each in sections),
        "total": reading.of(Movement).count() if years else 0,
        "filters": [
            {"name": "kind", "label": _("Kind of movement"), "choices": _choices(kinds, kind)},
            {"name": "year", "label": _("Year"), "choices": _choices(in_years, year)},
        ],
        "may_record": permissions.may_record_movement(user, held),
        "may_cite": may_cite(user, Movement(conference=held)),
    }
    return render(request, "figures/movements.html", context)


@require_http_methods(["GET", "POST"])
def record_movement(request: OfficeRequest) -> HttpResponse:
    """Write down how many people moved in a period."""
    held, user = request.conference, request.user
    unless(permissions.may_record_movement(user, held))
    form = MovementForm(sent(request), initial={"to_area": asked(request, "area")}, **needs_of(request))
    done = attempt(form, lambda: actions.record_movement(user, held, details=form.details, cited=form.cited))
    words = {
        "title": _("Record a movement"),
        "text": _("Aggregates of a week or longer; never a convoy, a route, a day or a person."),
        "button": pgettext("button", "Record"),
        "done": _("The movement is written down."),
    }
    return answered(request, done, words, lambda: _movements(request))


@require_http_methods(["GET", "POST"])
def revise_movement(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct how a movement was written down."""
    user, needs = request.user, needs_of(request)
    found = get_object_or_404(Movement.objects.in_office_of(user).filter(conference=request.conference), pk=pk)
    unless(permissions.may_revise_movement(user, found))
    form = ReviseMovementForm(sent(request), initial=what_is_said_of_movement(found), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_movement(user, found, version=seen_version(form), details=form.details),
        now=lambda: what_is_said_of_movement(found),
        **needs,
    )
    words = {"title": _("Correct a movement"), "button": _("Save"), "done": _("The movement is corrected.")}
    return answered(request, done, words, lambda: _movements(request))


@require_GET
def intentions(request: OfficeRequest) -> HttpResponse:
    """What surveys were told: question, answer, base and horizon, several side by side."""
    held, user = request.conference, request.user
    context = {
        "conference": held,
        "horizons": intentions_told(reading_in_office(request)),
        "may_record": permissions.may_record_intention(user, held),
        "may_cite": may_cite(user, Intention(conference=held)),
    }
    return render(request, "figures/intentions.html", context)


@require_http_methods(["GET", "POST"])
def record_intention(request: OfficeRequest) -> HttpResponse:
    """Write down what a survey was told."""
    held, user = request.conference, request.user
    unless(permissions.may_record_intention(user, held))
    form = IntentionForm(sent(request), **needs_of(request))
    done = attempt(
        form,
        lambda: actions.record_intention(user, held, details=form.details, hosts=form.hosts, cited=form.cited),
    )
    words = {
        "title": _("Record the answer of a survey"),
        "text": _("A share says nothing without who was asked what, by whom, when, and how many answered."),
        "button": pgettext("button", "Record"),
        "done": _("The answer is written down."),
    }
    return answered(request, done, words, lambda: _intentions(request))


@require_http_methods(["GET", "POST"])
def revise_intention(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct how the answer of a survey was written down."""
    user, needs = request.user, needs_of(request)
    found = get_object_or_404(Intention.objects.in_office_of(user).filter(conference=request.conference), pk=pk)
    unless(permissions.may_revise_intention(user, found))
    form = ReviseIntentionForm(sent(request), initial=what_is_said_of_intention(found), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_intention(
            user, found, version=seen_version(form), details=form.details, hosts=form.hosts
        ),
        now=lambda: what_is_said_of_intention(found),
        **needs,
    )
    words = {"title": _("Correct an answer of a survey"), "button": _("Save"), "done": _("The answer is corrected.")}
    return answered(request, done, words, lambda: _intentions(request))


def _choices(pairs: list[tuple[str, str]], chosen: str) -> list[dict[str, object]]:
    return [{"value": key, "label": label, "is_chosen": key == chosen} for key, label in pairs]


def _movements(request: OfficeRequest) -> str:
    return reverse("figures:movements", args=[request.conference.slug])


def _intentions(request: OfficeRequest) -> str:
    return reverse("figures:intentions", args=[request.conference.slug])
