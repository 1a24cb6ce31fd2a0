"""One line in the log for whoever signs in, fails to, is locked out, signs out, or has a session ended.

It tells the account by its number and the address it was tried from. What was typed is never told: people type their
password where the mail belongs. Of a mail that no account has, the line says that alone.
"""

import logging
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest

SIGNED_IN, SIGNED_OUT, ENDED = "signed in", "signed out", "session ended"
FAILED, FAILED_FACTOR = "wrong password", "wrong second factor"
LOCKED, CLOSED = "locked out", "account closed"
# What the library calls it when there were too many.
TOO_MANY = "too_many_login_attempts"
_AS_IT_SHOULD = {SIGNED_IN, SIGNED_OUT, ENDED}

logger = logging.getLogger("secretariat.sign_in")


def tell(what: str, request: HttpRequest, account: int | None, **more: Any) -> None:
    """Write the line; without an account, nobody has the mail that was typed."""
    told = {"event": what, "account": account, "address": address_of(request), **more}
    words = f"account {account}" if account is not None else "no account has this mail"
    if "ended_by" in more:
        words += f", sessions: {more['sessions']}, by account {more['ended_by']}"
    level = logging.INFO if what in _AS_IT_SHOULD else logging.WARNING
    logger.log(level, "%s, %s, from %s", what, words, told["address"], extra={"told": told})


def address_of(request: HttpRequest) -> str:
    """Where in the network a request came from; empty where that is not known."""
    try:
        return str(get_adapter().get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied):
        return ""
