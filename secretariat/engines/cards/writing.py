"""Writing visiting cards as vCard 4.0 (RFC 6350): one canonical form, the same cards make the same bytes."""

from base64 import b64encode
from collections.abc import Iterable, Iterator

from secretariat.engines.cards.making import formatted
from secretariat.engines.cards.models import Card, Contact
from secretariat.engines.cards.properties import TYPES
from secretariat.engines.cards.texts import escaped, tidy, tidy_lines
from secretariat.engines.cards.values import is_kind, is_language, is_uri, moment, picture

__all__ = ["write_vcf"]

# Octets of a line without its end (RFC 6350, 3.2).
_LINE = 75


def write_vcf(cards: Iterable[Card]) -> bytes:
    """Return cards as a file in UTF-8 that ``read_vcf`` reads back as they are.

    No text of a card can end its line or begin a property of its own. Left out is what the format has no place for:
    a kind, a type, a language or a moment that is none, and a picture of a kind that is not known.
    """
    return b"".join(_folded(line) for card in cards for line in _lines(card))


def _lines(card: Card) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    uid = tidy(card.uid)
    if uid:
        yield f"UID:{uid}" if is_uri(uid) else f"UID;VALUE=text:{escaped(uid)}"
    if is_kind(card.kind) and card.kind != "individual":
        yield f"KIND:{card.kind}"
    yield f"FN:{_one(card.formatted_name or formatted(card))}"
    yield from _about(card)
    yield from _contacts("EMAIL", card.mails)
    yield from _contacts("TEL", card.phones)
    languages = [tag for tag in card.languages if is_language(tag)]
    for rank, tag in enumerate(languages, start=1):
        yield f"LANG;PREF={min(rank, 100)}:{tag}"
    if card.categories:
        yield f"CATEGORIES:{_many(card.categories)}"
    yield from _last(card)
    yield "END:VCARD"


def _about(card: Card) -> Iterator[str]:
    names = card.names
    parts = (names.family, names.given, names.additional, names.prefixes, names.suffixes)
    if any(parts):
        yield f"N:{';'.join(_many(part) for part in parts)}"
    if card.organisation or card.units:
        yield f"ORG:{';'.join(_one(part) for part in (card.organisation, *card.units))}"
    for name, text in (("TITLE", card.title), ("ROLE", card.role)):
        if text:
            yield f"{name}:{_one(text)}"


def _last(card: Card) -> Iterator[str]:
    if card.note:
        yield f"NOTE:{escaped(tidy_lines(card.note))}"
    media_type = picture(card.photo.data) if card.photo else ""
    if card.photo and media_type:
        yield f"PHOTO:data:{media_type};base64,{b64encode(card.photo.data).decode('ascii')}"
    rev = moment(card.rev)
    if rev:
        yield f"REV:{rev}"


def _contacts(name: str, contacts: Iterable[Contact]) -> Iterator[str]:
    for contact in contacts:
        types = [each for each in contact.types if each in TYPES]
        # The grammar of RFC 6350, 5.6, has a list; its examples have quotation marks, which old programs leave on.
        said = f";TYPE={','.join(types)}" if types else ""
        pref = f";PREF={contact.pref}" if 1 <= contact.pref <= 100 else ""
        yield f"{name}{said}{pref}:{_one(contact.value)}"


def _one(text: str) -> str:
    return escaped(tidy(text))


def _many(texts: Iterable[str]) -> str:
    return ",".join(_one(text) for text in texts)


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets, the later ones behind a blank, no letter cut in two."""
    data = line.encode("utf-8", errors="replace")
    pieces, start, room = [], 0, _LINE
    while len(data) - start > room:
        end = start + room
        # The second and later octets of a letter begin with the bits 10.
        while data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[start:end])
        start, room = end, _LINE - 1
    pieces.append(data[start:])
    return b"\r\n ".join(pieces) + b"\r\n"
