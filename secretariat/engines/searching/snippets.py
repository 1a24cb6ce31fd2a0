"""The place in a text that answers a question, with the words that do."""

from dataclasses import dataclass

from secretariat.engines.searching.asking import Asked
from secretariat.engines.searching.words import Word, fold, folded_words, stems, words_of

LENGTH = 240
# Of a longer text only the beginning is looked through for a place to show.
READ = 60_000


@dataclass(frozen=True)
class Run:
    """A piece of a text, marked if it is what was asked for."""

    text: str
    is_marked: bool = False


def snippet(text: str, language: str, question: Asked, length: int = LENGTH) -> list[Run]:
    """About so many characters of a text where most of what was asked stands together, and what is marked in them.

    The runs together are the text as it is written there; nothing is escaped here.
    """
    text = " ".join(text[:READ].split())
    marks = _marks(text, language, question)
    start, end = _window(text, marks, length)
    runs: list[Run] = [Run("… ")] if start else []
    place = start
    for first, last in marks:
        if first < place or last > end:
            continue
        if first > place:
            runs.append(Run(text[place:first]))
        runs.append(Run(text[first:last], is_marked=True))
        place = last
    if place < end:
        runs.append(Run(text[place:end]))
    return [*runs, Run(" …")] if end < len(text) else runs


def _marks(text: str, language: str, question: Asked) -> list[tuple[int, int]]:
    wanted = {term for piece in question.pieces for run in piece.runs for term in run}
    beginnings = tuple(piece.beginning for piece in question.pieces if piece.beginning)
    runs = [piece.word for piece in question.pieces]
    known: dict[str, bool] = {}

    def is_asked(word: str) -> bool:
        if word not in known:
            folded = folded_words(word)
            known[word] = (
                not wanted.isdisjoint(stems(word, language))
                or not wanted.isdisjoint(folded)
                or any(beginnings and each.startswith(beginnings) for each in folded)
            )
        return known[word]

    found: list[tuple[int, int]] = []
    for word in words_of(text):
        if word.is_chinese:
            found += _in_chinese(word, runs, wanted)
        elif is_asked(word.text):
            found.append((word.start, word.end))
    return found


def _in_chinese(word: Word, runs: list[str], wanted: set[str]) -> list[tuple[int, int]]:
    folded = fold(word.text)
    if len(folded) != len(word.text):
        return []
    places: set[int] = set()
    for run in [*runs, *(term for term in wanted if len(term) <= 2)]:
        at = folded.find(run) if run else -1
        while at >= 0:
            places |= set(range(at, at + len(run)))
            at = folded.find(run, at + 1)
    marks: list[tuple[int, int]] = []
    for place in sorted(places):
        start = word.start + place
        if marks and marks[-1][1] == start:
            marks[-1] = (marks[-1][0], start + 1)
        else:
            marks.append((start, start + 1))
    return marks


def _window(text: str, marks: list[tuple[int, int]], length: int) -> tuple[int, int]:
    """From where to where to show: where most marks stand within the length, and whole words at both ends."""
    if len(text) <= length:
        return 0, len(text)
    best, most, last = 0, 0, 0
    for number, (first, _end) in enumerate(marks):
        while last < len(marks) and marks[last][1] <= first + length * 3 // 4:
            last += 1
        if last - number > most:
            best, most = first, last - number
    start = max(best - length // 4, 0) if most else 0
    start = _to_word(text, start) if start else 0
    end = min(start + length, len(text))
    if end < len(text):
        blank = text.rfind(" ", start + length // 2, end)
        end = blank if blank > 0 else end
    return start, end


def _to_word(text: str, start: int) -> int:
    blank = text.find(" ", start, start + 40)
    return blank + 1 if blank >= 0 else start
