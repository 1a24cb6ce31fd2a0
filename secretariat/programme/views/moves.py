"""Moves in the timetable, from a form or from the grid; the grid asks for an answer that a script can read."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from secretariat.audit.action import Refused
from secretariat.audit.forms import Attempt, attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.meetings.models import Bilateral
from secretariat.programme import actions, permissions
from secretariat.programme.forms.moves import MoveSessionForm, PlaceForm, where_the_place_is, where_the_session_is
from secretariat.programme.models import Place, Session
from secretariat.programme.views.parts import (
    Crumb,
    clashes_now,
    form_page,
    on_the_way,
    place_seen,
    session_seen,
    to_the_grid,
)
from secretariat.ui.answering import sent, unless


@require_http_methods(["GET", "POST"])
def move_session(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put a session into another room or at another time."""
    held = session_seen(request, pk)
    unless(permissions.may_move_session(request.user, held))
    before = where_the_session_is(held)
    # The end is not filled in: whoever gives another beginning moves the whole.
    form = MoveSessionForm(sent(request), initial={**before, "ends_at": None}, conference=request.conference)
    done = attempt(form, lambda: actions.move_session(request.user, held, to=form.to, version=form.seen))
    if done.is_done:
        back = _back("programme:move_session", held, {**before, "version": held.version})
        return _moved(request, f"session:{pk}", held.starts_at, _("The session is moved."), back)
    # What was not saved is not to be shown as if it were.
    crumbs = on_the_way(request, session_seen(request, pk))
    return _asked(request, done, crumbs, title=_("Move the session"), button=_("Move"))


@require_http_methods(["GET", "POST"])
def place_bilateral(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give a bilateral meeting a time and a table."""
    seen = Bilateral.objects.in_office_of(request.user).filter(conference=request.conference)
    bilateral = get_object_or_404(seen.select_related("asking__party", "asked__party"), pk=pk)
    unless(permissions.may_place_bilateral(request.user, bilateral))
    form = PlaceForm(sent(request), conference=request.conference)
    made: list[Place] = []
    done = attempt(form, lambda: made.append(actions.place_bilateral(request.user, bilateral, to=form.to)))
    if done.is_done:
        back = _back("programme:take_off_place", made[0], {})
        return _moved(request, f"bilateral:{pk}", made[0].starts_at, _("The meeting has its place."), back)
    title = _("Find a place for %(meeting)s") % {"meeting": bilateral}
    return _asked(request, done, _on_the_grid(request), title=title, button=_("Save"))


@require_http_methods(["GET", "POST"])
def move_place(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put a bilateral meeting at another time or table."""
    place = place_seen(request, pk)
    unless(permissions.may_move_place(request.user, place))
    before = where_the_place_is(place)
    form = PlaceForm(sent(request), initial=before, conference=request.conference)
    done = attempt(form, lambda: actions.move_place(request.user, place, to=form.to, version=form.seen))
    if done.is_done:
        back = _back("programme:move_place", place, {**before, "version": place.version})
        key = f"bilateral:{place.bilateral_id}"
        return _moved(request, key, place.starts_at, _("The meeting is moved."), back)
    title = _("Move %(meeting)s") % {"meeting": place}
    return _asked(request, done, _on_the_grid(request), title=title, button=_("Move"))


@require_POST
def take_off_place(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a bilateral meeting off the timetable."""
    place = place_seen(request, pk)
    before, bilateral = where_the_place_is(place), place.bilateral
    return _done_at_once(
        request,
        lambda: actions.take_off_place(request.user, place),
        (f"bilateral:{bilateral.pk}", place.starts_at, _("The meeting waits for a place again.")),
        _back("programme:place_bilateral", bilateral, before),
    )


@require_POST
def pin_place(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let a bilateral meeting stay where it is, whatever the engine finds."""
    place = place_seen(request, pk)
    return _done_at_once(
        request,
        lambda: actions.pin_place(request.user, place),
        (f"bilateral:{place.bilateral_id}", place.starts_at, _("The meeting is pinned.")),
        _back("programme:unpin_place", place, {}),
    )


@require_POST
def unpin_place(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let the engine move a bilateral meeting again."""
    place = place_seen(request, pk)
    return _done_at_once(
        request,
        lambda: actions.unpin_place(request.user, place),
        (f"bilateral:{place.bilateral_id}", place.starts_at, _("The meeting is no longer pinned.")),
        _back("programme:pin_place", place, {}),
    )


def _done_at_once(
    request: OfficeRequest,
    deed: Callable[[], object],
    what: tuple[str, datetime, str],
    back: Mapping[str, object],
) -> HttpResponse:
    key, at, said = what
    try:
        deed()
    except Refused as error:
        if not _is_script(request):
            raise
        return JsonResponse({"done": False, "said": [str(error)]}, status=409)
    return _moved(request, key, at, said, back)


def _moved(
    request: OfficeRequest, key: str, at: datetime | None, said: str, back: Mapping[str, object]
) -> HttpResponse:
    """Say that it is done, what it clashes with now, and how it is undone."""
    found = clashes_now(request, key)
    if _is_script(request):
        undo = {**back, "url": reverse(str(back["name"]), args=[request.conference.slug, back["pk"]])}
        return JsonResponse({"done": True, "said": [said, *found], "warns": bool(found), "undo": undo})
    messages.success(request, said)
    for each in found:
        messages.warning(request, each)
    return redirect(to_the_grid(request, at))


def _asked(request: OfficeRequest, done: Attempt, crumbs: list[Crumb], **words: object) -> HttpResponse:
    if _is_script(request) and request.method == "POST":
        return JsonResponse({"done": False, "said": _errors(done.form)}, status=409)
    return form_page(request, done, crumbs, **words)


def _errors(form: Form) -> list[str]:
    return [str(sentence) for sentences in form.errors.values() for sentence in sentences]


def _back(name: str, row: Session | Place | Bilateral, fields: Mapping[str, object]) -> dict[str, object]:
    """The deed that undoes this one, with what it is handed."""
    said = {
        key: value.isoformat() if isinstance(value, datetime) else "" if value is None else value
        for key, value in fields.items()
    }
    return {"name": name, "pk": row.pk, "fields": said}


def _on_the_grid(request: OfficeRequest) -> list[Crumb]:
    return [Crumb(to_the_grid(request), _("Programme"))]


def _is_script(request: OfficeRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
