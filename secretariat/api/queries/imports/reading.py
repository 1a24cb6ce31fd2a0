"""From bytes to drafted rows, whatever the format: tables are read here, all else by the reader of its format."""

from secretariat.api.models import ImportFormat
from secretariat.api.queries import reading
from secretariat.api.queries.drafted import Chosen, Draft, Unreadable
from secretariat.api.queries.imports.tables import draft_of_table


def draft_of(kind: str, content: bytes, chosen: Chosen) -> Draft:
    """What a file of this format says. Raises ``Unreadable``."""
    if not content.strip():
        raise Unreadable("empty")
    draft = draft_of_table(content, chosen) if kind == ImportFormat.TABLE else reading.read(kind, content, chosen)
    if not draft.rows:
        raise Unreadable("nothing")
    return draft


def format_of(name: str, content: bytes) -> str:
    """The format of a file by its content; nothing where it is not known."""
    return reading.guess(name, content) or ""
