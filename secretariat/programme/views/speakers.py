"""Pages of the speakers' lists: which there are, one at work, and the deeds of the chair and of delegations."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.accounts.models import Role
from secretariat.audit.forms import Attempt, attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.conference.queries import shown_names
from secretariat.delegations.models import Delegation
from secretariat.delegations.queries import protocol_key
from secretariat.programme import actions, permissions
from secretariat.programme.forms.speakers import FloorForm, ListForm, ReplyForm, what_is_said_of_list
from secretariat.programme.models import Intervention, InterventionKind, Session, SpeakersList
from secretariat.programme.queries.speakers import Floor, Turn, floor_of, lists_of, those_who_may_ask, time_used
from secretariat.programme.views.parts import Crumb, form_page, session_seen
from secretariat.ui.answering import sent, unless

SCREEN = "speakers-screen"


@require_GET
def speakers(request: OfficeRequest) -> HttpResponse:
    """The sessions that have a speakers' list, and for officers those that could have one."""
    conference, user = request.conference, request.user
    sessions = _sessions(request)
    lists = lists_of(conference, sessions)
    may_open = user.works_on(permissions.DESK, conference.pk)
    without = sessions.exclude(pk__in=[each.session_id for each in lists]).exclude(state="cancelled")
    context = {
        "conference": conference,
        "lists": lists,
        "without": list(without.order_by("day", "starts_at", "pk")) if may_open else [],
    }
    return render(request, "programme/speakers.html", context)


@require_GET
def speakers_list(request: OfficeRequest, pk: int) -> HttpResponse:
    """The list of a session: who has the floor, who waits, who has spoken."""
    held, user = _list(request, pk), request.user
    floor = _floor(held)
    is_part = bool(request.headers.get("HX-Request"))
    if is_part and request.GET.get("mark") == floor.mark:
        # Only the clock went on, and the page counts by itself: nothing is taken from under the reader's hands.
        return HttpResponse(status=204)
    own = _own(request)
    is_officer = permissions.may_revise_list(user, held)
    said = _said(floor)
    context = {
        "conference": request.conference,
        "list": held,
        "floor": floor,
        "is_officer": is_officer,
        "own": {each.pk for each in own},
        "may_ask": is_officer or bool(own),
        "may_reply": bool(said) and (is_officer or bool(own)),
        "times": time_used(floor),
        "screen": request.session.pop(f"{SCREEN}-{held.pk}", "") if is_officer else "",
        "crumbs": _way(request),
    }
    return render(request, "programme/_floor.html" if is_part else "programme/speakers_list.html", context)


@require_http_methods(["GET", "POST"])
def open_list(request: OfficeRequest, pk: int) -> HttpResponse:
    """Open the speakers' list of a session."""
    held = session_seen(request, pk)
    unless(permissions.may_open_list(request.user, held))
    form = ListForm(sent(request))
    made: list[SpeakersList] = []
    done = attempt(form, lambda: made.append(actions.open_list(request.user, held, details=form.details)))
    if done.is_done:
        messages.success(request, _("The list is open."))
        return redirect("programme:speakers_list", request.conference.slug, made[0].pk)
    title = _("Speakers’ list: %(session)s") % {"session": held.title}
    return form_page(request, done, _way(request), title=title, button=_("Open the list"))


@require_http_methods(["GET", "POST"])
def revise_list(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change the order and the time given, or close the list."""
    held = _list(request, pk)
    unless(permissions.may_revise_list(request.user, held))
    form = ListForm(sent(request), initial=what_is_said_of_list(held))
    done = attempt_revision(
        form,
        lambda: actions.revise_list(request.user, held, details=form.details, version=seen_version(form)),
        now=lambda: what_is_said_of_list(_list(request, pk)),
    )
    if done.is_done:
        messages.success(request, _("The list is changed. Whoever is on it keeps the time that was given."))
        return _back(request, pk)
    return form_page(request, done, _way(request, held), title=_("Rule of the list"), button=_("Save"))


@require_http_methods(["GET", "POST"])
def ask_for_floor(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put a delegation on the list."""
    held = _list(request, pk)
    unless(permissions.may_ask_for_floor(request.user, held))
    form = FloorForm(sent(request), user=request.user, delegations=_who_may_ask(request), speakers_list=held)

    def deed() -> object:
        return actions.ask_for_floor(request.user, held, at=timezone.now(), **form.cleaned_data)

    return _asked(request, held, attempt(form, deed), _("Ask for the floor"))


@require_http_methods(["GET", "POST"])
def claim_reply(request: OfficeRequest, pk: int) -> HttpResponse:
    """Claim the right of reply to what was said."""
    held = _list(request, pk)
    unless(permissions.may_claim_reply(request.user, held))
    floor = _floor(held)
    said = _said(floor)
    form = ReplyForm(
        sent(request),
        user=request.user,
        delegations=_who_may_ask(request),
        speakers_list=held,
        said=[(turn.intervention, turn.party_name) for turn in said],
    )

    def deed() -> object:
        return actions.claim_reply(request.user, held, at=timezone.now(), **form.cleaned_data)

    return _asked(request, held, attempt(form, deed), _("Claim the right of reply"))


@require_POST
def give_floor(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give somebody the floor."""
    return _at_the_clock(request, pk, actions.give_floor)


@require_POST
def pause_floor(request: OfficeRequest, pk: int) -> HttpResponse:
    """Stop the clock."""
    return _at_the_clock(request, pk, actions.pause_floor)


@require_POST
def resume_floor(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let the clock run on."""
    return _at_the_clock(request, pk, actions.resume_floor)


@require_POST
def end_floor(request: OfficeRequest, pk: int) -> HttpResponse:
    """Thank the speaker."""
    return _at_the_clock(request, pk, actions.end_floor)


@require_POST
def withdraw_speaker(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take somebody off the list."""
    turn = _turn(request, pk)
    actions.withdraw_speaker(request.user, turn, at=timezone.now())
    messages.success(request, _("%(speaker)s is off the list.") % {"speaker": turn})
    return _back(request, turn.list_id)


@require_POST
def move_speaker(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let somebody change places with a neighbour."""
    turn = _turn(request, pk)
    earlier = request.POST.get("to") != "later"
    actions.move_speaker(request.user, turn, earlier=earlier, language=request.conference.original_language)
    return _back(request, turn.list_id)


@require_POST
def follow_rule(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let the list stand by its rule again."""
    actions.follow_rule(request.user, _list(request, pk))
    messages.success(request, _("The list stands by its rule."))
    return _back(request, pk)


@require_POST
def renew_screen(request: OfficeRequest, pk: int) -> HttpResponse:
    """Give the screen of the room a new address, which is shown once."""
    held, secret = _list(request, pk), actions.new_secret()
    actions.renew_screen(request.user, held, secret=secret)
    address = reverse("programme:screen", args=[request.conference.slug, secret])
    request.session[f"{SCREEN}-{held.pk}"] = request.build_absolute_uri(address)
    return _back(request, pk)


@require_POST
def close_screen(request: OfficeRequest, pk: int) -> HttpResponse:
    """End the address of the screen."""
    actions.close_screen(request.user, _list(request, pk))
    messages.success(request, _("The screen shows nothing any more."))
    return _back(request, pk)


def _sessions(request: OfficeRequest) -> QuerySet[Session]:
    """The sessions this person may see: those of the office as it shows them, focal points what is for delegations."""
    conference, user = request.conference, request.user
    is_of_office = bool(request.roles - {Role.FOCAL_POINT})
    seen = Session.objects.in_office_of(user) if is_of_office else Session.objects.visible_to(user)
    return seen.filter(conference=conference)


def _list(request: OfficeRequest, pk: int) -> SpeakersList:
    found = SpeakersList.objects.filter(conference=request.conference, session__in=_sessions(request))
    return get_object_or_404(found.select_related("session__room", "conference"), pk=pk)


def _turn(request: OfficeRequest, pk: int) -> Intervention:
    found = Intervention.objects.filter(conference=request.conference, list__session__in=_sessions(request))
    return get_object_or_404(found.select_related("delegation__party", "delegate"), pk=pk)


def _floor(held: SpeakersList) -> Floor:
    """The list as it stands now; its order is one for all, in whatever language each reads it."""
    return floor_of(held, at=timezone.now(), language=held.conference.original_language)


def _said(floor: Floor) -> list[Turn]:
    """What was said so far and can be replied to, the latest first."""
    begun = [turn for turn in floor.waiting if turn.is_interrupted]
    said = [*([floor.speaking] if floor.speaking else []), *begun, *reversed(floor.done)]
    return [turn for turn in said if turn.intervention.kind != InterventionKind.POINT_OF_ORDER]


def _own(request: OfficeRequest) -> list[Delegation]:
    """The delegations for which this person speaks."""
    conference, user = request.conference, request.user
    return [each for each in those_who_may_ask(conference) if user.speaks_for(each.party_id, conference.pk)]


def _who_may_ask(request: OfficeRequest) -> list[Delegation]:
    if not request.user.works_on(permissions.DESK, request.conference.pk):
        return _own(request)
    names, language = shown_names(request.conference), _language()
    seen = those_who_may_ask(request.conference).filter(pk__in=Delegation.objects.in_office_of(request.user))
    return sorted(seen, key=lambda each: (protocol_key(each.party, names, language), each.pk))


def _at_the_clock(request: OfficeRequest, pk: int, deed: Callable[..., object]) -> HttpResponse:
    turn = _turn(request, pk)
    deed(request.user, turn, at=timezone.now())
    return _back(request, turn.list_id)


def _asked(request: OfficeRequest, held: SpeakersList, done: Attempt, title: str) -> HttpResponse:
    if done.is_done:
        messages.success(request, _("The delegation is on the list."))
        return _back(request, held.pk)
    return form_page(request, done, _way(request, held), title=title, button=title)


def _back(request: OfficeRequest, pk: int) -> HttpResponse:
    return redirect("programme:speakers_list", request.conference.slug, pk)


def _way(request: OfficeRequest, held: SpeakersList | None = None) -> list[Crumb]:
    slug = request.conference.slug
    pages: list[Any] = [Crumb(reverse("programme:speakers", args=[slug]), _("Speakers’ lists"))]
    if held is not None:
        pages.append(Crumb(reverse("programme:speakers_list", args=[slug, held.pk]), held.session.title))
    return pages


def _language() -> str:
    return get_language() or "en"
