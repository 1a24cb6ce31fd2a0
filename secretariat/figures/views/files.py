"""Charts and tables as files: CSV, XLSX, PNG."""

import csv
import io
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from secretariat.engines.paper import Bounds, direction_of, draw, printable
from secretariat.engines.tables import as_workbook
from secretariat.figures.queries.tables import Picture, plain
from secretariat.ui.spreadsheets import harmless
from secretariat.ui.templatetags.ui import direction_of as direction_of_language

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
}
PAPER = Path(__file__).resolve().parents[1] / "paper"
# A map of the world holds many outlines.
BOUNDS = Bounds(seconds=20.0, memory=1024 * 1024 * 1024)
DOTS = 192


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
    drawn = render_to_string(
        picture.template,
        {
            "chart": picture.drawn,
            "key": "chart",
            "title": plain(picture.title),
            "description": picture.words,
            "style": _style(),
            **picture.also,
        },
    )
    language = get_language() or "en"
    data = {
        "language": language,
        "direction": direction_of_language(language),
        "title": _said(plain(picture.title)),
        "lines": [_said(f"{label}: {value}") for label, value in picture.provenance.lines],
        "note": _said(picture.note and plain(picture.note)),
        "boundaries": _said(
            _("The boundaries and names shown on this map do not imply official endorsement or acceptance of any kind.")
            if picture.also.get("is_map")
            else ""
        ),
    }
    # Outside a page it stands for itself, without what comes before it.
    svg = drawn[drawn.index("<svg") :].encode()
    pages = draw(_source(), data, {"chart.svg": svg}, dots=DOTS, bounds=BOUNDS)
    return _as_file(pages[0], "png", name=name)


def _said(text: str) -> dict[str, str]:
    shown = printable(text)
    return {"text": shown, "direction": direction_of(shown) if shown else "ltr"}


def _as_file(content: bytes, kind: str, *, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


@cache
def _source() -> str:
    return (PAPER / "chart.typ").read_text("utf-8")


@cache
def _style() -> str:
    return (PAPER / "chart.css").read_text("utf-8")
