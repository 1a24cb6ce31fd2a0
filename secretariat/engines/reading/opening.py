"""Opening a file: what kind it is, its text within limits, and the head matter its format carries.

The content decides, the name only helps. Nothing is executed and nothing is fetched, whatever the file asks for.
"""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import PurePath

from secretariat.engines.reading import plain
from secretariat.engines.reading.models import Opened, Title, Unopenable
from secretariat.engines.reading.plain import FILE_LIMIT, TEXT_LIMIT
from secretariat.engines.reading.text import one_line

__all__ = ["FILE_LIMIT", "TEXT_LIMIT", "open_report"]

_PLAIN = {"", ".txt", ".text", ".md", ".log"}
_HTML = {".html", ".htm", ".xhtml", ".mht"}
_KNOWN = _PLAIN | _HTML | {".pdf", ".docx", ".eml"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOOKS_MAIL = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}\r?\n")
_MAIL_HEAD = re.compile(rb"^(?:from|subject|received|message-id):", re.IGNORECASE | re.MULTILINE)


def open_report(data: bytes, name: str) -> Opened:
    """Return a file as clean text with its head matter, without the furniture of its page.

    ``data`` is the file as it was uploaded, at most ``FILE_LIMIT`` bytes; ``name`` its name, used only for its ending.
    In the text paragraphs are parted by a newline; every control character of text and head is visible. Raises
    ``Unopenable`` with the code of the reason. HTML is read with trafilatura and own rules, PDF with pypdf,
    Word with python-docx.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Unopenable("empty")
    if len(data) > FILE_LIMIT:
        raise Unopenable("too_large")
    kind = _kind(data, PurePath(name).suffix.lower())
    try:
        opened = _OPENERS[kind](data)
    except RecursionError as error:
        raise Unopenable("too_much") from error
    if not opened.text.strip():
        raise Unopenable("no_text")
    return replace(opened, head=Title(**{name: one_line(value) for name, value in vars(opened.head).items()}))


def _kind(data: bytes, ending: str) -> str:
    """Return the kind that the content shows; a content that contradicts a known ending is refused."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        # Word stores a document with a password in the container of its old format.
        raise Unopenable(
            "protected" if ending == ".docx" and b"E\x00n\x00c\x00r\x00y\x00p\x00t" in data else "unknown_kind"
        )
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_archive(data, ending)
    if ending in {".pdf", ".docx"}:
        raise Unopenable("broken")
    if ending not in _KNOWN:
        raise Unopenable("unknown_kind")
    if ending == ".eml":
        return "eml"
    return "text"


def _kind_of_archive(data: bytes, ending: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "word/document.xml" in archive.namelist():
                return "docx"
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unopenable("broken") from error
    raise Unopenable("broken" if ending == ".docx" else "unknown_kind")


def _open_text(data: bytes) -> Opened:
    if _LOOKS_MAIL.match(data[:20_000]) and len(_MAIL_HEAD.findall(data[:20_000])) >= 2:
        return _open_mail(data)
    words, notes = plain.decoded(data)
    if plain.is_html(words):
        return _open_page(words, notes)
    return plain.from_plain(words, kind="txt", notes=notes)


def _open_page(words: str, notes: tuple[str, ...]) -> Opened:
    from secretariat.engines.reading import pages  # noqa: PLC0415 - lxml and trafilatura load slowly

    return pages.from_html(words, notes)


def _open_pdf(data: bytes) -> Opened:
    from secretariat.engines.reading import documents  # noqa: PLC0415 - pypdf loads slowly

    return documents.from_pdf(data)


def _open_docx(data: bytes) -> Opened:
    from secretariat.engines.reading import documents  # noqa: PLC0415 - python-docx loads slowly

    return documents.from_docx(data)


def _open_mail(data: bytes) -> Opened:
    from secretariat.engines.reading import letters  # noqa: PLC0415 - only letters need it

    return letters.from_mail(data)


_OPENERS = {"text": _open_text, "pdf": _open_pdf, "docx": _open_docx, "eml": _open_mail}
