"""Opening the archive that a Word document is: its size unpacked, its parts, and nothing that could do anything."""

import io
import re
import zipfile
from typing import Any

from secretariat.engines.manuscripts.models import PARTS_LIMIT, UNPACKED_LIMIT, Unreadable

__all__ = ["opened"]

_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MAIN = "word/document.xml"


def opened(data: bytes) -> Any:
    """Return a document as python-docx has it. Raises ``Unreadable``."""
    import docx  # noqa: PLC0415 - heavy, and only few pages need it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _judge(archive)
        return docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError) as error:
        raise Unreadable("broken") from error


def _judge(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    # What the archive says of its size may be a lie; what is unpacked is counted.
    if len(parts) > PARTS_LIMIT or sum(part.file_size for part in parts) > UNPACKED_LIMIT:
        raise Unreadable("too large unpacked")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("protected")
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        raise Unreadable("not docx")
    kinds = _unpacked(archive, "[Content_Types].xml", UNPACKED_LIMIT)
    if b"macroEnabled" in kinds or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unreadable("macros")
    left = UNPACKED_LIMIT
    for part in parts:
        content = _unpacked(archive, part.filename, left)
        left -= len(content)
        # In an encoding of two bytes a declaration would not be found by its letters.
        is_xml = part.filename.lower().endswith((".xml", ".rels"))
        if is_xml and _DECLARATION.search(content.replace(b"\x00", b"")):
            raise Unreadable("declarations")


def _unpacked(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as part:
        content = part.read(most + 1)
    if len(content) > most:
        raise Unreadable("too large unpacked")
    return content
