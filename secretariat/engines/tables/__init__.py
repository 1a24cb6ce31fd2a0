"""Tables: a pasted text, a CSV or an XLSX in, rows of cells with their places out.

Plain Python. ``read_text`` takes what somebody pasted or mended, ``read_file`` the bytes of a file: a workbook is
opened in a process of its own, within seconds and bytes. What cannot be read raises ``Unreadable`` with a code; what
was passed over or changed is told by notes and by problems that name their cell. The words for people are said
elsewhere.

``written`` makes a table into tab-separated text that ``read_text`` reads back, ``as_workbook`` rows into an XLSX.
``cleaned`` takes out of a text what nobody typed on purpose: control characters and marks that turn the direction of
reading.
"""

from secretariat.engines.tables.bounds import read_file
from secretariat.engines.tables.letters import cleaned
from secretariat.engines.tables.models import (
    FILE_LIMIT,
    MOST_COLUMNS,
    MOST_ROWS,
    UNPACKED_LIMIT,
    Note,
    Problem,
    Row,
    Table,
    Unreadable,
    letters_of,
    place_of,
)
from secretariat.engines.tables.text import SEPARATORS, read_text, written
from secretariat.engines.tables.writing import as_workbook

__all__ = [
    "FILE_LIMIT",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "SEPARATORS",
    "UNPACKED_LIMIT",
    "Note",
    "Problem",
    "Row",
    "Table",
    "Unreadable",
    "as_workbook",
    "cleaned",
    "letters_of",
    "place_of",
    "read_file",
    "read_text",
    "written",
]
