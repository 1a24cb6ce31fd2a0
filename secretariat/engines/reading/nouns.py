"""Arabic nouns that stand right behind a name and are no part of it, although no letter is a capital."""

from collections.abc import Container, Sequence

from secretariat.engines.reading.offices import Tables
from secretariat.engines.reading.words import Word

__all__ = ["is_indefinite"]

# How Arabic writes an indefinite noun in the accusative: with its mark, or with a bare alef.
_NUNATED = ("\u064b", "\u064b\u0627", "\u0627\u064b")
_ALEF, _YEH, _AND = "\u0627", "\u064a", "\u0648"
_SHORT = 3


def is_indefinite(words: Sequence[Word], number: int, parties: Container[int], tables: Tables) -> bool:
    """Say whether a word is an indefinite noun behind a name ("Bashar al-Assad a delegation"), or an office joined."""
    lower = words[number].lower
    if lower[0] == _AND and _is_word_of_office(lower[1:], tables):
        return True
    if lower.endswith(_NUNATED):
        return True
    # Names end with the same letter, but seldom their third word.
    if number < 2 or len(lower) <= _SHORT or lower[-1] != _ALEF or lower[-2] == _YEH:
        return False
    return all(_is_of_name(words, at, parties, tables) for at in (number - 1, number - 2))


def _is_word_of_office(word: str, tables: Tables) -> bool:
    return word in tables.offices or word in tables.never or word in tables.topics


def _is_of_name(words: Sequence[Word], number: int, parties: Container[int], tables: Tables) -> bool:
    word = words[number]
    is_near = words[number + 1].start - word.end <= 1
    return (
        is_near and word.is_word and not (tables.is_other(word) or word.lower in tables.particles or number in parties)
    )
