"""From bytes to text, and from a place in the text back to its byte, line and column."""

import re

from secretariat.engines.strictjson.models import Limits, Unreadable

__all__ = ["decoded", "refusal"]

_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_MARK = b"\xef\xbb\xbf"
_LINE_END = re.compile("\r\n|\r|\n")


def decoded(data: bytes, limits: Limits) -> str:
    """Return the text of bytes that are UTF-8 and no more than allowed; raises ``Unreadable``."""
    if len(data) > limits.most_bytes:
        raise Unreadable("too large")
    if not data.strip(b" \t\r\n"):
        raise Unreadable("empty")
    # The first character of a JSON text is ASCII, so an empty byte beside it tells of wider units.
    if data.startswith(_WIDE_MARKS) or 0 in data[:2]:
        raise Unreadable("utf-16")
    if data.startswith(_MARK):
        raise Unreadable("byte order mark")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise refusal("not utf-8", data[: error.start].decode("utf-8")) from None


def refusal(code: str, before: str, pointer: str = "") -> Unreadable:
    """Return the refusal of what follows after ``before``, the text from its start."""
    line, begins = 1, 0
    for each in _LINE_END.finditer(before):
        line, begins = line + 1, each.end()
    return Unreadable(
        code, offset=len(before.encode("utf-8")), line=line, column=len(before) - begins + 1, pointer=pointer
    )
