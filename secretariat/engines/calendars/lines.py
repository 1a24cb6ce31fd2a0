"""Content lines: unfolded, decoded, parted into name, parameters and value (RFC 5545, 3.1 and 3.2; RFC 6868).

The library that writes the house's calendars makes an object of every line before anything is counted, and takes a
broken line for the end of the file. Here lines are counted first, and only those that somebody asks for are parted.
"""

import binascii
import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from secretariat.engines.calendars.models import LONGEST_LINE, MOST_LINES, Unreadable
from secretariat.engines.calendars.work import Work, noted

__all__ = ["Line", "Property", "name_of", "one", "part_of", "property_of", "unfolded"]

_NAME = re.compile(rb"[A-Za-z0-9-]{1,64}(?=[:;])")
# Possessive: what is not closed is not tried again from every place within it.
_PARAMETER = re.compile(r";\s*([A-Za-z0-9-]{1,64})\s*(?:=((?:\"[^\"]*\"|[^\";:]++)*+))?")
_PART = re.compile(r"(?:\"[^\"]*\"|[^\",]++)++")
_WORD = re.compile(r"[\w -]*+")
_CARET = re.compile(r"\^([n'^])")
_CARETS = {"n": "\n", "'": '"', "^": "^"}
_QUOTED_PRINTABLE = re.compile(rb"^[^:]{0,200};(?:ENCODING=)?QUOTED-PRINTABLE[;:]", re.IGNORECASE)
_QUOTED = re.compile(rb";(?:TZID|VALUE|CN|PARTSTAT|ROLE|RSVP|CUTYPE|LANGUAGE)=3D", re.IGNORECASE)
_PLAIN = re.compile(rb";(?:TZID|VALUE|CN|PARTSTAT|ROLE|RSVP|CUTYPE|LANGUAGE)=(?!3D)", re.IGNORECASE)
_CHARSETS = frozenset(
    {"utf-8", "us-ascii", "iso-8859-1", "windows-1250", "windows-1251", "windows-1252", "windows-1256"}
)
_MOST_PARAMETERS = 50
_MOST_VALUES = 100
_BOUND = re.compile(rb"(?:BEGIN|END):", re.IGNORECASE)
_BEGIN = re.compile(rb"(?:^|[\r\n])BEGIN:[ \t]*VCALENDAR", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands after unfolding, still as bytes, and where it begins, counted from 1."""

    number: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Property:
    """A line in its parts: the value is not unescaped, a parameter has one or more values."""

    name: str
    value: str
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    line: int = 0


def unfolded(data: bytes) -> Iterator[Line]:
    """Yield the lines of a calendar, joined where they were folded; lines end in CRLF, LF or CR.

    Raises ``Unreadable`` ("utf-16", "no calendar", "too many lines"). Bytes are joined before they are decoded, since a
    character may be folded in its middle. A line that goes on for too long is cut, and one byte longer than it may be.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:4]:
        raise Unreadable("utf-16")
    data = data.removeprefix(b"\xef\xbb\xbf")
    if not _BEGIN.search(data):
        raise Unreadable("no calendar")
    plain = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if plain.count(b"\n") > MOST_LINES:
        raise Unreadable("too many lines")
    if _QUOTED.search(plain) and not _PLAIN.search(plain):
        # A mail's encoding was not undone by whoever saved the calendar.
        plain = quopri.decodestring(plain)
    yield from _joined(plain.split(b"\n"))


def _joined(pieces: list[bytes]) -> Iterator[Line]:
    number, kept, length, is_quoted = 0, list[bytes](), 0, False
    for place, piece in enumerate(pieces, start=1):
        if not piece:
            continue
        # Soft ends of lines are older than folding: the next line goes on without a blank.
        goes_on = is_quoted and kept[-1].endswith(b"=") and not _BOUND.match(piece)
        if kept and (goes_on or piece[:1] in b" \t"):
            more = piece if goes_on else piece[1:]
            if goes_on:
                kept[-1] = kept[-1][:-1]
            if length <= LONGEST_LINE:
                kept.append(more)
                length += len(more)
            continue
        if kept:
            yield Line(number, b"".join(kept)[: LONGEST_LINE + 1])
        number, kept, length = place, [piece], len(piece)
        is_quoted = bool(_QUOTED_PRINTABLE.match(piece))
    if kept:
        yield Line(number, b"".join(kept)[: LONGEST_LINE + 1])


def name_of(line: Line) -> str:
    """Return the name of a line in capitals, or "" where it is none."""
    found = _NAME.match(line.content)
    return found[0].decode("ascii").upper() if found else ""


def part_of(line: Line) -> str:
    """Return the name of the component that a line BEGIN or END speaks of."""
    return line.content.partition(b":")[2].decode("ascii", errors="replace").strip().upper()[:64]


def property_of(line: Line, where: str, work: Work) -> Property | None:
    """Return a line in its parts; what is wrong with it is noted, and a line that is none or is too long is nothing."""
    if len(line.content) > LONGEST_LINE:
        noted(work, where, "line too long", line=line.number)
        return None
    try:
        text = line.content.decode("utf-8")
    except UnicodeDecodeError:
        text = line.content.decode("utf-8", errors="replace")
        if not _QUOTED_PRINTABLE.match(line.content):
            noted(work, where, "encoding", text, line.number)
    name = name_of(line)
    place = len(name)
    parameters: dict[str, tuple[str, ...]] = {}
    for _number in range(_MOST_PARAMETERS):
        found = _PARAMETER.match(text, place)
        if not found:
            break
        place = found.end()
        parameters.setdefault(found[1].upper(), _parts(found[2] or ""))
    if text[place : place + 1] != ":":
        noted(work, where, "not a line", text, line.number)
        return None
    value = text[place + 1 :]
    if "QUOTED-PRINTABLE" in parameters or one(parameters, "ENCODING").upper() == "QUOTED-PRINTABLE":
        value = _unquoted(value, one(parameters, "CHARSET"))
    return Property(name, value, parameters, line.number)


def one(parameters: Mapping[str, tuple[str, ...]], name: str) -> str:
    """Return a parameter as one text: commas that should have been quoted stay in it."""
    return ",".join(parameters.get(name, ()))


def _parts(said: str) -> tuple[str, ...]:
    if not said or _WORD.fullmatch(said):
        return (said,)
    found = (each[0].replace('"', "") for each in islice(_PART.finditer(said), _MOST_VALUES))
    return tuple(_CARET.sub(lambda sign: _CARETS[sign[1]], each) if "^" in each else each for each in found)


def _unquoted(value: str, charset: str) -> str:
    name = charset.strip().lower() or "utf-8"
    try:
        decoded = quopri.decodestring(value.encode("utf-8"))
    except binascii.Error:
        return value
    return decoded.decode(name if name in _CHARSETS else "utf-8", errors="replace")
