"""What an event says of itself besides its time, field by field, each within its bounds."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from secretariat.engines.calendars.components import Component, first
from secretariat.engines.calendars.lines import Property, one
from secretariat.engines.calendars.models import LONGEST_NAME, LONGEST_TEXT, MOST_ATTENDEES, Attendee
from secretariat.engines.calendars.values import address, cleaned, line_of, texts, words
from secretariat.engines.calendars.work import Work, noted

__all__ = ["details_of", "is_web_address", "person", "within"]

_STATUSES = frozenset({"TENTATIVE", "CONFIRMED", "CANCELLED"})
_CLASSES = frozenset({"PUBLIC", "PRIVATE", "CONFIDENTIAL"})
_TOKEN = re.compile(r"[A-Z0-9-]{1,40}")
_MOST_CATEGORIES = 50
_LONGEST_URL = 2_000


def details_of(component: Component, work: Work) -> dict[str, Any]:
    """Return the fields of an event that are no times, by the names of ``Event``."""
    organizer = first(component.properties, "ORGANIZER")
    return {
        "status": _one_of(component, "STATUS", _STATUSES, "", work),
        "classification": _one_of(component, "CLASS", _CLASSES, "PUBLIC", work) or "PRIVATE",
        "summary": _text(component, "SUMMARY", line_of, work),
        "description": _text(component, "DESCRIPTION", words, work),
        "location": _text(component, "LOCATION", line_of, work),
        "url": _url(component, work),
        "categories": _categories(component, work),
        "organizer": _invited(organizer, f"{component.where}.ORGANIZER", work, is_organizer=True)
        if organizer
        else None,
        "attendees": tuple(_attendees(component, work)),
    }


def is_web_address(text: str) -> bool:
    """Whether a text is an address that a page may link to."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    is_plain = text.isprintable() and not any(char in ' "<>\\^`{|}' for char in text)
    return is_plain and len(text) <= _LONGEST_URL and parts.scheme in {"http", "https"} and bool(parts.hostname)


def within(text: str, most: int, place: tuple[str, int], work: Work) -> str:
    """Return a text cut to what is kept of it; that it was cut is noted."""
    if len(text) <= most:
        return text
    noted(work, place[0], "too long", str(len(text)), place[1])
    return text[:most]


def person(said: Property) -> Attendee:
    """Return who a CAL-ADDRESS speaks of; what is not said of an attendee is the standard's (RFC 5545, 3.2)."""
    return Attendee(
        mail=address(said),
        # Parameters know no escape but carets.
        name=" ".join(cleaned(one(said.parameters, "CN")).split())[:LONGEST_NAME],
        partstat=_token(said, "PARTSTAT", "NEEDS-ACTION"),
        role=_token(said, "ROLE", "REQ-PARTICIPANT"),
        cutype=_token(said, "CUTYPE", "INDIVIDUAL"),
    )


def _token(said: Property, name: str, otherwise: str) -> str:
    value = one(said.parameters, name).strip().upper()
    return value if _TOKEN.fullmatch(value) else otherwise


def _one_of(component: Component, name: str, known: frozenset[str], otherwise: str, work: Work) -> str:
    said = first(component.properties, name)
    if said is None:
        return otherwise
    value = said.value.strip().upper()
    if value in known:
        return value
    noted(work, f"{component.where}.{name}", "value", said.value, said.line)
    return ""


def _text(component: Component, name: str, read: Callable[[str], str], work: Work) -> str:
    said = first(component.properties, name)
    if said is None:
        return ""
    most = LONGEST_TEXT if name == "DESCRIPTION" else LONGEST_NAME
    return within(read(said.value), most, (f"{component.where}.{name}", said.line), work)


def _url(component: Component, work: Work) -> str:
    said = first(component.properties, "URL")
    value = said.value.strip() if said else ""
    if said is None or not value:
        return ""
    if is_web_address(value):
        return value
    noted(work, f"{component.where}.URL", "url", value, said.line)
    return ""


def _categories(component: Component, work: Work) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for said in component.properties:
        if said.name != "CATEGORIES":
            continue
        place = (f"{component.where}.CATEGORIES", said.line)
        for text in texts(said.value, _MOST_CATEGORIES + 1):
            if len(found) == _MOST_CATEGORIES:
                noted(work, place[0], "too many", str(_MOST_CATEGORIES), place[1])
                return tuple(found)
            found[within(text, LONGEST_NAME, place, work)] = None
    return tuple(found)


def _attendees(component: Component, work: Work) -> Iterator[Attendee]:
    where, count = f"{component.where}.ATTENDEE", 0
    for said in component.properties:
        if said.name != "ATTENDEE":
            continue
        if count == MOST_ATTENDEES:
            noted(work, where, "too many", str(MOST_ATTENDEES), said.line)
            return
        yield _invited(said, f"{where}[{count}]", work)
        count += 1


def _invited(said: Property, where: str, work: Work, *, is_organizer: bool = False) -> Attendee:
    found = person(said)
    if not found.mail:
        noted(work, where, "not a mail", said.value, said.line)
    # Who invites has no answer to give.
    return Attendee(found.mail, found.name) if is_organizer else found
