"""Lists handed out for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.translation import get_language

from secretariat.engines.tables import as_workbook
from secretariat.ui.spreadsheets import harmless
from secretariat.ui.templatetags.ui import direction_of

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


def as_sheet(rows: Iterable[Sequence[object]], kind: str, *, name: str, title: str) -> HttpResponse:
    """Rows as a CSV or XLSX to be saved; no cell is a formula, and a sheet begins where the language does."""
    cells = [[harmless(cell) for cell in row] for row in rows]
    if kind == "xlsx":
        is_right_to_left = direction_of(get_language() or "en") == "rtl"
        return as_file(as_workbook(cells, title=title, is_right_to_left=is_right_to_left), kind, name=name)
    sheet = io.StringIO()
    csv.writer(sheet).writerows(cells)
    # The mark at the start tells spreadsheets that the text is UTF-8.
    return as_file(f"\ufeff{sheet.getvalue()}".encode(), "csv", name=name)


def as_file(content: bytes, kind: str, *, name: str) -> HttpResponse:
    """A file to be saved."""
    answer = HttpResponse(content, content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer
