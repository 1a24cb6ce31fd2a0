"""Texts as terms: words without case and accents, cut down to their stems by the rules of their language.

The stems are those of Snowball (https://snowballstem.org). Chinese has no blanks between words: two neighbours are a
term each, and each character is one too. Digits of any script are one and the same.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any, NamedTuple

_ALGORITHMS = {"ar": "arabic", "en": "english", "es": "spanish", "fr": "french", "ru": "russian"}
ANALYSED = ("ar", "en", "es", "fr", "ru", "zh")
# Longer runs of letters are no words; one of them would make an index as large as it likes.
LONGEST = 40
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640]|['’](?=[^\W_]))*")
_TATWEEL = "\u0640"
# Letters that writers of Arabic put for each other, and what those of Persian and Urdu stand for.
_ALIKE = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ی": "ي"}
)
# Scripts that put no blanks between words: Chinese and Japanese.
_CHINESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_APART = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ё": "е", "þ": "th"})


class Word(NamedTuple):
    """A word where it stands in a text."""

    text: str
    start: int
    end: int
    is_chinese: bool


def words_of(text: str) -> list[Word]:
    """The words of a text in their order; a run of Chinese characters is one."""
    if text.isascii() or not _CHINESE.search(text):
        return [Word(match[0], match.start(), match.end(), is_chinese=False) for match in _WORD.finditer(text)]
    found = []
    for match in _WORD.finditer(text):
        start = match.start()
        for run, is_of_one in _runs(match[0]):
            found.append(Word(run, start, start + len(run), is_of_one))
            start += len(run)
    return found


def folded_words(text: str) -> list[str]:
    """The words of a text without case, accents and marks, uncut; of Chinese the runs as they are."""
    return [each for word in words_of(text) for each in folded_word(word.text)]


def terms(text: str, language: str) -> list[str]:
    """The terms of a text in this language, in their order; in a language without rules here, its folded words."""
    found: list[str] = []
    for word in words_of(text):
        if word.is_chinese:
            found += chinese(fold(word.text))
        else:
            found += stems(word.text, language)
    return found


@lru_cache(maxsize=100_000)
def stems(word: str, language: str) -> tuple[str, ...]:
    """A word cut down by the rules of a language; several terms where it is written as several."""
    if language == "ar" and _is_of(word, language):
        cut = _arabic(word)
        return (cut,) if cut else ()
    return tuple(stem(each, language) for each in folded_words(word))


def chinese(run: str) -> list[str]:
    """A run of Chinese characters as its pairs of neighbours, and then each character."""
    run = run[: LONGEST * 50]
    return [*(run[place : place + 2] for place in range(len(run) - 1)), *run]


@lru_cache(maxsize=100_000)
def folded_word(word: str) -> tuple[str, ...]:
    """One word folded: nothing if no letter or digit is left of it. What an elision begins with is no part of it."""
    # l'accord is found as accord. Other apostrophes are left out.
    head, apostrophe, rest = word.replace("’", "'").partition("'")
    text = rest if apostrophe and len(head) <= 2 and len(rest) > 2 else word
    folded = fold(text)[:LONGEST]
    return (folded,) if folded else ()


def stem(word: str, language: str) -> str:
    """A folded word cut down to its stem; itself if its language has no rules."""
    if language not in _ALGORITHMS or language == "ar" or not _is_of(word, language):
        return word
    return fold(_stemmer(language).stemWord(word)) or word


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """A word as it is compared: Unicode's NFKD without marks, case and what only decorates; letters and digits alone.

    Folding a folded word changes nothing.
    """
    parts = unicodedata.normalize("NFKD", word.replace(_TATWEEL, "")).casefold().translate(_APART)
    bare = "".join(_bare(char) for char in unicodedata.normalize("NFKD", parts))
    return bare.translate(_ALIKE)


@lru_cache(maxsize=100_000)
def _arabic(word: str) -> str:
    """An Arabic word cut down: before its letters are made alike, since its endings are told by their hamza."""
    parts = unicodedata.normalize("NFKC", word.replace(_TATWEEL, ""))
    bare = "".join(char for char in parts if unicodedata.category(char)[0] in "LN")[:LONGEST]
    # Without its seat a hamza is written as the letter that carries it most often.
    return fold(_stemmer("ar").stemWord(bare)).replace("ء", "ي") or fold(bare)


def _bare(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Nd":
        return str(unicodedata.decimal(char))
    return char if kind[0] in "LN" else ""


def _is_of(word: str, language: str) -> bool:
    """Whether a word is written in the script of a language; a Latin name in an Arabic text is left whole."""
    first = word[0]
    if language == "ar":
        return "\u0600" <= first <= "\u06ff"
    if language == "ru":
        return "\u0400" <= first <= "\u04ff"
    return "a" <= first <= "z"


def is_chinese(char: str) -> bool:
    """Whether a character belongs to a script that puts no blanks between words: Chinese or Japanese."""
    return bool(_CHINESE.match(char))


def _runs(word: str) -> list[tuple[str, bool]]:
    runs: list[tuple[str, bool]] = []
    for char in word:
        kind = is_chinese(char)
        if runs and runs[-1][1] == kind:
            runs[-1] = (runs[-1][0] + char, kind)
        else:
            runs.append((char, kind))
    return runs


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer  # noqa: PLC0415 - loading it takes a while, and few pages need it

    return snowballstemmer.stemmer(_ALGORITHMS[language])
