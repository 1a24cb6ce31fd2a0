"""What differs between two texts, word by word.

The longest runs that both have are sought first (Ratcliff and Obershelp, as Python's difflib does it), over words and
not over letters: readers compare words. Chinese and Japanese are compared letter by letter, for they put no blanks
between words.
"""

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from secretariat.engines.wording.models import Piece

__all__ = ["differing", "edits", "likeness", "words_of"]

# A letter of a script without blanks, a run of other letters with their marks, a run of blanks, or any other sign.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|(?:(?![\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])\w)+|\s+|.", re.DOTALL
)
# So many words of one times words of the other are compared in about a second at worst; longer runs are first compared
# sentence by sentence, and a run of other sentences that is still longer is taken as a whole.
_MOST = 1_000_000
_ENDS = frozenset(".;:!?؟؛。；！？\n")


def words_of(text: str) -> list[str]:
    """Return the words of a text, blanks and signs among them; joined again they are the text."""
    return _WORD.findall(text)


def differing(old: str, new: str) -> tuple[Piece, ...]:
    """Return the runs of words that are the same, gone or new; without what is gone they are the new text.

    ``old`` is had again from what is the same and what is gone. Nothing is returned for two empty texts.
    """
    one, other = words_of(old), words_of(new)
    pieces: list[Piece] = []
    place = 0
    for start, end, there in edits(one, other):
        _add(pieces, "same", one[place:start])
        _add(pieces, "gone", one[start:end])
        _add(pieces, "new", there)
        place = end
    _add(pieces, "same", one[place:])
    return tuple(pieces)


def edits(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, list[str]]]:
    """Return what makes one list of words the other: replace ``old[start:end]`` by these, in order, none touching."""
    first = _alike_at_start(old, new)
    # What is alike at the end may not reach back into what is alike at the beginning.
    last = _alike_at_start(old[first:][::-1], new[first:][::-1])
    inner, there = old[first : len(old) - last], new[first : len(new) - last]
    if not inner and not there:
        return []
    compare = _word_by_word if len(inner) * len(there) <= _MOST else _sentence_by_sentence
    found = [(first + start, first + end, new_words) for start, end, new_words in compare(inner, there)]
    return _without_crumbs(old, found)


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return how like two bags of words are, from 0 to 1: the share of words that both have (Dice, 1945)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _word_by_word(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, list[str]]]:
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(start, end, list(new[from_:to])) for what, start, end, from_, to in codes if what != "equal"]


def _sentence_by_sentence(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, list[str]]]:
    """Compare whole sentences, and the words of those that differ where they are few enough."""
    one, other = _sentences(old), _sentences(new)
    if len(one) * len(other) > _MOST:
        return [(0, len(old), list(new))]
    places, others = _places(one), _places(other)
    found: list[tuple[int, int, list[str]]] = []
    for what, start, end, from_, to in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        gone, come = old[places[start] : places[end]], new[others[from_] : others[to]]
        if len(gone) * len(come) > _MOST:
            found.append((places[start], places[end], list(come)))
        else:
            found += [(places[start] + a, places[start] + b, words) for a, b, words in _word_by_word(gone, come)]
    return found


def _sentences(words: Sequence[str]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    begun = 0
    for place, word in enumerate(words, start=1):
        if word[-1] in _ENDS:
            found.append(tuple(words[begun:place]))
            begun = place
    return [*found, tuple(words[begun:])] if begun < len(words) else found


def _places(runs: Sequence[Sequence[str]]) -> list[int]:
    """Where each begins among the words, and where the last ends."""
    return list(accumulate(map(len, runs), initial=0))


def _without_crumbs(old: Sequence[str], found: list[tuple[int, int, list[str]]]) -> list[tuple[int, int, list[str]]]:
    """Take two changes between which only blanks stand for one: nobody reads a blank as a word that was kept."""
    joined: list[tuple[int, int, list[str]]] = []
    for start, end, there in found:
        if joined:
            first, last, before = joined[-1]
            between = old[last:start]
            if all(word.isspace() for word in between) and (end > start or there) and (last > first or before):
                joined[-1] = (first, end, [*before, *between, *there])
                continue
        joined.append((start, end, there))
    return joined


def _alike_at_start(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _add(pieces: list[Piece], kind: str, words: Sequence[str]) -> None:
    if words:
        pieces.append(Piece(kind, "".join(words)))
