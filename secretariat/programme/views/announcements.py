"""Pages of pledges that are announced in sessions."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.audit.forms import attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.pledges.models import Pledge
from secretariat.programme import actions, permissions
from secretariat.programme.forms.announcements import AnnounceForm
from secretariat.programme.models import Announcement, Session
from secretariat.programme.queries.announcements import announcements_of
from secretariat.programme.views.parts import form_page, on_the_way, session_seen
from secretariat.ui.answering import sent, unless


@require_http_methods(["GET", "POST"])
def announce_pledge(request: OfficeRequest, pk: int) -> HttpResponse:
    """Write down that a pledge was announced in a session."""
    user, held = request.user, session_seen(request, pk)
    unless(permissions.may_announce_pledge(user, held))
    form = AnnounceForm(sent(request), initial={"pledge": request.GET.get("pledge", "")}, pledges=_pledges(request))
    done = attempt(
        form,
        lambda: actions.announce_pledge(
            user, held, pledge=form.cleaned_data["pledge"], passage=form.cleaned_data["passage"]
        ),
    )
    if done.is_done:
        messages.success(request, _("It is written down that the pledge was announced."))
        return redirect("programme:session", request.conference.slug, pk)
    words = {"title": _("Announce a pledge"), "button": _("Save")}
    return form_page(request, done, on_the_way(request, held), **words)


@require_POST
def withdraw_announcement(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take back that a pledge was announced in a session."""
    rows = Announcement.objects.in_office_of(request.user).filter(
        conference=request.conference,
        pledge__in=_pledges(request).values("pk"),
        session__in=Session.objects.in_office_of(request.user).values("pk"),
    )
    announcement = get_object_or_404(rows, pk=pk)
    unless(permissions.may_withdraw_announcement(request.user, announcement))
    session_id = announcement.session_id
    actions.withdraw_announcement(request.user, announcement)
    messages.success(request, _("The pledge is no longer announced in this session."))
    return redirect("programme:session", request.conference.slug, session_id)


@require_GET
def announcements_of_pledge(request: OfficeRequest, pk: int) -> HttpResponse:
    """The sessions in which a pledge was announced: a page of its own, and a part of the pledge's page."""
    pledge = get_object_or_404(_pledges(request), pk=pk)
    context = {
        "conference": request.conference,
        "pledge": pledge,
        "announced": announcements_of(pledge, request.user),
    }
    is_part = request.headers.get("HX-Request") == "true"
    template = "programme/_announcements.html" if is_part else "programme/announcements.html"
    return render(request, template, context)


def _pledges(request: OfficeRequest) -> QuerySet[Pledge]:
    rows = Pledge.objects.in_office_of(request.user).filter(conference=request.conference)
    return rows.select_related("party", "conference")
