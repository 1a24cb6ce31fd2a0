"""Pages on which figures are written down by hand."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from secretariat.audit.forms import attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.figures import actions, permissions
from secretariat.figures.forms.observations import ObservationForm, what_is_said_of_observation
from secretariat.figures.models import Observation
from secretariat.figures.views.office import answered, needs_of
from secretariat.ui.answering import sent, unless


@require_http_methods(["GET", "POST"])
def record_observation(request: OfficeRequest) -> HttpResponse:
    """Write down a number of people on somebody's word."""
    held, user = request.conference, request.user
    unless(permissions.may_record_observation(user, held))
    form = ObservationForm(sent(request), **needs_of(request))
    done = attempt(form, lambda: actions.record_observation(user, held, details=form.details, cited=form.cited))
    words = {
        "title": _("Record a figure"),
        "button": pgettext("button", "Record"),
        "done": _("The figure is written down."),
    }
    return answered(request, done, words, lambda: _figures(request))


@require_http_methods(["GET", "POST"])
def revise_observation(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write down what a figure is said to be now; the earlier one is kept."""
    user = request.user
    rows = Observation.objects.in_office_of(user).filter(conference=request.conference, edition=None)
    found = get_object_or_404(rows, pk=pk)
    unless(permissions.may_revise_observation(user, found))
    form = ObservationForm(sent(request), initial=what_is_said_of_observation(found), **needs_of(request))
    done = attempt(form, lambda: actions.revise_observation(user, found, details=form.details, cited=form.cited))
    words = {
        "title": _("Revise a figure"),
        "text": _("The earlier figure is kept, and the new one points back to it. Name the sources of the new one."),
        "button": _("Save"),
        "done": _("The figure is revised; the earlier one is kept."),
    }
    return answered(request, done, words, lambda: _figures(request))


def _figures(request: OfficeRequest) -> str:
    return reverse("figures:figures", args=[request.conference.slug]) + "#given"
