"""What a text under negotiation is made of, and what comes of comparing two of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Bracket", "Comparison", "Merged", "MergedParagraph", "Pair", "Piece", "Written"]


@dataclass(frozen=True)
class Written:
    """A paragraph as it is written.

    ``key`` is its name within the text and stays through all versions; ``kind`` is ``heading``, ``preambular``,
    ``operative`` or ``plain``; ``parent`` the key of the paragraph under which it stands, or None; ``text`` its words
    by language (BCP 47).
    """

    key: str
    kind: str
    text: Mapping[str, str] = field(default_factory=dict)
    parent: str | None = None

    def words(self, language: str) -> str:
        """Its words in a language; in the first that it has, if it has none in this one."""
        return self.text.get(language) or next((words for words in self.text.values() if words), "")


@dataclass(frozen=True)
class Bracket:
    """Words in square brackets: not agreed. ``start`` and ``end`` are offsets of the brackets, the end exclusive."""

    start: int
    end: int
    depth: int
    words: str


@dataclass(frozen=True)
class Piece:
    """A run of words that both texts have (``same``), the old one alone (``gone``) or the new one alone (``new``)."""

    kind: str
    words: str


@dataclass(frozen=True)
class Pair:
    """A paragraph of the old text and what it is in the new one.

    ``change`` is ``same``, ``changed``, ``moved`` (``is_changed`` says whether its words changed too), ``gone``,
    ``new``, ``split`` (``old`` stands in several pairs) or ``joined`` (``new`` does).
    """

    change: str
    old: Written | None
    new: Written | None
    pieces: tuple[Piece, ...] = ()
    is_changed: bool = False


@dataclass(frozen=True)
class Comparison:
    """Two texts side by side, in the order of the new one; what is gone stands where it stood."""

    pairs: tuple[Pair, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many pairs there are of each change."""
        found: dict[str, int] = {}
        for pair in self.pairs:
            found[pair.change] = found.get(pair.change, 0) + 1
        return found


@dataclass(frozen=True)
class MergedParagraph:
    """A paragraph of two changed texts put together.

    ``written`` is the paragraph as it would stand, None where both agree that it goes. ``one`` and ``other`` are what
    the two sides have; ``conflicts`` names the languages, or ``kind``, ``parent`` or ``struck``, in which they want
    different things of the same words; there ``written`` has both in brackets, one after the other.
    """

    key: str
    base: Written | None
    one: Written | None
    other: Written | None
    written: Written | None
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Merged:
    """Two changed texts put together, paragraph by paragraph."""

    paragraphs: tuple[MergedParagraph, ...]

    @property
    def conflicts(self) -> tuple[MergedParagraph, ...]:
        """The paragraphs in which somebody must choose."""
        return tuple(each for each in self.paragraphs if each.conflicts)

    @property
    def text(self) -> tuple[Written, ...]:
        """The paragraphs as they would stand."""
        return tuple(each.written for each in self.paragraphs if each.written is not None)
