"""What came back, as far as it is read: the status, two headers, and the start of the text."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta

__all__ = ["LONGEST_START", "Head", "NotHttp", "head_in", "is_whole", "reason_for", "text_of"]

LONGEST_START = 2_000

_STATUS_LINE = re.compile(rb"HTTP/1\.[01] ([1-5][0-9]{2})(?: [^\r\n]*)?\r?\n")
_STARTS_WITH = b"HTTP/1."
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^content-length:[ \t]*([0-9]{1,10})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_CHUNKED = re.compile(rb"^transfer-encoding:[^\r\n]*chunked", re.IGNORECASE | re.MULTILINE)
_RETRY_AFTER = re.compile(rb"^retry-after:[ \t]*([0-9]{1,10})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]*\r?\n")
_LAST_CHUNK = b"0\r\n\r\n"
_LONGEST_RETRY = 24 * 60 * 60
_BARE = frozenset((204, 304))
_GONE = 410
_BUSY = frozenset((429, 502, 503, 504))


class NotHttp(Exception):  # noqa: N818 - it says what came
    """What came back is no answer of HTTP/1."""


@dataclass(frozen=True)
class Head:
    """The head of an answer: its status, how long its text is (-1 where it does not say), and where the head ends."""

    status: int
    end: int
    length: int
    is_chunked: bool
    retry_after: timedelta | None


def head_in(taken: bytes) -> Head | None:
    """Return the head at the start of what came, or nothing while it is not whole; raises ``NotHttp``."""
    if not taken.startswith(_STARTS_WITH[: len(taken)]):
        raise NotHttp
    end = _HEAD_END.search(taken)
    if not end:
        return None
    head = taken[: end.end()]
    line = _STATUS_LINE.match(head)
    if not line:
        raise NotHttp
    status = int(line[1])
    length, retry = _LENGTH.search(head), _RETRY_AFTER.search(head)
    return Head(
        status=status,
        end=end.end(),
        length=0 if status in _BARE else int(length[1]) if length else -1,
        is_chunked=bool(_CHUNKED.search(head)) and status not in _BARE,
        retry_after=timedelta(seconds=min(int(retry[1]), _LONGEST_RETRY)) if retry else None,
    )


def is_whole(head: Head, text: bytes | bytearray) -> bool:
    """Return whether the text of an answer is all there; one that does not say its length never is."""
    if head.is_chunked:
        return text.endswith(_LAST_CHUNK)
    return 0 <= head.length <= len(text)


def text_of(head: Head, text: bytes) -> str:
    """Return the start of an answer's text without what nobody reads: control characters and marks of direction."""
    kept = _unchunked(text) if head.is_chunked else text[: head.length] if head.length >= 0 else text
    said = kept.decode("utf-8", "replace")
    return "".join(each for each in said if each in "\n\t" or not unicodedata.category(each).startswith("C"))[
        :LONGEST_START
    ]


def reason_for(status: int) -> str:
    """Return why a status is no success, or nothing where it is one."""
    if 200 <= status < 300:
        return ""
    if 300 <= status < 400:
        return "redirect"
    if status == _GONE:
        return "gone"
    return "busy" if status in _BUSY else "status"


def _unchunked(text: bytes) -> bytes:
    parts, at = [], 0
    while chunk := _CHUNK.match(text, at):
        size = int(chunk[1], 16)
        if not size:
            break
        parts.append(text[chunk.end() : chunk.end() + size])
        at = chunk.end() + size + len(b"\r\n")
    return b"".join(parts)
