"""Files as rows of cells: encoding and separator found, rows told by the line they end in, nothing held in memory."""

import codecs
import csv
import io
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from secretariat.engines.statistics.models import Unreadable
from secretariat.engines.statistics.workbook import rows_apart

__all__ = ["MOST_COLUMNS", "Opened", "opened"]

MOST_COLUMNS = 200
# A title, notes and a line of hashtags may stand above the numbers.
MOST_ABOVE = 25
_HEAD = 65_536
_HTML = re.compile(rb"<\s*(!doctype|html|head|body|table|script|\?xml)", re.IGNORECASE)
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"PK\x05\x06")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_TAG = re.compile(r"#[A-Za-z][A-Za-z0-9_]*(\s*\+[A-Za-z0-9_]+)*")


@dataclass(frozen=True)
class Opened:
    """A file that can be read: its columns, the hashtags beneath them if it has any, and how many lines come first."""

    file: BinaryIO
    header: tuple[str, ...]
    tags: tuple[str, ...]
    # Rows that stand above the numbers.
    above: int
    encoding: str
    separator: str
    size: int

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """The rows beneath the header with the line each ends in; rows that hold nothing are passed over."""
        yield from islice(_rows(self.file, self.encoding, self.separator), self.above, None)


def opened(file: BinaryIO, *, limit: int) -> Opened:
    """Open a file of at most ``limit`` bytes, judged by its content whatever it is called; raise ``Unreadable``."""
    size = file.seek(0, os.SEEK_END)
    if size > limit:
        raise Unreadable("too large")
    file.seek(0)
    head = file.read(_HEAD)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise Unreadable("empty")
    if head.startswith(_BINARY):
        raise Unreadable("not a table")
    if head.startswith(_WORKBOOK):
        return _begun(file, "workbook", "", size)
    if _HTML.search(head[:2048].replace(b"\x00", b"")):
        raise Unreadable("html")
    encoding = _encoding_of(file, head)
    start = head.decode(encoding, errors="replace")
    if sum(char in "\ufffd\x00" or (char < " " and char not in "\t\r\n\f\v") for char in start) > len(start) / 20:
        raise Unreadable("not a table")
    return _begun(file, encoding, _separator_of(start), size)


def _begun(file: BinaryIO, encoding: str, separator: str, size: int) -> Opened:
    top = list(islice(_rows(file, encoding, separator), MOST_ABOVE + 1))
    if not top:
        raise Unreadable("empty")
    for number, (_line, cells) in enumerate(top):
        if _is_tagged(cells):
            header = top[number - 1][1] if number else cells
            return Opened(file, *_named(header, cells), number + 1, encoding, separator, size)
    at = next((number for number, (_line, cells) in enumerate(top) if sum(map(bool, cells)) > 1), None)
    if at is None:
        raise Unreadable("not a table")
    return Opened(file, *_named(top[at][1], []), at + 1, encoding, separator, size)


def _named(header: list[str], tags: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Columns by their names; one without a name goes by its hashtag or its number."""
    width = max(len(header), len(tags))
    if width > MOST_COLUMNS:
        raise Unreadable("too many columns")
    wide = [*header, *[""] * (width - len(header))]
    marks = [*tags, *[""] * (width - len(tags))] if tags else []
    names = [" ".join(name.split()) or (marks[at] if marks else "") or f"#{at + 1}" for at, name in enumerate(wide)]
    twice = next((name for name, times in Counter(names).items() if times > 1), "")
    if twice and not marks:
        raise Unreadable("column twice", twice)
    if twice:
        names = [f"{name} ({at + 1})" if names.count(name) > 1 else name for at, name in enumerate(names)]
    return tuple(names), tuple(marks)


def _is_tagged(cells: list[str]) -> bool:
    """Whether a row holds hashtags: at least one, and hardly anything else (HXL 1.1)."""
    full = [cell.strip() for cell in cells if cell.strip()]
    tags = sum(bool(_TAG.fullmatch(cell)) for cell in full)
    return tags > 0 and tags * 2 >= len(full)


def _rows(file: BinaryIO, encoding: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    file.seek(0)
    if encoding == "workbook":
        yield from ((line, cells) for line, cells in rows_apart(file.read()) if any(cells))
        return
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    reader = csv.reader(text, delimiter=separator)
    try:
        for cells in reader:
            if any(cells):
                yield reader.line_num, cells
    except UnicodeDecodeError:
        raise Unreadable("encoding") from None
    except csv.Error:
        raise Unreadable("broken") from None
    finally:
        # The file is the caller's to close.
        text.detach()


def _encoding_of(file: BinaryIO, head: bytes) -> str:
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    empty = (head[::2].count(0), head[1::2].count(0))
    # Latin letters in UTF-16 leave every second byte empty, which UTF-8 would take for well-formed.
    if max(empty) > len(head) // 8 and min(empty) <= len(head) // 64:
        return "utf-16-le" if empty[1] > empty[0] else "utf-16-be"
    return "utf-8" if _is_utf_8(file) else "cp1252"


def _is_utf_8(file: BinaryIO) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(1 << 20):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _separator_of(start: str) -> str:
    """The mark that parts the first lines into the same number of cells, more than one."""
    lines = [line for line in start.splitlines()[: MOST_ABOVE + 1] if line.strip()]
    if len(lines) > 1 and len(start) == _HEAD:
        lines.pop()
    counts = {mark: [len(cells) for cells in csv.reader(lines, delimiter=mark)] for mark in ",;\t|"}
    return max(counts, key=lambda mark: (_agreed(counts[mark]), -",;\t|".index(mark)))


def _agreed(widths: list[int]) -> int:
    """How many lines have the commonest width above one, times that width."""
    found = Counter(width for width in widths if width > 1).most_common(1)
    return found[0][0] * found[0][1] if found else 0
