"""From the bytes of a file to the lines of each card: folded lines joined, one card apart from the next."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from secretariat.engines.cards.models import MOST_PROPERTIES, PHOTO_LIMIT, Problem

__all__ = ["LONGEST_LINE", "RawCard", "carded", "lines_of", "unfolded"]

# Bytes: room for the largest photo in base64, its line breaks and its name.
LONGEST_LINE = PHOTO_LIMIT * 3 // 2 + 10_000
_AGENT = re.compile(rb"(?:[\w-]{1,60}\.)?AGENT(?:;[^:]{0,60}+)?:[ \t]*(?:BEGIN.*)?", re.IGNORECASE | re.DOTALL)
_EDGE = re.compile(rb"(?:[\w-]{1,60}\.)?(?:AGENT(?:;[^:]{0,60}+)?:[ \t]*)?(BEGIN|END)[ \t]*:[ \t]*VCARD", re.IGNORECASE)
_LONGEST_EDGE = 200
_BASE64 = re.compile(rb"[A-Za-z0-9+/]+={0,2}")
_FOLD = re.compile(rb"\n[ \t]?")
_SOFT = re.compile(rb"=[ \t]*\n")
_HEAD = 1_000


@dataclass(frozen=True)
class RawCard:
    """The lines of one card as they stand, still folded, and codes of what is wrong with it as a whole."""

    lines: tuple[bytes, ...]
    codes: tuple[str, ...] = ()


def lines_of(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Return each line with those that continue it, and the number (from 1) of where it begins.

    Continuing lines stand behind a line feed each and keep their first blank: what a fold means depends on the version,
    which is known later (``unfolded``). They are lines that begin with a blank, those behind a soft break of
    quoted-printable, and base64 that goes on without a blank as some programs write it. Of a line longer than
    ``LONGEST_LINE`` no more than the first to pass it is kept.
    """
    held, began, packing = bytearray(), 0, b""
    for number, ended in enumerate(io.BytesIO(data), start=1):
        line = ended.rstrip(b"\n")
        if held and _continues(held, line, packing):
            if len(held) <= LONGEST_LINE:
                held += b"\n" + line
            continue
        if held:
            yield began, bytes(held)
        held, began, packing = bytearray(line), number, _packing(line)
    if held:
        yield began, bytes(held)


def _packing(line: bytes) -> bytes:
    """Which of the two packings that run over lines a property announces in its head: Q, B, or none."""
    head = line[:_HEAD].partition(b":")[0].upper()
    if b"QUOTED-PRINTABLE" in head:
        return b"Q"
    return b"B" if b"BASE64" in head or b"ENCODING=B" in head else b""


def _continues(held: bytearray, line: bytes, packing: bytes) -> bool:
    if line[:1] in {b" ", b"\t"}:
        # Nobody folds where a card begins or ends; what is indented there is a line of its own.
        return not _edge(held)
    if not packing or _edge(line):
        return False
    if packing == b"Q":
        # Blanks behind a soft break count for nothing; few programs leave any.
        return held[-_HEAD:].rstrip(b" \t").endswith(b"=")
    return bool(_BASE64.fullmatch(line))


def _edge(line: bytes | bytearray) -> str:
    if len(line) > _LONGEST_EDGE:
        return ""
    found = _EDGE.fullmatch(line.strip())
    return found.group(1).decode("ascii").lower() if found else ""


def carded(lines: Iterator[tuple[int, bytes]], problems: list[Problem]) -> Iterator[RawCard]:
    """Return the cards among lines; the first line that stands in none of them is told in ``problems``.

    A card that begins within another is that other's AGENT (vCard 2.1) and passed over, however deep; or else the other
    was never closed, and ends there.
    """
    held: list[bytes] | None = None
    codes: set[str] = set()
    depth = 0
    for number, line in lines:
        edge = _edge(line)
        if depth:
            depth += {"begin": 1, "end": -1}.get(edge, 0)
        elif held is None:
            held = _begun(edge, number, line, problems)
        elif not edge:
            _keep(held, line, codes)
        elif edge == "begin" and any(_AGENT.fullmatch(each) for each in (line, *held[-1:])):
            codes.add("nested")
            depth = 1
        else:
            yield _closed(held, codes, edge)
            held, codes = ([] if edge == "begin" else None), set()
    if held is not None:
        yield _closed(held, codes, "")


def _begun(edge: str, number: int, line: bytes, problems: list[Problem]) -> list[bytes] | None:
    if edge == "begin":
        return []
    if line.strip() and not any(each.code == "outside" for each in problems[:1]):
        # In front, where it is found at once; a file full of such lines is not told line by line.
        problems.insert(0, Problem(f"line {number}", "outside"))
    return None


def _closed(held: list[bytes], codes: set[str], edge: str) -> RawCard:
    return RawCard(tuple(held), tuple(sorted(codes if edge == "end" else codes | {"unclosed"})))


def _keep(held: list[bytes], line: bytes, codes: set[str]) -> None:
    if not line.strip():
        return
    if len(held) == MOST_PROPERTIES:
        codes.add("too many properties")
        return
    held.append(line)


def unfolded(line: bytes, version: str) -> bytes:
    """Return a line in one piece.

    In 3.0 and 4.0 a fold is a line break and one blank, and both go (RFC 6350, 3.2); in 2.1 a line is folded where a
    blank stands, and the blank stays.
    """
    if b"\n" not in line:
        return line
    if _packing(line) == b"Q":
        line = _SOFT.sub(b"", line)
    return line.replace(b"\n", b"") if version == "2.1" else _FOLD.sub(b"", line)
