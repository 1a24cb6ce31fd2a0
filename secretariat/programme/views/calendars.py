"""Calendars to be taken home: a delegation's, a room's, and those behind a secret address."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from secretariat.audit.forms import attempt
from secretariat.conference.models import Conference, Room
from secretariat.conference.permissions import OfficeRequest
from secretariat.delegations.models import Delegation
from secretariat.programme import actions, permissions
from secretariat.programme.forms.feeds import FeedForm
from secretariat.programme.models import Feed
from secretariat.programme.queries.calendars import CONTENT_TYPE, Calendared, calendar_of, entries_in_room
from secretariat.programme.queries.day import delegations_of
from secretariat.programme.queries.entries import latest_publication
from secretariat.programme.queries.feeds import calendar_of_delegation, feed_with
from secretariat.programme.queries.known import known_of, shown_in_office
from secretariat.programme.views.parts import Crumb, form_page
from secretariat.ui.answering import sent, unless

ADDRESS = "calendar-address"


@require_GET
def day_calendar(request: OfficeRequest, pk: int) -> HttpResponse:
    """The published calendar of a delegation, as a file."""
    delegation = _delegation(request, pk)
    unless(permissions.may_see_day(request.user, delegation))
    content = calendar_of_delegation(delegation, _language())
    return _calendar(content, f"{request.conference.slug}-{delegation.party.code.lower()}.ics")


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
    whose = Calendared(f"{conference.acronym or conference.title} – {room.name}", publication.published_at, _language())
    return _calendar(calendar_of(known, entries, whose), f"{conference.slug}-room-{room.pk}.ics")


@require_http_methods(["GET", "POST"])
def open_feed(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give out a secret address at which a delegation's calendar can be read without signing in."""
    user, delegation = request.user, _delegation(request, pk)
    unless(permissions.may_open_feed(user, delegation))
    form, secret = FeedForm(sent(request)), actions.new_secret()
    done = attempt(form, lambda: actions.open_feed(user, delegation, name=form.cleaned_data["name"], secret=secret))
    back = _day_of(delegation)
    if done.is_done:
        address = request.build_absolute_uri(reverse("programme:feed", args=[request.conference.slug, secret]))
        # Shown once, on the page that follows: it is kept nowhere but as its fingerprint.
        request.session[ADDRESS] = {"delegation": pk, "name": form.cleaned_data["name"], "address": address}
        return redirect(f"{back}#feeds")
    crumbs = [Crumb(back, _("A delegation's day"))]
    return form_page(request, done, crumbs, title=_("A calendar to follow"), button=_("Make an address"))


@require_POST
def revoke_feed(request: OfficeRequest, pk: int) -> HttpResponse:
    """End a secret address."""
    mine = Feed.objects.filter(conference=request.conference, delegation__in=delegations_of_this(request))
    feed = get_object_or_404(mine.select_related("delegation__party"), pk=pk)
    unless(permissions.may_revoke_feed(request.user, feed))
    actions.revoke_feed(request.user, feed, at=timezone.now())
    messages.success(request, _("The address is ended: it opens nothing any more."))
    return redirect(f"{_day_of(feed.delegation)}#feeds")


@require_safe
def feed(_request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    """The calendar behind a secret address; whoever knows the address needs no account."""
    conference = get_object_or_404(Conference, slug=slug)
    found = feed_with(conference, secret)
    if found is None:
        raise Http404
    found.delegation.conference = conference
    actions.note_reading(found, timezone.now())
    return _calendar(calendar_of_delegation(found.delegation, _language()), f"{conference.slug}.ics")


def address_shown(request: OfficeRequest, delegation: Delegation) -> dict[str, str] | None:
    """The address that was made just now, once."""
    kept: dict[str, Any] | None = request.session.get(ADDRESS)
    if not kept or kept["delegation"] != delegation.pk:
        return None
    del request.session[ADDRESS]
    return {"name": kept["name"], "address": kept["address"]}


def delegations_of_this(request: OfficeRequest) -> list[Delegation]:
    """The delegations to the conference that this person may look at."""
    return delegations_of(request.conference, request.user)


def _delegation(request: OfficeRequest, pk: int) -> Delegation:
    seen = Delegation.objects.in_office_of(request.user).filter(conference=request.conference)
    return get_object_or_404(seen.select_related("party", "conference"), pk=pk)


def _day_of(delegation: Delegation) -> str:
    address = reverse("programme:day", args=[delegation.conference.slug])
    return f"{address}?delegation={delegation.pk}"


def _language() -> str:
    return get_language() or "en"


def _calendar(content: bytes, name: str) -> HttpResponse:
    """A calendar as a file, for its reader alone: nothing between here and there may keep it."""
    answer = HttpResponse(content, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store, private"
    answer["X-Robots-Tag"] = "noindex"
    return answer
