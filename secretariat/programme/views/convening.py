"""Pages of invitations by mail: to whom one goes, what was sent, what was answered, and calling it off."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.audit.forms import attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.delegations.permissions import may_revise_delegate
from secretariat.meetings.models import Bilateral, Meeting
from secretariat.meetings.queries import bilaterals_of
from secretariat.programme import actions, permissions
from secretariat.programme.actions import Guest
from secretariat.programme.forms.convening import CallOffForm, ConveneForm
from secretariat.programme.models import Convocation, Invitee, Session
from secretariat.programme.queries.convening import (
    Guests,
    Planned,
    convocations_of,
    counted,
    guests_of,
    text_about,
    thing_of,
    waiting_for,
)
from secretariat.programme.views.parts import Crumb, form_page, session_seen
from secretariat.ui.answering import sent, unless

Thing = Session | Bilateral | Meeting


@require_GET
def convocations(request: OfficeRequest) -> HttpResponse:
    """Every invitation that went out by mail: what was answered, and whether it still says what is planned."""
    conference, user = request.conference, request.user
    unless(permissions.may_see_timetable(user, conference))
    planned = Planned(conference)
    rows = [
        {
            "convocation": each,
            "counts": counted(each),
            "invited": sum(counted(each).values()),
            "silent": counted(each)[""],
            "out_of_date": planned.out_of_date(each),
            "waiting": len(each.replies.all()),
        }
        for each in convocations_of(conference, user).prefetch_related(Prefetch("replies", waiting_for(user)))
    ]
    context = {"conference": conference, "rows": rows, "may_take": permissions.may_convene(user, conference)}
    return render(request, "programme/convocations.html", context)


@require_GET
def convocation(request: OfficeRequest, pk: int) -> HttpResponse:
    """One invitation: what was sent last, who is invited and what they answered, and answers to be confirmed."""
    conference, user = request.conference, request.user
    found = convocation_seen(request, pk)
    invitees = list(found.invitees.seen_by(user))
    unseen = found.invitees.filter(is_invited=True).exclude(pk__in=[each.pk for each in invitees])
    may = permissions.may_call_off_convocation(user, found)
    context = {
        "conference": conference,
        "convocation": found,
        "out_of_date": Planned(conference).out_of_date(found),
        "invitees": [_line(request, found, each) for each in invitees if each.is_invited],
        "left": [each for each in invitees if not each.is_invited],
        "unseen": unseen.count(),
        "counts": counted(found),
        "replies": list(waiting_for(user).filter(convocation=found)) if may else [],
        "may": may,
        "again": _address_to_invite(thing_of(found)),
        "whole": _address_of(thing_of(found)),
    }
    return render(request, "programme/convocation.html", context)


@require_http_methods(["GET", "POST"])
def invite_to_session(request: OfficeRequest, pk: int) -> HttpResponse:
    """Invite people to a session by mail, or tell those who are invited what changed."""
    user, session = request.user, session_seen(request, pk)
    unless(permissions.may_invite_to_session(user, session))
    return _invite(request, session, lambda told: actions.invite_to_session(user, session, **told))


@require_http_methods(["GET", "POST"])
def invite_to_bilateral(request: OfficeRequest, pk: int) -> HttpResponse:
    """Invite people to a bilateral meeting by mail, or tell those who are invited what changed."""
    user = request.user
    seen = bilaterals_of(request.conference, user).select_related(
        "conference", "asking__party", "asked__party", "place"
    )
    bilateral = get_object_or_404(seen, pk=pk)
    unless(permissions.may_invite_to_bilateral(user, bilateral))
    return _invite(request, bilateral, lambda told: actions.invite_to_bilateral(user, bilateral, **told))


@require_http_methods(["GET", "POST"])
def invite_to_meeting(request: OfficeRequest, pk: int) -> HttpResponse:
    """Invite people to a meeting by mail, or tell those who are invited what changed."""
    user = request.user
    seen = Meeting.objects.in_office_of(user).filter(conference=request.conference)
    meeting = get_object_or_404(seen.select_related("conference"), pk=pk)
    unless(permissions.may_invite_to_meeting(user, meeting))

    def deed(told: dict[str, Any]) -> Convocation:
        form, before = told["form"], Planned(request.conference).told_of(meeting, told["language"])
        return actions.invite_to_meeting(user, meeting, guests=told["guests"], told=form.told(before), at=told["at"])

    return _invite(request, meeting, deed)


@require_http_methods(["GET", "POST"])
def call_off_convocation(request: OfficeRequest, pk: int) -> HttpResponse:
    """Tell everybody who was invited that nothing is held."""
    user, found = request.user, convocation_seen(request, pk)
    unless(permissions.may_call_off_convocation(user, found))
    form = CallOffForm(sent(request))
    done = attempt(
        form,
        lambda: actions.call_off_convocation(user, found, why=form.cleaned_data["why"], at=timezone.now()),
    )
    if done.is_done:
        messages.success(request, _("It is called off. Everybody who was invited is told."))
        return redirect("programme:convocation", request.conference.slug, pk)
    words = {"title": _("Call it off"), "button": _("Tell those who were invited")}
    return form_page(request, done, [*way_to_invitations(request), _crumb(found)], **words)


def convocation_seen(request: OfficeRequest, pk: int) -> Convocation:
    """The invitation, if the office shows it to this person."""
    return get_object_or_404(convocations_of(request.conference, request.user), pk=pk)


def invited_to(request: OfficeRequest, thing: Thing) -> dict[str, Any]:
    """The invitation to a thing that went out, and in what it is out of date, for the page of the thing."""
    found = _before(request, thing)
    return {"convocation": found, "out_of_date": Planned(request.conference).out_of_date(found) if found else []}


def way_to_invitations(request: OfficeRequest) -> list[Crumb]:
    """The way to a page of invitations."""
    return [Crumb(reverse("programme:convocations", args=[request.conference.slug]), _("Invitations by mail"))]


def _invite(request: OfficeRequest, thing: Thing, deed: Callable[[dict[str, Any]], Convocation]) -> HttpResponse:
    before = _before(request, thing)
    guests = guests_of(thing, before, request.user)
    is_meeting = isinstance(thing, Meeting)
    told = Planned(request.conference).told_of(
        thing, before.language if before else request.conference.original_language
    )
    form = ConveneForm(
        sent(request),
        initial=_initial(request, thing, before, guests),
        people=guests.offered,
        conference=request.conference,
        asks_times=is_meeting,
    )
    made: list[Convocation] = []
    done = attempt(form, lambda: made.append(deed(_told(form, guests, is_meeting=is_meeting))))
    if done.is_done:
        messages.success(request, _("The invitation is in the outbox. Answers come to the address of the secretariat."))
        return redirect("programme:convocation", request.conference.slug, made[0].pk)
    context = {
        "conference": request.conference,
        "form": form,
        "told": told,
        "before": before,
        "out_of_date": Planned(request.conference).out_of_date(before) if before else [],
        "unseen": len(guests.unseen),
        "leave": _address_of(thing),
        "crumbs": [*way_to_invitations(request), Crumb(_address_of(thing), told.summary)],
        "title": _("Send the invitation again") if before else _("Invite by mail"),
        "button": pgettext("button", "Send"),
    }
    return render(request, "programme/invite.html", context, status=422 if form.errors else 200)


def _told(form: ConveneForm, guests: Guests, *, is_meeting: bool) -> dict[str, Any]:
    """What is handed to the deed; whoever is invited and not seen by this person stays invited."""
    kept = [Guest(each.mail, each.name, each.delegate) for each in guests.unseen]
    told = {"guests": [*form.guests, *kept], "language": form.cleaned_data["language"], "at": timezone.now()}
    return {**told, "form": form} if is_meeting else {**told, "text": form.cleaned_data["text"]}


def _before(request: OfficeRequest, thing: Thing) -> Convocation | None:
    """The invitation to the same thing that went out before."""
    found = convocations_of(request.conference, request.user)
    name = type(thing).__name__.lower()
    return found.filter(**{name: thing.pk}).first()


def _initial(request: OfficeRequest, thing: Thing, before: Convocation | None, guests: Guests) -> dict[str, Any]:
    if before is None:
        spoken = request.conference.original_language
        told = Planned(request.conference).told_of(thing, spoken)
        return {"language": spoken, "text": text_about(thing, spoken), "place": told.place}
    return {
        "language": before.language,
        "text": before.text,
        "starts_at": before.starts_at,
        "ends_at": before.ends_at,
        "place": before.place,
        "people": guests.chosen,
        "others": "\n".join(f"{each.name} <{each.mail}>" if each.name else each.mail for each in guests.others),
    }


def _line(request: OfficeRequest, found: Convocation, invitee: Invitee) -> dict[str, Any]:
    """Somebody who is invited; the address of a delegate stands where it stands on the delegate's own page."""
    delegate = invitee.delegate
    sees_mail = delegate is None or may_revise_delegate(request.user, delegate)
    return {
        "invitee": invitee,
        "mail": invitee.mail if sees_mail else "",
        "is_older": bool(invitee.answer) and invitee.answered_sequence != found.sequence,
    }


def _crumb(found: Convocation) -> Crumb:
    return Crumb(reverse("programme:convocation", args=[found.conference.slug, found.pk]), found.summary)


def _address_of(thing: Thing) -> str:
    pages = {Session: "programme:session", Bilateral: "meetings:bilateral", Meeting: "meetings:meeting"}
    return reverse(pages[type(thing)], args=[thing.conference.slug, thing.pk])


def _address_to_invite(thing: Thing) -> str:
    return reverse(f"programme:invite_to_{type(thing).__name__.lower()}", args=[thing.conference.slug, thing.pk])
