"""How sign-in behaves: accounts are given by a secretariat, nobody makes one for themselves.

Wrong passwords are counted by the account that they were tried on, so that nobody guesses for long. A browser in which
somebody has signed in before has a count of its own: whoever fails on purpose from elsewhere keeps nobody out.
"""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.signing import BadSignature, loads
from django.core.signing import dumps as signed
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from secretariat.accounts.models import User
from secretariat.config import headers
from secretariat.config.signing_in import CLOSED, ENDED, FAILED, LOCKED, SIGNED_IN, SIGNED_OUT, tell

_SALT = "secretariat.known-browser"
_HALF_A_YEAR = 60 * 60 * 24 * 182


class HouseAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in without sign-up, in which strangers lock nobody out."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never: a secretary admits members."""
        return False

    def post_login(self, request: HttpRequest, user: Any, **rest: Any) -> HttpResponse:
        """Make the browser known, once all that is asked for was given."""
        response: HttpResponse = super().post_login(request, user, **rest)
        ways = [str(each["method"]) for each in get_authentication_records(request, user)]
        tell(SIGNED_IN, request, user.pk, by=ways)
        if not _known(request, user.email):
            response.set_cookie(
                settings.KNOWN_BROWSER_COOKIE_NAME,
                signed([_of(user.email), secrets.token_urlsafe(16)], salt=_SALT),
                max_age=_HALF_A_YEAR,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response

    def set_password(self, user: User, password: str) -> None:
        """Set a password, and nothing else of the account: whoever was closed or erased meanwhile stays so."""
        user.set_password(password)
        if not User.objects.filter(pk=user.pk, is_active=True).update(password=user.password):
            raise PermissionDenied

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt; who made too many is turned away, and a line says so."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            tell(LOCKED, request, _account_of(request, credentials))
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave a line for a password that was wrong."""
        tell(FAILED, request, _account_of(request, credentials))

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Turn away whoever has the password of an account that is closed, and leave a line."""
        tell(CLOSED, request, user.pk)
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response

    def logout(self, request: HttpRequest) -> None:
        """Sign out, and leave a line."""
        account = request.user.pk
        super().logout(request)
        request.META[headers.SIGNED_OUT] = True
        tell(SIGNED_OUT, request, account)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Under what wrong passwords are counted: the account, or the account in a browser that it knows."""
        key: str = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}{_known(request, credentials.get('email') or '')}"


class HouseSessions(DefaultUserSessionsAdapter):  # type: ignore[misc]
    """Sessions that are ended from elsewhere."""

    def tell_of_end(self, account: int, number: int) -> None:
        """Leave a line that says how many of an account were ended, and by whom."""
        tell(ENDED, context.request, account, sessions=number, ended_by=context.request.user.pk)


def _account_of(request: HttpRequest, credentials: dict[str, Any]) -> int | None:
    """The number of the account that somebody tries to enter; nothing if there is none."""
    if request.user.is_authenticated:
        return int(request.user.pk)
    mail = str(credentials.get("email") or "")
    # Both are asked for each mail, so that one that nobody has takes no longer.
    by_first = User.objects.with_mail(mail).values_list("pk", flat=True).first()
    by_another = EmailAddress.objects.filter(email=mail.lower()).values_list("user_id", flat=True).first()
    return by_first or by_another


def _known(request: HttpRequest, mail: str) -> str:
    """By what the account knows this browser; empty where it does not."""
    try:
        whose, browser = loads(
            request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, ""), salt=_SALT, max_age=_HALF_A_YEAR
        )
    except (BadSignature, TypeError, ValueError):
        return ""
    return f":{browser}" if constant_time_compare(whose, _of(mail)) else ""


def _of(mail: str) -> str:
    """An account without its address: the cookie tells nobody whose it is."""
    return salted_hmac(_SALT, mail.lower(), algorithm="sha256").hexdigest()
