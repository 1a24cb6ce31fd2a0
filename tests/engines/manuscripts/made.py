"""Word documents as people and programs make them."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from secretariat.engines.manuscripts import read_file
from secretariat.engines.manuscripts.models import Found, Item


def by_lines(*lines: str) -> bytes:
    """A document of paragraphs that somebody typed."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def saved(document: Any) -> bytes:
    """The bytes of a document."""
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def element(name: str, **attributes: str) -> Any:
    """An element of Word with its attributes."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """An archive with one part changed, or a new one in it."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in given.namelist():
            content = given.read(part)
            archive.writestr(part, change(content) if part == name else content)
        if name not in given.namelist():
            archive.writestr(name, change(b""))
    return kept.getvalue()


def as_items(found: Found) -> list[tuple[str, str, int, str]]:
    """What was read, as what is written: kind, words, depth, key."""
    return [(each.kind, each.words, each.depth, each.key) for each in found.items if each.kind]


def as_written(items: tuple[Item, ...]) -> list[tuple[str, str, int, str]]:
    """What was written, in the same form."""
    return [(each.kind, each.words, each.depth, each.key) for each in items]


def seen(*lines: str) -> list[tuple[str, int, str, str]]:
    """What typed lines are read as: kind, depth, number, words."""
    return [(each.kind, each.depth, each.number, each.words) for each in read_file(by_lines(*lines)).items]
