"""Workbooks (XLSX): looked into before they are opened, read row by row, never further than a list may be long."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from secretariat.engines.tables.models import (
    MOST_COLUMNS,
    MOST_ROWS,
    UNPACKED_LIMIT,
    Note,
    Problem,
    Row,
    Table,
    Unreadable,
)
from secretariat.engines.tables.text import row_of

__all__ = ["read_workbook"]

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")
_MOST_PARTS = 1_000
_MOST_EMPTY = 50_000
_MOST_MERGED = 10_000


def read_workbook(data: bytes, *, most_rows: int = MOST_ROWS) -> Table:
    """Return the rows of the first sheet of a workbook that is shown, if there are no more than so many.

    Formulas and merged cells are no values: each is named as a problem of its cell. Links to other files are never
    followed. Raises ``Unreadable``.
    """
    parts = _looked_into(data)
    # Imported late: the process that reads has set its limits by now.
    import openpyxl  # noqa: PLC0415

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False, data_only=False)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or list(book.worksheets)
    if not sheets:
        raise Unreadable("broken")
    first = sheets[0]
    # The size that a sheet claims is whatever its writer liked.
    first.reset_dimensions()
    rows = list(_rows(first, _merged(parts, first, most_rows), most_rows))
    if not rows:
        raise Unreadable("empty")
    notes = () if len(sheets) == 1 else (Note("sheets", {"name": first.title, "others": str(len(sheets) - 1)}),)
    return Table(tuple(rows), notes=notes, is_sheet=True)


def _looked_into(data: bytes) -> zipfile.ZipFile:
    """The parts of the workbook, if they may be unpacked at all."""
    if data.startswith(_COMPOUND):
        raise Unreadable("encrypted" if _PACKAGE in data else "old workbook")
    parts = zipfile.ZipFile(io.BytesIO(data))
    listed = parts.infolist()
    if len(listed) > _MOST_PARTS or sum(part.file_size for part in listed) > UNPACKED_LIMIT:
        raise Unreadable("too large unpacked")
    if any(part.flag_bits & 1 for part in listed):
        raise Unreadable("encrypted")
    if "xl/workbook.xml" not in {part.filename.lower().lstrip("/") for part in listed}:
        raise Unreadable("not a table")
    for part in listed:
        if part.filename.lower().endswith((".xml", ".rels")):
            _refuse_entities(parts, part)
    return parts


def _refuse_entities(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """A workbook declares no entities of its own; one that does means harm."""
    tail = b""
    with parts.open(part) as opened:
        while chunk := opened.read(1 << 20):
            # In UTF-16 every second byte is empty.
            if _DECLARED.search((tail + chunk).replace(b"\x00", b"")):
                raise Unreadable("entities")
            tail = chunk[-64:]


def _merged(parts: zipfile.ZipFile, sheet: Any, most_rows: int) -> set[tuple[int, int]]:
    """Cells that are merged with others, as row and column; told after the rows, so read apart."""
    path = sheet._worksheet_path.lstrip("/")  # noqa: SLF001 - a sheet that is read row by row does not tell of them
    found: set[tuple[int, int]] = set()
    for first_column, first_row, last_column, last_row in _MERGED.findall(parts.read(path)):
        if len(found) > _MOST_MERGED:
            break
        rows = range(int(first_row), min(int(last_row), int(first_row) + most_rows) + 1)
        columns = range(_column(first_column), min(_column(last_column), MOST_COLUMNS) + 1)
        found |= {(row, column) for row in rows for column in columns}
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _rows(sheet: Any, merged: set[tuple[int, int]], most_rows: int) -> Iterator[Row]:
    count = empty = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        row = _row(number, cells, merged)
        if row is None:
            empty += 1
            if empty > _MOST_EMPTY:
                raise Unreadable("too many rows")
            continue
        count += 1
        if count > most_rows:
            raise Unreadable("too many rows")
        yield row


def _row(number: int, cells: tuple[Any, ...], merged: set[tuple[int, int]]) -> Row | None:
    texts: list[str] = []
    problems: list[Problem] = []
    for column, cell in enumerate(cells):
        code = _wrong_with(cell)
        if (number, column) in merged:
            code = code or "merged"
        if code:
            problems.append(Problem(column, code))
        texts.append("" if code == "formula" else _text(cell.value))
    return row_of(number, texts, problems)


def _wrong_with(cell: Any) -> str:
    return {"f": "formula", "e": "error value"}.get(cell.data_type, "")


def _text(value: Any) -> str:
    """A value as people expect to read it: no .0 after a whole number, a day without a time of day."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return value.isoformat("minutes") if isinstance(value, time) else str(value)
