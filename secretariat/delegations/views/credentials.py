"""Pages of credentials: the letter that says for whom a delegation speaks, and what came of its examination."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.accounts.models import OFFICE_ROLES
from secretariat.archive.permissions import may_cite
from secretariat.archive.queries import Mark, Marks, citations_by_fact, page_in_office
from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import name_of, shown_names
from secretariat.delegations import actions, permissions, queries
from secretariat.delegations.forms.credentials import ExamineForm, ReceiveForm, what_is_said_of_credentials
from secretariat.delegations.models import Credentials, Delegation


@require_GET
def credentials(request: OfficeRequest, pk: int) -> HttpResponse:
    """The credentials of a delegation: the letter, who signed it, and how far its examination is."""
    delegation = _delegation(request, pk)
    found = queries.credentials_of(delegation, request.user)
    letters = list(queries.letters_of(found)) if found else []
    context = _of_page(request, delegation) | {
        "credentials": found,
        "former": [letter for letter in letters if found and letter.pk != found.letter_id],
        "marks": _marks(request, found) if found else [],
        "is_office": bool(request.roles & OFFICE_ROLES),
        "may_receive": permissions.may_receive_credentials(request.user, delegation),
        "may_examine": found is not None and permissions.may_examine_credentials(request.user, found),
        "may_cite": found is not None and may_cite(request.user, found),
    }
    return render(request, "delegations/credentials.html", context)


@require_http_methods(["GET", "POST"])
def receive_credentials(request: OfficeRequest, pk: int) -> HttpResponse:
    """Hand in a letter of credentials."""
    delegation = _delegation(request, pk)
    if not permissions.may_receive_credentials(request.user, delegation):
        raise PermissionDenied
    needs: dict[str, Any] = {
        "today": timezone.localdate(timezone=request.conference.zone),
        "may_be_on_paper": permissions.may_receive_on_paper(request.user, delegation),
    }
    is_sent = request.method == "POST"
    form = ReceiveForm(request.POST, request.FILES, **needs) if is_sent else ReceiveForm(**needs)
    attempted = attempt(form, lambda: actions.receive_credentials(request.user, delegation, **_said(form.cleaned_data)))
    if attempted.is_done:
        messages.success(request, _("The letter of credentials is received."))
        return redirect("delegations:credentials", request.conference.slug, pk)
    context = {"form": attempted.form, "credentials": queries.credentials_of(delegation, request.user)}
    return render(request, "delegations/receive_credentials.html", _of_page(request, delegation) | context)


@require_http_methods(["GET", "POST"])
def examine_credentials(request: OfficeRequest, pk: int) -> HttpResponse:
    """Say what the examination of credentials came to."""
    shown = Credentials.objects.in_office_of(request.user).filter(conference=request.conference)
    found: Credentials = get_object_or_404(shown.select_related("delegation__party"), pk=pk)
    if not permissions.may_examine_credentials(request.user, found):
        raise PermissionDenied

    def now() -> dict[str, Any]:
        return what_is_said_of_credentials(Credentials.objects.get(pk=pk))

    form = ExamineForm(request.POST or None, initial=now())

    def deed() -> object:
        said = form.cleaned_data
        return actions.examine_credentials(
            request.user, found, state=said["state"], remark=said["remark"], version=seen_version(form)
        )

    attempted = attempt_revision(form, deed, now=now)
    if attempted.is_done:
        messages.success(request, _("What came of the examination is written down."))
        return redirect("delegations:credentials", request.conference.slug, found.delegation_id)
    context = {"form": attempted.form, "differences": attempted.differences, "credentials": found}
    return render(request, "delegations/examine_credentials.html", _of_page(request, found.delegation) | context)


@require_GET
def credentials_letter(request: OfficeRequest, pk: int, file_id: int) -> FileResponse:
    """The bytes of a delegation's letter, to be kept and never shown as a page of this house."""
    found = queries.credentials_of(_delegation(request, pk), request.user)
    if found is None:
        raise Http404
    letter = get_object_or_404(queries.letters_of(found), pk=file_id)
    answer = FileResponse(letter.content.open("rb"), as_attachment=True, filename=letter.name)
    answer["Content-Type"] = letter.content_type
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _delegation(request: OfficeRequest, pk: int) -> Delegation:
    shown = Delegation.objects.in_office_of(request.user).filter(conference=request.conference)
    found: Delegation = get_object_or_404(shown.select_related("party"), pk=pk)
    return found


def _of_page(request: OfficeRequest, delegation: Delegation) -> dict[str, Any]:
    name = name_of(delegation.party, shown_names(request.conference))
    return {"conference": request.conference, "delegation": delegation, "party_name": name}


def _said(cleaned: dict[str, Any]) -> dict[str, Any]:
    return {name: cleaned[name] for name in ("upload", "received_date", "signed_by")}


def _marks(request: OfficeRequest, found: Credentials) -> list[Mark]:
    """The sources of an objection; a focal point reads the passages, not the archive."""
    cited = citations_by_fact(request.user, [found])[found._meta.label_lower, found.pk]
    marks = Marks(page_in_office(request.conference.slug)).of(cited)
    return marks if request.roles & OFFICE_ROLES else [replace(mark, url="") for mark in marks]
