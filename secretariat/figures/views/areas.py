"""Pages of areas of return and of thresholds."""

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
from secretariat.figures.forms.areas import (
    ConditionForm,
    ReviseConditionForm,
    ThresholdForm,
    what_is_said_of_condition,
    what_is_said_of_threshold,
)
from secretariat.figures.models import AREAS, Condition, Criterion, Place, Threshold
from secretariat.figures.queries.areas import areas_of_return, matrix_of, thresholds_told
from secretariat.figures.views.office import answered, needs_of, reading_in_office, today
from secretariat.ui.answering import asked, sent, unless


@require_GET
def areas(request: OfficeRequest) -> HttpResponse:
    """All areas of return by the eight criteria: what is said of each now, and what was not assessed."""
    reading = reading_in_office(request)
    rows = matrix_of(reading, areas_of_return(request.conference), today(request))
    context = {
        "conference": request.conference,
        "rows": rows,
        "criteria": [str(label) for _key, label in Criterion.choices],
        "area_url": reverse("dossier:area", args=[request.conference.slug, 0]).removesuffix("0/"),
        "is_officer": permissions.may_word_threshold(request.user, request.conference),
    }
    return render(request, "figures/areas.html", context)


@require_GET
def thresholds(request: OfficeRequest) -> HttpResponse:
    """What must be met before return is facilitated, as it is worded now and as it was worded before."""
    held, user = request.conference, request.user
    context = {
        "conference": held,
        "criteria": thresholds_told(reading_in_office(request)),
        "may_word": permissions.may_word_threshold(user, held),
        "may_cite": may_cite(user, Threshold(conference=held)),
    }
    return render(request, "figures/thresholds.html", context)


@require_http_methods(["GET", "POST"])
def word_threshold(request: OfficeRequest) -> HttpResponse:
    """Write down what somebody says must be met."""
    held, user = request.conference, request.user
    unless(permissions.may_word_threshold(user, held))
    form = ThresholdForm(sent(request), initial={"criterion": asked(request, "criterion")}, **needs_of(request))
    done = attempt(form, lambda: actions.word_threshold(user, held, details=form.details, cited=form.cited))
    words = {
        "title": _("Write down a threshold"),
        "button": pgettext("button", "Record"),
        "done": _("The threshold is written down."),
    }
    return answered(request, done, words, lambda: _thresholds(request))


@require_http_methods(["GET", "POST"])
def replace_threshold(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put a newer wording in the place of one that stays readable."""
    user = request.user
    found = get_object_or_404(Threshold.objects.in_office_of(user).filter(conference=request.conference), pk=pk)
    unless(permissions.may_replace_threshold(user, found))
    form = ThresholdForm(sent(request), initial=what_is_said_of_threshold(found), **needs_of(request))
    done = attempt(
        form,
        lambda: actions.replace_threshold(
            user, found, version=form.cleaned_data["version"], details=form.details, cited=form.cited
        ),
    )
    words = {
        "title": _("A new wording of %(threshold)s") % {"threshold": found},
        "text": _("The wording there was stays readable, with all that was assessed by it."),
        "button": _("Replace"),
        "done": _("The threshold has a new wording; the one before stays readable."),
    }
    return answered(request, done, words, lambda: _thresholds(request))


@require_http_methods(["GET", "POST"])
def assess_condition(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write down what an area is like by one criterion."""
    user = request.user
    places = Place.objects.in_office_of(user).filter(conference=request.conference, kind__in=AREAS)
    area = get_object_or_404(places, pk=pk)
    unless(permissions.may_assess_condition(user, area))
    begun = {name: asked(request, name) for name in ("criterion", "threshold") if asked(request, name)}
    form = ConditionForm(sent(request), initial=begun, **needs_of(request))
    done = attempt(form, lambda: actions.assess_condition(user, area, details=form.details, cited=form.cited))
    words = {
        "title": _("Assess a condition of %(area)s") % {"area": area},
        "text": _("An assessment stands beside those there are already; none is overwritten."),
        "button": pgettext("button", "Record"),
        "done": _("The assessment is written down."),
    }
    return answered(request, done, words, lambda: _area(request, area.pk))


@require_http_methods(["GET", "POST"])
def revise_condition(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct how an assessment was written down."""
    user, needs = request.user, needs_of(request)
    found = get_object_or_404(Condition.objects.in_office_of(user).filter(conference=request.conference), pk=pk)
    unless(permissions.may_revise_condition(user, found))
    form = ReviseConditionForm(sent(request), initial=what_is_said_of_condition(found), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_condition(user, found, version=seen_version(form), details=form.details),
        now=lambda: what_is_said_of_condition(found),
        **needs,
    )
    words = {
        "title": _("Correct an assessment of %(area)s") % {"area": found.area},
        "text": _(
            "Correct what was written down wrongly. If the area has changed, write down a new assessment instead."
        ),
        "button": _("Save"),
        "done": _("The assessment is corrected."),
    }
    return answered(request, done, words, lambda: _area(request, found.area_id))


def _thresholds(request: OfficeRequest) -> str:
    return reverse("figures:thresholds", args=[request.conference.slug])


def _area(request: OfficeRequest, pk: int) -> str:
    return reverse("dossier:area", args=[request.conference.slug, pk])
