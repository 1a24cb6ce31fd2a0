"""The rooms of the venue."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference import actions, permissions
from secretariat.conference.forms import RoomForm, what_is_said_of_room
from secretariat.conference.models import Room
from secretariat.conference.permissions import OfficeRequest


def add_room(request: OfficeRequest) -> HttpResponse:
    """Add a room of the venue."""
    held, user = request.conference, request.user
    if not permissions.may_add_room(user, held):
        raise PermissionDenied
    form = RoomForm(request.POST if request.method == "POST" else None, languages=held.languages)
    done = attempt(form, lambda: actions.add_room(user, held, **form.details))
    if done.is_done:
        messages.success(request, _("The room is added."))
        return redirect("conference:conference", held.slug)
    status = 422 if form.errors else 200
    return render(request, "conference/add_room.html", {"conference": held, "form": form}, status=status)


def revise_room(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change what is kept of a room."""
    held, user = request.conference, request.user
    room = get_object_or_404(Room, conference=held, pk=pk)
    if not permissions.may_revise_room(user, room):
        raise PermissionDenied
    needs: dict[str, Any] = {"languages": held.languages}
    data = request.POST if request.method == "POST" else None
    form = RoomForm(data, initial=what_is_said_of_room(room), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_room(user, room, version=seen_version(form), **form.details),
        now=lambda: what_is_said_of_room(room),
        **needs,
    )
    if done.is_done:
        messages.success(request, _("The room is changed."))
        return redirect("conference:conference", held.slug)
    context = {"conference": held, "room": room, "form": done.form, "differences": done.differences}
    return render(request, "conference/revise_room.html", context, status=422 if form.errors else 200)
