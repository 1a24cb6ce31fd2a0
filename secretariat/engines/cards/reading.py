"""Reading a file of visiting cards: opened within bounds, taken apart into cards, each told where it goes wrong."""

import re
from functools import partial

from secretariat.engines.cards.gathering import gathered
from secretariat.engines.cards.lines import RawCard, carded, lines_of
from secretariat.engines.cards.making import made
from secretariat.engines.cards.models import (
    FILE_LIMIT,
    LONGEST_SAID,
    MOST_CARDS,
    MOST_LINES,
    MOST_PROBLEMS,
    Card,
    CardsRead,
    Problem,
    Unreadable,
)
from secretariat.engines.cards.texts import tidy

__all__ = ["read_vcf"]

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BEGIN = re.compile(rb"BEGIN[ \t]*:[ \t]*VCARD", re.IGNORECASE)
_VERSION = re.compile(rb"(?:[\w-]{1,60}\.)?VERSION(?:;[^:]{0,100}+)?:\s*([0-9.]{1,10})\s*", re.IGNORECASE)
_VERSIONS = ("2.1", "3.0", "4.0")


def read_vcf(data: bytes) -> CardsRead:
    """Return the cards in the bytes of a file: vCard 2.1 (versit, 1996), 3.0 (RFC 2426) and 4.0 (RFC 6350), also mixed.

    What a card says wrongly is told in ``problems`` and the rest of it is kept. Letters are UTF-8, or what a property
    names, or else guessed to be Windows-1252 and told. Nothing that a card points to is fetched. Raises ``Unreadable``.
    """
    plain = _opened(data)
    problems: list[Problem] = []
    passed: set[str] = set()
    seen: set[str] = set()
    cards: list[Card] = []
    for raw in carded(lines_of(plain), problems):
        if len(cards) == MOST_CARDS:
            raise Unreadable("too many cards")
        tell = partial(_tell, problems, f"cards[{len(cards)}]")
        card = _card(raw, tell, passed)
        if card.source_id in seen:
            tell("", "twice", card.source_id)
        seen.add(card.source_id)
        cards.append(card)
    if not cards:
        raise Unreadable("not vcard")
    return CardsRead(tuple(cards), tuple(problems), tuple(sorted(passed)))


def _opened(data: bytes) -> bytes:
    """The file in UTF-8 (or in an older encoding that has ASCII in it), its lines ended by line feeds."""
    if len(data) > FILE_LIMIT:
        raise Unreadable("too large")
    for mark, codec in _MARKS:
        if data.startswith(mark):
            data = data.decode(codec, errors="replace").encode("utf-8", errors="replace")
            break
    if not data.strip():
        raise Unreadable("empty")
    plain = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if plain.count(b"\n") > MOST_LINES:
        raise Unreadable("too many lines")
    if not _BEGIN.search(plain):
        raise Unreadable("not vcard")
    return plain


def _tell(problems: list[Problem], card: str, name: str, code: str, said: str = "") -> None:
    if len(problems) < MOST_PROBLEMS:
        # Cut before it is looked at letter by letter, and once more when it is short.
        kept = tidy(said[: 2 * LONGEST_SAID])[:LONGEST_SAID]
        problems.append(Problem(f"{card}.{name}" if name else card, code, kept))
    elif problems[-1].code != "more":
        problems.append(Problem("", "more"))


def _card(raw: RawCard, tell: "partial[None]", passed: set[str]) -> Card:
    version, is_known = _version(raw)
    for code in (*raw.codes, *(() if is_known else ("version",))):
        tell("", code)
    card = made(gathered(raw.lines, version, tell, passed), tell)
    if not card.formatted_name:
        tell("", "nameless")
    return card


def _version(raw: RawCard) -> tuple[str, bool]:
    """The version a card names, and whether it is one that is known; else the version whose rules it is read by."""
    for line in raw.lines:
        found = _VERSION.fullmatch(line[:200])
        if found:
            version = found.group(1).decode("ascii")
            return (version, True) if version in _VERSIONS else ("4.0", False)
    return "3.0", False
