"""Pages of what shows who a delegate is: particulars and photo, and their deletion when they have served."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.delegations import actions, permissions, queries
from secretariat.delegations.forms.particulars import ParticularsForm, PhotoForm, what_is_said_of_particulars
from secretariat.delegations.models import Change, Delegate, Particulars
from secretariat.delegations.queries import PARTICULARS
from secretariat.ui.templatetags.ui import number


@require_http_methods(["GET", "POST"])
def keep_particulars(request: OfficeRequest, pk: int) -> HttpResponse:
    """Date of birth and document of a delegate."""
    found = _delegate(request, pk)
    if not permissions.may_keep_particulars(request.user, found):
        raise PermissionDenied
    holds_at_once = permissions.may_change_at_once(request.user, found)
    needs: dict[str, Any] = {"today": timezone.localdate(timezone=request.conference.zone)}

    def now() -> dict[str, Any]:
        kept = what_is_said_of_particulars(queries.particulars_of(found))
        return kept if holds_at_once else kept | queries.particulars_asked_for(found)

    form = ParticularsForm(request.POST or None, initial=now(), **needs)

    def deed() -> object:
        said = {name: form.cleaned_data[name] for name in PARTICULARS}
        if holds_at_once:
            return actions.keep_particulars(request.user, found, details=said, version=seen_version(form))
        return actions.propose_change(request.user, found, wanted=said)

    attempted = attempt_revision(form, deed, now=now, **needs)
    if attempted.is_done:
        messages.success(request, _("The particulars are kept.") if holds_at_once else _asked())
        return redirect("delegations:delegate", request.conference.slug, pk)
    context = _of_page(request, found) | {"form": attempted.form, "differences": attempted.differences}
    return render(request, "delegations/particulars.html", context)


@require_http_methods(["GET", "POST"])
def keep_photo(request: OfficeRequest, pk: int) -> HttpResponse:
    """Hand in a photo of a delegate: a file, cut on the page where the browser can, or one taken now."""
    found = _delegate(request, pk)
    if not permissions.may_keep_photo(request.user, found):
        raise PermissionDenied
    holds_at_once = permissions.may_change_at_once(request.user, found)
    is_sent = request.method == "POST"
    form = PhotoForm(request.POST, request.FILES) if is_sent else PhotoForm()

    def deed() -> object:
        if holds_at_once:
            return actions.keep_photo(request.user, found, portrait=form.portrait)
        return actions.propose_change(request.user, found, wanted={}, photo=actions.store_photo(form.portrait))

    attempted = attempt(form, deed)
    if attempted.is_done:
        messages.success(request, _("The photo is kept.") if holds_at_once else _asked())
        return redirect("delegations:delegate", request.conference.slug, pk)
    return render(request, "delegations/photo.html", _of_page(request, found) | {"form": attempted.form})


@require_http_methods(["GET", "POST"])
def remove_photo(request: OfficeRequest, pk: int) -> HttpResponse:
    """Delete the photo of a delegate, once it was asked whether to."""
    found = _delegate(request, pk)
    if not permissions.may_remove_photo(request.user, found):
        raise PermissionDenied
    if request.method == "POST":
        actions.remove_photo(request.user, found)
        messages.success(request, _("The photo is deleted."))
        return redirect("delegations:delegate", request.conference.slug, pk)
    return render(request, "delegations/remove_photo.html", _of_page(request, found))


@require_http_methods(["GET", "POST"])
def erase_person(request: OfficeRequest, pk: int) -> HttpResponse:
    """Erase who a delegate is, once it was asked whether to."""
    found = _delegate(request, pk)
    if not permissions.may_erase_person(request.user, found):
        raise PermissionDenied
    if request.method == "POST":
        actions.erase_person(request.user, found, at=timezone.now())
        messages.success(request, _("The person is erased."))
        return redirect("delegations:delegate", request.conference.slug, pk)
    context = {"conference": request.conference, "delegate": found, "is_erased": queries.is_erased(found)}
    return render(request, "delegations/erase_person.html", context)


@require_GET
def photo(request: OfficeRequest, pk: int) -> HttpResponse:
    """The photo of a delegate, for those who may see it; it stays in no cache."""
    kept = queries.photo_for(request.user, request.conference, pk)
    if kept is None:
        raise Http404
    return _picture(kept)


@require_GET
def changed_photo(request: OfficeRequest, pk: int) -> HttpResponse:
    """The photo that a change wants, for those who see the particulars."""
    changes = Change.objects.in_office_of(request.user).filter(conference=request.conference).exclude(photo="")
    change: Change = get_object_or_404(changes.select_related("delegate"), pk=pk)
    if not permissions.may_see_particulars(request.user, change.delegate):
        raise Http404
    return _picture(change)


@require_http_methods(["GET", "POST"])
def purge_particulars(request: OfficeRequest) -> HttpResponse:
    """What is kept of people's particulars, when it is due, and its deletion."""
    conference, now = request.conference, timezone.now()
    if not permissions.may_purge_particulars(request.user, conference):
        raise PermissionDenied
    if request.method == "POST":
        batch = actions.purge_particulars(request.user, conference, at=now)
        done = _("%(number)s rows of particulars deleted.") % {"number": number(batch.done)}
        messages.success(request, done if batch.done else _("There was nothing left to delete."))
        return redirect("delegations:purge_particulars", conference.slug)
    kept = queries.retained(conference)
    context = {
        "conference": conference,
        "kept": kept,
        "is_due": kept.is_due(timezone.localdate(now, conference.zone)),
        "terms": queries.terms_of(conference),
    }
    return render(request, "delegations/purge_particulars.html", context)


def shown_of_particulars(request: OfficeRequest, delegate: Delegate) -> dict[str, Any]:
    """What the page of a delegate shows of their particulars, to those who may see them."""
    if not permissions.may_see_particulars(request.user, delegate):
        return {}
    return {"particulars": queries.particulars_of(delegate)}


def _delegate(request: OfficeRequest, pk: int) -> Delegate:
    seen = queries.delegates_of(request.conference, request.user).select_related("party", "delegation")
    found: Delegate = get_object_or_404(seen, pk=pk)
    return found


def _of_page(request: OfficeRequest, delegate: Delegate) -> dict[str, Any]:
    return {
        "conference": request.conference,
        "delegate": delegate,
        "particulars": queries.particulars_of(delegate),
        "holds_at_once": permissions.may_change_at_once(request.user, delegate),
    }


def _asked() -> str:
    return _("The change is asked for. It holds once the secretariat has looked at it.")


def _picture(held: Particulars | Change) -> HttpResponse:
    try:
        with held.photo.open("rb") as file:
            answer = HttpResponse(file.read(), content_type="image/jpeg")
    except FileNotFoundError:
        raise Http404 from None
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Content-Disposition"] = "inline"
    return answer
