"""Pages of sessions: the list, one session, and the forms that write it down."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.archive.permissions import may_cite
from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.programme import actions, permissions
from secretariat.programme.forms.sessions import (
    AddSessionForm,
    ReviseSessionForm,
    SessionsFilter,
    what_is_said_of_session,
)
from secretariat.programme.models import Session, SessionKind, SessionState
from secretariat.programme.queries.announcements import announced_in
from secretariat.programme.queries.sessions import SessionRow, rows_of, sessions_of
from secretariat.programme.views.convening import invited_to
from secretariat.programme.views.parts import Told, clashes_now, form_page, on_the_way, session_seen, warn
from secretariat.ui.answering import on_a_page, sent, unless
from secretariat.ui.templatetags.ui import day as in_words

PAGE = 100


@require_GET
def sessions(request: OfficeRequest) -> HttpResponse:
    """All sessions in the order of time."""
    conference, user = request.conference, request.user
    asked = SessionsFilter(request.GET)
    every = sessions_of(conference, user)
    found = _chosen(every, asked)
    page = Paginator(found, on_a_page(request, PAGE)).get_page(request.GET.get("page"))
    context = {
        "conference": conference,
        "rows": page,
        "page": page,
        "filters": _filters(every, asked),
        "shown": len(found),
        "total": len(every),
        "may_add": permissions.may_add_session(user, conference),
    }
    return render(request, "programme/sessions.html", context)


@require_GET
def session(request: OfficeRequest, pk: int) -> HttpResponse:
    """A session: when and where, what it treats, whom it needs, and what it clashes with."""
    conference, user = request.conference, request.user
    held = session_seen(request, pk)
    context = {
        "conference": conference,
        "session": held,
        "row": rows_of(conference, user, [held])[0],
        "marks": Told(request, [held]).of(held),
        "clashes": clashes_now(request, f"session:{pk}") if permissions.may_see_clashes(user, conference) else [],
        "may_revise": permissions.may_revise_session(user, held),
        "may_cite": may_cite(user, held),
        "announced": announced_in(held, user),
        **invited_to(request, held),
        "may_announce": permissions.may_announce_pledge(user, held),
    }
    return render(request, "programme/session.html", context)


@require_http_methods(["GET", "POST"])
def add_session(request: OfficeRequest) -> HttpResponse:
    """Add a session to the programme."""
    conference, user = request.conference, request.user
    unless(permissions.may_add_session(user, conference))
    form = AddSessionForm(sent(request), initial=_asked_for(request), user=user, conference=conference)
    made: list[Session] = []
    done = attempt(
        form,
        lambda: made.append(
            actions.add_session(
                user, conference, details=form.details, items=form.items, wanted=form.wanted, cited=form.cited
            )
        ),
    )
    if done.is_done:
        messages.success(request, _("The session is added."))
        warn(request, f"session:{made[0].pk}")
        return redirect("programme:session", conference.slug, made[0].pk)
    words = {"title": _("Add a session"), "button": pgettext("button", "Add")}
    return form_page(request, done, on_the_way(request), **words)


@require_http_methods(["GET", "POST"])
def revise_session(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change what is written down of a session."""
    conference, user = request.conference, request.user
    held = session_seen(request, pk)
    unless(permissions.may_revise_session(user, held))
    needs: dict[str, Any] = {"user": user, "conference": conference, "session": session_seen(request, pk)}
    form = ReviseSessionForm(sent(request), initial=what_is_said_of_session(held), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_session(
            user, held, details=form.details, items=form.items, wanted=form.wanted, version=seen_version(form)
        ),
        now=lambda: what_is_said_of_session(session_seen(request, pk)),
        **needs,
    )
    if done.is_done:
        messages.success(request, _("The session is revised."))
        warn(request, f"session:{pk}")
        return redirect("programme:session", conference.slug, pk)
    words = {"title": _("Revise the session"), "button": _("Save")}
    return form_page(request, done, on_the_way(request, session_seen(request, pk)), **words)


@require_POST
def cancel_session(request: OfficeRequest, pk: int) -> HttpResponse:
    """Call a session off."""
    actions.cancel_session(request.user, session_seen(request, pk))
    messages.success(
        request, _("The session is cancelled. Whoever follows the programme learns of it when it is published.")
    )
    return redirect("programme:session", request.conference.slug, pk)


@require_POST
def restore_session(request: OfficeRequest, pk: int) -> HttpResponse:
    """Plan a session again that was called off."""
    actions.restore_session(request.user, session_seen(request, pk))
    messages.success(request, _("The session is planned again."))
    warn(request, f"session:{pk}")
    return redirect("programme:session", request.conference.slug, pk)


def _asked_for(request: OfficeRequest) -> dict[str, object]:
    """What the page that led here knows already: the day, and the room."""
    try:
        day: date | None = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        day = None
    room = request.GET.get("room", "")
    return {"day": day, "room": int(room) if room.isdecimal() and len(room) < 19 else None}


def _chosen(rows: Iterable[SessionRow], asked: SessionsFilter) -> list[SessionRow]:
    words, kind, day, state = (asked.chosen(name) for name in ("q", "kind", "day", "state"))
    return [
        row
        for row in rows
        if (not kind or row.session.kind == kind)
        and (not day or row.session.day == day)
        and (state == "all" or (row.session.state == SessionState.CANCELLED) == (state == "cancelled"))
        and row.speaks_of(words)
    ]


def _filters(rows: Iterable[SessionRow], asked: SessionsFilter) -> list[dict[str, object]]:
    days = sorted({row.session.day for row in rows if row.session.day is not None})
    states = [("", _("Planned")), ("cancelled", _("Cancelled")), ("all", _("All"))]
    return [
        _narrowed("kind", _("Kind"), [("", _("All kinds")), *SessionKind.choices], asked.chosen("kind")),
        _narrowed("day", _("Day"), [("", _("All days")), *((day, in_words(day)) for day in days)], asked.chosen("day")),
        _narrowed("state", _("State"), states, asked.chosen("state")),
    ]


def _narrowed(name: str, label: str, choices: Iterable[tuple[object, object]], chosen: object) -> dict[str, object]:
    shown = [
        {
            "value": value.isoformat() if isinstance(value, date) else value,
            "label": str(said),
            "is_chosen": value == chosen,
        }
        for value, said in choices
    ]
    return {"name": name, "label": label, "choices": shown}
