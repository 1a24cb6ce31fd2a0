"""What the house reaches and how it is reached: the mail server, and its own certificate."""

import smtplib
import socket
import ssl
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

from secretariat.config.doctor.findings import Finding, broken, fine, warning
from secretariat.config.logs import without_secrets

PATIENCE = 10
SOON = 14 * 24 * 60 * 60


def mail_leaves() -> Iterator[Finding]:
    """Whether the mail server takes the house's word."""
    from django.conf import settings  # noqa: PLC0415 - settings may be unreadable
    from django.core.mail import get_connection  # noqa: PLC0415

    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        # That mail is printed, the settings' own look says.
        return
    place = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    server = get_connection(timeout=PATIENCE)
    try:
        server.open()
    except smtplib.SMTPAuthenticationError:
        yield broken(
            "mail",
            f"The mail server {place} does not know the house.",
            "Look at EMAIL_HOST_USER and EMAIL_HOST_PASSWORD.",
        )
    except (OSError, smtplib.SMTPException) as error:
        yield broken(
            "mail",
            f"The mail server {place} takes nothing: {without_secrets(str(error))}",
            "Look at EMAIL_HOST, EMAIL_PORT and EMAIL_USE_TLS, and whether a firewall lets the house out.",
        )
    else:
        yield fine("mail", f"The mail server {place} answers.")
    finally:
        server.close()


def certificate_is_good() -> Iterator[Finding]:
    """Whether whoever comes to BASE_URL is shown a certificate that they trust, and for how long."""
    from django.conf import settings  # noqa: PLC0415 - settings may be unreadable

    base = urlsplit(settings.BASE_URL)
    if base.scheme != "https" or not base.hostname:
        return
    try:
        until = _valid_until(base.hostname, base.port or 443)
    except ssl.SSLCertVerificationError as error:
        yield broken(
            "certificate",
            f"Visitors of {base.hostname} are warned of its certificate: {error.verify_message}.",
            "Look at the proxy: Caddy fetches one by itself; elsewhere run certbot.",
        )
        return
    except OSError as error:
        yield warning(
            "certificate",
            f"{base.hostname} could not be reached from here: {error}",
            "If visitors reach it, nothing is wrong.",
        )
        return
    days = (until - time.time()) / 86400
    if until - time.time() < SOON:
        yield warning(
            "certificate", f"The certificate ends in {days:.0f} days.", "Look why the proxy has not renewed it."
        )
    else:
        yield fine("certificate", f"The certificate is good for {days:.0f} days.")


def _valid_until(host: str, port: int) -> float:
    with (
        socket.create_connection((host, port), timeout=PATIENCE) as plain,
        ssl.create_default_context().wrap_socket(plain, server_hostname=host) as secured,
    ):
        told = secured.getpeercert() or {}
    return ssl.cert_time_to_seconds(str(told["notAfter"]))
