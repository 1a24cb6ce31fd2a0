"""From where something came, kept so that nobody can tell from where it came.

An address is put through a keyed hash whose key is of the day and made of the secret of the house. What came from one
address can be counted for an hour; from the hash alone nobody finds the address, and tomorrow it is another hash.
"""

import ipaddress
from datetime import UTC, datetime, timedelta

from django.utils.crypto import salted_hmac

LATELY = timedelta(hours=1)
# Whoever has an address of IPv6 has all of its network.
_NETWORK = 64


def sender_of(address: str, at: datetime) -> str:
    """The keyed hash of an address under the key of the day; an address that is none is one like all others."""
    of_day = at.astimezone(UTC).date().isoformat()
    return salted_hmac(f"secretariat.newsroom.sender.{of_day}", _plain(address), algorithm="sha256").hexdigest()


def senders_lately(address: str, at: datetime) -> list[str]:
    """The hashes under which this address was known in the last hour: after midnight, two."""
    return sorted({sender_of(address, at), sender_of(address, at - LATELY)})


def _plain(address: str) -> str:
    try:
        known = ipaddress.ip_address(address.strip())
    except ValueError:
        return "unknown"
    if isinstance(known, ipaddress.IPv6Address):
        if known.ipv4_mapped is not None:
            return str(known.ipv4_mapped)
        return str(ipaddress.ip_network((known, _NETWORK), strict=False))
    return str(known)
