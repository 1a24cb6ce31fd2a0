"""Who holds which role in the conference."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from secretariat.audit.action import Refused
from secretariat.audit.forms import attempt
from secretariat.conference import actions, permissions, queries
from secretariat.conference.forms import AdmitForm
from secretariat.conference.models import DESKS, Membership
from secretariat.conference.permissions import OfficeRequest


@require_GET
def members(request: OfficeRequest) -> HttpResponse:
    """Everybody who holds a role."""
    held, user = request.conference, request.user
    if not permissions.may_see_members(user, held):
        raise PermissionDenied
    desks = dict(DESKS)
    rows = [
        {
            "membership": each,
            "desks": [desks.get(desk, desk) for desk in each.desks],
            "may_end_sessions": each.user_id != user.pk and permissions.may_end_sessions(user, each.user),
        }
        for each in queries.members_of(held).prefetch_related("user__memberships")
    ]
    context = {"conference": held, "members": rows, "may_admit": permissions.may_admit(user, held)}
    return render(request, "conference/members.html", context)


def admit(request: OfficeRequest) -> HttpResponse:
    """Give a person a role."""
    held, user = request.conference, request.user
    if not permissions.may_admit(user, held):
        raise PermissionDenied
    language = get_language() or "en"
    data = request.POST if request.method == "POST" else None
    form = AdmitForm(data, initial={"language": language}, language=language)
    done = attempt(form, lambda: _admit(request, form))
    if done.is_done:
        messages.success(request, _("%(mail)s has the role.") % {"mail": form.cleaned_data["mail"]})
        return redirect("conference:members", held.slug)
    status = 422 if form.errors else 200
    return render(request, "conference/admit.html", {"conference": held, "form": form}, status=status)


@require_POST
def dismiss(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a role away."""
    membership = get_object_or_404(queries.members_of(request.conference), pk=pk)
    if not permissions.may_see_members(request.user, request.conference):
        raise PermissionDenied
    told = {"member": str(membership)}
    try:
        actions.dismiss(request.user, membership)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The role is taken away: %(member)s") % told)
    return redirect("conference:members", request.conference.slug)


def _admit(request: OfficeRequest, form: AdmitForm) -> Membership:
    details = dict(form.cleaned_data)
    mail, role = details.pop("mail"), details.pop("role")
    return actions.admit(request.user, request.conference, mail=mail, role=role, details=details)
