"""The working programme as a schedule file, for whoever of the office takes it along."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from secretariat.conference.permissions import OfficeRequest
from secretariat.engines import frab
from secretariat.programme import permissions
from secretariat.programme.queries.known import known_of
from secretariat.programme.queries.schedule import CONTENT_TYPES, entries_in_office, schedule_file, working_edition
from secretariat.programme.views.calendars import language
from secretariat.ui.answering import unless


@require_GET
def schedule(request: OfficeRequest, kind: str) -> HttpResponse:
    """The sessions of the working timetable that the office shows this person, as JSON or XML."""
    conference, user = request.conference, request.user
    unless(permissions.may_open_conference_feed(user, conference))
    if kind not in CONTENT_TYPES:
        raise Http404
    edition = working_edition(conference, language())
    try:
        content = schedule_file(known_of(conference, user), entries_in_office(conference, user), edition, kind)
    except frab.Unwritable:
        messages.error(request, _("No schedule can hold the years of this conference."))
        return redirect("programme:grid", conference.slug)
    answer = HttpResponse(content, content_type=CONTENT_TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{conference.slug}-schedule.{kind}"'
    answer["Cache-Control"] = "no-store, private"
    return answer
