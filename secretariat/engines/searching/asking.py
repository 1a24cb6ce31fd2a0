"""Questions: what somebody typed, as what is to be looked for among terms."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from secretariat.engines.searching.words import ANALYSED, Word, fold, folded_words, is_chinese, stems, words_of

# What is typed beyond this is not looked for.
MOST_CHARACTERS = 300
MOST_PIECES = 12
# A beginning shorter than this begins too many words.
SHORTEST_BEGINNING = 2
# Words that stand in nearly every sentence and say nothing alone; they need not be there if others are.
# fmt: off
_SMALL = frozenset((  # noqa: SIM905 - a list of words reads as a text
    "a an and at by for from in is of on or the to with au aux de des du en et la le les un une dans pour par sur "
    "al con del el las los para por que se un una y и в во на о об от по с со к у за из для "
    "في من على عن الى و أن ان مع"
).split())
# fmt: on
_QUOTED = re.compile(r"[\"“”„«»「」『』]")


@dataclass(frozen=True)
class Piece:
    """One thing that must be there: any of some runs of terms, or a word that begins so."""

    word: str
    runs: tuple[tuple[str, ...], ...]
    beginning: str = ""
    is_quoted: bool = False


@dataclass(frozen=True)
class Asked:
    """A question: all its pieces must be there. Without any, it asks for nothing."""

    pieces: tuple[Piece, ...] = ()

    @property
    def phrase(self) -> tuple[Piece, ...]:
        """The words that stand beside each other in the question, if there is more than one."""
        single = all(len(run) == 1 for piece in self.pieces for run in piece.runs)
        return self.pieces if len(self.pieces) > 1 and single else ()


def asked(query: str, language: str) -> Asked:
    """What a question asks for: every word in the stems of each language of its script, the reader's first.

    What stands between quotation marks is looked for word by word in that order; the last word may be a beginning,
    unless a blank or a quotation mark follows it. All other signs are no more than blanks.
    """
    query = query[:MOST_CHARACTERS]
    pieces: list[Piece] = []
    parts = _QUOTED.split(query)
    for number, part in enumerate(parts):
        words = words_of(part)
        if number % 2 and number < len(parts) - 1:
            pieces += _quoted(words, language)
        else:
            pieces += [piece for word in words for piece in _plain(word, language)]
    pieces = [piece for piece in pieces if piece.word not in _SMALL] or pieces
    pieces = pieces[:MOST_PIECES]
    if pieces and query[-1:] and (query[-1].isalnum() or fold(query[-1])) and not pieces[-1].is_quoted:
        last = pieces[-1]
        if len(last.word) >= SHORTEST_BEGINNING and not is_chinese(last.word[0]):
            pieces[-1] = replace(last, beginning=last.word)
    return Asked(tuple(pieces))


def widened(question: Asked, others: Mapping[str, Iterable[str]]) -> Asked:
    """The same question, for which names that are near a word of it are as good as the word itself."""
    pieces = []
    for piece in question.pieces:
        more = tuple((name,) for name in others.get(piece.word, ()))
        pieces.append(replace(piece, runs=tuple(dict.fromkeys([*piece.runs, *more]))))
    return Asked(tuple(pieces))


def _plain(word: Word, language: str) -> list[Piece]:
    if word.is_chinese:
        run = fold(word.text)
        return [Piece(run, (_pairs(run),))] if run else []
    pieces = []
    for number, folded in enumerate(folded_words(word.text)):
        forms = [cut[number] for code in _languages(language) if len(cut := stems(word.text, code)) > number]
        pieces.append(Piece(folded, tuple((form,) for form in dict.fromkeys([*forms, folded]))))
    return pieces


def _quoted(words: list[Word], language: str) -> list[Piece]:
    """One piece: all words in this order, as each language of their script would keep them."""
    runs = []
    for code in _languages(language):
        run: list[str] = []
        for word in words:
            run += _pairs(fold(word.text)) if word.is_chinese else stems(word.text, code)
        runs.append(tuple(run[:MOST_PIECES]))
    runs = [run for run in dict.fromkeys(runs) if run]
    return [Piece(" ".join(word.text for word in words), tuple(runs), is_quoted=True)] if runs else []


def _pairs(run: str) -> tuple[str, ...]:
    return tuple(run[place : place + 2] for place in range(len(run) - 1)) or (run,)


def _languages(language: str) -> list[str]:
    return [language, *(code for code in ANALYSED if code != language)]
