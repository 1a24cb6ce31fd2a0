"""Pasted text and CSV: the encoding guessed and said, the separator found, rows told by the line they begin in."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from secretariat.engines.tables.models import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Note,
    Problem,
    Row,
    Table,
    Unreadable,
)

__all__ = ["SEPARATORS", "decoded", "read_text", "row_of", "written"]

# By the name a form gives them; "none" is one name a line.
SEPARATORS = {"tab": "\t", "semicolon": ";", "comma": ",", "none": ""}
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_HIGH = 0x80
# No spreadsheet program has more columns, even of empty cells.
_WIDEST = 16_384
_WORDS = re.compile("[А-яЁёІіЇїЄєҐґ]+")
_VOWELS = frozenset("аеёиоуыэюяіїє")


def read_text(text: str, *, separator: str = "", notes: Iterable[Note] = (), most_rows: int = MOST_ROWS) -> Table:
    """Return the rows of a text: one a line, cells parted by tab, semicolon or comma, or by nothing.

    ``separator`` is a key of ``SEPARATORS``; without one the text decides. Raises ``Unreadable`` ("empty", "too many
    rows", "too many columns").
    """
    if not text.strip("\ufeff \t\r\n"):
        raise Unreadable("empty")
    text = text.removeprefix("\ufeff").replace("\x00", "")
    found = separator if separator in SEPARATORS else _separator_of(text)
    rows: list[Row] = []
    for number, cells in _lines(text, SEPARATORS[found], most_rows):
        row = row_of(number, cells)
        if row is None:
            continue
        if len(rows) == most_rows:
            raise Unreadable("too many rows")
        rows.append(row)
    if not rows:
        raise Unreadable("empty")
    return Table(tuple(rows), found, tuple(notes))


def written(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as tab-separated text, one a line, that ``read_text`` reads back."""
    sheet = io.StringIO()
    csv.writer(sheet, delimiter="\t", lineterminator="\n").writerows(
        [" ".join(str(cell).split()) for cell in row] for row in rows
    )
    return sheet.getvalue()


def row_of(number: int, cells: Iterable[str], problems: Iterable[Problem] = ()) -> Row | None:
    """Return a row without the empty cells at its end, or nothing if it holds nothing."""
    given = list(cells)
    if len(given) > _WIDEST:
        raise Unreadable("too many columns")
    kept = [cell.strip() for cell in given]
    wrong = list(problems)
    while kept and not kept[-1] and not any(each.column == len(kept) - 1 for each in wrong):
        kept.pop()
    if not kept:
        return None
    if len(kept) > MOST_COLUMNS:
        raise Unreadable("too many columns")
    for column, cell in enumerate(kept):
        if len(cell) > LONGEST_CELL:
            kept[column] = cell[:LONGEST_CELL]
            wrong.append(Problem(column, "too long"))
    return Row(number, tuple(kept), tuple(wrong))


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text of a file and the name of the encoding it was read in.

    A mark at the start decides, then whether it is well-formed UTF-8; what is left is told by how the bytes of letters
    stand together, which is a guess and must be said.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace"), "UTF-8" if name == "utf-8-sig" else "UTF-16"
    empty = (data[::2].count(0), data[1::2].count(0))
    # Latin letters in UTF-16 leave every second byte empty, which UTF-8 would take for well-formed.
    if max(empty) > len(data) // 8 and min(empty) <= len(data) // 64:
        return data.decode("utf-16-le" if empty[1] > empty[0] else "utf-16-be", errors="replace"), "UTF-16"
    if _is_well_formed(data, "utf-8"):
        return data.decode("utf-8"), "UTF-8"
    name = _code_page(data)
    return data.decode(name, errors="replace"), {"gb18030": "GB 18030"}.get(name, name.replace("cp", "Windows-"))


def _code_page(data: bytes) -> str:
    """The Windows code page in which these bytes make words: Latin letters beyond ASCII stand alone, others in rows."""
    pairs = [(one, other) for one, other in pairwise(data) if one >= _HIGH and other >= _HIGH]
    high = [byte for byte in data if byte >= _HIGH]
    if len(pairs) < len(high) / 2:
        return "cp1252"
    if sum(0xA1 <= byte <= 0xBF for byte in high) > 0.15 * len(high) and _is_well_formed(data, "gb18030"):
        return "gb18030"
    # Cyrillic capitals (C0–DF) begin words, and its words have vowels; the same bytes in Arabic know neither rule.
    falls = sum(one >= 0xE0 and 0xC0 <= other <= 0xDF for one, other in pairs)
    words = [word for word in _WORDS.findall(data.decode("cp1251", errors="replace")) if len(word) > 2]
    mute = sum(_VOWELS.isdisjoint(word.casefold()) for word in words)
    return "cp1256" if falls > 0.08 * len(pairs) or mute > len(words) / 3 else "cp1251"


def _is_well_formed(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _separator_of(text: str) -> str:
    """A tab wherever one stands within a line; else what parts every line into as many cells."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    if any("\t" in line.strip() for line in lines):
        return "tab"
    for name in ("semicolon", "comma"):
        mark = SEPARATORS[name]
        counts = Counter(len(cells) for _number, cells in _lines("\n".join(lines), mark) if any(map(str.strip, cells)))
        usual, times = counts.most_common(1)[0] if counts else (1, 0)
        if usual > 1 and times >= 0.8 * sum(counts.values()):
            return name
    return "none"


def _lines(text: str, mark: str, most_rows: int = MOST_ROWS) -> Iterator[tuple[int, list[str]]]:
    if not mark:
        for number, line in enumerate(text.splitlines(), start=1):
            yield number, [line]
        return
    try:
        yield from list(_parsed(text, mark, most_rows))
    except csv.Error:
        # A quotation mark that is never closed is a letter like any other.
        for number, line in enumerate(text.splitlines(), start=1):
            yield number, line.split(mark)


def _parsed(text: str, mark: str, most_rows: int) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    begun = 1
    for cells in reader:
        # Blanks are left to the caller: a quoted cell may hold a line break, so numbers follow the reader.
        yield begun, cells
        begun = reader.line_num + 1
        if begun > 50 * most_rows:
            raise Unreadable("too many rows")
