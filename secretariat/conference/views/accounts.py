"""Accounts of people who hold no role any more, and their erasure."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.accounts.models import User
from secretariat.conference import actions, permissions, queries
from secretariat.conference.models import Conference
from secretariat.ui.answering import on_a_page

ON_A_PAGE = 100


@login_required
@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """Accounts without a role, by name."""
    user = _keeper(request)
    pages = Paginator(queries.accounts_without_role().exclude(pk=user.pk), on_a_page(request, ON_A_PAGE))
    return render(request, "conference/accounts.html", {"page": pages.get_page(request.GET.get("page"))})


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
    held = Conference.objects.filter(memberships__user=account).distinct().order_by("-start_date", "pk")
    return render(request, "conference/erase_account.html", {"account": account, "held": held})


def _keeper(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not permissions.may_see_accounts(user):
        raise PermissionDenied
    return user
