"""Sentences of a text, as spans that never cross a paragraph."""

import re

from secretariat.engines.reading.languages import Language
from secretariat.engines.reading.models import Span

__all__ = ["split_sentences"]

_END = re.compile(r"(?P<end>[.!?…؟۔。]+)(?P<close>[\"'”’»)\]]*)(?=\s|$)")
_LAST_WORD = re.compile(r"(?:^|[\s(\"“«'])([^\W_][\w.'’-]*)$")
_OPENERS = "\"'“”‘«([—–-"
# Nobody writes one this long (some 700 words): whatever walks about within a sentence stays within bounds.
_LONGEST = 4_000


def split_sentences(text: str, language: Language | None = None, start: int = 0) -> tuple[Span, ...]:
    """Return the sentences of a text from ``start`` on, without the blanks round them; a line without end in pieces."""
    short = language.abbreviations if language else frozenset[str]()
    spans: list[Span] = []
    for line in re.finditer(r"[^\n]+", text):
        if line.start() >= start:
            spans.extend(_of_line(text, line.start(), line.end(), short))
    return tuple(spans)


def _of_line(text: str, start: int, end: int, short: frozenset[str]) -> list[Span]:
    spans: list[Span] = []
    for match in _END.finditer(text, start, end):
        if match.end() < end and not _is_end(text, match, start, short):
            continue
        _add(spans, text, start, match.end())
        start = match.end()
    _add(spans, text, start, end)
    return spans


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    while end - start > _LONGEST:
        blank = text.rfind(" ", start, start + _LONGEST)
        cut = blank if blank > start else start + _LONGEST
        _add(spans, text, start, cut)
        start = cut
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if piece.strip():
        spans.append(Span(start + left, start + len(piece.rstrip())))


def _is_end(text: str, match: re.Match[str], start: int, short: frozenset[str]) -> bool:
    following = text[match.end() : match.end() + 40].lstrip().lstrip(_OPENERS)
    if not following or following[0].islower():
        return False
    if match["end"] != "." or match["close"]:
        return True
    word = _LAST_WORD.search(text, max(start, match.start() - 30), match.start())
    if word is None:
        return True
    last = word[1].lower()
    # A single capital is an initial, unless it ends the sentence as a part of a longer name would not.
    return not (last in short or (len(last) == 1 and last.isalpha() and last != "i"))
