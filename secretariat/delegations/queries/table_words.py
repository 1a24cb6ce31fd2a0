"""Why a table was not read, and what there is to know of how one was read, in sentences."""

from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secretariat.engines import tables
from secretariat.engines.tables import Table, Unreadable

_LIMITS = {"rows": tables.MOST_ROWS, "columns": tables.MOST_COLUMNS}
UNREADABLE: dict[str, str | Promise] = {
    "empty": _("There is nothing in it."),
    "too large": _("The file is larger than %(size)s. Hand in the list in parts."),
    "too large unpacked": _("The workbook unpacks to more than %(unpacked)s. Copy the list alone into a new one."),
    "too many rows": _(
        "A list has at most %(rows)s rows; this one has more. Nothing was read beyond. Hand it in in parts."
    ),
    "too many columns": _("A list has at most %(columns)s columns; this one has more."),
    "broken": _("The workbook is broken and cannot be opened. Save it again, or paste the list."),
    "encrypted": _("The workbook is protected by a password. Save it without one."),
    "old workbook": _("This is a workbook of the old kind (.xls). Save it as .xlsx or .csv."),
    "entities": _("The workbook holds declarations that no spreadsheet program writes. It was not opened."),
    "not a table": _("This is neither a workbook (.xlsx) nor a text (.csv)."),
    "too slow": _("The workbook takes too long to open. Copy the list alone into a new one."),
    "too much": _("The workbook needs too much memory. Copy the list alone into a new one."),
}


def why_unreadable(error: Unreadable) -> str:
    """Why a list was not read."""
    sizes = {"size": filesizeformat(tables.FILE_LIMIT), "unpacked": filesizeformat(tables.UNPACKED_LIMIT)}
    return str(UNREADABLE[error.code]) % {**_LIMITS, **sizes}


def notes_in_words(table: Table) -> list[str]:
    """What there is to know of how a list was read."""
    sentences: dict[str, str | Promise] = {
        "encoding": _("The text was read as %(name)s. If letters are wrong, save it as UTF-8 and hand it in again."),
        "sheets": _("The sheet “%(name)s” was read; the workbook has %(others)s more."),
    }
    return [str(sentences[note.code]) % note.said for note in table.notes]
