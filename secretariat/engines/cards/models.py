"""What a file of visiting cards is read as, and why one is not read.

Names are those of the properties in RFC 6350 (vCard 4.0, https://www.rfc-editor.org/rfc/rfc6350).
"""

from dataclasses import dataclass
from hashlib import sha256

__all__ = [
    "FILE_LIMIT",
    "LONGEST_NOTE",
    "LONGEST_TEXT",
    "MOST_CARDS",
    "MOST_LINES",
    "MOST_PROBLEMS",
    "MOST_PROPERTIES",
    "MOST_VALUES",
    "PHOTO_LIMIT",
    "Card",
    "CardsRead",
    "Contact",
    "Names",
    "Photo",
    "Problem",
    "Unreadable",
]

# Bytes of a file, and of a photo once it is unpacked.
FILE_LIMIT = 20 * 1024 * 1024
PHOTO_LIMIT = 1024 * 1024
MOST_CARDS = 50_000
MOST_LINES = 1_000_000
# Of one card.
MOST_PROPERTIES = 200
# Of one property that is a list: additional names, units, categories; and mails, phones, languages of one card.
MOST_VALUES = 100
MOST_PROBLEMS = 1_000
# Characters.
LONGEST_TEXT = 1_000
LONGEST_NOTE = 20_000
LONGEST_SAID = 200


class Unreadable(Exception):  # noqa: N818 - it says what the file is
    """A file that is not read at all.

    Codes: "empty", "too large", "too many lines", "too many cards", "not vcard".
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Problem:
    """Something that was not taken as it stands in the file; the rest of its card was.

    ``where`` is ``cards[3].EMAIL`` (the card as it stands in ``CardsRead.cards``, and the property), ``cards[3]``,
    ``line 17``, or empty. ``said`` is what stands there, at most 200 characters.

    Codes of the file: "outside" (something between cards), "more" (there are more problems than are told). Of a card:
    "unclosed" (no END), "nested" (a card within it was passed over), "version" (none, or none that is known), "too many
    properties", "nameless" (no FN, and nothing to make one of), "twice" (a card before it has the same source).
    Of a property: "line" (not of the form name:value), "too long", "encoding" (letters were guessed), "charset" (not
    known, letters were guessed), "several" (one is kept, this one is not), "too many", "mail", "phone", "language",
    "kind", "rev", "photo" (no picture that is known), "photo too large", "photo elsewhere" (an address; it is neither
    fetched nor kept, nor is it in ``said``).
    """

    where: str
    code: str
    said: str = ""


@dataclass(frozen=True)
class Names:
    """The parts of a person's name (property N); each may be several."""

    family: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    additional: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contact:
    """A mail address or a phone number (properties EMAIL, TEL).

    ``types`` are those of RFC 6350 (home, work, text, voice, fax, cell, video, pager, textphone); ``pref`` is from 1,
    the most preferred, to 100, or 0 where nothing is said.
    """

    value: str
    types: tuple[str, ...] = ()
    pref: int = 0


@dataclass(frozen=True)
class Photo:
    """A picture that came within the card: its bytes as they came, and what they are by their own first bytes."""

    data: bytes
    media_type: str


@dataclass(frozen=True)
class Card:
    """One visiting card.

    ``languages`` are language tags (property LANG), the most preferred first. ``kind`` is "individual", "group", "org",
    "location" or another word the writer chose. ``rev`` is the moment of the last change in the basic form of ISO 8601:
    ``20250301T093000Z``, with an offset or without any zone. What is not known is empty.
    """

    uid: str = ""
    names: Names = Names()
    formatted_name: str = ""
    organisation: str = ""
    units: tuple[str, ...] = ()
    title: str = ""
    role: str = ""
    mails: tuple[Contact, ...] = ()
    phones: tuple[Contact, ...] = ()
    languages: tuple[str, ...] = ()
    note: str = ""
    categories: tuple[str, ...] = ()
    kind: str = "individual"
    photo: Photo | None = None
    rev: str = ""

    @property
    def source_id(self) -> str:
        """The name under which a second reading finds this card again: ``vcard:UID``, or a digest of name and
        organisation where there is no UID; of the formatted name where there is nothing else."""
        if self.uid:
            return f"vcard:{self.uid}"
        parts = (self.names.family, self.names.given, self.names.additional, self.names.prefixes, self.names.suffixes)
        told = ["\x1e".join(part) for part in parts] + [self.organisation, *self.units]
        if not any(told):
            told = [self.formatted_name]
        digest = sha256("\x1f".join(told).encode("utf-8", "replace")).hexdigest()
        return f"vcard-digest:{digest[:40]}"


@dataclass(frozen=True)
class CardsRead:
    """The cards of a file in its order, what was not taken as it stands, and which properties no card here has.

    ``passed_over`` are the names of properties that were there and are none of a ``Card`` (ADR, BDAY, …), sorted; those
    that begin with X- are not told.
    """

    cards: tuple[Card, ...]
    problems: tuple[Problem, ...] = ()
    passed_over: tuple[str, ...] = ()
