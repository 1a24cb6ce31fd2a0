"""What the files of papers are called: safe on every disk, and telling of the symbol and the language."""

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import PurePath

from secretariat.archive.models import File
from secretariat.documents.models import Document

LONGEST = 80
# Names that Windows keeps for its devices, whatever follows the dot.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
_ENDINGS = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.oasis.opendocument.text": "odt",
    "text/plain": "txt",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/webp": "webp",
    "audio/mpeg": "mp3",
    "video/mp4": "mp4",
}


def stem_of(document: Document) -> str:
    """A word for a paper that every disk takes: of its symbol, or of its key where it has none."""
    stem = _UNSAFE.sub("-", document.symbol or document.key)[:LONGEST].strip("-_") or f"document-{document.pk}"
    return f"{stem}-" if _DEVICES.fullmatch(stem) else stem


def origin_of(document: Document) -> str:
    """By what the text of a paper is known again in a Word document that was handed out."""
    return sha256(f"{document.conference.slug} {document.key}".encode()).hexdigest()[:8]


def name_of_file(document: Document, language: str, file: File, stem: str = "") -> str:
    """What the file of a paper is called when it is handed out; its ending says what its content is."""
    said = PurePath(file.name).suffix.lower().lstrip(".")
    ending = _ENDINGS.get(file.content_type, "bin")
    # A table of commas is plain text by its content, and is called what it was called.
    ending = said if (ending, said) == ("txt", "csv") else ending
    return f"{stem or stem_of(document)}.{_UNSAFE.sub('-', language)}.{ending}"


def unique(stems: Iterable[tuple[int, str]]) -> dict[int, str]:
    """A word for each paper that no other has, also on disks that know no capital letters."""
    taken: set[str] = set()
    found = {}
    for pk, stem in stems:
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        found[pk] = name
    return found
