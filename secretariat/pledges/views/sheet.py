"""The list of pledges handed out for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from secretariat.engines.tables import as_workbook
from secretariat.pledges.models import Pledge
from secretariat.pledges.queries import PledgeRow
from secretariat.ui.spreadsheets import harmless
from secretariat.ui.templatetags.ui import direction_of

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def as_sheet(rows: Iterable[Sequence[object]], kind: str, *, name: str, title: str) -> HttpResponse:
    """Rows as a CSV or XLSX to be saved; no cell is a formula, and a sheet begins where the language does."""
    cells = [[harmless(cell) for cell in row] for row in rows]
    if kind == "xlsx":
        is_right_to_left = direction_of(get_language() or "en") == "rtl"
        content = as_workbook(cells, title=title, is_right_to_left=is_right_to_left)
    else:
        sheet = io.StringIO()
        csv.writer(sheet).writerows(cells)
        # The mark at the start tells spreadsheets that the text is UTF-8.
        content = f"\ufeff{sheet.getvalue()}".encode()
    answer = HttpResponse(content, content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


def sheet_of(rows: Iterable[PledgeRow]) -> Iterator[list[object]]:
    """A head and a line for each pledge."""
    named = [Pledge._meta.get_field(name).verbose_name for name in _FIELDS]  # type: ignore[union-attr]
    yield [_("Number"), _("Party"), _("Further parties"), *map(str, named), _("Countries"), _("Last report")]
    for row in rows:
        pledge = row.pledge
        yield [
            pledge.number,
            row.name,
            "; ".join(map(str, row.others)),
            *(_cell(pledge, name) for name in _FIELDS),
            "; ".join(map(str, row.countries)),
            pledge.updated_date.isoformat() if pledge.updated_date else "",
        ]


_FIELDS = (
    "kind",
    "title",
    "text",
    "said_date",
    "qualifier",
    "amount",
    "currency",
    "start_date",
    "end_date",
    "objective",
    "stage",
    "sensitivity",
)


def _cell(pledge: Pledge, name: str) -> str:
    if name == "stage" and not pledge.stage:
        return _("No update")
    shown = getattr(pledge, f"get_{name}_display", None)
    value = shown() if shown is not None else getattr(pledge, name)
    return "" if value is None else str(value)
