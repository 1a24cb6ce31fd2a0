"""What each paragraph of a document seems to be: by its style, its number, its first word, and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from secretariat.engines.manuscripts.marks import Mark, Outline, typed_mark
from secretariat.engines.manuscripts.models import DEEPEST, LEFT_OUT, Taken
from secretariat.engines.manuscripts.openings import opening_kind

__all__ = ["Line", "recognised"]

# A heading is short and ends no sentence.
_LONGEST_HEADING = 120
# One that is not even bold is very short.
_LONGEST_PLAIN_HEADING = 60
_SENTENCE_ENDS = (".", ",", ";", ":", "!", "?", "،", "؛", "؟", "。", "，", "；", "：", ")", "]")
_PREAMBLE_ENDS = (",", ";", "،", "؛", "，", "；")


@dataclass(frozen=True)
class Line:
    """A paragraph of a document as it stands there; ``kind`` where its style is one of the house."""

    words: str
    key: str = ""
    origin: str = ""
    kind: str = ""
    is_left_out: bool = False
    is_heading: bool = False
    is_bold: bool = False
    level: int = 0
    mark: Mark | None = None


def recognised(lines: Sequence[Line]) -> tuple[tuple[Taken, ...], int]:
    """Return what each paragraph seems to be, and how many stood deeper than a text goes."""
    reading = _Recognising(_first_operative(lines), len(lines) - 1)
    taken = tuple(replace(reading.take(place, line), origin=line.origin) for place, line in enumerate(lines))
    return taken, reading.deep


def _first_operative(lines: Sequence[Line]) -> int:
    """Where the operative part begins: at the first paragraph that opens as one, or that is numbered."""
    numbered = len(lines)
    for place, line in enumerate(lines):
        if line.kind == "operative":
            return place
        if line.kind or line.is_left_out or line.is_heading:
            continue
        mark = line.mark or typed_mark(line.words)
        kind = opening_kind(line.words[mark.length if mark else 0 :])
        if kind == "operative" or (mark and mark.said.upper().startswith("OP")):
            return place
        is_first = mark is not None and mark.kind == "decimal" and kind != "preambular"
        numbered = min(numbered, place) if is_first else numbered
    return numbered


class _Recognising:
    def __init__(self, first_operative: int, last: int) -> None:
        self.first_operative, self.last = first_operative, last
        self.outline = Outline()
        self.top = "plain"
        self.depth = -1
        self.deep = 0

    def take(self, place: int, line: Line) -> Taken:
        if line.kind:
            return self._by_style(line)
        if line.is_left_out:
            return Taken(LEFT_OUT, line.words, why="title")
        mark = line.mark or typed_mark(line.words)
        words = line.words[mark.length :].strip() if mark else line.words
        if line.is_heading or self._looks_like_heading(line, mark):
            self._begin("plain")
            return Taken("heading", line.words, 0, "", line.key, "style" if line.is_heading else "short")
        if mark is None or not words:
            return self._unnumbered(place, line)
        kind, why = self._kind_of_numbered(place, mark, words)
        depth = self._depth_of(line, mark)
        if not depth:
            self.top = kind
        kind, typed = kind if not depth else self.top, line.words[: mark.length].strip()
        return Taken(kind, words, self._settled(depth), mark.said, line.key, why, typed)

    def _by_style(self, line: Line) -> Taken:
        depth = line.level
        if not depth:
            self._begin(line.kind)
        return Taken(
            line.kind, line.words, self._settled(depth), line.mark.said if line.mark else "", line.key, "style"
        )

    def _unnumbered(self, place: int, line: Line) -> Taken:
        kind = opening_kind(line.words)
        if not kind and place < self.last and _is_short(line.words, _LONGEST_PLAIN_HEADING):
            self._begin("plain")
            return Taken("heading", line.words, 0, "", line.key, "short")
        why = "opening" if kind else "position"
        is_before = place < self.first_operative
        if kind == "preambular" and not is_before:
            # A word that opens recitals opens other sentences too, once decisions have begun.
            kind, why = "plain", "position"
        if not kind:
            kind = "preambular" if is_before and line.words.endswith(_PREAMBLE_ENDS) else "plain"
        self._begin(kind)
        self.depth = 0
        return Taken(kind, line.words, 0, "", line.key, why)

    def _kind_of_numbered(self, place: int, mark: Mark, words: str) -> tuple[str, str]:
        if mark.kind == "named":
            return ("preambular" if mark.said.upper().startswith("PP") else "operative"), "number"
        opening = opening_kind(words)
        if opening == "preambular" and place < self.first_operative:
            return "preambular", "opening"
        return "operative", "number"

    def _depth_of(self, line: Line, mark: Mark) -> int:
        """How deep it stands: as deep as Word has it, or as its number says by the order of kinds of numbers."""
        if line.mark is not None and line.level:
            return line.level
        if line.mark is not None:
            # On the first level of a list of its own: letters stand under what is counted in figures.
            plain = line.mark.said.strip("(). ").casefold()
            mark = Mark(mark.kind, plain, 0, 0 if mark.kind == "decimal" else None)
        return self.outline.depth_of(mark)

    def _settled(self, depth: int) -> int:
        """No paragraph stands more than one deeper than the one before it, nor deeper than a text goes."""
        self.deep += depth > DEEPEST
        self.depth = max(min(depth, self.depth + 1, DEEPEST), 0)
        return self.depth

    def _begin(self, top: str) -> None:
        self.outline.begin()
        self.top = top
        self.depth = -1 if top == "heading" else self.depth

    def _looks_like_heading(self, line: Line, mark: Mark | None) -> bool:
        is_named = mark is not None and mark.kind == "named"
        return line.is_bold and not is_named and _is_short(line.words, _LONGEST_HEADING)


def _is_short(words: str, most: int) -> bool:
    """Whether words are short and end no sentence, as a heading does not."""
    return len(words) <= most and "\n" not in words and not words.endswith(_SENTENCE_ENDS)
