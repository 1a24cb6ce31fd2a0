"""What a table is read as: rows of cells with their places, notes of what was passed over, and why one is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = [
    "FILE_LIMIT",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "UNPACKED_LIMIT",
    "Note",
    "Problem",
    "Row",
    "Table",
    "Unreadable",
    "letters_of",
    "place_of",
]

FILE_LIMIT = 5 * 1024 * 1024
UNPACKED_LIMIT = 50 * 1024 * 1024
MOST_ROWS = 2_000
MOST_COLUMNS = 64
LONGEST_CELL = 5_000


@dataclass(frozen=True)
class Problem:
    """Something wrong with one cell: its column from 0, and a code.

    Codes: "formula", "merged", "error value", "too long".
    """

    column: int
    code: str


@dataclass(frozen=True)
class Row:
    """A row that holds something: the number under which a person finds it (from 1), its cells, and what is wrong."""

    number: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Note:
    """Something a person should know of the reading: a code, and what it speaks of.

    Codes: "encoding" (name), "sheets" (name, others).
    """

    code: str
    said: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A table as it was read; rows that hold nothing are left out."""

    rows: tuple[Row, ...]
    separator: str = ""
    notes: tuple[Note, ...] = ()
    is_sheet: bool = False


class Unreadable(Exception):  # noqa: N818 - it says what the file is
    """A text or file that is not read.

    Codes: "empty", "too large", "too large unpacked", "too many rows", "too many columns", "broken", "encrypted",
    "old workbook", "entities", "not a table", "too slow", "too much".
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def letters_of(column: int) -> str:
    """Return the letters under which a spreadsheet knows a column, counted from 0: A, B, … Z, AA."""
    found = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found


def place_of(row: int, column: int) -> str:
    """Return the place of a cell as a spreadsheet writes it: B7."""
    return f"{letters_of(column)}{row}"
