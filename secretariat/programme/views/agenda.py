"""The agenda: its page, and the forms that write it down."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.archive.permissions import may_cite
from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.programme import actions, permissions
from secretariat.programme.forms.sessions import AddItemForm, ReviseItemForm, what_is_said_of_item
from secretariat.programme.queries.sessions import agenda_of
from secretariat.programme.views.parts import Crumb, Told, form_page, item_seen
from secretariat.ui.answering import sent, unless


@require_GET
def agenda(request: OfficeRequest) -> HttpResponse:
    """The agenda in its order, each item with the sessions that treat it."""
    conference, user = request.conference, request.user
    rows = agenda_of(conference, user)
    told = Told(request, [row.item for row in rows])
    context = {
        "conference": conference,
        "rows": [
            {"row": row, "item": row.item, "marks": told.of(row.item), "may_cite": may_cite(user, row.item)}
            for row in rows
        ],
        "may_add": permissions.may_add_agenda_item(user, conference),
    }
    return render(request, "programme/agenda.html", context)


@require_http_methods(["GET", "POST"])
def add_agenda_item(request: OfficeRequest) -> HttpResponse:
    """Add an item to the agenda."""
    conference, user = request.conference, request.user
    unless(permissions.may_add_agenda_item(user, conference))
    form = AddItemForm(sent(request), user=user, conference=conference)
    done = attempt(form, lambda: actions.add_agenda_item(user, conference, details=form.details, cited=form.cited))
    if done.is_done:
        messages.success(request, _("The agenda item is added."))
        return redirect(
            "programme:add_agenda_item" if "another" in request.POST else "programme:agenda", conference.slug
        )
    words = {"title": _("Add an agenda item"), "button": _("Save"), "another": _("Save and add another")}
    return form_page(request, done, _on_the_agenda(request), **words)


@require_http_methods(["GET", "POST"])
def revise_agenda_item(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change what is written down of an item of the agenda."""
    conference, user = request.conference, request.user
    item = item_seen(request, pk)
    unless(permissions.may_revise_agenda_item(user, item))
    needs: dict[str, Any] = {"user": user, "conference": conference}
    form = ReviseItemForm(sent(request), initial=what_is_said_of_item(item), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_agenda_item(user, item, details=form.details, version=seen_version(form)),
        now=lambda: what_is_said_of_item(item_seen(request, pk)),
        **needs,
    )
    if done.is_done:
        messages.success(request, _("The agenda item is revised."))
        return redirect("programme:agenda", conference.slug)
    words = {"title": _("Revise an agenda item"), "button": _("Save")}
    return form_page(request, done, _on_the_agenda(request), **words)


@require_POST
def move_agenda_item(request: OfficeRequest, pk: int) -> HttpResponse:
    """Move an item of the agenda up or down."""
    item = item_seen(request, pk)
    actions.move_agenda_item(request.user, item, earlier=request.POST.get("to") != "later")
    return redirect(f"{reverse('programme:agenda', args=[request.conference.slug])}#item-{pk}")


def _on_the_agenda(request: OfficeRequest) -> list[Crumb]:
    slug = request.conference.slug
    return [
        Crumb(reverse("programme:grid", args=[slug]), _("Programme")),
        Crumb(reverse("programme:agenda", args=[slug]), _("Agenda")),
    ]
