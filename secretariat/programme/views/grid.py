"""The grid of rooms and time, what would clash in it, and the page of all clashes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from secretariat.conference.permissions import OfficeRequest
from secretariat.programme import permissions
from secretariat.programme.permissions import DESK
from secretariat.programme.queries.clash_words import WHAT, Names, names_for, sentence, sentences
from secretariat.programme.queries.clashing import Timetable, timetable_of
from secretariat.programme.queries.grid import Grid, Lane, grid_of
from secretariat.programme.queries.verdicts import thing_to_move, verdicts_for
from secretariat.ui.answering import unless

MOST_SHOWN, MOST_HERE = 500, 50


@require_GET
def grid(request: OfficeRequest) -> HttpResponse:
    """One day of the timetable: rooms beside each other, time from the top."""
    conference, user = request.conference, request.user
    room = _room(request)
    drawn = grid_of(conference, user, _day(request), room)
    may_move = user.works_on(DESK, conference.pk)
    context = {
        "conference": conference,
        "grid": drawn,
        "room": room,
        "rooms": [(each.pk, each.name, each.pk == room) for each in drawn.timetable.rooms],
        "days": [(day, day == drawn.day) for day in drawn.days],
        "clashes_here": _clashes_here(drawn),
        "may_move": may_move,
        "may_see_clashes": permissions.may_see_clashes(user, conference),
        "for_script": _for_script(request, drawn) if may_move else None,
    }
    return render(request, "programme/grid.html", context)


@require_GET
def verdicts(request: OfficeRequest) -> HttpResponse:
    """What would clash if one thing were put into each cell of the day."""
    conference, user = request.conference, request.user
    unless(user.works_on(DESK, conference.pk))
    drawn = grid_of(conference, user, _day(request), _room(request), is_told=False)
    item = thing_to_move(conference, request.GET.get("item", ""), drawn.rows[0].starts_at)
    if item is None:
        raise Http404
    found = verdicts_for(drawn, item)
    return JsonResponse({"minutes": found.minutes, "sentences": found.sentences, "lanes": found.lanes})


@require_GET
def clashes(request: OfficeRequest) -> HttpResponse:
    """All that clashes in the working timetable."""
    conference, user = request.conference, request.user
    unless(permissions.may_see_clashes(user, conference))
    timetable = timetable_of(conference)
    found = timetable.clashes()
    names = names_for(timetable, user)
    context = {
        "conference": conference,
        "rows": [
            {
                "clash": clash,
                "what": WHAT[clash.code],
                "said": sentence(clash, names),
                "links": [_link(request, timetable, names, key) for key in clash.items],
            }
            for clash in sorted(found, key=lambda clash: clash.level != "block")[:MOST_SHOWN]
        ],
        "shown": min(len(found), MOST_SHOWN),
        "total": len(found),
        "may_revise_rules": permissions.may_revise_clash_rules(user, conference),
    }
    return render(request, "programme/clashes.html", context)


def _clashes_here(drawn: Grid) -> list[str]:
    """What clashes on the day that is shown, each once."""
    here = {each.key.replace("-", ":") for each in drawn.held}
    found = [clash for clash in drawn.clashes if here & set(clash.items)]
    return sentences(found, drawn.names, most=MOST_HERE)


def _link(request: OfficeRequest, timetable: Timetable, names: Names, key: str) -> dict[str, object]:
    """Where a thing can be read about or moved, if this person is shown it."""
    kind, _colon, number = key.partition(":")
    slug, pk, label = request.conference.slug, int(number), names.thing(key)
    if key not in names.things:
        return {"label": label, "url": ""}
    if kind == "session":
        return {"label": label, "url": reverse("programme:session", args=[slug, pk])}
    place = timetable.places[pk]
    may = permissions.may_move_place(request.user, place)
    return {"label": label, "url": reverse("programme:move_place", args=[slug, place.pk]) if may else ""}


def _for_script(request: OfficeRequest, drawn: Grid) -> dict[str, Any]:
    """What the script must know: the columns, the rows, where to ask, and the words it says."""
    slug = request.conference.slug
    address = reverse("programme:verdicts", args=[slug])
    room = _room(request)
    return {
        "verdicts": f"{address}?day={drawn.day.isoformat()}" + (f"&room={room}" if room else ""),
        "step": drawn.step,
        "lanes": [_lane(lane) for lane in drawn.lanes],
        "rows": [{"at": row.starts_at.isoformat(), "label": f"{row.starts_at:%H:%M}"} for row in drawn.rows],
        "words": dict(_words()),
    }


def _lane(lane: Lane) -> dict[str, object]:
    room = lane.room
    return {
        "room": room.pk if room is not None else "",
        "table": lane.table or "",
        "label": _label(lane),
        "is_beside": lane.is_beside,
    }


def _label(lane: Lane) -> str:
    if lane.room is None:
        return _("No room yet")
    if lane.table is None:
        return str(lane.room.name)
    return pgettext("a room and one of its tables", "%(room)s, table %(table)s") % {
        "room": lane.room.name,
        "table": lane.table,
    }


def _words() -> Mapping[str, str]:
    # What stands in braces the script fills in.
    return {
        "taken_up": _(
            "{title} is picked up. Choose a place with the arrow keys; Enter puts it down, Escape puts it back."
        ),
        "free": pgettext("a room and a time in the grid", "{room}, {time}: free"),
        "because": pgettext("a room and a time in the grid", "{room}, {time}: {why}"),
        "refused": _("It cannot be put there. {why}"),
        "put_back": _("{title} is back where it was."),
        "waits": _("Let it wait for a time"),
        "wait_a_moment": _("What would clash is being looked up."),
        "failed": _("The move could not be sent. Nothing was changed."),
        "undone": _("The last move is undone."),
    }


def _day(request: OfficeRequest) -> date | None:
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None
    # The first and the last day that the calendar knows have no midnight everywhere.
    return day if 1900 <= day.year <= 9000 else None


def _room(request: OfficeRequest) -> int | None:
    asked = request.GET.get("room", "")
    if not asked.isdecimal() or len(asked) > 18:
        return None
    return request.conference.rooms.filter(pk=int(asked)).values_list("pk", flat=True).first()
