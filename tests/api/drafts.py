"""Files as other programs write them, made by hand, and what is drafted of them."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from secretariat.api.models import ImportFormat
from secretariat.api.queries.drafted import Chosen, Draft, Drafted
from secretariat.api.queries.reading import read

MADE = Path(__file__).resolve().parents[1] / "made"
CHOSEN = Chosen("Asia/Damascus", "en", date(2020, 11, 11), date(2020, 11, 12))
# By the format the file that shows it.
FILES = {
    ImportFormat.INDICO_EVENT: "indico_event.json",
    ImportFormat.INDICO_TIMETABLE: "indico_timetable.json",
    ImportFormat.INDICO_REGISTRATIONS: "indico_registrations.json",
    ImportFormat.INDICO_REGISTRATIONS_TABLE: "indico_registrations.csv",
    ImportFormat.SCHEDULE_JSON: "schedule.json",
    ImportFormat.SCHEDULE_XML: "schedule.xml",
    ImportFormat.CALENDAR: "programme.ics",
    ImportFormat.CARDS: "contacts.vcf",
    ImportFormat.OPENSLIDES: "openslides.csv",
}


def content(format_: ImportFormat) -> bytes:
    """The file that shows a format."""
    return (MADE / FILES[format_]).read_bytes()


def data(format_: ImportFormat) -> Any:
    """What the file that shows a format says, to be changed by a test."""
    return json.loads(content(format_))


def as_json(value: Any) -> bytes:
    """A file of JSON."""
    return json.dumps(value, ensure_ascii=False).encode()


def drafted(format_: ImportFormat, file: bytes | None = None, chosen: Chosen = CHOSEN) -> Draft:
    """What is drafted of a file, or of the one that shows the format."""
    return read(format_, content(format_) if file is None else file, chosen)


def rows(draft: Draft, kind: str) -> list[Drafted]:
    """The rows of one kind."""
    return [each for each in draft.rows if each.kind == kind]


def row(draft: Draft, source_id: str) -> Drafted:
    """The one row that another program knows by this."""
    (found,) = (each for each in draft.rows if each.source_id == source_id)
    return found


def told(each: Drafted) -> list[tuple[str, str]]:
    """What is said of a row: of which cell, and the code."""
    return [(finding.cell, finding.code) for finding in each.findings]


def left(draft: Draft) -> Mapping[str, int]:
    """How much of what was left out."""
    return {each.code: each.count for each in draft.left_out}


def problems(draft: Draft) -> list[str]:
    """What is said of the file as a whole."""
    return [each.code for each in draft.problems]
