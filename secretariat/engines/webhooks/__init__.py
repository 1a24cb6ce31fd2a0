"""Webhooks: a message signed, its target vetted, and the message delivered within seconds whatever the other side does.

Plain Python on the standard library. ``sign`` and ``signed_headers`` follow Standard Webhooks 1.0.0
(https://github.com/standard-webhooks/standard-webhooks). ``vetted`` judges an address that a user gave and asks once
where its host is; ``deliver`` connects to nothing but the addresses that were vetted then, so that a host that answers
differently a moment later leads nowhere. A target is vetted anew before each attempt. ``wait_before`` is the schedule
of the attempts.
"""

from secretariat.engines.webhooks.addresses import is_private, is_public
from secretariat.engines.webhooks.delivering import deliver
from secretariat.engines.webhooks.models import HTTP_PORTS, HTTPS_PORTS, Outcome, Refused, Target
from secretariat.engines.webhooks.signing import TOLERANCE, is_signed, secret_from, secret_text, sign, signed_headers
from secretariat.engines.webhooks.vetting import resolved, vetted
from secretariat.engines.webhooks.waiting import MOST_ATTEMPTS, wait_before

__all__ = [
    "HTTPS_PORTS",
    "HTTP_PORTS",
    "MOST_ATTEMPTS",
    "TOLERANCE",
    "Outcome",
    "Refused",
    "Target",
    "deliver",
    "is_private",
    "is_public",
    "is_signed",
    "resolved",
    "secret_from",
    "secret_text",
    "sign",
    "signed_headers",
    "vetted",
    "wait_before",
]
