"""Pages of outlets that ask for accreditation: all of them, taking one up, refusing one."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.audit.action import Refused
from secretariat.audit.forms import attempt, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.newsroom import actions, permissions
from secretariat.newsroom.forms.media import RefuseForm, TakeUpForm
from secretariat.newsroom.models import MediaPerson, MediaRequest
from secretariat.newsroom.queries.media import (
    delegates_who_came_of,
    is_erased_contact,
    is_erased_journalist,
    media_requests_seen,
    other_files_of,
    outlets_alike,
)
from secretariat.newsroom.queries.replies import rules_of
from secretariat.newsroom.views.parts import Crumb, answered, at_this_moment
from secretariat.parties.models import Party
from secretariat.ui.answering import sent, unless


@require_GET
def media_requests(request: OfficeRequest) -> HttpResponse:
    """What outlets ask for, those that wait first."""
    held, user = request.conference, request.user
    unless(permissions.may_see_media_requests(user, held))
    rows = list(media_requests_seen(held, user))
    context = {
        "conference": held,
        "rows": [
            {
                "request": row,
                "may_take_up": row.state == "waiting" and permissions.may_take_up_media_request(user, row),
                "may_erase": permissions.may_erase_media_contact(user, row),
                "is_contact_there": not is_erased_contact(row),
                "people": [(each, not is_erased_journalist(each)) for each in row.people.all()],
                "may_refuse": row.state == "waiting" and permissions.may_refuse_media_request(user, row),
            }
            for row in rows
        ],
        "takes": rules_of(held).takes_media_requests,
    }
    return render(request, "newsroom/media_requests.html", context)


@require_http_methods(["GET", "POST"])
def take_up_media_request(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let an outlet come as media; one of the register that may be the same is offered first."""
    asked, user = _asked(request, pk), request.user
    unless(permissions.may_take_up_media_request(user, asked))
    alike = outlets_alike(asked.outlet)
    choices = [(str(each.party.pk), f"{each.party.name} ({each.party.code})") for each in alike]
    initial = {"version": asked.version, "party": choices[0][0] if choices and alike[0].likeness == 1 else ""}
    form = TakeUpForm(sent(request), choices=choices, initial=initial)
    parties = {str(each.party.pk): each.party for each in alike}
    done = attempt(
        form,
        lambda: actions.take_up_media_request(
            user,
            asked,
            at=at_this_moment(),
            party=_chosen(parties, form.cleaned_data["party"]),
            version=seen_version(form),
        ),
    )
    words = {
        "title": _("Take up %(outlet)s") % {"outlet": asked.outlet},
        "text": _("Its people stand in the queue of accreditation among the media. The outlet is told."),
        "button": pgettext("button", "Take up"),
        "done": _("The people of the outlet stand in the queue of accreditation."),
        "crumbs": _on_the_way(request),
    }
    return answered(request, done, words, lambda: _list(request))


@require_http_methods(["GET", "POST"])
def refuse_media_request(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say that an outlet is not accredited, and why."""
    asked, user = _asked(request, pk), request.user
    unless(permissions.may_refuse_media_request(user, asked))
    form = RefuseForm(sent(request), initial={"version": asked.version})
    done = attempt(
        form,
        lambda: actions.refuse_media_request(
            user, asked, reason=form.cleaned_data["reason"], at=at_this_moment(), version=seen_version(form)
        ),
    )
    words = {
        "title": _("Refuse %(outlet)s") % {"outlet": asked.outlet},
        "button": pgettext("button", "Refuse"),
        "done": _("The outlet is refused and told so."),
        "crumbs": _on_the_way(request),
    }
    return answered(request, done, words, lambda: _list(request))


@require_http_methods(["GET", "POST"])
def erase_journalist(request: OfficeRequest, pk: int) -> HttpResponse:
    """Erase a journalist, once it was asked whether to; what is kept of them as a delegate elsewhere is named."""
    rows = MediaPerson.objects.in_office_of(request.user).filter(conference=request.conference)
    person = get_object_or_404(rows.select_related("request", "conference"), pk=pk)
    unless(permissions.may_erase_journalist(request.user, person))
    return _erased(
        request,
        lambda: actions.erase_journalist(request.user, person, at=at_this_moment()),
        {
            "title": _("Erase a journalist"),
            "already": _("This journalist is erased already.") if is_erased_journalist(person) else "",
            "done": _("The journalist is erased."),
            "asked": person.request,
            "name": person.name,
            "person": person,
            "came": delegates_who_came_of(person),
            "others": other_files_of(person, request.user),
        },
    )


@require_http_methods(["GET", "POST"])
def erase_media_contact(request: OfficeRequest, pk: int) -> HttpResponse:
    """Erase who asked for an outlet, once it was asked whether to."""
    asked = _asked(request, pk)
    unless(permissions.may_erase_media_contact(request.user, asked))
    return _erased(
        request,
        lambda: actions.erase_media_contact(request.user, asked, at=at_this_moment()),
        {
            "title": _("Erase who asked for an outlet"),
            "already": _("Whoever asked is erased already.") if is_erased_contact(asked) else "",
            "done": _("Whoever asked is erased."),
            "asked": asked,
            "name": asked.contact_name,
        },
    )


def _erased(request: OfficeRequest, deed: Callable[[], object], words: dict[str, Any]) -> HttpResponse:
    if request.method == "POST":
        try:
            deed()
        except Refused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, words["done"])
        return redirect(_list(request))
    if words["already"]:
        messages.error(request, words["already"])
        return redirect(_list(request))
    context = {"conference": request.conference, "crumbs": _on_the_way(request), "leave": _list(request), **words}
    return render(request, "newsroom/erase_journalist.html", context)


def _asked(request: OfficeRequest, pk: int) -> MediaRequest:
    rows = MediaRequest.objects.in_office_of(request.user).filter(conference=request.conference)
    return get_object_or_404(rows.select_related("conference"), pk=pk)


def _chosen(parties: dict[str, Party], number: str) -> Party | None:
    return parties.get(number)


def _list(request: OfficeRequest) -> str:
    return reverse("newsroom:media_requests", args=[request.conference.slug])


def _on_the_way(request: OfficeRequest) -> list[Crumb]:
    return [Crumb(_list(request), _("Media requests"))]
