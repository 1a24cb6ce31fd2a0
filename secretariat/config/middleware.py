"""The office is closed by default: whoever asks for a page of it must be signed in and hold a seat there."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.sessions.backends.base import SessionBase
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import ResolverMatch
from django.utils import timezone

from secretariat.accounts.models import OFFICE_ROLES, Role, User
from secretariat.audit.action import Refused
from secretariat.conference.models import Conference
from secretariat.config.lasting import is_to_be_written
from secretariat.config.refusals import WHY_REFUSED
from secretariat.config.unsent import came_from, signed_out

OFFICE = "office"
# Of which roles the house asks a second factor, by the word of the setting; of its keepers always.
ASKED_OF = {
    "keepers": frozenset({Role.SECRETARY}),
    "office": frozenset(OFFICE_ROLES),
    "everybody": frozenset(Role.values),
}
# Where somebody was going when the second factor was asked for.
ON_THE_WAY_TO = "on_the_way_to"
NUL = "\x00"
FOR_PROGRAMS = "/api/v1/"


def well_formed(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let no character NUL in by the address: no name has one, and PostgreSQL takes none. Nothing is ever traced."""

    def answer(request: HttpRequest) -> HttpResponse:
        # Programs are told so by the API itself, in its own form.
        if request.method == "TRACE" and not request.path.startswith(FOR_PROGRAMS):
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        if NUL in request.path and not request.path.startswith(FOR_PROGRAMS):
            raise Http404
        # Taking one away can make another of what stood around it.
        while "%00" in request.META.get("QUERY_STRING", ""):
            request.META["QUERY_STRING"] = request.META["QUERY_STRING"].replace("%00", "")
        return get_response(request)

    return answer


def present(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Write down now and then that whoever is signed in is there; a page that asked for nobody writes nothing."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        session = request.session
        if _is_by_the_clock(request):
            return response
        if session.accessed and is_to_be_written(session) and isinstance(request.user, User):
            # What the page itself wrote into the session is written as a whole, and that its person is there with it.
            if session.modified:
                UserSession.objects.create_from_request(request)
            elif session.say_present():  # type: ignore[attr-defined]
                UserSession.objects.create_from_request(request)
                _renew_cookie(response, session)
            else:
                # It was ended meanwhile, and goes on nowhere: not in a cache, nor in the browser.
                session.flush()
        return response

    return answer


def _renew_cookie(response: HttpResponse, session: SessionBase) -> None:
    """Let the browser keep what opens the session as long as that goes on, or until it is closed."""
    response.set_cookie(
        settings.SESSION_COOKIE_NAME,
        session.session_key or "",
        max_age=None if session.get_expire_at_browser_close() else session.get_expiry_age(),
        path=settings.SESSION_COOKIE_PATH,
        domain=settings.SESSION_COOKIE_DOMAIN,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=settings.SESSION_COOKIE_HTTPONLY,
        samesite=settings.SESSION_COOKIE_SAMESITE,  # type: ignore[arg-type]
    )


def _is_by_the_clock(request: HttpRequest) -> bool:
    """Whether a page that was left open asks by itself: that tells of nobody who is there."""
    return request.method == "GET" and request.headers.get("X-Asked-By") == "clock"


class office:  # noqa: N801 - named like the other middleware in the settings
    """Lets members of a conference into its office, and nobody else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the decision is made once the page is known."""
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Find the conference of an office page, and put it and the person's roles on the request."""
        match = request.resolver_match
        if match is None or not _is_office(match):
            return self._house(request, match)
        if not isinstance(request.user, User):
            return signed_out(request)
        # The page finds its conference on the request, already judged.
        conference = (
            Conference.objects.with_seat_for(request.user)
            .select_related("host", "country")
            .filter(slug=kwargs.pop("slug"))
            .first()
        )
        if conference is None:
            raise Http404
        roles = request.user.roles_in(conference.pk)
        if not roles & OFFICE_ROLES and not _is_for_focal_points(match):
            raise Http404
        request.conference = conference  # type: ignore[attr-defined]
        request.roles = roles  # type: ignore[attr-defined]
        # The office tells times as the clocks of the venue do.
        timezone.activate(conference.zone)
        return _entered(request, request.user, roles)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Tell the sentence of a rule that said no where a page has no field for it."""
        if not isinstance(error, Refused):
            return None
        messages.error(request, str(error))
        return redirect(came_from(request) or "overview:offices")

    def _house(self, request: HttpRequest, match: ResolverMatch | None) -> HttpResponse | None:
        """Office pages that belong to no conference ask the second factor of whoever it is asked of in any."""
        if match is None or f"/{OFFICE}/" not in f"/{match.route}" or match.view_name == "overview:offices":
            return None
        user = request.user
        if not isinstance(user, User):
            return signed_out(request)
        roles = frozenset(seat.role for seat in user.seats)
        return _entered(request, user, roles)


FOR_FOCAL_POINTS = frozenset(
    {
        "api:open_token",
        "api:revoke_token",
        "api:tokens",
        "delegations:delegations",
        "delegations:delegation",
        "delegations:delegates",
        "delegations:delegate",
        "delegations:name_delegate",
        "delegations:nominate_many",
        "delegations:revise_delegate",
        "delegations:keep_particulars",
        "delegations:photo",
        "delegations:keep_photo",
        "delegations:remove_photo",
        "delegations:changed_photo",
        "delegations:credentials",
        "delegations:receive_credentials",
        "delegations:credentials_letter",
        "delegations:cards",
        "delegations:delegate_card",
        "delegations:delegation_cards",
        "delegations:confirm_delegate",
        "delegations:withdraw_delegate",
        "delegations:substitute_delegate",
        "delegations:nominate_again",
        "delegations:propose_change",
        "documents:adoption",
        "documents:amend",
        "documents:amendment",
        "documents:clear_stance",
        "documents:daily_list",
        "documents:document",
        "documents:document_file",
        "documents:documents",
        "documents:documents_archive",
        "documents:join_amendment",
        "documents:negotiating_pdf",
        "documents:negotiation",
        "documents:revise_amendment",
        "documents:stances",
        "documents:take_stance",
        "documents:text_docx",
        "documents:text_pdf",
        "documents:text_xml",
        "documents:withdraw_amendment",
        "meetings:bilaterals",
        "meetings:bilateral",
        "meetings:request_bilateral",
        "meetings:revise_bilateral",
        "meetings:withdraw_bilateral",
        "meetings:accept_bilateral",
        "meetings:decline_bilateral",
        "meetings:propose_bilateral",
        "meetings:accept_proposal",
        "meetings:stay",
        "meetings:set_stay",
        "meetings:block_time",
        "meetings:unblock_time",
        "overview:history",
        "pledges:pledges",
        "pledges:pledge",
        "pledges:record_pledge",
        "pledges:update_stage",
        "pledges:set_target",
        "pledges:report_progress",
        "pledges:record_flow",
        "pledges:revise_flow",
        "pledges:add_evidence",
        "programme:day",
        "programme:day_calendar",
        "programme:open_delegate_feed",
        "programme:open_feed",
        "programme:revoke_feed",
        "programme:speakers",
        "programme:speakers_list",
        "programme:ask_for_floor",
        "programme:claim_reply",
        "programme:withdraw_speaker",
    }
)


def _is_office(match: ResolverMatch) -> bool:
    return f"/{OFFICE}/" in f"/{match.route}" and "slug" in match.kwargs


def _is_for_focal_points(match: ResolverMatch) -> bool:
    return match.view_name in FOR_FOCAL_POINTS


def _entered(request: HttpRequest, user: User, roles: frozenset[str]) -> HttpResponse | None:
    """Let somebody in, unless the house asks a second factor of them that they have not set up."""
    if _wants_second_factor(user, roles):
        return _to_second_factor(request)
    request.session.pop(ON_THE_WAY_TO, None)
    return None


def _wants_second_factor(user: User, roles: frozenset[str]) -> bool:
    if not settings.SECOND_FACTOR_REQUIRED or not (user.is_superuser or roles & ASKED_OF[settings.SECOND_FACTOR_FOR]):
        return False
    return not Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def _to_second_factor(request: HttpRequest) -> HttpResponse:
    """Lead to where a second factor is set up, and say there why; whoever has one goes on to where they were."""
    request.META[WHY_REFUSED] = "no second factor"
    if request.method in {"GET", "HEAD"} and request.headers.get("HX-Request") != "true":
        request.session[ON_THE_WAY_TO] = request.get_full_path()
    return redirect("mfa_index")
