"""From bytes to drafted rows, whatever the format: tables are read here, all else by the reader of its format."""

from collections.abc import Mapping
from typing import Any

from secretariat.api.models import ImportFormat
from secretariat.api.queries import reading
from secretariat.api.queries.drafted import Chosen, Draft, Unreadable
from secretariat.api.queries.imports.tables import draft_of_table
from secretariat.api.queries.reading.guessing import is_workbook
from secretariat.api.queries.reading.opened import table_of
from secretariat.conference.models import Conference


def draft_of(kind: str, content: bytes, chosen: Chosen) -> Draft:
    """What a file of this format says. Raises ``Unreadable``."""
    if not content.strip():
        raise Unreadable("empty")
    draft = draft_of_table(content, chosen) if kind == ImportFormat.TABLE else reading.read(kind, content, chosen)
    if not draft.rows:
        raise Unreadable("nothing")
    return draft


def format_of(name: str, content: bytes) -> str:
    """The format of a file by its content; nothing where it is not known. Raises ``Unreadable``."""
    if not content.strip():
        raise Unreadable("empty")
    return reading.guess(name, content) or ""


def looked_into(name: str, content: bytes, format_: str) -> str:
    """The format of a file that is handed in, as somebody said or by its content; a table can be read by then.

    Raises ``Unreadable``.
    """
    found = format_ or format_of(name, content)
    # A workbook was opened already if its format was not said.
    if found == ImportFormat.TABLE and (format_ or not is_workbook(content)):
        table_of(content)
    return found


def chosen_of(conference: Conference, chosen: Mapping[str, Any]) -> Chosen:
    """How a file is to be read, as an import keeps it."""
    return Chosen(
        zone=chosen.get("zone") or conference.time_zone,
        language=chosen.get("language") or conference.original_language,
        first_day=conference.start_date,
        last_day=conference.end_date,
        kind=chosen.get("kind", ""),
        columns=tuple(chosen.get("columns", ())),
        is_headed=chosen.get("is_headed", True),
    )
