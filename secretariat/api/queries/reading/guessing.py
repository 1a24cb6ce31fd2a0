"""From what a file was written, guessed from how it begins; a person may say otherwise."""

import re

from secretariat.api.models import ImportFormat
from secretariat.api.queries.reading.opened import table_of
from secretariat.engines import tables
from secretariat.engines.indico.labels import roles_of
from secretariat.engines.tables import Table

__all__ = ["guess", "is_workbook"]

# What tells formats apart stands near the beginning, save for one word of an export.
_START = 256 * 1024
_BLANK = b"\xef\xbb\xbf \t\r\n"
_CALENDAR = re.compile(rb"BEGIN[ \t]*:[ \t]*VCALENDAR", re.IGNORECASE)
_CARD = re.compile(rb"BEGIN[ \t]*:[ \t]*VCARD", re.IGNORECASE)
_SCHEDULE = re.compile(rb'"schedule"\s{0,20}:\s{0,20}\{')
_CONFERENCE = re.compile(rb'"conference"\s{0,20}:\s{0,20}\{')
_RESULTS = re.compile(rb'"results"\s{0,20}:\s{0,20}([\[{])')
_REGISTERED = re.compile(rb'"(?:registration_data|checkin_secret|regform_id|registration_date)"\s{0,20}:')
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"\x7fELF")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_OF_OPENSLIDES = frozenset({"structurelevel", "voteweight", "ispresent", "memberid", "membernumber", "lockedout"})
_OF_INDICO = frozenset({"state", "registration_date", "friendly_id", "checked_in"})
_FIRST_LINES = 40


def guess(name: str, content: bytes) -> ImportFormat | None:
    """Return what a file seems to be, by its content; its name counts only where the content leaves it open.

    Raises ``Unreadable`` where it is a workbook that cannot be opened: once is enough to try that.
    """
    start = content[:_START].lstrip(_BLANK)
    if not start or start.startswith(_BINARY):
        return None
    for begins, format_ in ((_CALENDAR, ImportFormat.CALENDAR), (_CARD, ImportFormat.CARDS)):
        if begins.match(start):
            return format_
    if start[:1] == b"<":
        return ImportFormat.SCHEDULE_XML if b"<schedule" in start else None
    return _of_json(start, content) if start[:1] in b"{[" else _of_table(content) or _by_name(name)


def is_workbook(content: bytes) -> bool:
    """Whether a file is a workbook, as far as its beginning tells."""
    return content.startswith(_WORKBOOKS)


def _of_json(start: bytes, content: bytes) -> ImportFormat | None:
    if _SCHEDULE.search(start) and _CONFERENCE.search(start):
        return ImportFormat.SCHEDULE_JSON
    # Its address and number come first in an export, and a server may write them last.
    results = _RESULTS.search(start) or _RESULTS.search(content[-_START:])
    if results:
        return ImportFormat.INDICO_EVENT if results[1] == b"[" else ImportFormat.INDICO_TIMETABLE
    return ImportFormat.INDICO_REGISTRATIONS if _REGISTERED.search(start) else None


def _of_table(content: bytes) -> ImportFormat | None:
    # Of a text the first lines are enough; a workbook is opened whole, or not at all.
    if is_workbook(content):
        return _by_heading(table_of(content))
    try:
        return _by_heading(tables.read_file(_beginning(content)))
    except tables.Unreadable:
        return None


def _beginning(content: bytes) -> bytes:
    """The first lines of a text, each whole."""
    start = content[:_START]
    lines = start.splitlines(keepends=True)
    return b"".join(lines[:_FIRST_LINES]) if len(lines) > 1 else start


def _by_heading(table: Table) -> ImportFormat:
    heading = table.rows[0].cells
    names = {re.sub("[^a-z]", "", each.lower()) for each in heading}
    if names & _OF_OPENSLIDES and names & {"firstname", "lastname", "givenname", "surname", "username"}:
        return ImportFormat.OPENSLIDES
    roles = set(roles_of(heading))
    if len(roles & _OF_INDICO) > 1 and roles & {"full_name", "email", "first_name", "last_name"}:
        return ImportFormat.INDICO_REGISTRATIONS_TABLE
    return ImportFormat.TABLE


def _by_name(name: str) -> ImportFormat | None:
    return ImportFormat.TABLE if name.lower().endswith((".csv", ".tsv", ".txt")) else None
