"""The paragraphs of a Word document: their words, and what each seems to be."""

import re
from collections import Counter
from typing import Any

from secretariat.engines.manuscripts.lists import Lists, qualified
from secretariat.engines.manuscripts.models import MOST_PARAGRAPHS, Found, Note, Unreadable
from secretariat.engines.manuscripts.opening import opened
from secretariat.engines.manuscripts.recognising import Line, recognised
from secretariat.engines.manuscripts.styles import BOOKMARK, CLOSING, HEADING, MASTHEAD, STYLES

__all__ = ["read"]

_OURS = {name: kind for kind, (name, _shown) in STYLES.items()}
# What stands above and below the text in a file that was handed out here.
_AROUND = frozenset({MASTHEAD, CLOSING})
_NAME = re.compile(rf"{BOOKMARK}(?:([0-9a-f]{{8}})_)?(.+)")
_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f]+")
# What is in a paragraph and is no part of its words.
_DELETED = frozenset(map(qualified, ("del", "moveFrom")))
_ASIDE = frozenset(map(qualified, ("txbxContent", "instrText", "delText", "pPr", "rPr", "tbl")))
_COUNTED = {
    "ins": "tracked",
    "del": "tracked",
    "moveFrom": "tracked",
    "moveTo": "tracked",
    "commentReference": "comments",
    "tbl": "tables",
    "drawing": "pictures",
    "pict": "pictures",
    "object": "pictures",
    "footnoteReference": "footnotes",
    "endnoteReference": "footnotes",
    "txbxContent": "text boxes",
}
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"


def read(data: bytes) -> Found:
    """Return the paragraphs of a Word document. Raises ``Unreadable``; to be called in a process with bounds."""
    document = opened(data)
    return _Reading(document).found()


class _Reading:
    """One reading of a document."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.body = document.element.body
        self.lists = Lists.of(document)
        self.styles = {
            each.get(qualified("styleId"), ""): each
            for each in document.styles.element
            if each.get(qualified("styleId"))
        }
        self.hidden = 0

    def found(self) -> Found:
        lines = []
        for paragraph in self.body.iter(qualified("p")):
            if _is_aside(paragraph) or _value(paragraph.find(qualified("pPr")), "pStyle") in _AROUND:
                continue
            line = self._line(paragraph)
            if line.words:
                lines.append(line)
            if len(lines) > MOST_PARAGRAPHS:
                raise Unreadable("too many")
        if not lines:
            raise Unreadable("no text")
        items, deep = recognised(lines)
        return Found(items, self._notes(deep), self._language())

    def _line(self, paragraph: Any) -> Line:
        about = paragraph.find(qualified("pPr"))
        style = _value(about, "pStyle") or ""
        words = self._words(paragraph)
        is_ours = style in _OURS
        number, level = self._place_in_list(about, style)
        origin, key = self._name(paragraph)
        return Line(
            words=words.strip() if is_ours else _BLANKS.sub(" ", words).strip(),
            key=key,
            origin=origin,
            kind=_OURS.get(style, ""),
            is_left_out=self._is_named(style, ("title", "subtitle", "toc")),
            is_heading=style == HEADING or self._is_heading(about, style),
            is_bold=self._is_bold(paragraph),
            level=level,
            mark=self.lists.mark_of(number, level),
        )

    def _words(self, element: Any) -> str:
        """The words of a paragraph as they read if every change is accepted."""
        said = ""
        for each in element:
            name = each.tag if isinstance(each.tag, str) else ""
            if name in _DELETED or name in _ASIDE:
                continue
            if name == qualified("r") and self._is_hidden(each):
                self.hidden += 1
                continue
            if name == qualified("t"):
                said += each.text or ""
            elif name in {qualified("br"), qualified("cr")}:
                said += "\n" if each.get(qualified("type"), "textWrapping") == "textWrapping" else ""
            elif name in _SIGNS:
                said += _SIGNS[name]
            else:
                said += self._words(each)
        return said

    def _place_in_list(self, about: Any, style: str) -> tuple[str, int]:
        """The list and the level of a paragraph, its own or its style's."""
        seen: set[str] = set()
        number, level = _counting(about)
        while not number and style in self.styles and style not in seen:
            seen.add(style)
            found = self.styles[style]
            number, inherited = _counting(found.find(qualified("pPr")))
            level = inherited if level is None else level
            style = _value(found, "basedOn") or ""
        return number, level or 0

    def _is_heading(self, about: Any, style: str) -> bool:
        if _value(about, "outlineLvl") in set("012345678"):
            return True
        return self._is_named(style, ("heading",))

    def _is_named(self, style: str, names: tuple[str, ...]) -> bool:
        """Whether a style, or one that it is made from, has one of these names; Word keeps them in English."""
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            if (_value(self.styles[style], "name") or "").casefold().split(" ")[0] in names:
                return True
            style = _value(self.styles[style], "basedOn") or ""
        return False

    def _is_bold(self, paragraph: Any) -> bool:
        runs = [run for run in paragraph.iter(qualified("r")) if "".join(run.itertext()).strip()]
        return bool(runs) and all(_is_on(run.find(qualified("rPr")), ("b", "bCs")) for run in runs)

    def _is_hidden(self, run: Any) -> bool:
        return _is_on(run.find(qualified("rPr")), ("vanish",)) and bool("".join(run.itertext()).strip())

    def _name(self, paragraph: Any) -> tuple[str, str]:
        """Of which text a paragraph was when it was handed out, and what it was called there."""
        for mark in paragraph.iter(qualified("bookmarkStart")):
            name = _NAME.fullmatch(mark.get(qualified("name"), ""))
            if name:
                return name.group(1) or "", name.group(2)[:20]
        return "", ""

    def _notes(self, deep: int) -> tuple[Note, ...]:
        counts = Counter(
            code
            for each in self.body.iter()
            if isinstance(each.tag, str)
            and (code := _COUNTED.get(each.tag.removeprefix(qualified(""))))
            and not (code == "tables" and _is_aside(each))
        )
        counts["formulas"] = sum(1 for _each in self.body.iter(_MATHS))
        counts["hidden"], counts["deep"] = self.hidden, deep
        return tuple(Note(code, counts[code]) for code in sorted(counts) if counts[code])

    def _language(self) -> str:
        said = str(self.document.core_properties.language or "").strip()[:20]
        return said.split("-", 1)[0].lower()


_SIGNS = {qualified("tab"): "\t", qualified("noBreakHyphen"): "\u2011", qualified("ptab"): "\t"}


def _is_aside(element: Any) -> bool:
    """Whether it stands in a table or a text box, both of which are left out."""
    return any(each.tag in {qualified("tbl"), qualified("txbxContent")} for each in element.iterancestors())


def _value(about: Any, name: str) -> str | None:
    found = None if about is None else about.find(qualified(name))
    return None if found is None else found.get(qualified("val"))


def _counting(about: Any) -> tuple[str, int | None]:
    counting = None if about is None else about.find(qualified("numPr"))
    level = _value(counting, "ilvl") or ""
    return _value(counting, "numId") or "", int(level) if level.isdecimal() else None


def _is_on(about: Any, names: tuple[str, ...]) -> bool:
    for name in names:
        found = None if about is None else about.find(qualified(name))
        if found is not None and found.get(qualified("val"), "1") not in {"0", "false", "off"}:
            return True
    return False
