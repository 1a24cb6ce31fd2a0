"""The words of a text, each with its place, and the parts of a text as ranges of words."""

import bisect
import re
from collections.abc import Sequence
from typing import NamedTuple

from secretariat.engines.reading.models import Span

__all__ = ["Word", "number_at", "range_of", "split_words"]

# Abbreviations of capitals, words with inner hyphens and apostrophes, numbers, single marks.
_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:[-'’.][^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]|_")
_ELIDED = re.compile(r"^(?:[ldLD]|[jJ]usqu|[qQ]u)['’](?=[^\W\d_]{2})")
_POSSESSIVE = re.compile(r"['’]s$")
_LEAST = 2


class Word(NamedTuple):
    """One word or mark: its offsets, as written, and in lower case."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def is_capital(self) -> bool:
        """Say whether it is written with a capital."""
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        """Say whether it is a word, not a number or mark."""
        return self.text[0].isalpha()


def split_words(text: str) -> tuple[Word, ...]:
    """Return the words and marks of a text; the ending ``'s`` stands for itself."""
    words: list[Word] = []
    for match in _WORD.finditer(text):
        start, end, written = match.start(), match.end(), match[0]
        if written.isalpha():
            words.append(Word(start, end, written, written.lower()))
            continue
        ending = _POSSESSIVE.search(written)
        if ending and len(written) > _LEAST:
            cut = start + ending.start()
            words.append(Word(start, cut, text[start:cut], text[start:cut].lower()))
            words.append(Word(cut, end, text[cut:end], "'s"))
        elif elided := _ELIDED.match(written):
            cut = start + elided.end()
            words.append(Word(start, cut, text[start:cut], text[start:cut].lower().replace("’", "'")))
            words.append(Word(cut, end, text[cut:end], text[cut:end].lower().replace("’", "'")))
        elif written[0].isalpha() and "." in written and not written.endswith("."):
            words.extend(_parted(text, start, written))
        else:
            words.append(Word(start, end, written, written.lower().replace("’", "'")))
    return tuple(words)


def range_of(words: Sequence[Word], span: Span) -> tuple[int, int]:
    """Return the first word of a span and the first behind it."""
    return number_at(words, span.start), number_at(words, span.end)


def number_at(words: Sequence[Word], offset: int) -> int:
    """Return the number of the first word that begins at an offset or behind it."""
    return bisect.bisect_left(words, offset, key=lambda word: word.start)


def _parted(text: str, start: int, written: str) -> list[Word]:
    """Part what a missing blank joined: "end.The" is two words and a mark."""
    found: list[Word] = []
    for match in re.finditer(r"[^.]+|\.", written):
        first, last = start + match.start(), start + match.end()
        found.append(Word(first, last, text[first:last], text[first:last].lower().replace("’", "'")))
    return found
