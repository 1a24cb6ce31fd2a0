"""The text of a document as it is read: numbers, names, lines, open brackets; and its kept versions."""

import json
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise
from typing import Any

from secretariat.audit.action import plain
from secretariat.documents.models import Adoption, Document, Paragraph, TextVersion
from secretariat.engines.wording import (
    Bracket,
    Comparison,
    Written,
    brackets,
    called,
    compare,
    depths,
    numbers,
    unbalanced,
)

# Letters to a line: line 14 is the same line for everybody who reads the text in one language.
LINE = 72


@dataclass(frozen=True)
class Run:
    """Some words of a line, and how deep in brackets they stand."""

    words: str
    depth: int


@dataclass(frozen=True)
class Line:
    """A line of a text, with its number through the whole text."""

    number: int
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Shown:
    """A paragraph as it is shown in one language."""

    key: str
    kind: str
    depth: int
    number: str
    name: str
    words: str
    # The language of the words, where it is not the one that was asked for.
    language: str
    lines: tuple[Line, ...] = ()
    row: Paragraph | None = None
    languages: tuple[str, ...] = field(default=())
    # Languages that it was given after the text was adopted: no part of what was sealed.
    later: tuple[str, ...] = ()

    @property
    def is_later(self) -> bool:
        """Whether the words that are shown were translated after the adoption."""
        return self.language in self.later

    @property
    def is_elsewhere(self) -> bool:
        """Whether the words are shown in another language than was asked for."""
        return self.language not in self.languages[:1] if self.languages else False


@dataclass(frozen=True)
class Open:
    """A bracket that is open: in which paragraph, in which language, around which words."""

    key: str
    name: str
    language: str
    words: str


def paragraphs_of(document: Document) -> list[Paragraph]:
    """The paragraphs that stand in the text, in their order. One query."""
    return list(Paragraph.objects.filter(document=document, is_struck=False).order_by("position", "id"))


def struck_of(document: Document) -> list[Paragraph]:
    """The paragraphs that were struck out. One query."""
    return list(Paragraph.objects.filter(document=document, is_struck=True).order_by("position", "id"))


def as_written(rows: Sequence[Paragraph]) -> tuple[Written, ...]:
    """Paragraphs as the engine of wording takes them."""
    keys = {row.pk: row.key for row in rows}
    return tuple(
        Written(row.key, row.kind, plain(row.text) or {}, keys.get(row.parent_id) if row.parent_id else None)
        for row in rows
    )


def written_of(document: Document) -> tuple[Written, ...]:
    """The text as it is worked on. One query."""
    return as_written(paragraphs_of(document))


def content_of(version: TextVersion) -> tuple[Written, ...]:
    """The text of a kept version."""
    return tuple(Written(row["key"], row["kind"], row["text"], row["parent"]) for row in version.content)


def as_content(text: Sequence[Written]) -> list[dict[str, Any]]:
    """A text as a version keeps it."""
    numbered = numbers(text)
    return [
        {
            "key": each.key,
            "kind": each.kind,
            "parent": each.parent,
            "number": numbered[each.key],
            "text": {language: words for language, words in sorted(each.text.items()) if words},
        }
        for each in text
    ]


def digest_of(content: object) -> str:
    """SHA-256 of what JSON can hold, in one canonical form: sorted keys, no blanks, UTF-8, composed letters (NFC)."""
    said = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(unicodedata.normalize("NFC", said).encode()).hexdigest()


def digest_of_text(text: Sequence[Written]) -> str:
    """The digest of a text as a version keeps it, by which somebody says which words they saw."""
    return digest_of(as_content(text))


def shown_text(
    text: Sequence[Written],
    language: str,
    rows: Mapping[str, Paragraph] | None = None,
    adoption: Adoption | None = None,
) -> tuple[Shown, ...]:
    """A text in one language, numbered, in lines, with what stands in brackets marked; and what came after adoption."""
    sealed = {row["key"]: row["text"] for row in adoption.text.content} if adoption is not None else {}
    numbered, names, deep = numbers(text), called(text), depths(text)
    shown, line = [], 0
    for each in text:
        spoken = language if each.text.get(language) else next((code for code, said in each.text.items() if said), "")
        words = each.words(language)
        lines = _lines(words, line)
        line += len(lines)
        shown.append(
            Shown(
                each.key,
                each.kind,
                deep[each.key],
                numbered[each.key],
                names[each.key],
                words,
                spoken,
                lines,
                (rows or {}).get(each.key),
                (language, *(code for code, said in each.text.items() if said)),
                tuple(code for code, said in each.text.items() if said and code not in sealed.get(each.key, each.text)),
            )
        )
    return tuple(shown)


def open_brackets(text: Sequence[Written]) -> tuple[Open, ...]:
    """The brackets that are open, in the order of the text; of brackets in each other the outer alone."""
    names = called(text)
    found = []
    for each in text:
        for language, words in each.text.items():
            outer = [bracket for bracket in brackets(words) if bracket.depth == 1]
            found += [Open(each.key, names[each.key] or each.key, language, bracket.words) for bracket in outer]
            place = unbalanced(words)
            if place is not None and not outer:
                # One that closes nothing: what it was to close is not agreed either.
                before = words[max(0, place - LINE // 2) : place].strip()
                found.append(Open(each.key, names[each.key] or each.key, language, before))
    return tuple(found)


def languages_in(text: Iterable[Written]) -> tuple[str, ...]:
    """The languages in which a text has words, the most complete first."""
    counts: dict[str, int] = {}
    for each in text:
        for language, words in each.text.items():
            counts[language] = counts.get(language, 0) + bool(words)
    return tuple(sorted((code for code in counts if counts[code]), key=lambda code: (-counts[code], code)))


def versions_of(document: Document) -> list[TextVersion]:
    """The kept versions of a text, the newest first, without their words. One query."""
    kept = TextVersion.objects.filter(document=document).select_related("entered_by").defer("content")
    return list(kept.order_by("-number"))


def compared(old: Sequence[Written], new: Sequence[Written], language: str) -> Comparison:
    """Two texts side by side."""
    return compare(old, new, language)


def adoption_of(document: Document) -> Adoption | None:
    """How the text was adopted, if it was. One query."""
    return Adoption.objects.filter(document=document).select_related("text", "session").first()


def _lines(words: str, before: int) -> tuple[Line, ...]:
    """The words in lines of some 72 letters; where they are broken, everybody is shown the same break."""
    if not words:
        return ()
    marked = brackets(words)
    lines: list[Line] = []
    start = 0
    for part in words.split("\n"):
        for broken in _broken(part):
            at = words.index(broken, start) if broken else start
            lines.append(Line(before + len(lines) + 1, _runs(words, at, at + len(broken), marked)))
            start = at + len(broken)
    return tuple(lines)


def _broken(part: str) -> list[str]:
    """One paragraph of words in lines; what has no blanks, as Chinese, is broken by letters, half as many to a line."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in part)
    if wide * 2 > len(part):
        half = LINE // 2
        return [part[place : place + half] for place in range(0, len(part), half)] or [""]
    kept = textwrap.wrap(
        part, LINE, break_on_hyphens=False, expand_tabs=False, replace_whitespace=False, drop_whitespace=True
    )
    return kept or [""]


def _runs(words: str, start: int, end: int, marked: Sequence[Bracket]) -> tuple[Run, ...]:
    """The stretch of words cut where brackets open and close."""
    cuts = {start, end}
    cuts |= {place for each in marked for place in (each.start, each.end) if start < place < end}
    ordered = sorted(cuts)
    runs = []
    for first, last in pairwise(ordered):
        depth = max((each.depth for each in marked if each.start <= first and last <= each.end), default=0)
        runs.append(Run(words[first:last], depth))
    return tuple(runs)
