"""Charts and tables as files: CSV, XLSX, PNG."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.translation import get_language

from secretariat.engines.tables import as_workbook
from secretariat.figures.queries.drawing import as_png
from secretariat.figures.queries.tables import Picture, plain
from secretariat.ui.spreadsheets import harmless
from secretariat.ui.templatetags.ui import direction_of as direction_of_language

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
}


def as_sheet(rows: Iterable[Sequence[object]], kind: str, *, name: str, title: str) -> HttpResponse:
    """Rows as a CSV or XLSX to be saved; no cell is a formula, and a sheet begins where the language does."""
    cells = [[harmless(cell) for cell in row] for row in rows]
    if kind == "xlsx":
        is_right_to_left = direction_of_language(get_language() or "en") == "rtl"
        return _as_file(as_workbook(cells, title=title, is_right_to_left=is_right_to_left), kind, name=name)
    sheet = io.StringIO()
    csv.writer(sheet).writerows(cells)
    # The mark at the start tells spreadsheets that the text is UTF-8.
    return _as_file(f"\ufeff{sheet.getvalue()}".encode(), "csv", name=name)


def as_picture(picture: Picture, *, name: str) -> HttpResponse:
    """A chart with its title, source, date and licence as a PNG; raises ``Unprintable``."""
    title = plain(picture.title)
    content = as_png(
        picture.template,
        {"chart": picture.drawn, "title": title, "description": picture.words, **picture.also},
        title=title,
        lines=[f"{label}: {value}" for label, value in picture.provenance.lines],
        note=picture.note and plain(picture.note),
        is_map=bool(picture.also.get("is_map")),
    )
    return _as_file(content, "png", name=name)


def _as_file(content: bytes, kind: str, *, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer
