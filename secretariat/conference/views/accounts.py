"""Accounts: closing one and opening it again, ending the sessions of a person, and erasing who has left."""

from allauth.usersessions.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.accounts.models import User
from secretariat.accounts.queries import keys_of, listed
from secretariat.audit.forms import attempt
from secretariat.conference import actions, permissions, queries
from secretariat.conference.forms import CloseForm
from secretariat.conference.models import Conference
from secretariat.ui.answering import answered_with, asked, on_a_page, sent, unless

ON_A_PAGE = 100
CHOICES = (
    ("", gettext_lazy("All accounts")),
    (queries.WITHOUT_ROLE, gettext_lazy("Accounts without a role")),
    (queries.CLOSED, gettext_lazy("Closed accounts")),
    (queries.KEEPERS, gettext_lazy("Keepers of the house")),
)


@login_required
@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """Accounts by name, and those without a role, closed, or of keepers."""
    user = _keeper(request)
    only, words = asked(request, "only"), asked(request, "q")
    rows = queries.accounts(only, words).exclude(pk=user.pk).annotate(roles=Count("memberships"))
    page = Paginator(rows, on_a_page(request, ON_A_PAGE)).get_page(request.GET.get("page"))
    context = {"page": page, "only": only, "words": words, "choices": [(*each, each[0] == only) for each in CHOICES]}
    return render(request, "conference/accounts.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def close_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account, once it was said what ends by that, and why it is closed."""
    user = _keeper(request)
    account = get_object_or_404(User, pk=pk)
    unless(permissions.may_close_account(user, account))
    form = CloseForm(sent(request))
    done = attempt(form, lambda: _close(user, account, form.cleaned_data["reason"]))
    context = {"account": account, "sessions": len(keys_of(account)), "kept": queries.kept_of(account)}
    words = {**context, "done": _("The account is closed: it opens nothing any more.")}
    return answered_with(request, "conference/close_account.html", done, words, _list)


@login_required
@require_http_methods(["GET", "POST"])
def reopen_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed account again, once it was said what comes back with it."""
    user = _keeper(request)
    account = get_object_or_404(User, pk=pk)
    unless(permissions.may_reopen_account(user, account))
    if request.method == "POST":
        actions.reopen_account(user, account, at=timezone.now())
        messages.success(request, _("The account is open again."))
        return redirect(_list())
    context = {"account": account, "why": queries.why_closed(account), "leave": _list(), "held": _held_by(account)}
    return render(request, "conference/reopen_account.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def end_sessions(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign somebody out everywhere, once it was said what that does and what not."""
    user = request.user
    account = get_object_or_404(User, pk=pk)
    if not isinstance(user, User) or not permissions.may_end_sessions(user, account):
        raise Http404
    leave = _way_back(request, user, account)
    if request.method == "POST":
        batch = actions.end_sessions(user, account)
        number = batch.counts.get("sessions.session", 0)
        get_adapter().tell_of_end(account.pk, number)
        words = ngettext("%(number)s session was ended.", "%(number)s sessions were ended.", number)
        messages.success(request, words % {"number": number})
        return redirect(leave)
    keys = keys_of(account)
    # How many is enough for a secretary; where somebody is and when they work is not hers to watch.
    rows = listed(account, keys) if permissions.is_keeper(user) else []
    context = {"account": account, "sessions": len(keys), "rows": rows, "leave": leave}
    return render(request, "conference/end_sessions.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def erase_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase an account, once it was asked whether to."""
    user = _keeper(request)
    account = get_object_or_404(User, pk=pk)
    if not permissions.may_erase_account(user, account):
        raise PermissionDenied
    if request.method == "POST":
        actions.erase_account(user, account, at=timezone.now())
        messages.success(request, _("The account is erased."))
        return redirect("conference:accounts")
    return render(request, "conference/erase_account.html", {"account": account, "held": _held_by(account)})


def _close(user: User, account: User, reason: str) -> None:
    batch = actions.close_account(user, account, reason=reason, at=timezone.now())
    if "sessions.session" in batch.counts:
        get_adapter().tell_of_end(account.pk, batch.counts["sessions.session"])


def _held_by(account: User) -> QuerySet[Conference]:
    return Conference.objects.filter(memberships__user=account).distinct().order_by("-start_date", "pk")


def _list() -> str:
    return reverse("conference:accounts")


def _way_back(request: HttpRequest, user: User, account: User) -> str:
    """The members of the conference that somebody came from; else the list of accounts, or the offices."""
    slug = asked(request, "conference")
    if any(each.slug == slug and permissions.may_see_members(user, each) for each in _held_by(account)):
        return reverse("conference:members", args=[slug])
    return _list() if permissions.may_see_accounts(user) else reverse("overview:offices")


def _keeper(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not permissions.may_see_accounts(user):
        raise PermissionDenied
    return user
