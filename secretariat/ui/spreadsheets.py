"""Tables handed out for spreadsheets, and files to be saved."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "png": "image/png",
}

# With these a spreadsheet begins a formula; with the wide ones where East Asia's languages are written.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# What is nothing but a number is counted with, and computes nothing.
_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")


def harmless(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula; a number stays one.

    One apostrophe is put before it. What stands behind apostrophes of its own gets one more, so that whoever takes one
    away from each has what was written.
    """
    text = str(cell)
    return f"'{text}" if _begins_a_formula(text.lstrip("'")) else text


def _begins_a_formula(text: str) -> bool:
    begins = text.startswith(FORMULA) or text.lstrip().startswith(FORMULA)
    return begins and not _NUMBER.fullmatch(text)


def as_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """Rows as a CSV; no cell is a formula, and the mark at the start tells spreadsheets that the text is UTF-8."""
    sheet = io.StringIO()
    csv.writer(sheet).writerows([harmless(cell) for cell in row] for row in rows)
    return f"\ufeff{sheet.getvalue()}".encode()


def as_file(content: bytes, kind: str, *, name: str) -> HttpResponse:
    """A file to be saved."""
    answer = HttpResponse(content, content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer
