"""Vetting the target a user gave: what is written in it, and where its host is."""

import re
import socket
from collections.abc import Callable, Collection, Sequence
from ipaddress import AddressValueError, IPv4Address, IPv6Address, ip_address
from threading import BoundedSemaphore, Thread
from urllib.parse import quote

from secretariat.engines.webhooks.addresses import is_private, is_public
from secretariat.engines.webhooks.models import HTTP_PORTS, HTTPS_PORTS, LONGEST_URL, Refused, Target

__all__ = ["MOST_ADDRESSES", "RESOLVE_SECONDS", "resolved", "vetted"]

MOST_ADDRESSES = 4
RESOLVE_SECONDS = 5.0

_SCHEMES = {"https": 443, "http": 80}
_PARTS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)(.*)")
_AUTHORITY = re.compile(r"(\[[^\]]*\]|[^:\[\]]*)(?::([0-9]*))?")
_LABEL = re.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_NUMBER = re.compile("[0-9]+|0x[0-9a-f]*")
_ASCII = "".join(chr(code) for code in range(0x21, 0x7F))
_LONGEST_HOST = 253
# IDNA of 2003 and of 2008 read these differently, so that one name would lead to two houses.
_AMBIGUOUS = frozenset("ßς\u200c\u200d")
_ASKING = BoundedSemaphore(8)


def resolved(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses of a host as the system knows them; raises ``OSError``, also where the answer is slow.

    The system's own resolver knows no limit of time, so it is asked aside, by eight at once at most.
    """
    answers: list[tuple[str, ...] | OSError] = []

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.append(tuple(str(each[4][0]) for each in found))
        except (OSError, UnicodeError) as error:
            answers.append(OSError(str(error)))
        finally:
            _ASKING.release()

    if not _ASKING.acquire(timeout=RESOLVE_SECONDS):
        raise TimeoutError("resolver")
    asking = Thread(target=ask, daemon=True)
    try:
        asking.start()
    except RuntimeError as error:
        _ASKING.release()
        raise OSError(str(error)) from None
    asking.join(RESOLVE_SECONDS)
    answer = answers[0] if answers else TimeoutError("resolver")
    if isinstance(answer, OSError):
        raise answer
    return answer


def vetted(
    url: str,
    *,
    allows_http: bool = False,
    allows_private: bool = False,
    ports: Collection[int] | None = None,
    resolve: Callable[[str, int], Sequence[str]] = resolved,
) -> Target:
    """Return the target of an address, with where its host is now; raises ``Refused``.

    The scheme is https, or also http where the caller allows it; ``ports`` are ``HTTPS_PORTS`` (and ``HTTP_PORTS``)
    where none are given. Every address of the host must be public. ``allows_private`` lets in the addresses of the
    house's own machines and names without a dot, but never link-local, multicast or reserved ones. A host in other
    letters than ASCII is written as IDNA has it (RFC 3490). ``resolve`` is asked once, and not at all for an address.
    """
    scheme, authority, rest = _parts(url, allows_http=allows_http)
    written, port = _authority(authority, scheme)
    allowed = (HTTPS_PORTS | HTTP_PORTS if allows_http else HTTPS_PORTS) if ports is None else ports
    if port not in allowed:
        raise Refused("port")
    host, literal = _host(written)
    if not literal and "." not in host and not allows_private:
        raise Refused("host")
    addresses = (str(literal),) if literal else _addresses(host, port, resolve)
    if not all(_is_allowed(each, allows_private=allows_private) for each in addresses):
        raise Refused("address")
    path = quote(rest if rest.startswith("/") else "/" + rest, safe=_ASCII)
    return Target(url, scheme, host, port, path, addresses[:MOST_ADDRESSES])


def _parts(url: str, *, allows_http: bool) -> tuple[str, str, str]:
    if len(url) > LONGEST_URL:
        raise Refused("too long")
    # Some readers pass over blanks and take a backslash for a slash: where two could differ, nobody reads.
    if " " in url or "\\" in url or not url.isprintable():
        raise Refused("malformed")
    parts = _PARTS.fullmatch(url)
    if not parts:
        raise Refused("malformed")
    scheme = parts[1].lower()
    if scheme not in _SCHEMES or (scheme == "http" and not allows_http):
        raise Refused("scheme")
    if "@" in parts[2]:
        raise Refused("user info")
    if "#" in parts[3]:
        raise Refused("fragment")
    return scheme, parts[2], parts[3]


def _authority(authority: str, scheme: str) -> tuple[str, int]:
    parts = _AUTHORITY.fullmatch(authority)
    if not parts or not parts[1]:
        raise Refused("malformed")
    digits = parts[2] or ""
    if len(digits) > 5:
        raise Refused("port")
    return parts[1], int(digits) if digits else _SCHEMES[scheme]


def _host(written: str) -> tuple[str, IPv4Address | IPv6Address | None]:
    """The host in ASCII, and the address it is where it is one."""
    if written.startswith("["):
        return _bracketed(written[1:-1])
    host = _in_ascii(written)
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            return host, IPv4Address(host)
        except AddressValueError:
            raise Refused("number host") from None
    if not all(_LABEL.fullmatch(label) for label in labels):
        raise Refused("host")
    return host, None


def _bracketed(written: str) -> tuple[str, IPv6Address]:
    if "%" in written:
        raise Refused("zone")
    try:
        address = IPv6Address(written)
    except AddressValueError:
        raise Refused("host") from None
    return str(address), address


def _in_ascii(written: str) -> str:
    if len(written) > _LONGEST_HOST + 1 or _AMBIGUOUS.intersection(written):
        raise Refused("host")
    try:
        host = written if written.isascii() else written.encode("idna").decode("ascii")
    except UnicodeError:
        raise Refused("host") from None
    host = host.lower().removesuffix(".")
    if len(host) > _LONGEST_HOST:
        raise Refused("host")
    return host


def _addresses(host: str, port: int, resolve: Callable[[str, int], Sequence[str]]) -> tuple[str, ...]:
    try:
        found = tuple(dict.fromkeys(resolve(host, port)))
    except OSError:
        raise Refused("unresolved") from None
    if not found:
        raise Refused("unresolved")
    return found


def _is_allowed(written: str, *, allows_private: bool) -> bool:
    try:
        address = ip_address(written)
    except ValueError:
        return False
    return is_public(address) or (allows_private and is_private(address))
