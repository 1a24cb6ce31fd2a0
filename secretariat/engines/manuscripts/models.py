"""What is written as a Word document, and what is read of one."""

from dataclasses import dataclass

__all__ = [
    "DEEPEST",
    "FILE_LIMIT",
    "KINDS",
    "LEFT_OUT",
    "MOST_PARAGRAPHS",
    "PARTS_LIMIT",
    "UNPACKED_LIMIT",
    "Found",
    "Item",
    "Manuscript",
    "Note",
    "Taken",
    "Unreadable",
]

KINDS = ("heading", "preambular", "operative", "plain")
LEFT_OUT = ""
DEEPEST = 4
FILE_LIMIT = 10 * 1024 * 1024
UNPACKED_LIMIT = 100 * 1024 * 1024
PARTS_LIMIT = 3_000
# As many as a form can hold of which each has three fields.
MOST_PARAGRAPHS = 1_900


@dataclass(frozen=True)
class Item:
    """A paragraph in one language.

    ``key`` is its name in the text (ASCII letters and figures), kept in the file as a bookmark; ``kind`` one of
    ``KINDS``; ``depth`` 0 for one that stands under none; ``is_numbered`` whether it bears a number; ``language``
    (BCP 47) where it is not that of the document.
    """

    key: str
    kind: str
    words: str
    depth: int = 0
    is_numbered: bool = False
    language: str = ""


@dataclass(frozen=True)
class Manuscript:
    """A text with what stands above and below it, all in one language (BCP 47).

    ``lines`` are the masthead (a label and what is said, in which language), ``closing`` the lines after the text;
    ``origin`` eight hexadecimal figures by which the text is known again, kept in the file with every name.
    """

    language: str
    title: str
    symbol: str = ""
    conference: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    items: tuple[Item, ...] = ()
    closing: tuple[str, ...] = ()
    origin: str = ""


@dataclass(frozen=True)
class Taken:
    """A paragraph as it was read.

    ``kind`` is one of ``KINDS``, or ``LEFT_OUT`` where it seems to be no part of the text; ``number`` what stood before
    its words; ``key`` the name it had when it was handed out, if it was, and ``origin`` of which text; ``why`` a code:
    "style" (its style says so), "number", "opening" (the word with which it opens), "position", "short" (it ends no
    sentence), "title"; ``typed`` what was taken off its words, where somebody typed its number.
    """

    kind: str
    words: str
    depth: int = 0
    number: str = ""
    key: str = ""
    why: str = "position"
    typed: str = ""
    origin: str = ""


@dataclass(frozen=True)
class Note:
    """Something a person should know of the reading: a code, and how many there are.

    Codes: "tracked" (changes, read as if accepted), "comments", "tables", "pictures", "footnotes", "hidden",
    "text boxes", "formulas" (all left out), "deep" (paragraphs that stood deeper than a text goes).
    """

    code: str
    count: int


@dataclass(frozen=True)
class Found:
    """The paragraphs of a file, notes, and the language that it says it is in (BCP 47), if it does."""

    items: tuple[Taken, ...]
    notes: tuple[Note, ...] = ()
    language: str = ""


class Unreadable(Exception):  # noqa: N818 - it says what the file is
    """A file that is not read.

    Codes: "empty", "too large", "too large unpacked", "not docx", "old word", "protected", "macros", "declarations",
    "broken", "no text", "too many", "too slow", "too much".
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
