"""Plain text as an opened report, within limits, whatever file it came out of."""

import re
from dataclasses import replace

from secretariat.engines.reading import furniture, text
from secretariat.engines.reading.models import Opened, Title, Unopenable

__all__ = ["FILE_LIMIT", "LINES_LIMIT", "TEXT_LIMIT", "decoded", "from_plain", "is_html"]

# In bytes of the file, and in characters of the text that comes out of it.
FILE_LIMIT = 20_000_000
TEXT_LIMIT = 2_000_000
# No report has so many lines; each is judged by itself.
LINES_LIMIT = 20_000

_LOOKS_HTML = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(
    r"</?(?:p|div|span|a|br|h[1-6]|script|article|section|table|ul|li|body)\b[^<>]{0,200}>", re.IGNORECASE
)


def decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the characters of a file and notes about how they were decoded."""
    if len(data) > TEXT_LIMIT * 4:
        raise Unopenable("too_large")
    found = text.decode(data)
    if found is None:
        raise Unopenable("wrong_encoding")
    words, is_guessed = found
    if len(words) > TEXT_LIMIT:
        raise Unopenable("too_large")
    return words, (("encoding_guessed",) if is_guessed else ())


def is_html(words: str) -> bool:
    """Say whether a text is a page of HTML, or a piece of one."""
    sample = words[:5000]
    return bool(_LOOKS_HTML.match(sample)) or sum(1 for _ in _TAG.finditer(sample)) >= 6


def from_plain(words: str, *, kind: str, notes: tuple[str, ...] = (), head: Title | None = None) -> Opened:
    """Return plain text as an opened report: lines made visible, joined where they were broken, furniture removed."""
    if words.count("\n") > LINES_LIMIT:
        raise Unopenable("too_large")
    lines = text.spaced(text.visible(words)).split("\n")
    kept, removed, found = furniture.sort_lines(lines)
    known = head or Title()
    merged = replace(found, **{field: value for field, value in vars(known).items() if value})
    return Opened(text="\n".join(kept), head=merged, kind=kind, furniture=removed, notes=notes)  # type: ignore[arg-type]
