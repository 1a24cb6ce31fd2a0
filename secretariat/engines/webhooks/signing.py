"""Signing a message and judging a signature, as Standard Webhooks 1.0.0 has it.

Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md. The symmetric scheme
alone (``v1``, HMAC-SHA256); a signature of another scheme is passed over.
"""

import base64
import binascii
import hmac
import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

__all__ = ["TOLERANCE", "is_signed", "secret_from", "secret_text", "sign", "signed_headers"]

TOLERANCE = timedelta(minutes=5)

_SECRET_BYTES = range(24, 65)
_PREFIX = "whsec_"
_VERSION = "v1,"
_MOST_SIGNATURES = 16
# A full stop parts what is signed, so none may stand in the parts.
_IDENTIFIER = re.compile("[A-Za-z0-9_-]{1,100}")
_TIMESTAMP = re.compile("[0-9]{1,12}")


def sign(secret: bytes, *, identifier: str, at: datetime, body: bytes) -> str:
    """Return the signature of a message: ``v1,`` and the HMAC-SHA256 of ``identifier.timestamp.body`` in base64.

    ``at`` is the moment of the attempt, with a time zone; it counts in whole seconds. Raises ``ValueError`` for a
    secret that is not of 24 to 64 bytes, an identifier with other signs than ``A-Za-z0-9_-``, and a moment without a
    zone.
    """
    if len(secret) not in _SECRET_BYTES:
        raise ValueError("a secret has 24 to 64 bytes")
    if not _IDENTIFIER.fullmatch(identifier):
        raise ValueError("an identifier has up to 100 letters, digits, - and _")
    return _signature(secret, identifier, _timestamp(at), body)


def signed_headers(secrets: Iterable[bytes], *, identifier: str, at: datetime, body: bytes) -> dict[str, str]:
    """Return the three headers of a message, signed by each of the secrets: the new one first while it is changed."""
    signatures = [sign(secret, identifier=identifier, at=at, body=body) for secret in secrets]
    if not 0 < len(signatures) <= _MOST_SIGNATURES:
        raise ValueError(f"a message has 1 to {_MOST_SIGNATURES} signatures")
    return {
        "webhook-id": identifier,
        "webhook-timestamp": _timestamp(at),
        "webhook-signature": " ".join(signatures),
    }


def is_signed(
    secrets: Iterable[bytes],
    *,
    headers: Mapping[str, str],
    body: bytes,
    now: datetime,
    tolerance: timedelta = TOLERANCE,
) -> bool:
    """Return whether a message that came in bears a signature by one of the secrets, made about now.

    Names of headers may be in capitals. Signatures are compared in a time that tells nothing of them. Headers that are
    missing, broken or beyond bounds make it false; nothing is raised for them. Raises ``ValueError`` where ``now`` has
    no time zone.
    """
    given = {name.lower(): said for name, said in headers.items()}
    identifier, timestamp = given.get("webhook-id", ""), given.get("webhook-timestamp", "")
    signatures = given.get("webhook-signature", "")
    if not _IDENTIFIER.fullmatch(identifier) or not _TIMESTAMP.fullmatch(timestamp):
        return False
    if abs(int(_timestamp(now)) - int(timestamp)) > tolerance.total_seconds():
        return False
    said = [each.encode("utf-8", "replace") for each in signatures.split(" ", _MOST_SIGNATURES)[:_MOST_SIGNATURES]]
    # Anybody can sign with a secret of no bytes.
    usable = [secret for secret in secrets if len(secret) in _SECRET_BYTES]
    known = [_signature(secret, identifier, timestamp, body).encode("ascii") for secret in usable]
    # All are compared, so that how many were tells nothing either.
    return sum(hmac.compare_digest(one, other) for one in said for other in known) > 0


def secret_text(secret: bytes) -> str:
    """Return a secret as it is shown to who receives: ``whsec_`` and base64."""
    return _PREFIX + base64.b64encode(secret).decode("ascii")


def secret_from(text: str) -> bytes:
    """Return the secret that a text shows, with its prefix or without; raises ``ValueError`` where it is none."""
    try:
        secret = base64.b64decode(text.strip().removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("no secret in base64") from None
    if len(secret) not in _SECRET_BYTES:
        raise ValueError("a secret has 24 to 64 bytes")
    return secret


def _timestamp(at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError("a moment has a time zone")
    return str(int(at.timestamp()))


def _signature(secret: bytes, identifier: str, timestamp: str, body: bytes) -> str:
    signed = b".".join((identifier.encode("ascii"), timestamp.encode("ascii"), body))
    return _VERSION + base64.b64encode(hmac.digest(secret, signed, "sha256")).decode("ascii")
