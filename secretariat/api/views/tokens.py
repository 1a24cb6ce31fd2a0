"""Tokens in the office: which programs are let in, letting one in, and ending that."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.api import actions, permissions, queries
from secretariat.api.forms.tokens import TokenForm
from secretariat.api.models import Token
from secretariat.api.queries.scopes import STATES, scopes_in_words, state_of, tokens_of, usable
from secretariat.audit.action import Refused
from secretariat.audit.forms import attempt
from secretariat.conference.permissions import OfficeRequest
from secretariat.ui.answering import answered_with, sent, unless

PER_PAGE = 100
ASKED = "tokens-opened"
REMEMBERED = 20
# What was filled in before the password had to be said, by the number of the conference.
BEGUN = "token-begun-{}"


@require_GET
def tokens(request: OfficeRequest) -> HttpResponse:
    """Every token of this person; for secretaries, every token of the conference."""
    unless(permissions.may_open_token(request.user, request.conference))
    page = Paginator(tokens_of(request.user, request.conference), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "conference": request.conference,
        "page": page,
        "rows": [_shown(request, each) for each in page],
        "sees_all": request.user.is_secretary_of(request.conference.pk),
    }
    return render(request, "api/tokens.html", context)


@require_http_methods(["GET", "POST"])
def open_token(request: OfficeRequest) -> HttpResponse:
    """Let a program in; its text is told in the answer, kept nowhere, and never told again."""
    user, conference = request.user, request.conference
    unless(permissions.may_open_token(user, conference))
    may_last = permissions.may_open_lasting_token(user, conference)
    if request.method == "POST" and not _was_password_said(request):
        return _say_password_first(request)
    begun = request.session.pop(BEGUN.format(conference.pk), None) if request.method == "GET" else None
    form = TokenForm(sent(request), initial=begun, scopes=usable(user, conference), may_last=may_last)
    if form.is_bound and _was_opened(request, form):
        messages.info(request, _("This token was opened already. Its text was shown once; open another if it is lost."))
        return redirect(_list(request))
    text = queries.new_text()
    made: list[Token] = []
    done = attempt(form, lambda: made.append(_opened(request, form, text)))
    if not made:
        words = {
            "title": _("Open a token"),
            "button": pgettext("button", "Open"),
            "done": "",
            "crumbs": [{"url": _list(request), "label": _("Tokens")}],
        }
        return answered_with(
            request, "api/tokens_form.html", done, {"conference": conference, **words}, lambda: _list(request)
        )
    _remember(request, form)
    context = {"conference": conference, "text": text, "address": _address(request), **_shown(request, made[0])}
    answer = render(request, "api/tokens_opened.html", context)
    answer["Cache-Control"] = "no-store, private"
    return answer


@require_http_methods(["GET", "POST"])
def revoke_token(request: OfficeRequest, pk: int) -> HttpResponse:
    """End a token, once it is confirmed."""
    kept = get_object_or_404(tokens_of(request.user, request.conference), pk=pk)
    unless(permissions.may_revoke_token(request.user, kept))
    if request.method == "GET" and kept.revoked_at is None:
        context = {"conference": request.conference, "leave": _list(request), **_shown(request, kept)}
        return render(request, "api/tokens_revoke.html", context)
    try:
        actions.revoke_token(request.user, kept, at=timezone.now())
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The token is revoked: it opens nothing any more."))
    return redirect(_list(request))


def _was_password_said(request: OfficeRequest) -> bool:
    """Whether the person said the password, or showed the second factor, in the last minutes."""
    try:
        reauthentication_required(lambda _request: None, app="account")(request)
    except ReauthenticationRequired:
        return False
    return True


def _say_password_first(request: OfficeRequest) -> HttpResponse:
    """Ask for it, as before a change of an address, and lead back to the form as it was filled in."""
    request.session[BEGUN.format(request.conference.pk)] = {
        "name": request.POST.get("name", "")[:100],
        "scopes": [each for each in request.POST.getlist("scopes") if each in queries.SCOPES],
        "lasts": request.POST.get("lasts", "90")[:5],
    }
    messages.info(request, _("Say your password once more before a token is opened; then press Open again."))
    way = get_adapter().get_reauthentication_methods(request.user)[0]["url"]
    return redirect(f"{way}?{urlencode({'next': request.path})}")


def _opened(request: OfficeRequest, form: TokenForm, text: str) -> Token:
    said = form.cleaned_data
    return actions.open_token(
        request.user,
        request.conference,
        name=said["name"],
        scopes=said["scopes"],
        text=text,
        expires_at=form.expires_at(timezone.now()),
    )


def _was_opened(request: OfficeRequest, form: TokenForm) -> bool:
    """Whether this very page was sent before, as a browser does that loads the answer anew."""
    return bool(form.data.get("asked")) and form.data["asked"] in request.session.get(ASKED, [])


def _remember(request: OfficeRequest, form: TokenForm) -> None:
    request.session[ASKED] = [*request.session.get(ASKED, []), form.cleaned_data["asked"]][-REMEMBERED:]


def _shown(request: OfficeRequest, token: Token) -> dict[str, Any]:
    state = state_of(token, timezone.now())
    return {
        "token": token,
        "state": state,
        "words": STATES[state],
        "scopes": scopes_in_words(token.scopes),
        "is_own": token.user_id == request.user.pk,
        "may_revoke": token.revoked_at is None and permissions.may_revoke_token(request.user, token),
    }


def _address(request: OfficeRequest) -> str:
    return request.build_absolute_uri(f"/api/v1/{request.conference.slug}/")


def _list(request: OfficeRequest) -> str:
    return reverse("api:tokens", args=[request.conference.slug])
