"""Pictures and the press kit in the office."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.newsroom import actions, permissions
from secretariat.newsroom.forms.articles import (
    PictureForm,
    PressItemForm,
    RevisePictureForm,
    what_is_said_of_item,
    what_is_said_of_picture,
)
from secretariat.newsroom.models import Picture, PressItem
from secretariat.newsroom.queries.articles import pictures_of, press_kit_of
from secretariat.newsroom.queries.pictures import drawn_from
from secretariat.newsroom.views.parts import Crumb, answered
from secretariat.ui.answering import sent, unless


@require_GET
def pictures(request: OfficeRequest) -> HttpResponse:
    """The pictures of the newsroom, each with its credit and what it shows."""
    held, user = request.conference, request.user
    context = {
        "conference": held,
        "pictures": pictures_of(user, held),
        "may_add": permissions.may_add_picture(user, held),
    }
    return render(request, "newsroom/pictures.html", context)


@require_GET
def picture_file(request: OfficeRequest, pk: int, size: str) -> FileResponse:
    """A picture in one of its two sizes."""
    seen = _picture(request, pk)
    if size not in {"large", "small"}:
        raise Http404
    file = getattr(seen, size)
    if not file.content:
        raise Http404
    return FileResponse(file.content.open("rb"), content_type="image/jpeg")


@require_http_methods(["GET", "POST"])
def add_picture(request: OfficeRequest) -> HttpResponse:
    """Hand in a picture; it is drawn anew, without whatever else the file holds."""
    held, user = request.conference, request.user
    unless(permissions.may_add_picture(user, held))
    form = PictureForm(sent(request), request.FILES or None, conference=held)
    done = attempt(
        form,
        lambda: actions.add_picture(user, held, drawn=drawn_from(form.cleaned_data["file"]), details=form.details),
    )
    words = {"title": _("Add a picture"), "done": _("The picture is kept."), "crumbs": _way(request, "pictures")}
    return answered(request, done, words, lambda: _list(request, "pictures"))


@require_http_methods(["GET", "POST"])
def revise_picture(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct what is said of a picture."""
    seen, user, needs = _picture(request, pk), request.user, {"conference": request.conference}
    unless(permissions.may_revise_picture(user, seen))
    form = RevisePictureForm(sent(request), initial=what_is_said_of_picture(seen), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_picture(user, seen, details=form.details, version=seen_version(form)),
        now=lambda: what_is_said_of_picture(_picture(request, pk)),
        **needs,
    )
    words = {"title": _("Revise the picture"), "done": _("It is revised."), "crumbs": _way(request, "pictures")}
    return answered(request, done, words, lambda: _list(request, "pictures"))


@require_GET
def press_kit(request: OfficeRequest) -> HttpResponse:
    """The press kit, in its order; what is not public yet says so."""
    held, user = request.conference, request.user
    context = {
        "conference": held,
        "items": press_kit_of(user, held),
        "may_add": permissions.may_add_press_item(user, held),
    }
    return render(request, "newsroom/press_kit.html", context)


@require_http_methods(["GET", "POST"])
def add_press_item(request: OfficeRequest) -> HttpResponse:
    """Add a piece to the press kit."""
    held, user = request.conference, request.user
    unless(permissions.may_add_press_item(user, held))
    form = PressItemForm(sent(request), request.FILES or None, user=user, conference=held)
    done = attempt(
        form,
        lambda: actions.add_press_item(
            user, held, details=form.item_details, upload=form.cleaned_data["upload"] or None
        ),
    )
    words = {
        "title": _("Add to the press kit"),
        "button": pgettext("button", "Add"),
        "done": _("It stands in the press kit."),
        "crumbs": _way(request, "press_kit"),
    }
    return answered(request, done, words, lambda: _list(request, "press_kit"))


@require_http_methods(["GET", "POST"])
def revise_press_item(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct a piece of the press kit, or give it another file."""
    item, user = _item(request, pk), request.user
    unless(permissions.may_revise_press_item(user, item))
    needs: dict[str, Any] = {"user": user, "conference": request.conference}
    form = PressItemForm(sent(request), request.FILES or None, initial=what_is_said_of_item(item), **needs)
    done = attempt_revision(
        form,
        lambda: actions.revise_press_item(
            user,
            item,
            details=form.item_details,
            upload=form.cleaned_data["upload"] or None,
            version=seen_version(form),
        ),
        now=lambda: what_is_said_of_item(_item(request, pk)),
        **needs,
    )
    words = {"title": _("Revise a piece of the press kit"), "done": _("It is revised.")}
    return answered(request, done, {**words, "crumbs": _way(request, "press_kit")}, lambda: _list(request, "press_kit"))


@require_POST
def remove_press_item(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a piece out of the press kit."""
    item, user = _item(request, pk), request.user
    unless(permissions.may_remove_press_item(user, item))
    actions.remove_press_item(user, item)
    return redirect(_list(request, "press_kit"))


def _picture(request: OfficeRequest, pk: int) -> Picture:
    rows = Picture.objects.in_office_of(request.user).filter(conference=request.conference)
    return get_object_or_404(rows.select_related("large", "small"), pk=pk)


def _item(request: OfficeRequest, pk: int) -> PressItem:
    return get_object_or_404(press_kit_of(request.user, request.conference), pk=pk)


def _list(request: OfficeRequest, name: str) -> str:
    return reverse(f"newsroom:{name}", args=[request.conference.slug])


def _way(request: OfficeRequest, name: str) -> list[Crumb]:
    labels = {"pictures": _("Pictures"), "press_kit": _("Press kit")}
    return [Crumb(_list(request, name), labels[name])]
