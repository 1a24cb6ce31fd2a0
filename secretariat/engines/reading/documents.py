"""PDF and Word files as text, within limits of pages, parts and unpacked size."""

import io
import logging
import re
import zipfile
from datetime import datetime
from typing import Any

import docx
import pypdf

from secretariat.engines.reading import plain
from secretariat.engines.reading.models import Opened, Title, Unopenable

__all__ = ["from_docx", "from_pdf"]

_PAGES = 300
_PARTS = 3000
_UNPACKED = 100_000_000
_ENDS = (".", "!", "?", ":", ";", "…", '"', "”", "»", "؟", "۔", "。")
_HYPHEN = re.compile(r"(?<=\w\w)-$")


def from_pdf(data: bytes) -> Opened:
    """Return the text of a PDF; a file of pictures has none, and one with a password stays shut."""
    # pypdf reports every oddity of a file as a warning of its log, which is nobody's to read here.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        _unlock(reader)
        words, is_cut = _text_of_pages(reader)
        head = _head_of_pdf(reader)
    except (Unopenable, RecursionError, MemoryError):
        raise
    except Exception as error:  # a broken file breaks the library that opens it in any way there is
        raise Unopenable("broken") from error
    if not words.strip():
        raise Unopenable("no_text")
    return plain.from_plain(_joined(words), kind="pdf", notes=("cut",) if is_cut else (), head=head)


def from_docx(data: bytes) -> Opened:
    """Return the paragraphs of a Word file, those of its tables in their place."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _judge(archive.infolist())
        document = docx.Document(io.BytesIO(data))
        lines = ["".join(_runs(paragraph)) for paragraph in document.element.body.iter(_W + "p")]
        properties = document.core_properties
        head = Title(title=_line(properties.title), byline=_line(properties.author))
    except (Unopenable, RecursionError, MemoryError):
        raise
    except Exception as error:  # as with a PDF
        raise Unopenable("broken") from error
    words = "\n".join(lines)
    if len(words) > plain.TEXT_LIMIT:
        raise Unopenable("too_large")
    if not words.strip():
        raise Unopenable("no_text")
    return plain.from_plain(words, kind="docx", head=head)


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Names that programs write where nobody gave an author.
_NOBODY = {"python-docx", "microsoft office user", "user", "admin", "administrator", "unknown", "word document"}


def _unlock(reader: pypdf.PdfReader) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unopenable("protected")


def _judge(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > _PARTS or sum(part.file_size for part in parts) > _UNPACKED:
        raise Unopenable("too_large")


def _runs(paragraph: Any) -> list[str]:
    marks = {_W + "tab": " ", _W + "br": "\n", _W + "cr": "\n"}
    return [node.text or "" if node.tag == _W + "t" else marks.get(node.tag, "") for node in paragraph.iter()]


def _text_of_pages(reader: pypdf.PdfReader) -> tuple[str, bool]:
    pages: list[str] = []
    length = 0
    for page in reader.pages[:_PAGES]:
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length > plain.TEXT_LIMIT:
            raise Unopenable("too_large")
    return "\n".join(pages), len(reader.pages) > _PAGES


def _head_of_pdf(reader: pypdf.PdfReader) -> Title:
    facts = reader.metadata
    if facts is None:
        return Title()
    return Title(title=_line(facts.title), byline=_line(facts.author))


def _line(value: object) -> str:
    if value is None or isinstance(value, datetime):
        return ""
    words = " ".join(str(value).split())[:300]
    return "" if words.casefold() in _NOBODY or words.casefold().startswith("untitled") else words


def _joined(words: str) -> str:
    """Join lines that a page's width broke: a line that is long and ends no sentence goes on in the next."""
    lines = [line.strip() for line in words.split("\n")]
    widest = sorted(len(line) for line in lines)[int(len(lines) * 0.9)] if lines else 0
    paragraphs: list[str] = []
    is_open = False
    for line in lines:
        if is_open and line:
            paragraphs[-1] = _HYPHEN.sub("", paragraphs[-1]) + ("" if _HYPHEN.search(paragraphs[-1]) else " ") + line
        elif line:
            paragraphs.append(line)
        is_open = bool(line) and len(line) > widest * 0.6 and not (line.endswith(_ENDS) and len(line) < widest * 0.9)
    return "\n".join(paragraphs)
