"""A text as a Word document."""

import io
import re
import zipfile
from datetime import datetime
from typing import Any

from secretariat.engines.manuscripts.models import Item, Manuscript
from secretariat.engines.manuscripts.styles import (
    AFTER_BIDI,
    BOOKMARK,
    CLOSING,
    MASTHEAD,
    STYLES,
    add_styles,
    new_list,
    put_before,
)

__all__ = ["write"]

# What no XML file can hold.
_UNFIT = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FROM_RIGHT = frozenset({"ar", "fa", "he", "ur"})
# Languages as Word names them.
_REGIONS = {"ar": "ar-SA", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "ru": "ru-RU", "zh": "zh-CN"}
_LONG_AGO = datetime(2000, 1, 1)  # noqa: DTZ001 - the file's form has no zone, and it tells nobody's time
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def write(manuscript: Manuscript) -> bytes:
    """Return the bytes of a Word document, the same for the same text; no person is named in it.

    What XML cannot hold is left out. Paragraphs stand at most four deep; what is deeper stands there too.
    """
    import docx  # noqa: PLC0415 - heavy, and only few pages need it

    document = docx.Document()
    _Writing(document, manuscript).write()
    made = io.BytesIO()
    document.save(made)
    return _without_time(made.getvalue())


class _Writing:
    """One document on its way to paper."""

    def __init__(self, document: Any, manuscript: Manuscript) -> None:
        self.document, self.manuscript = document, manuscript
        self.is_from_right = _runs_from_right(manuscript.language)
        self.counted = 0
        self.listed = 0
        self.names: set[str] = set()

    def write(self) -> None:
        add_styles(self.document, self.is_from_right)
        self.counted = self.listed = new_list(self.document)
        self._say_what_it_is()
        self._write_edges()
        told = self.manuscript
        for line in (told.conference, told.symbol):
            if line:
                self._line(MASTHEAD, line)
        self._line(MASTHEAD, told.title, is_bold=True)
        for label, said in told.lines:
            self._line(MASTHEAD, f"{label}: {said}" if label else said)
        for item in told.items:
            self._write_item(item)
        for line in told.closing:
            self._line(CLOSING, line)

    def _say_what_it_is(self) -> None:
        known = self.document.core_properties
        known.author = known.last_modified_by = known.comments = known.keywords = ""
        known.title, known.subject = _fit(self.manuscript.title)[:255], _fit(self.manuscript.symbol)[:255]
        known.language = _region(self.manuscript.language)
        known.created = known.modified = _LONG_AGO
        known.revision = 1

    def _write_edges(self) -> None:
        section = self.document.sections[0]
        header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
        self._run(header, self.manuscript.symbol or self.manuscript.title[:80], "")
        for paragraph in (header, footer):
            self._turn(paragraph, self.manuscript.language)
        _add_page_number(footer)
        if self.is_from_right:
            put_before(section._sectPr, "w:bidi", AFTER_BIDI)  # noqa: SLF001 - python-docx has no name for it

    def _line(self, style: str, words: str, *, is_bold: bool = False) -> None:
        paragraph = self._paragraph(style, self.manuscript.language)
        run = self._run(paragraph, words, "")
        if is_bold:
            run.bold = True

    def _write_item(self, item: Item) -> None:
        language = item.language or self.manuscript.language
        paragraph = self._paragraph(STYLES.get(item.kind, STYLES["plain"])[0], language)
        depth = min(item.depth, 4)
        if not depth:
            # What stands under one that is not counted is lettered from (a) anew.
            self.listed = self.counted if item.is_numbered else 0
        if item.is_numbered or depth:
            self._count(paragraph, depth, is_numbered=item.is_numbered)
        origin = f"{self.manuscript.origin}_" if self.manuscript.origin else ""
        name = BOOKMARK + origin + re.sub(r"\W", "_", item.key, flags=re.ASCII)
        is_marked = name not in self.names and len(name) <= 40
        if is_marked:
            number = str(len(self.names))
            self.names.add(name)
            _put(_of(paragraph), "w:bookmarkStart", id=number, name=name)
        self._run(paragraph, item.words, language)
        if is_marked:
            _put(_of(paragraph), "w:bookmarkEnd", id=number)

    def _count(self, paragraph: Any, depth: int, *, is_numbered: bool) -> None:
        from docx.shared import Twips  # noqa: PLC0415 - see above

        if not self.listed:
            self.listed = new_list(self.document)
        about = _of(paragraph).get_or_add_pPr()
        counting = about.get_or_add_numPr()
        counting.get_or_add_ilvl().val = depth
        # One that bears no number stands as deep as it does, in no list.
        counting.get_or_add_numId().val = self.listed if is_numbered else 0
        if not is_numbered:
            paragraph.paragraph_format.left_indent = Twips(567 * depth)

    def _paragraph(self, style: str, language: str) -> Any:
        paragraph = self.document.add_paragraph()
        _of(paragraph).get_or_add_pPr().style = style
        self._turn(paragraph, language)
        return paragraph

    def _turn(self, paragraph: Any, language: str) -> None:
        """Say which way a paragraph runs; that of a document from the right is its own, others say so."""
        about = _of(paragraph).get_or_add_pPr()
        if _runs_from_right(language):
            put_before(about, "w:bidi", AFTER_BIDI)
        elif self.is_from_right:
            put_before(about, "w:bidi", AFTER_BIDI, val="0")

    def _run(self, paragraph: Any, words: str, language: str) -> Any:
        spoken = language or self.manuscript.language
        run = paragraph.add_run(_fit(words))
        about = _of(run).get_or_add_rPr()
        if _runs_from_right(spoken):
            _put(about, "w:rtl")
        _put(about, "w:lang", **_tongue(spoken))
        return run


def _of(proxy: Any) -> Any:
    """The element of a paragraph or a run, for what python-docx has no name for."""
    return proxy._element  # noqa: SLF001 - see above


def _tongue(language: str) -> dict[str, str]:
    """The attribute under which Word keeps the language of letters of this kind."""
    region = _region(language)
    if _runs_from_right(language):
        return {"bidi": region}
    return {"val": "en-GB", "eastAsia": region} if language.startswith("zh") else {"val": region}


def _region(language: str) -> str:
    return _REGIONS.get(language, language)


def _runs_from_right(language: str) -> bool:
    return language.split("-", 1)[0] in _FROM_RIGHT


def _fit(words: str) -> str:
    return _UNFIT.sub("", words)


def _put(holder: Any, element: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - see above
    from docx.oxml.ns import qn  # noqa: PLC0415 - see above

    made = OxmlElement(element)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    holder.append(made)
    return made


def _add_page_number(paragraph: Any) -> None:
    run = _of(paragraph.add_run())
    for kind in ("begin", "", "end"):
        if kind:
            _put(run, "w:fldChar", fldCharType=kind)
        else:
            _put(run, "w:instrText").text = "PAGE"


def _without_time(data: bytes) -> bytes:
    """The same archive with no time in it, so that the same text gives the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as kept:
        for part in given.infolist():
            kept.writestr(zipfile.ZipInfo(part.filename, _FIRST_DAY), given.read(part), zipfile.ZIP_DEFLATED)
    return made.getvalue()
