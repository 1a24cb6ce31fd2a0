"""Pages of the register of parties."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from secretariat.accounts.models import User
from secretariat.accounts.permissions import SignedInRequest
from secretariat.audit.action import Refused
from secretariat.audit.queries import house
from secretariat.parties import actions, permissions, queries
from secretariat.parties.forms import RegisterForm
from secretariat.parties.models import OrganisationKind, Party


class OfficeOfParties(SignedInRequest):
    """A request to the office; this desk lies beneath the conference and knows it as a row alone."""

    conference: Any


@require_GET
def parties(request: OfficeOfParties) -> HttpResponse:
    """The register in the protocol order of the reader's language."""
    words, kind = request.GET.get("q", "").strip()[:200], request.GET.get("kind", "")
    found = queries.listed(words, kind, language=get_language() or "en")
    record = house()
    context = {
        "conference": request.conference,
        "parties": found,
        "shown": len(found),
        "total": Party.objects.count(),
        "filters": [{"name": "kind", "label": _("Kind"), "choices": _kinds(kind)}],
        "may_register": permissions.may_register(request.user, record),
        "may_refresh": permissions.may_refresh(request.user, record),
    }
    return render(request, "parties/parties.html", context)


def register(request: OfficeOfParties) -> HttpResponse:
    """Add an organisation to the register."""
    record = house()
    if not permissions.may_register(request.user, record):
        raise PermissionDenied
    form = RegisterForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            party = actions.register(request.user, record, **form.cleaned_data)
        except Refused as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("%(party)s is in the register.") % {"party": party})
            return redirect("parties:parties", request.conference.slug)
    context = {"conference": request.conference, "form": form}
    return render(request, "parties/register.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def refresh(request: HttpRequest) -> HttpResponse:
    """Bring the register to what the house ships."""
    record = house()
    if not isinstance(request.user, User) or not permissions.may_refresh(request.user, record):
        raise PermissionDenied
    done = actions.refresh(request.user, record).done
    messages.success(request, _("The register is up to date: %(done)s rows were added or changed.") % {"done": done})
    back, host = request.POST.get("next", ""), request.get_host()
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={host}, require_https=request.is_secure())
    return redirect(back if is_ours else "overview:offices")


def _kinds(chosen: str) -> list[dict[str, object]]:
    choices = [
        ("", _("All")),
        (queries.STATES, _("States and areas")),
        (queries.ORGANISATIONS, _("Organisations")),
        *OrganisationKind.choices,
    ]
    return [{"value": value, "label": label, "is_chosen": value == chosen} for value, label in choices]
