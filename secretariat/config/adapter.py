"""How sign-in behaves: accounts are given by a secretariat, nobody makes one for themselves.

Wrong passwords are counted by the account that they were tried on, so that nobody guesses for long. A browser in which
somebody has signed in before has a count of its own: whoever fails on purpose from elsewhere keeps nobody out.
"""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.signing import BadSignature, loads
from django.core.signing import dumps as signed
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

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

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Under what wrong passwords are counted: the account, or the account in a browser that it knows."""
        key: str = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}{_known(request, credentials.get('email') or '')}"


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
