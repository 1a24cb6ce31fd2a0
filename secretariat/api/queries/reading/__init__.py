"""Files of other programs, read into drafted rows: one reader for each format, all within bounds.

``guess`` tells a format from the content, ``read`` makes a ``Draft`` of it and writes nothing, ``lacking`` says what of
a conference a format cannot hold. What is wrong is told as codes; ``words`` has the sentences, ``losses`` those of what
is left out.
"""

from collections.abc import Callable

from secretariat.api.models import ImportFormat
from secretariat.api.queries.drafted import Chosen, Draft, Unreadable
from secretariat.api.queries.reading.calendars import read_calendar
from secretariat.api.queries.reading.cards import read_cards
from secretariat.api.queries.reading.guessing import guess
from secretariat.api.queries.reading.indico_events import read_event
from secretariat.api.queries.reading.indico_people import read_registrations, read_registrations_table
from secretariat.api.queries.reading.indico_timetables import read_timetable
from secretariat.api.queries.reading.losses import LACKING, LEFT_OUT, lacking, lacking_in_words
from secretariat.api.queries.reading.openslides import read_openslides
from secretariat.api.queries.reading.schedules import read_schedule_json, read_schedule_xml
from secretariat.api.queries.reading.words import FINDINGS, UNREADABLE, finding_in_words, unreadable_in_words

__all__ = [
    "FINDINGS",
    "LACKING",
    "LEFT_OUT",
    "READERS",
    "UNREADABLE",
    "finding_in_words",
    "guess",
    "lacking",
    "lacking_in_words",
    "read",
    "unreadable_in_words",
]

# A table of the user's own making is read elsewhere: its columns have to be matched first.
READERS: dict[str, Callable[[bytes, Chosen], Draft]] = {
    ImportFormat.INDICO_EVENT: read_event,
    ImportFormat.INDICO_TIMETABLE: read_timetable,
    ImportFormat.INDICO_REGISTRATIONS: read_registrations,
    ImportFormat.INDICO_REGISTRATIONS_TABLE: read_registrations_table,
    ImportFormat.SCHEDULE_JSON: read_schedule_json,
    ImportFormat.SCHEDULE_XML: read_schedule_xml,
    ImportFormat.CALENDAR: read_calendar,
    ImportFormat.CARDS: read_cards,
    ImportFormat.OPENSLIDES: read_openslides,
}


def read(format_: str, content: bytes, chosen: Chosen) -> Draft:
    """Return what a file of another program says, as it would be brought in. Raises ``Unreadable``."""
    if format_ not in READERS:
        raise Unreadable("other format", {"said": str(format_)[:40]})
    return READERS[format_](content, chosen)
