"""Calendars behind a secret address: who opens one, who ends it, and what the address shows."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from secretariat.audit.forms import attempt
from secretariat.conference.models import Conference, Room
from secretariat.conference.permissions import OfficeRequest
from secretariat.delegations.models import Delegate, Delegation
from secretariat.programme import actions, permissions
from secretariat.programme.forms.feeds import FeedForm
from secretariat.programme.models import Feed
from secretariat.programme.queries.feeds import calendar_behind, feed_with, feeds_of_the_house, followed, tag_of
from secretariat.programme.views.calendars import calendar_file, language
from secretariat.programme.views.parts import Crumb, form_page
from secretariat.ui.answering import sent, unless

ADDRESS = "calendar-address"


@require_GET
def calendars(request: OfficeRequest) -> HttpResponse:
    """The calendars that can be followed: of the conference and of its rooms, and where all others are."""
    conference, user = request.conference, request.user
    unless(permissions.may_open_conference_feed(user, conference))
    works = user.works_on(permissions.DESK, conference.pk)
    found = feeds_of_the_house(conference, user, sees_all=works)
    context = {
        "conference": conference,
        "feeds": followed(found),
        "rooms": list(conference.rooms.all()),
        "may_open_rooms": permissions.may_see_timetable(user, conference),
        "address": _shown_once(request, 0),
        "feed_form": FeedForm(),
    }
    return render(request, "programme/calendars.html", context)


@require_http_methods(["GET", "POST"])
def open_feed(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give out a secret address at which a delegation's calendar can be read without signing in."""
    user, delegation = request.user, _delegation(request, pk)
    unless(permissions.may_open_feed(user, delegation))
    back = Crumb(_day_of(delegation), _("A delegation's day"))
    return _opened(request, back, pk, lambda told: actions.open_feed(user, delegation, **told))


@require_http_methods(["GET", "POST"])
def open_delegate_feed(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give out a secret address at which one delegate's calendar can be read without signing in."""
    user = request.user
    seen = Delegate.objects.in_office_of(user).filter(conference=request.conference)
    delegate = get_object_or_404(seen.select_related("delegation__conference", "party"), pk=pk)
    unless(permissions.may_open_delegate_feed(user, delegate))
    back = Crumb(_day_of(delegate.delegation), _("A delegation's day"))
    return _opened(
        request, back, delegate.delegation_id, lambda told: actions.open_delegate_feed(user, delegate, **told)
    )


@require_http_methods(["GET", "POST"])
def open_room_feed(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give out a secret address at which a room's calendar can be read without signing in."""
    user, room = request.user, get_object_or_404(Room, conference=request.conference, pk=pk)
    unless(permissions.may_open_room_feed(user, room))
    return _opened(request, _overview(request), 0, lambda told: actions.open_room_feed(user, room, **told))


@require_http_methods(["GET", "POST"])
def open_conference_feed(request: OfficeRequest) -> HttpResponse:
    """Give out a secret address at which the whole programme can be read without signing in."""
    user, conference = request.user, request.conference
    unless(permissions.may_open_conference_feed(user, conference))
    return _opened(request, _overview(request), 0, lambda told: actions.open_conference_feed(user, conference, **told))


@require_POST
def revoke_feed(request: OfficeRequest, pk: int) -> HttpResponse:
    """End a secret address."""
    feeds = Feed.objects.filter(conference=request.conference)
    found = get_object_or_404(feeds.select_related("delegation__conference", "delegate__delegation__conference"), pk=pk)
    if not permissions.may_revoke_feed(request.user, found):
        # Of calendars of others a focal point does not learn that they are there.
        unless(not request.user.sits_in_office_of(request.conference.pk))
        raise Http404
    actions.revoke_feed(request.user, found, at=timezone.now())
    messages.success(request, _("The address is ended: it opens nothing any more."))
    delegation = found.delegation or (found.delegate.delegation if found.delegate else None)
    return redirect(f"{_day_of(delegation) if delegation else _overview(request).url}#feeds")


@require_safe
def feed(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    """The calendar behind a secret address; whoever knows the address needs no account."""
    conference = get_object_or_404(Conference, slug=slug)
    found = feed_with(conference, secret)
    if found is None:
        raise Http404
    actions.note_reading(found, timezone.now())
    # The reader's own program may keep it, and asks each time whether it is still the same; most often it is.
    told = {"Cache-Control": "no-cache, private", "ETag": f'"{tag_of(found, language())}"'}
    answer = get_conditional_response(request, etag=told["ETag"])
    if answer is None:
        answer = calendar_file(calendar_behind(found, language()), f"{conference.slug}.ics")
    for name, value in told.items():
        answer[name] = value
    return answer


def address_shown(request: OfficeRequest, delegation: Delegation) -> dict[str, str] | None:
    """The address that was made just now, once."""
    return _shown_once(request, delegation.pk)


def _opened(
    request: OfficeRequest, back: Crumb, delegation_id: int, deed: Callable[[dict[str, str]], object]
) -> HttpResponse:
    form, secret = FeedForm(sent(request)), actions.new_secret()
    done = attempt(form, lambda: deed({"name": form.cleaned_data["name"], "secret": secret}))
    if not done.is_done:
        return form_page(request, done, [back], title=_("A calendar to follow"), button=_("Make an address"))
    address = request.build_absolute_uri(reverse("programme:feed", args=[request.conference.slug, secret]))
    # Shown once, on the page that follows: it is kept nowhere but as its fingerprint.
    kept = {"delegation": delegation_id, "name": form.cleaned_data["name"], "address": address}
    request.session[ADDRESS] = kept
    return redirect(f"{back.url}#feeds")


def _shown_once(request: OfficeRequest, delegation_id: int) -> dict[str, str] | None:
    kept: dict[str, Any] | None = request.session.get(ADDRESS)
    if not kept or kept["delegation"] != delegation_id:
        return None
    del request.session[ADDRESS]
    webcal = f"webcal://{kept['address'].partition('://')[2]}"
    return {"name": kept["name"], "address": kept["address"], "webcal": webcal}


def _overview(request: OfficeRequest) -> Crumb:
    return Crumb(reverse("programme:calendars", args=[request.conference.slug]), _("Calendars to follow"))


def _delegation(request: OfficeRequest, pk: int) -> Delegation:
    seen = Delegation.objects.in_office_of(request.user).filter(conference=request.conference)
    return get_object_or_404(seen.select_related("party", "conference"), pk=pk)


def _day_of(delegation: Delegation) -> str:
    address = reverse("programme:day", args=[delegation.conference.slug])
    return f"{address}?delegation={delegation.pk}"
