"""The calendar within a mail (RFC 2045, 2046, 6047), whole as it was received: no part of it is opened but this one.

The parser of the standard library follows parts within parts as deep as a mail likes; this one counts.
"""

import binascii
import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from secretariat.engines.calendars.models import MAIL_LIMIT, MOST_DEPTH, Unreadable

__all__ = ["calendar_in"]

_MOST_PARTS = 200
_LONGEST_HEAD = 256 * 1024
_LONGEST_HEADER = 4_096
_HEADER = re.compile(rb"(?:From [^\n]*\n)?[A-Za-z][A-Za-z0-9-]{0,60}:")
_TYPED = re.compile(rb"(?:^|\n)Content-Type[ \t]*:", re.IGNORECASE)
_CALENDAR = re.compile(rb"BEGIN:[ \t]*VCALENDAR", re.IGNORECASE)
_BEGUN = re.compile(rb"^BEGIN:[ \t]*VCALENDAR", re.IGNORECASE | re.MULTILINE)
_ENDED = re.compile(rb"^END:[ \t]*VCALENDAR", re.IGNORECASE | re.MULTILINE)
_FOLD = re.compile(rb"\n[ \t]+")
_PARAMETER = re.compile(r";\s*([A-Za-z0-9_*-]{1,40})\s*=\s*(?:\"((?:[^\"\\]|\\.)*+)\"|([^\s;\"]*+))", re.DOTALL)
_CHARSETS = frozenset({"iso-8859-1", "windows-1250", "windows-1251", "windows-1252", "windows-1256"})
_TYPES = ("text/calendar", "application/ics")


@dataclass(frozen=True)
class _Part:
    kind: str
    parameters: Mapping[str, str]
    encoding: str
    body: bytes


def calendar_in(data: bytes) -> tuple[bytes, str]:
    """Return the bytes of the calendar in a mail, and the method that the mail says it has; of no mail, all of it.

    A part that is called a reply goes before others, and one that is called a calendar before a file. Raises
    ``Unreadable`` ("empty", "too large", "too deep", "too many parts", "tnef", "no calendar").
    """
    if not data.strip():
        raise Unreadable("empty")
    if len(data) > MAIL_LIMIT:
        raise Unreadable("too large")
    text = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not _is_mail(text):
        return _cut(text), ""
    parts = list(_parts(text))
    found = sorted((part for part in parts if _rank(part) is not None), key=lambda part: _rank(part) or 0)
    if found:
        return _decoded(found[0]), found[0].parameters.get("method", "").strip().upper()
    if any(part.kind == "application/ms-tnef" for part in parts):
        raise Unreadable("tnef")
    return _cut(text), ""


def _cut(text: bytes) -> bytes:
    """A calendar that stands within words of somebody's."""
    found = _BEGUN.search(text)
    if not found:
        # Whoever reads on says what is wrong with it; what is large is no answer.
        return text[:_LONGEST_HEAD]
    ended = _ENDED.search(text, found.end())
    return text[found.start() : ended.end() if ended else len(text)]


def _is_mail(text: bytes) -> bool:
    if _CALENDAR.match(text) or not _HEADER.match(text):
        return False
    head, _body = _parted(text[: 2 * _LONGEST_HEAD].replace(b"\r\n", b"\n"))
    return bool(_TYPED.search(head))


def _parts(text: bytes) -> Iterator[_Part]:
    """The parts that hold no parts, in order."""
    waiting = [(text.replace(b"\r\n", b"\n").replace(b"\r", b"\n"), 1)]
    count = 0
    while waiting:
        entity, depth = waiting.pop()
        count += 1
        if count > _MOST_PARTS:
            raise Unreadable("too many parts")
        part = _part(entity)
        if part.kind.startswith("multipart/"):
            within = _divided(part)
        elif part.kind == "message/rfc822":
            within = [part.body]
        else:
            yield part
            continue
        if depth == MOST_DEPTH:
            raise Unreadable("too deep")
        waiting += [(each, depth + 1) for each in reversed(within)]


def _parted(entity: bytes) -> tuple[bytes, bytes]:
    """Head and body; a part may begin with the blank line that ends a head of nothing."""
    if entity.startswith(b"\n"):
        return b"", entity[1:]
    head, _blank, body = entity.partition(b"\n\n")
    return head[:_LONGEST_HEAD], body


def _part(entity: bytes) -> _Part:
    head, body = _parted(entity)
    said: dict[str, str] = {}
    for line in _FOLD.sub(b" ", head).split(b"\n"):
        name, _sign, value = line.decode("latin-1").partition(":")
        said.setdefault(name.strip().lower(), value.strip())
    typed = said.get("content-type", "text/plain")[:_LONGEST_HEADER]
    parameters = {
        found[1].lower(): found[2] if found[2] is not None else found[3] for found in _PARAMETER.finditer(typed)
    }
    if "filename" in (disposition := said.get("content-disposition", "")).lower():
        parameters.setdefault("name", disposition)
    return _Part(typed.partition(";")[0].strip().lower(), parameters, _encoding(said), body)


def _encoding(said: Mapping[str, str]) -> str:
    return said.get("content-transfer-encoding", "").strip().lower()


def _divided(part: _Part) -> list[bytes]:
    """The parts between the lines that part them; one boundary may begin like another."""
    boundary = part.parameters.get("boundary", "")
    if not boundary or len(boundary) > 200:
        return []
    mark = re.compile(rb"(?:^|\n)--" + re.escape(boundary.encode("latin-1")) + rb"(--)?[ \t]*(?=\n|$)")
    found: list[bytes] = []
    begun = None
    for each in mark.finditer(part.body):
        if begun is not None:
            found.append(part.body[begun : each.start()])
        begun = each.end() + 1
        if each[1] or len(found) > _MOST_PARTS:
            return found
    # The end of a mail that was cut off is the end of its last part.
    return found if begun is None else [*found, part.body[begun:]]


def _rank(part: _Part) -> int | None:
    if part.kind in _TYPES:
        return 2 * _TYPES.index(part.kind) + (part.parameters.get("method", "").upper() != "REPLY")
    return 4 if ".ics" in part.parameters.get("name", "").lower() else None


def _decoded(part: _Part) -> bytes:
    body = part.body
    if part.encoding == "base64":
        try:
            body = binascii.a2b_base64(body)
        except binascii.Error as error:
            raise Unreadable("no calendar") from error
    elif part.encoding == "quoted-printable":
        body = quopri.decodestring(body)
    charset = part.parameters.get("charset", "").strip().lower()
    return body.decode(charset, errors="replace").encode("utf-8") if charset in _CHARSETS else body
