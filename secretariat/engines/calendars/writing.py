"""Invitations as mail programs take them: asked for, and called off (RFC 5545, RFC 5546 3.2.2 and 3.2.5, RFC 6868)."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from secretariat.engines.calendars.clocks import Observance, observances
from secretariat.engines.calendars.details import is_web_address
from secretariat.engines.calendars.models import (
    LONGEST_NAME,
    LONGEST_TEXT,
    LONGEST_UID,
    MOST_ATTENDEES,
    Attendee,
    Invitation,
    Unwritable,
)
from secretariat.engines.calendars.values import FIRST_YEAR, LAST_YEAR, is_mail

__all__ = ["write_cancel", "write_request"]

_WIDTH = 75
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
_ROLES = frozenset({"CHAIR", "REQ-PARTICIPANT", "OPT-PARTICIPANT", "NON-PARTICIPANT"})
_ANSWERS = frozenset({"NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"})
_KINDS = frozenset({"INDIVIDUAL", "GROUP", "RESOURCE", "ROOM", "UNKNOWN"})
_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_CARETS = str.maketrans({"^": "^^", '"': "^'"})
_HIGHEST = 2**31 - 1
_LONGEST_MEETING = timedelta(days=366)
_TEXTS = (
    ("uid", LONGEST_UID),
    ("summary", LONGEST_NAME),
    ("location", LONGEST_NAME),
    ("prodid", LONGEST_NAME),
    ("description", LONGEST_TEXT),
    ("comment", LONGEST_TEXT),
)


def write_request(invitation: Invitation) -> bytes:
    """Return an invitation (METHOD:REQUEST): those who have not answered are asked to.

    The same invitation gives the same bytes. Raises ``Unwritable``.
    """
    return _written(invitation, "REQUEST")


def write_cancel(invitation: Invitation) -> bytes:
    """Return the news that a meeting is called off (METHOD:CANCEL); its SEQUENCE is to be higher than that before.

    Raises ``Unwritable``.
    """
    return _written(invitation, "CANCEL")


def _written(invitation: Invitation, method: str) -> bytes:
    _check(invitation)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_text(invitation.prodid)}",
        "CALSCALE:GREGORIAN",
        f"METHOD:{method}",
        *_calendar(invitation, method),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _calendar(invitation: Invitation, method: str) -> Iterator[str]:
    zone = invitation.zone
    # Through UTC, since a time that a clock skips would stay as it is.
    first, last = (each.astimezone(UTC).astimezone(zone) for each in (invitation.starts, invitation.ends))
    # An hour that a clock shows twice can be told by UTC alone.
    is_utc = not zone.key or zone.key in {"UTC", "Etc/UTC"} or bool(first.fold or last.fold)
    if not is_utc:
        yield "BEGIN:VTIMEZONE"
        yield f"TZID:{zone.key}"
        for each in observances(zone, first.year, last.year):
            yield from _observance(each)
        yield "END:VTIMEZONE"
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(invitation.uid)}"
    yield f"SEQUENCE:{invitation.sequence}"
    yield f"DTSTAMP:{_utc(invitation.dtstamp)}"
    for name, moment in (("DTSTART", first), ("DTEND", last)):
        yield f"{name}:{_utc(moment)}" if is_utc else f"{name};TZID={zone.key}:{moment:%Y%m%dT%H%M%S}"
    yield from _said(invitation, method)
    yield "END:VEVENT"


def _observance(each: Observance) -> Iterator[str]:
    kind = "DAYLIGHT" if each.is_daylight else "STANDARD"
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{each.onset:%Y%m%dT%H%M%S}"
    yield f"TZOFFSETFROM:{_offset(each.old)}"
    yield f"TZOFFSETTO:{_offset(each.new)}"
    yield f"TZNAME:{_text(each.name)}"
    yield f"END:{kind}"


def _said(invitation: Invitation, method: str) -> Iterator[str]:
    is_cancelled = method == "CANCEL"
    language = f";LANGUAGE={invitation.language}" if invitation.language else ""
    yield f"STATUS:{'CANCELLED' if is_cancelled else invitation.status}"
    yield "TRANSP:OPAQUE"
    for name, text in (
        ("SUMMARY", _plain(invitation.summary)),
        ("LOCATION", _plain(invitation.location)),
        ("DESCRIPTION", invitation.description),
        ("COMMENT", invitation.comment),
    ):
        if text:
            yield f"{name}{language}:{_text(text)}"
    if invitation.url:
        yield f"URL:{invitation.url}"
    yield f"ORGANIZER{_named(invitation.organizer)}:{_mailto(invitation.organizer.mail)}"
    for each in invitation.attendees:
        yield _attendee(each, is_asked=not is_cancelled)


def _attendee(each: Attendee, *, is_asked: bool) -> str:
    partstat = each.partstat or "NEEDS-ACTION"
    said = f";CUTYPE={each.cutype or 'INDIVIDUAL'};ROLE={each.role or 'REQ-PARTICIPANT'};PARTSTAT={partstat}"
    asked = ";RSVP=TRUE" if is_asked and partstat == "NEEDS-ACTION" else ""
    return f"ATTENDEE{said}{asked}{_named(each)}:{_mailto(each.mail)}"


def _named(person: Attendee) -> str:
    name = _plain(person.name)
    return f';CN="{name.translate(_CARETS)}"' if name else ""


def _mailto(mail: str) -> str:
    return f"mailto:{quote(mail, safe='@!$*+-._~')}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _offset(length: timedelta) -> str:
    seconds = abs(int(length.total_seconds()))
    told = f"{seconds // 3600:02}{seconds // 60 % 60:02}" + (f"{seconds % 60:02}" if seconds % 60 else "")
    return f"{'-' if length < timedelta() else '+'}{told}"


def _text(text: str) -> str:
    """A TEXT escaped, its lines told by signs; no calendar holds control characters."""
    broken = _BREAKS.sub("\n", text).replace("\t", " ")
    kept = "".join(char for char in broken if char == "\n" or unicodedata.category(char) not in {"Cc", "Cs"})
    return kept.translate(_ESCAPED)


def _plain(text: str) -> str:
    kept = "".join(char if unicodedata.category(char) not in {"Cc", "Cs"} else " " for char in text)
    return " ".join(kept.split())


def _folded(line: str) -> bytes:
    """A line of no more than 75 bytes, and what is left of it on others; no character is parted."""
    rest, pieces, width = line.encode("utf-8"), list[bytes](), _WIDTH
    while len(rest) > width:
        cut = width
        while rest[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(rest[:cut])
        rest, width = rest[cut:], _WIDTH - 1
    return b"\r\n ".join([*pieces, rest]) + b"\r\n"


def _check(invitation: Invitation) -> None:
    """Refuse early what no calendar should carry; each field is named."""
    _check_texts(invitation)
    if not 0 <= invitation.sequence <= _HIGHEST:
        raise Unwritable("sequence", "negative" if invitation.sequence < 0 else "out of range")
    if invitation.status not in {"CONFIRMED", "TENTATIVE"}:
        raise Unwritable("status", "status")
    if invitation.language and not _LANGUAGE.fullmatch(invitation.language):
        raise Unwritable("language", "language")
    if invitation.url and not is_web_address(invitation.url):
        raise Unwritable("url", "url")
    _check_times(invitation)
    _check_people(invitation)


def _check_texts(invitation: Invitation) -> None:
    for name, most in _TEXTS:
        if len(getattr(invitation, name)) > most:
            raise Unwritable(name, "too long")
    for name in ("uid", "summary", "prodid"):
        if not _plain(getattr(invitation, name)):
            raise Unwritable(name, "empty")
    # A name that somebody's program changes on its way would be another meeting's.
    if not invitation.uid.isascii() or not invitation.uid.isprintable() or " " in invitation.uid:
        raise Unwritable("uid", "signs")


def _check_times(invitation: Invitation) -> None:
    for name in ("dtstamp", "starts", "ends"):
        moment = getattr(invitation, name)
        if moment.tzinfo is None or moment.utcoffset() is None:
            raise Unwritable(name, "not aware")
        if not FIRST_YEAR < moment.year < LAST_YEAR:
            raise Unwritable(name, "out of range")
    # Two times of one zone are compared by its clocks, which are set back.
    lasts = invitation.ends.astimezone(UTC) - invitation.starts.astimezone(UTC)
    if lasts < timedelta():
        raise Unwritable("ends", "ends before it starts")
    if lasts > _LONGEST_MEETING:
        raise Unwritable("ends", "too long")


def _check_people(invitation: Invitation) -> None:
    if not invitation.attendees:
        raise Unwritable("attendees", "empty")
    if len(invitation.attendees) > MOST_ATTENDEES:
        raise Unwritable("attendees", "too many")
    _check_person("organizer", invitation.organizer)
    known: set[str] = set()
    for place, each in enumerate(invitation.attendees):
        _check_person(f"attendees[{place}]", each)
        if each.mail.casefold() in known:
            raise Unwritable(f"attendees[{place}].mail", "twice")
        known.add(each.mail.casefold())


def _check_person(where: str, person: Attendee) -> None:
    if not is_mail(person.mail):
        raise Unwritable(f"{where}.mail", "not a mail")
    if len(person.name) > LONGEST_NAME:
        raise Unwritable(f"{where}.name", "too long")
    for name, known in (("role", _ROLES), ("partstat", _ANSWERS), ("cutype", _KINDS)):
        said = getattr(person, name)
        if said and said not in known:
            raise Unwritable(f"{where}.{name}", name)
