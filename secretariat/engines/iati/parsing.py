"""Opening a file that anybody may have written: no entity is resolved and nothing is fetched."""

import io
import re
from typing import Any

from secretariat.engines.iati.models import SIZE_LIMIT, Unreadable

__all__ = ["opened", "parsed", "safe"]

ROOTS = ("iati-activities", "iati-organisations")
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


def safe(data: bytes) -> None:
    """Refuse what is empty, too large or declares entities, before any of it is read as XML."""
    if not data.strip():
        raise Unreadable("empty")
    if len(data) > SIZE_LIMIT:
        raise Unreadable("too large")
    # In an encoding of two bytes a declaration would not be found by its letters.
    text = data.replace(b"\x00", b"") if data.startswith(_WIDE) else data
    found = _DECLARATION.search(text)
    if found:
        raise Unreadable("declarations", text.count(b"\n", 0, found.start()) + 1)


def opened(data: bytes) -> Any:
    """Return the root of a file; raises ``Unreadable`` where it is no XML, or none of this standard."""
    safe(data)
    return parsed(data)


def parsed(data: bytes) -> Any:
    """Return the root of a file that ``safe`` has let pass."""
    from lxml import etree  # noqa: PLC0415 - heavy, and only few pages need it

    # Comments would come between the words of a text.
    quiet = {"remove_comments": True, "remove_pis": True, "huge_tree": False}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, **quiet)
    try:
        tree = etree.parse(io.BytesIO(data), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("not xml", error.lineno or 0, error.msg or "") from None
    root = tree.getroot()
    if root.tag not in ROOTS:
        raise Unreadable("not iati", root.sourceline or 1)
    return root
