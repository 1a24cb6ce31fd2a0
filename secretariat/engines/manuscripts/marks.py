"""Numbers that stand before paragraphs, whether Word counts them or somebody typed them, and how deep they stand."""

import re
import unicodedata
from dataclasses import dataclass, field

from secretariat.engines.manuscripts.models import DEEPEST

__all__ = ["Mark", "Outline", "typed_mark"]

# Figures that go on, as in 3.5 or 20,000, are no number of a paragraph.
_NAMED = re.compile(
    r"(?:OP|PP)(\s*+)\d{1,4}(?![\d٫٬]|[.,]\d)\s*+(?:(?:bis|ter|quater|alt)\b)?+\s*+([.:)–—-]?+)(?!\s*\d)\s*",
    re.IGNORECASE,
)
# A dash ends a number before a blank alone (3-year plans), and before no other number (2011 – 2020).
_DECIMAL = re.compile(
    r"(\d{1,4}(?:\.\d{1,3}){0,4})\s*[.．)）、。](?!\d)\s*|(\d{1,3}(?:\.\d{1,3}){0,4})\s*[–—-](?!\s*\d)\s+"
)
_PAREN = re.compile(r"[(（](\d{1,3}|[^\W\d_]{1,4})[)）]\s*|([^\W\d_])[)）]\s+")
_BULLET = re.compile(r"[•·▪◦‣●○■□–—*-]\s+")
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_CHINESE = re.compile(r"[一二三四五六七八九十百]{1,4}")
_FIGURES = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True)
class Mark:
    """A number before a paragraph: what kind it is, its words, and how many letters of the paragraph it takes.

    Kinds: "named" (OP3, PP2), "decimal", "paren" (letters, Roman numerals, figures in parentheses), "bullet". ``level``
    is how deep it says itself that it stands (1.1 stands one deep), or None.
    """

    kind: str
    said: str
    length: int = 0
    level: int | None = None


def typed_mark(words: str) -> Mark | None:
    """Return the number that somebody typed before a paragraph; None where there is none."""
    named = _NAMED.match(words)
    if named and not _goes_on(named, words):
        return Mark("named", named.group(0).strip(" .:)–-"), named.end())
    decimal = _DECIMAL.match(words)
    if decimal:
        said = _in_figures(decimal.group(1) or decimal.group(2))
        return Mark("decimal", said, decimal.end(), said.count("."))
    paren = _PAREN.match(words)
    if paren:
        said = paren.group(1) or paren.group(2)
        if _is_number(said):
            return Mark("paren", _in_figures(said).casefold(), paren.end())
    bullet = _BULLET.match(words)
    return Mark("bullet", bullet.group(0).strip(), bullet.end()) if bullet else None


def _goes_on(named: "re.Match[str]", words: str) -> bool:
    """Whether a sentence goes on behind the number (OP 20 million), so that it counts something else."""
    stands_apart, ended, after = named.group(1), named.group(2), words[named.end() : named.end() + 1]
    is_joined = ended in {"–", "—", "-"} and named.end(2) == named.end()
    return bool(stands_apart) and (is_joined or (not ended and after.islower()))


def _in_figures(said: str) -> str:
    """Figures of any script as those that everybody knows."""
    return "".join(str(unicodedata.decimal(each, each)) for each in said)


def _is_number(said: str) -> bool:
    """Whether letters in parentheses count something, rather than say something: one letter, doubled, or Roman."""
    low = said.casefold()
    is_one = len(set(low)) == 1 or _ROMAN.fullmatch(low) is not None
    return said.isdecimal() or is_one or _CHINESE.fullmatch(said) is not None


@dataclass
class Outline:
    """How deep paragraphs stand, by the order in which kinds of numbers come up under each other."""

    open: list[tuple[str, str]] = field(default_factory=list)

    def begin(self) -> None:
        """A paragraph that stands under none: what was open above it is closed."""
        self.open = []

    def depth_of(self, mark: Mark) -> int:
        """How deep one with this number stands; 0 for one that stands under none."""
        if mark.kind == "named":
            self.open = [("named", mark.said)]
            return 0
        if mark.kind == "decimal":
            level = mark.level or 0
            self.open = [*self.open[:level], ("decimal", mark.said)]
            return min(len(self.open) - 1, DEEPEST)
        names = [name for name, _said in self.open]
        kind = self._kind_of(mark, names)
        if kind in names:
            self.open = self.open[: names.index(kind)]
        elif not self.open:
            # Its own paragraph above bears no number.
            self.open = [("none", "")]
        self.open = [*self.open, (kind, mark.said)]
        return min(len(self.open) - 1, DEEPEST)

    def _kind_of(self, mark: Mark, names: list[str]) -> str:
        if mark.kind == "bullet":
            return "bullet"
        if mark.said.isdecimal():
            return "figure"
        last = dict(self.open)
        if "letter" in last and _follows(last["letter"], mark.said):
            return "letter"
        if _ROMAN.fullmatch(mark.said) is None:
            return "letter"
        if "roman" in names:
            return "roman" if _roman(mark.said) == _roman(last["roman"]) + 1 or "letter" not in names else "letter"
        return "roman" if mark.said[0] == "i" else "letter"


def _follows(before: str, after: str) -> bool:
    """Whether one letter comes next after another: (h), (i)."""
    return len(before) == len(after) == 1 and ord(after) == ord(before) + 1


def _roman(said: str) -> int:
    values = [_FIGURES.get(each, 0) for each in said]
    return sum(-value if value < max(values[place:], default=0) else value for place, value in enumerate(values))
