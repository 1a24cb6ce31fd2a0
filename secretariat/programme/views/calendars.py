"""Calendars to be taken home as a file: a delegation's and a room's."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from secretariat.conference.models import Room
from secretariat.conference.permissions import OfficeRequest
from secretariat.delegations.models import Delegation
from secretariat.programme import permissions
from secretariat.programme.queries.calendars import CONTENT_TYPE, Calendared, calendar_of, entries_in_room
from secretariat.programme.queries.entries import latest_publication
from secretariat.programme.queries.feeds import calendar_of_delegation
from secretariat.programme.queries.known import known_of, shown_in_office
from secretariat.ui.answering import unless


@require_GET
def day_calendar(request: OfficeRequest, pk: int) -> HttpResponse:
    """The published calendar of a delegation, as a file."""
    seen = Delegation.objects.in_office_of(request.user).filter(conference=request.conference)
    delegation = get_object_or_404(seen.select_related("party", "conference"), pk=pk)
    unless(permissions.may_see_day(request.user, delegation))
    content = calendar_of_delegation(delegation, request.user, language())
    return calendar_file(content, f"{request.conference.slug}-{delegation.party.code.lower()}.ics")


@require_GET
def room_calendar(request: OfficeRequest, pk: int) -> HttpResponse:
    """What is held in a room, as it is published."""
    conference, user = request.conference, request.user
    room = get_object_or_404(Room, conference=conference, pk=pk)
    unless(permissions.may_see_timetable(user, conference))
    publication = latest_publication(conference)
    if publication is None:
        raise Http404
    known = known_of(conference, AnonymousUser())
    entries = known.told(entries_in_room(shown_in_office(publication.entries, user, conference), room.pk))
    whose = Calendared(f"{conference.acronym or conference.title} – {room.name}", publication.published_at, language())
    return calendar_file(calendar_of(known, entries, whose), f"{conference.slug}-room-{room.pk}.ics")


def language() -> str:
    """The language in which a calendar speaks: that of its address."""
    return get_language() or "en"


def calendar_file(content: bytes, name: str) -> HttpResponse:
    """A calendar as a file, for its reader alone: nothing between here and there may keep it."""
    answer = HttpResponse(content, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store, private"
    answer["X-Robots-Tag"] = "noindex"
    return answer
