"""Pages of one's own account: where somebody is signed in, and how that ends."""

from allauth.account.decorators import reauthentication_required
from allauth.usersessions.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from secretariat.accounts.actions import end_sessions_of
from secretariat.accounts.permissions import SignedInRequest
from secretariat.accounts.queries import sessions_of

OTHERS = "others"


@require_safe
@login_required
def sessions(request: SignedInRequest) -> HttpResponse:
    """Everywhere this person is signed in."""
    rows = sessions_of(request.user, request.session.session_key)
    return render(request, "accounts/sessions.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def end_sessions(request: SignedInRequest) -> HttpResponse:
    """End one of this person's sessions, or all but this one; whoever had to sign in first sees them listed."""
    if request.method != "POST":
        return redirect("account_sessions")
    answer: HttpResponse = _end_sessions(request)
    return answer


@reauthentication_required(app="account")  # type: ignore[untyped-decorator]
def _end_sessions(request: SignedInRequest) -> HttpResponse:
    """End them, once the password was said again."""
    asked, this = request.POST.get("session", ""), request.session.session_key
    number = end_sessions_of(request.user, but=this or "") if asked == OTHERS else _end_one(request, asked)
    if number:
        get_adapter().tell_of_end(request.user.pk, number)
    words = ngettext("%(number)s session was ended.", "%(number)s sessions were ended.", number) % {"number": number}
    messages.success(request, words if number else _("You are signed in nowhere else."))
    return redirect("account_sessions")


def _end_one(request: SignedInRequest, asked: str) -> int:
    others = [row for row in sessions_of(request.user, request.session.session_key) if not row.is_this]
    ended = [row.session for row in others if str(row.session.pk) == asked]
    if not ended:
        raise Http404
    for each in ended:
        each.end()
    return len(ended)
