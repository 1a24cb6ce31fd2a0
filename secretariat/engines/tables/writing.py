"""A table as a workbook (XLSX): texts alone, the heading bold and always in sight."""

import io
import re
from collections.abc import Iterable, Sequence

__all__ = ["as_workbook"]

_NO_TITLE = re.compile(r"[\\*?:/\[\]]")
# What no XML can hold, and so no workbook.
_NO_TEXT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A spreadsheet program keeps this name for itself.
_KEPT_TITLE = "history"
_LONGEST_TITLE = 31
_WIDEST = 60


def as_workbook(rows: Iterable[Sequence[str]], *, title: str, is_right_to_left: bool = False) -> bytes:
    """Return a workbook of one sheet; its first row is the heading.

    Every cell is written as text: what looks like a formula computes nothing. Columns are as wide as their longest text
    within reason, and the sheet begins at the right where the language does.
    """
    # A list is exported now and then; a page need not wait for the library.
    import openpyxl  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.worksheet import Worksheet  # noqa: PLC0415
    from openpyxl.writer.excel import save_workbook  # noqa: PLC0415

    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has one
    sheet.title = _title(title)
    sheet.sheet_view.rightToLeft = is_right_to_left
    sheet.freeze_panes = "A2"
    widths: dict[int, int] = {}
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            cell.value = _NO_TEXT.sub("", text)[:32_000]
            cell.data_type = "s"
            if number == 1:
                cell.font = Font(bold=True)
            widths[column] = max(widths.get(column, 0), min(len(text), _WIDEST))
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width + 3
    kept = io.BytesIO()
    save_workbook(book, kept)
    return kept.getvalue()


def _title(title: str) -> str:
    """A name that a sheet can have: short as programs count, no apostrophe at either end, and none that is kept."""
    plain = " ".join(_NO_TITLE.sub(" ", _NO_TEXT.sub("", title)).split()).strip("' ")
    # Signs beyond the first plane count twice; half of one is none.
    short = plain.encode("utf-16-le")[: 2 * _LONGEST_TITLE].decode("utf-16-le", "ignore").rstrip("' ")
    return f"{short} 1" if short.lower() == _KEPT_TITLE else short or "1"
