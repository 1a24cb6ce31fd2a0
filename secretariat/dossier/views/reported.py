"""What reports say of numbers, place and date, written down by hand; and files kept without being read."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from secretariat.audit.forms import attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.dossier import actions, permissions
from secretariat.dossier.forms.reported import FigureForm, KeepUnreadForm, NoticeForm
from secretariat.dossier.views.office import answered, needs_of
from secretariat.ui.answering import sent, unless


@require_http_methods(["GET", "POST"])
def record_figure(request: OfficeRequest) -> HttpResponse:
    """Write down a number as a report gives it."""
    held, user = request.conference, request.user
    unless(permissions.may_record_figure(user, held))
    form = FigureForm(sent(request), **needs_of(request))
    done = attempt(form, lambda: actions.record_figure(user, held, details=form.details, cited=form.cited))
    words = {
        "title": _("Record a figure"),
        "button": pgettext("button", "Record"),
        "done": _("The figure is written down."),
    }
    return answered(request, done, words, lambda: reverse("dossier:as_reported", args=[held.slug]))


@require_http_methods(["GET", "POST"])
def record_notice(request: OfficeRequest) -> HttpResponse:
    """Write down where and when a report says that the conference is held."""
    held, user = request.conference, request.user
    unless(permissions.may_record_notice(user, held))
    form = NoticeForm(sent(request), **needs_of(request))
    done = attempt(form, lambda: actions.record_notice(user, held, details=form.details, cited=form.cited))
    words = {
        "title": _("Record place and date as reported"),
        "button": pgettext("button", "Record"),
        "done": _("Place and date are written down as reported."),
    }
    return answered(request, done, words, lambda: reverse("dossier:as_reported", args=[held.slug]))


@require_http_methods(["GET", "POST"])
def keep_unread(request: OfficeRequest) -> HttpResponse:
    """Keep a report's file as a source without reading it."""
    held, user = request.conference, request.user
    unless(permissions.may_keep_unread(user, held))
    form = KeepUnreadForm(sent(request), request.FILES or None, user=user, conference=held)

    def deed() -> None:
        given = form.cleaned_data
        actions.keep_unread(user, held, upload=given["upload"], facts_for=given["sensitivity"])

    done = attempt(form, deed)
    words = {
        "title": _("Keep a file without reading it"),
        "button": _("Keep it"),
        "done": _("The file is kept as a source."),
    }
    return answered(request, done, words, lambda: reverse("archive:sources", args=[held.slug]))
