"""The page of the venue as the timetable needs it, and the page of what clashes do."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations.models import Delegation
from secretariat.programme import actions, permissions
from secretariat.programme.forms.venue import ClashRulesForm, CloseRoomForm, KeepApartForm, PairRoomsForm
from secretariat.programme.models import KeptApart, ProgrammeRules, RoomClosure, RoomPair
from secretariat.programme.views.parts import Crumb, form_page
from secretariat.ui.answering import sent, unless

Kept = TypeVar("Kept", bound=Model)


@require_GET
def venue(request: OfficeRequest) -> HttpResponse:
    """The rooms, when they are closed, the ways between them, and who is kept apart."""
    conference, user = request.conference, request.user
    rooms = list(conference.rooms.all())
    closures: dict[int, list[RoomClosure]] = {room.pk: [] for room in rooms}
    for closure in RoomClosure.objects.in_office_of(user).filter(conference=conference):
        closures[closure.room_id].append(closure)
    pairs = RoomPair.objects.in_office_of(user).filter(conference=conference).select_related("one", "other")
    context = {
        "conference": conference,
        "rooms": [{"room": room, "closures": closures[room.pk]} for room in rooms],
        "pairs": list(pairs.order_by("one__position", "other__position", "pk")),
        "apart": _apart(request),
        "may": user.works_on(permissions.DESK, conference.pk),
        "may_add_room": user.works_on("conference", conference.pk),
        "may_see_clashes": permissions.may_see_clashes(user, conference),
    }
    return render(request, "programme/venue.html", context)


@require_http_methods(["GET", "POST"])
def pair_rooms(request: OfficeRequest) -> HttpResponse:
    """Say how two rooms lie to each other."""
    conference, user = request.conference, request.user
    unless(permissions.may_pair_rooms(user, conference))
    form = PairRoomsForm(sent(request), conference=conference)
    words = {"title": _("The way between two rooms"), "said": _("The way between the rooms is noted.")}
    return _form(request, form, lambda: actions.pair_rooms(user, conference, **form.cleaned_data), words)


@require_POST
def unpair_rooms(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take back what was said of the way between two rooms."""
    actions.unpair_rooms(request.user, _found(request, RoomPair.objects.all(), pk))
    return _back(request, _("Nothing is said any more of the way between these rooms."))


@require_http_methods(["GET", "POST"])
def close_room(request: OfficeRequest, pk: int) -> HttpResponse:
    """Note a time in which a room cannot be used."""
    user = request.user
    room = get_object_or_404(request.conference.rooms, pk=pk)
    unless(permissions.may_close_room(user, room))
    form = CloseRoomForm(sent(request))
    title = _("Close %(room)s for some time") % {"room": room.name}
    words = {"title": title, "said": _("The time is noted. What stands in the room then is shown as a clash.")}
    return _form(request, form, lambda: actions.close_room(user, room, **form.cleaned_data), words)


@require_POST
def open_room(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take back that a room is closed."""
    actions.open_room(request.user, _found(request, RoomClosure.objects.all(), pk))
    return _back(request, _("The room is open then."))


@require_http_methods(["GET", "POST"])
def keep_apart(request: OfficeRequest) -> HttpResponse:
    """Keep two delegations out of rooms side by side."""
    conference, user = request.conference, request.user
    unless(permissions.may_keep_apart(user, conference))
    form = KeepApartForm(sent(request), user=user, conference=conference)
    words = {"title": _("Keep two delegations apart"), "said": _("The two are kept apart.")}
    return _form(request, form, lambda: actions.keep_apart(user, conference, **form.pair), words)


@require_POST
def end_keeping_apart(request: OfficeRequest, pk: int) -> HttpResponse:
    """Two delegations need no longer be kept apart."""
    actions.end_keeping_apart(request.user, _found(request, KeptApart.objects.all(), pk))
    return _back(request, _("The two are no longer kept apart."))


@require_http_methods(["GET", "POST"])
def revise_clash_rules(request: OfficeRequest) -> HttpResponse:
    """Say what each kind of clash does."""
    conference, user = request.conference, request.user
    unless(permissions.may_revise_clash_rules(user, conference))
    form = ClashRulesForm(sent(request), initial=_rules_now(request))
    done = attempt_revision(
        form,
        lambda: actions.revise_clash_rules(user, conference, levels=form.levels, version=seen_version(form)),
        now=lambda: _rules_now(request),
    )
    if done.is_done:
        messages.success(request, _("What clashes do is revised."))
        return redirect("programme:clashes", conference.slug)
    words = {
        "title": _("What clashes do"),
        "button": _("Save"),
        "text": _(
            "What is not let through cannot be saved, moved or published. Interpreters are looked at only once the "
            "rules of the timetable say how many there are."
        ),
    }
    return form_page(request, done, [*_on_the_way(request, "programme:clashes", _("Clashes"))], **words)


def _rules_now(request: OfficeRequest) -> dict[str, Any]:
    rules = ProgrammeRules.objects.filter(conference=request.conference).first()
    return {**rules.clashes, "version": rules.version} if rules is not None else {"version": 0}


def _apart(request: OfficeRequest) -> list[dict[str, object]]:
    """Those kept apart whose two delegations this person is shown."""
    conference, user = request.conference, request.user
    names = shown_names(conference)
    seen = Delegation.objects.in_office_of(user).filter(conference=conference)
    rows = KeptApart.objects.in_office_of(user).filter(conference=conference, one__in=seen, other__in=seen)
    return [
        {"kept": kept, "one": name_of(kept.one.party, names), "other": name_of(kept.other.party, names)}
        for kept in rows.select_related("one__party", "other__party").order_by("pk")
    ]


def _form(request: OfficeRequest, form: Form, deed: Callable[[], object], words: dict[str, str]) -> HttpResponse:
    done = attempt(form, deed)
    if done.is_done:
        return _back(request, words["said"])
    crumbs = _on_the_way(request, "programme:venue", pgettext("of the conference", "Venue"))
    return form_page(request, done, crumbs, title=words["title"], button=_("Save"))


def _found(request: OfficeRequest, rows: "QuerySet[Kept]", pk: int) -> Kept:
    return get_object_or_404(rows.filter(conference=request.conference), pk=pk)


def _back(request: OfficeRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("programme:venue", request.conference.slug)


def _on_the_way(request: OfficeRequest, name: str, label: str) -> list[Crumb]:
    slug = request.conference.slug
    return [Crumb(reverse("programme:grid", args=[slug]), _("Programme")), Crumb(reverse(name, args=[slug]), label)]
