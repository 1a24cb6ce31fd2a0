"""Where a webhook may lead, and the secrets with which its messages are signed."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from ipaddress import ip_address

from django.conf import settings

from secretariat.api.models import Webhook
from secretariat.engines import admission, webhooks

_SECRET_BYTES = 32
_ANY_PORT = range(1, 65_536)
_SOMEWHERE = ("1.1.1.1",)


def target_of(url: str, *, resolve: Callable[[str, int], Sequence[str]] = webhooks.resolved) -> webhooks.Target:
    """The target of an address with where its host is now; raises the engine's ``Refused``.

    The setting lets in the house's own network, there also without TLS and at any port; towards the Internet it
    changes nothing.
    """
    if not settings.WEBHOOKS_TO_PRIVATE_ADDRESSES:
        return webhooks.vetted(url, resolve=resolve)
    found = webhooks.vetted(url, allows_http=True, allows_private=True, ports=_ANY_PORT, resolve=resolve)
    if all(webhooks.is_private(ip_address(each)) for each in found.addresses):
        return found
    # Judged by where it is known to be, so that the name is not asked for twice.
    return webhooks.vetted(url, resolve=lambda _host, _port: found.addresses)


def wrong_with(url: str) -> str:
    """Why nothing can be sent to an address, by the engine's code; nothing where it leads somewhere now."""
    return _code_of(url, webhooks.resolved)


def wrong_in(url: str) -> str:
    """What is wrong in an address as it is written, by the engine's code; nobody is asked where its host is."""
    return _code_of(url, lambda _host, _port: _SOMEWHERE)


def new_secret() -> bytes:
    """A secret that nobody can guess."""
    return secrets.token_bytes(_SECRET_BYTES)


def sealed(webhook: Webhook, secret: bytes) -> str:
    """A secret as it is kept: it opens for this webhook alone, and in this house."""
    return admission.seal(secret, settings.SECRET_KEY, purpose=_purpose(webhook))


def secret_shown(webhook: Webhook) -> str:
    """The secret as whoever receives enters it; nothing where it was sealed under another key than the present one."""
    secret = _opened(webhook, webhook.secret)
    return webhooks.secret_text(secret) if secret else ""


def secrets_of(webhook: Webhook, at: datetime) -> list[bytes]:
    """The present secret, and for a while the one before, to sign with; none where the present does not open."""
    present = _opened(webhook, webhook.secret)
    if not present:
        return []
    is_changing = webhook.former_until is not None and webhook.former_until > at
    former = _opened(webhook, webhook.former_secret) if is_changing else b""
    return [present, former] if former else [present]


def _code_of(url: str, resolve: Callable[[str, int], Sequence[str]]) -> str:
    try:
        target_of(url, resolve=resolve)
    except webhooks.Refused as refused:
        return refused.code
    return ""


def _opened(webhook: Webhook, kept: str) -> bytes:
    try:
        return admission.unseal(kept, settings.SECRET_KEY, purpose=_purpose(webhook)) if kept else b""
    except ValueError:
        return b""


def _purpose(webhook: Webhook) -> str:
    return f"webhook {webhook.pk}"
