"""Letters that every file can hold, and addresses as RFC 3986 writes them."""

import re
from urllib.parse import quote

from secretariat.engines.frab.models import LONGEST_LINE

__all__ = ["address_of", "cleaned"]

# What neither XML 1.0 nor UTF-8 can hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_GAP = re.compile(r"[\x00-\x20\x7f]")
# Scheme, authority, path, query and fragment (RFC 3986, appendix B).
_PARTS = re.compile(r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?")
_AUTHORITY = re.compile(
    r"(?:[\w.~!$&'()*+,;=:%-]*@)?(?:\[[0-9A-Fa-f:.]+\]|[\w.~!$&'()*+,;=%-]+)(?::[0-9]{1,5})?", re.ASCII
)
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_SUB = "%!$&'()*+,;=:@/"
_WEB = frozenset({"http", "https"})


def cleaned(words: str, limit: int = LONGEST_LINE) -> str:
    """Return a text without what no file can hold, and no longer than the bound."""
    return _UNWRITABLE.sub("", words[:limit])


def address_of(said: str) -> str:
    """Return an address, absolute or relative, with its letters beyond ASCII escaped.

    Nothing where it is none that a page may lead to: another scheme than http, https and mailto, no host, a gap.
    """
    said = cleaned(said, LONGEST_LINE + 1).strip()
    found = _PARTS.fullmatch(said)
    # What stands among blanks or breaks is read by browsers as if they were not there.
    if not found or _GAP.search(said):
        return ""
    scheme, authority, path, query, fragment = found.groups()
    name = (scheme or "").lower()
    host = None if authority is None else _escaped(authority, _SUB + "[]")
    if not _is_known(name, host, path):
        return ""
    tail = _escaped(path, _SUB) + _escaped(query, _SUB + "?") + _fragment(fragment)
    address = (f"{name}:" if name else "") + ("" if host is None else f"//{host}") + tail
    return address if len(address) <= LONGEST_LINE else ""


def _is_known(scheme: str, host: str | None, path: str) -> bool:
    if host is not None and not _AUTHORITY.fullmatch(host):
        return False
    if scheme in _WEB:
        return host is not None
    if scheme:
        return scheme == "mailto" and host is None
    # A colon in the first part would be read as the end of a scheme.
    return host is not None or ":" not in path.partition("/")[0]


def _escaped(part: str | None, safe: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", part or ""), safe=safe)


def _fragment(part: str | None) -> str:
    return "#" + _escaped(part[1:], _SUB + "?") if part else ""
