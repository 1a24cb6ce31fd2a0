"""Numbers that Word counts itself: which paragraph stands in which list, how deep, and what is printed before it."""

from dataclasses import dataclass, field
from typing import Any

from secretariat.engines.manuscripts.marks import Mark

__all__ = ["Lists", "qualified"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def qualified(name: str) -> str:
    """The whole name of an element of Word."""
    return _W + name


@dataclass(frozen=True)
class _Level:
    form: str
    shown: str
    start: int


@dataclass
class Lists:
    """The lists of a document, counted as its paragraphs come."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Any) -> "Lists":
        """The lists that a document knows."""
        found = cls()
        numbering = next(
            (each.target_part for each in document.part.rels.values() if each.reltype.endswith("/numbering")), None
        )
        if numbering is None:
            return found
        for abstract in numbering.element.iterfind(qualified("abstractNum")):
            found.levels[abstract.get(qualified("abstractNumId"), "")] = _levels(abstract)
        for each in numbering.element.iterfind(qualified("num")):
            known = each.find(qualified("abstractNumId"))
            if known is not None:
                found.kinds[each.get(qualified("numId"), "")] = known.get(qualified("val"), "")
        return found

    def mark_of(self, number: str, level: int) -> Mark | None:
        """The number of the next paragraph of a list on a level; None for a list that there is not."""
        known = self.levels.get(self.kinds.get(number, ""), {})
        if number in {"", "0"} or level not in known:
            return None
        this = known[level]
        if this.form == "none":
            return None
        self.counts[number, level] = self.counts.get((number, level), this.start - 1) + 1
        for deeper in known:
            if deeper > level:
                self.counts.pop((number, deeper), None)
        if this.form == "bullet":
            return Mark("bullet", "•", 0, level)
        return Mark("decimal" if this.form.startswith("decimal") else "paren", self._printed(number, level), 0, level)

    def _printed(self, number: str, level: int) -> str:
        known = self.levels[self.kinds[number]]
        shown = known[level].shown
        for place, each in known.items():
            count = self.counts.get((number, place), each.start)
            shown = shown.replace(f"%{place + 1}", _figure(each.form, count))
        return shown


def _levels(abstract: Any) -> dict[int, _Level]:
    found = {}
    for level in abstract.iterfind(qualified("lvl")):
        said = {
            name: (
                level.find(qualified(name)).get(qualified("val"), "") if level.find(qualified(name)) is not None else ""
            )
            for name in ("numFmt", "lvlText", "start")
        }
        start = int(said["start"]) if said["start"].isdecimal() else 1
        place = level.get(qualified("ilvl"), "0")
        found[int(place) if place.isdecimal() else 0] = _Level(said["numFmt"] or "decimal", said["lvlText"], start)
    return found


def _figure(form: str, count: int) -> str:
    if form in {"lowerLetter", "upperLetter"}:
        turns, place = divmod(max(count, 1) - 1, len(_LETTERS))
        said = _LETTERS[place] * (turns + 1)
    elif form in {"lowerRoman", "upperRoman"}:
        said, left = "", max(count, 1)
        for value, letters in _ROMAN:
            times, left = divmod(left, value)
            said += letters * times
    else:
        said = str(count)
    return said.upper() if form.startswith("upper") else said
